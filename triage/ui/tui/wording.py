"""The words of this front end alone: its keys and its dialogs. The rest is in `triage.ui.words`."""

from __future__ import annotations

from collections.abc import Sequence

Keys = Sequence[tuple[str, str]]
"""Keys as they are named, each with what it does."""

DANGER = "In danger? Ring 999. F9 tells you more."
DANGER_SHORT = "Danger? Ring 999"

SAFETY_TITLE = "If someone may be in danger"
SAFETY_MORE = (
    "This tool keeps your answers while you make the call, as long as you leave it open.",
)

HELP_TITLE = "What the keys do here"
PANEL_TITLE = "Why we ask, and what your answers mean so far"
COMMANDS_TITLE = "Commands"
NOTHING_YET = "Nothing yet."
NEW = "New:"
NOTE_KEYS = (("Esc", "close"), ("Up Down", "read on"), ("Ctrl+Q", "leave"))

YOUR_ANSWER = "your answer"
CHOOSE_FIRST = "Choose an answer first. Press its number, or use Up and Down. Then press Enter."
TICK_FIRST = "Tick at least one answer first. Press its number, or Space. Then press Enter."
CHOOSE_LINE = "Choose a line first. Press its number, or use Up and Down. Then press Enter."
TICK_HOW = "Tick all that apply, then press Enter."
TYPE_HOW = "Type your answer, then press Enter."
TYPE_OR_NOT_KNOWN = "Down leads to “Not known”."
TYPE_LINES_HOW = (
    "Enter begins a new line, and an empty line ends the text. "
    "Tab, or Down from the last line, leads to the list."
)
TEXT_DONE = "Go on with this text"

DOUBT_BACK = "Esc leads back to it."

FIND = "Search (/): "
SEE_RULES = "R, at the question, shows what they say."
SEE_ALL = "Press M to see them all."

COMMAND_BACK = "Go back"
COMMAND_HELP = "Help with this screen"
COMMAND_PANEL = "Show or hide why we ask"
COMMAND_SAFETY = "What to do if someone is in danger"
COMMAND_CLOSE = "Close the guidance"
COMMAND_CLOSE_MORE = "Go back to where you were. Nothing is lost."
COMMAND_LEAVE = "Leave now"
COMMAND_LEAVE_MORE = "Clears the screen and your answers at once."
COMMAND_BACK_MORE = "No answer is lost."

SAVE_WHERE = "File name"
SAVE_REASONS = "Your reasons, if you want to add them"
SAVE_REASONS_HINT = "Leave it empty if you like. No names, addresses or case numbers."
TYPED_AGAIN = "Press Enter again to go on as it is."
LINES_AGAIN = f"To go on as it is, end the text again, or take “{TEXT_DONE}” below."
SAVE_AGAIN = "Press Enter again to save it as it is."
SAVE_KEYS = (("Enter", "next, then save"), ("Esc", "close"))
SAVE_REASONS_KEYS = (("Enter", "save"), ("Tab", "redacted copy"), ("Esc", "close"))
SAVE_COPY_KEYS = (("Enter", "save"), ("Space", "tick"), ("Esc", "close"))
SAVED_FORGET = (
    "Your answers are still in this tool until you leave it. "
    "Press F to forget them now: what you saved stays."
)
SAVED_KEYS = (("Enter", "close"), ("F", "forget the answers"))

ASK_KEYS = (
    ("Enter", "next"),
    ("Esc", "back"),
    ("F2", "why we ask"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)
_AT_A_BOX = (*ASK_KEYS[1:2], *ASK_KEYS[3:])
LINES_KEYS = (("Enter", "new line"), ("Tab", "list"), *_AT_A_BOX)
TYPED_KEYS = (("Enter", "next"), ("Down", "not known"), *_AT_A_BOX)
BELOW_KEYS = (("Enter", "take this"), ("Up", "the box"), *_AT_A_BOX)
WELCOME_KEYS = (("Enter", "begin"), ("F1", "help"), ("Ctrl+P", "commands"), ("Ctrl+Q", "leave"))
WELCOME_KEYS_BACK = (("Enter", "begin"), ("Esc", "back"), *WELCOME_KEYS[1:])
HOME_KEYS = (
    ("Enter", "begin"),
    ("F3", "guidance"),
    ("F1", "help"),
    ("Ctrl+P", "commands"),
    ("Ctrl+Q", "leave"),
)
READING_KEYS = (
    ("N", "next"),
    ("Enter", "list"),
    ("Esc", "back"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)
READING_ALONE_KEYS = (*READING_KEYS[:1], *READING_KEYS[2:])
LIST_KEYS = (("Enter", "do it"), *READING_ALONE_KEYS)
READER_KEYS = (("Enter", "open"), *READING_ALONE_KEYS)
READER_FIND_KEYS = (("Enter", "open"), ("/", "search"), *READING_KEYS[2:])
READER_BOX_KEYS = (("Enter", "search"), *READING_KEYS[2:])
REVIEW_KEYS = (
    ("Enter", "change"),
    ("G", "go on"),
    ("Esc", "back"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)

KEYS_EVERYWHERE = (
    ("Esc or B", "Go back. No answer is lost."),
    ("F2", "Show or hide why we ask, and what your answers already mean."),
    ("F3", "Read or search the guidance. Esc leads back to where you were."),
    ("R", "See the rules behind a question or a result, in our words."),
    ("F9", "What to do if someone is in danger."),
    ("Ctrl+P", "All commands, and the colours: light, dark or high contrast."),
    ("Ctrl+Q", "Leave now. The screen and your answers are cleared at once. So does Ctrl+C."),
)
ONLY_AT_A_QUESTION = frozenset({"F2"})
NOT_IN_A_BOX = frozenset({"Esc or B", "R"})
NOT_IN_A_DIALOG = frozenset({"Esc or B", "F2", "R", "Ctrl+P"})
"""Keys of the list above that do something else or nothing there, so the help leaves them out."""

KEYS_CHOICE = (
    ("1 to 9", "Move to the answer with that number."),
    ("Up, Down", "Move from answer to answer."),
    ("Enter", "Take the answer that is marked, and go on."),
    ("Page Up", "See what you answered before."),
)
KEYS_TICKS = (
    ("1 to 9", "Tick the answer with that number, or take the tick away."),
    ("Up, Down", "Move from answer to answer."),
    ("Space", "Tick the answer that is marked, or take the tick away."),
    ("Enter", "Go on with the answers that are ticked."),
    ("Page Up", "See what you answered before."),
)
KEYS_TICKS_MANY = (
    ("1 to 9", "Tick the answer with that number. Press both digits for one past 9."),
    ("Space", "Tick the answer that is marked, or take the tick away. After a 1, it ticks 1."),
    *KEYS_TICKS[1:2],
    *KEYS_TICKS[3:],
)
KEYS_TYPED = (
    ("Enter", "Take what you have typed, and go on."),
    ("Esc", "Go back. In a box that you type in, B and R are letters."),
    ("Ctrl+P", "All commands. The rules behind this question are one of them."),
)
KEYS_OR_NOT_KNOWN = (
    *KEYS_TYPED[:1],
    ("Down, Tab", "Go to “Not known”, below the box. There, Enter takes it."),
    ("Up", "Go from there back into the box."),
    *KEYS_TYPED[1:],
)
KEYS_LINES = (
    ("Enter", "Begin a new line. On an empty last line, take the text and go on."),
    ("Tab", "Go to the list below the text. So does Down from its last line."),
    ("Up", "Go from the list back into the text."),
    *KEYS_TYPED[1:],
)
KEYS_PAGE = (
    ("Up, Down", "Read on, or move in the list."),
    ("Page Down", "Read on by a whole page."),
    ("Tab", "Go from the text to the list, and back."),
    ("1 to 9", "Go to the line with that number, and mark it."),
    ("Enter", "In the list, do what the marked line says. In the text, go to the list."),
)
KEYS_HOME = (
    ("Enter", "Begin what is marked. At first that is the questions about what has happened."),
    ("1 to 9", "Move to the line with that number. Press both digits for one past 9."),
    ("Up, Down", "Move from line to line."),
    ("Tab", "Go from the list to the text, and back."),
    ("Page Down", "Read on by a whole page."),
)
KEYS_READER = (
    ("Enter", "In the list, open what is marked. In the text, go to the list."),
    ("Esc or B", "Go back, step by step, to where you were. Nothing is lost."),
    ("1 to 9", "Move to the line with that number. For the appendixes, Shift and A or B."),
    ("/", "Search, where there is a box. Enter shows what is found."),
    ("Tab", "Go from the text to the list, and back."),
    ("N, P", "Read on by a page, or back."),
    ("F3", "All sections of the guidance."),
)
KEYS_PREVIEW = (
    ("N", "Read on, page by page, and from each heading. It leaves out no line."),
    ("P", "Read back in the same way."),
    *KEYS_PAGE,
)
KEYS_RESULT = (
    *KEYS_PREVIEW[:2],
    ("M", "See everything that would change this."),
    *KEYS_PAGE,
)
KEYS_REVIEW = (
    ("Up, Down", "Move from answer to answer."),
    ("Enter", "Change the answer that is marked."),
    ("G", "Go on to what your answers suggest."),
)
KEYS_SAVE = (
    ("Enter", "Go to the next box. In the last box, save."),
    ("Tab", "Go to the next box, and on to the redacted copy."),
    ("Space", "Tick the redacted copy, or take the tick away."),
    ("F", "Once it is saved: forget the answers. What you saved stays."),
    ("Esc", "Close without saving. Your answers stay."),
)
KEYS_COMMANDS = (
    ("Up, Down", "Move from command to command."),
    ("Enter", "Do it."),
    ("Esc", "Close."),
)

THEME_NAMES = {
    "triage-dark": "Colours: dark",
    "triage-light": "Colours: light",
    "triage-contrast": "Colours: high contrast",
}


FIRST_TO_GO = ("Ctrl+P", "F3", "/", "F2", "F1", "Esc", "Tab", "Up", "Down", "N", "G")
"""Which keys a narrow window's last line leaves out, in this order; F1 lists them all."""


def count(length: int, limit: int) -> str:
    """Return how long a text is, of how many characters it may have."""
    over = f" That is {length - limit} too many." if length > limit else ""
    return f"{length} of {limit} characters.{over}"


def tick_how(needing_space: Sequence[str]) -> str:
    """Return how to tick; after some numbers another digit may come, so Space ends them."""
    if not needing_space:
        return TICK_HOW
    *more, last = needing_space
    these = f"{', '.join(more)} or {last}" if more else last
    return f"{TICK_HOW} For {these}, press the number, then Space."


def others_lost(label: str, count: int) -> str:
    """Return that ticking a line that stands alone has taken so many ticks away."""
    if count == 1:
        return f"“{label}” stands alone, so your other tick is gone. Tick it to have it back."
    return f"“{label}” stands alone, so your other ticks are gone. Tick them to have them back."


def alone_lost(label: str) -> str:
    """Return that another tick has taken that of a line away which stands alone."""
    return f"“{label}” stands alone, so its tick is gone. Tick it to have it back."


def notice(new: Sequence[str], already: int, room: int) -> str:
    """Return what the answers already mean, in a line: what is new, or how many there are.

    Where there is no `room` for all of it, the key comes first: the end of the line is cut.
    """
    if new:
        return f"New (press F2): {'; '.join(new)}"
    if already:
        things = "1 thing" if already == 1 else f"{already} things"
        whole = f"Your answers already mean {things}. F2 shows more."
        return whole if len(whole) <= room else f"Press F2: your answers mean {things}."
    return ""
