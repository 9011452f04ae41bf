"""The words of this front end alone: its keys and its dialogs. The rest is in `triage.ui.words`."""

from __future__ import annotations

from collections.abc import Sequence

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
TYPE_LINES_HOW = "Enter begins a new line, and an empty line ends the text. Tab leads to the list."
TEXT_DONE = "Go on with this text"

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
SAVE_FOLDER = "It is saved in this folder, unless you give another:"
SAVE_REASONS = "Your reasons, if you want to add them"
SAVE_REASONS_HINT = "Leave it empty if you like. No names, addresses or case numbers."
TYPED_AGAIN = "Press Enter again to go on as it is."
LINES_AGAIN = "Press Enter on an empty line again to go on as it is."
SAVE_AGAIN = "Press Enter again to save it as it is."
SAVE_KEYS = (("Enter", "next, then save"), ("Tab", "redacted copy"), ("Esc", "close"))
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
LINES_KEYS = (
    ("Enter", "new line"),
    ("Tab", "list"),
    *ASK_KEYS[1:2],
    *ASK_KEYS[3:],
)
WELCOME_KEYS = (("Enter", "begin"), ("F1", "help"), ("Ctrl+P", "commands"), ("Ctrl+Q", "leave"))
WELCOME_KEYS_BACK = (("Enter", "begin"), ("Esc", "back"), *WELCOME_KEYS[1:])
HOME_KEYS = (
    ("Enter", "begin"),
    ("F3", "guidance"),
    ("F1", "help"),
    ("Ctrl+P", "commands"),
    ("Ctrl+Q", "leave"),
)
READER_KEYS = (
    ("Enter", "open"),
    ("/", "search"),
    ("Esc", "back"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)
READER_PAGE_KEYS = (("Enter", "open"), ("Tab", "list or text"), *READER_KEYS[2:])
REVIEW_KEYS = (
    ("Enter", "change"),
    ("G", "go on"),
    ("Esc", "back"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)
RESULT_KEYS = (
    ("N", "next"),
    ("1 2 3", "choose"),
    ("Esc", "back"),
    ("F1", "help"),
    ("Ctrl+Q", "leave"),
)
PREVIEW_KEYS = RESULT_KEYS

KEYS_EVERYWHERE = (
    ("Esc or B", "Go back. No answer is lost."),
    ("F2", "Show or hide why we ask, and what your answers already mean."),
    ("F3", "Read or search the guidance. Esc leads back to where you were."),
    ("R", "See the rules behind a question or a result, in our words."),
    ("F9", "What to do if someone is in danger."),
    ("Ctrl+P", "All commands, and the colours: light, dark or high contrast."),
    ("Ctrl+Q", "Leave now. The screen and your answers are cleared at once. So does Ctrl+C."),
)
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
KEYS_TYPED = (
    ("Enter", "Take what you have typed, and go on."),
    ("Esc", "Go back. In a box that you type in, B and R are letters."),
    ("Ctrl+P", "All commands. The rules behind this question are one of them."),
)
KEYS_LINES = (
    ("Enter", "Begin a new line. On an empty last line, take the text and go on."),
    ("Tab", "Go to the list below the text, and back."),
    *KEYS_TYPED[1:],
)
KEYS_PAGE = (
    ("Up, Down", "Read on, or move in the list."),
    ("Page Down", "Read on by a whole page."),
    ("Tab", "Go from the text to the list, and back."),
    ("1 to 9", "Move to the line with that number."),
    ("Enter", "Do what the marked line says."),
)
KEYS_HOME = (
    ("Enter", "Begin what is marked. At first that is the questions about what has happened."),
    ("1 to 9", "Move to the line with that number. Press both digits for one past 9."),
    ("Up, Down", "Move from line to line."),
    ("Tab", "Go from the list to the text, and back."),
    ("Page Down", "Read on by a whole page."),
)
KEYS_READER = (
    ("Enter", "Open what is marked."),
    ("Esc or B", "Go back, step by step, to where you were. Nothing is lost."),
    ("1 to 9", "Move to the line with that number. For the appendixes, Shift and A or B."),
    ("/", "Search, where there is a box. Enter shows what is found."),
    ("Tab", "Go from the text to the list, and back."),
    ("Page Down", "Read on by a whole page."),
    ("F3", "All sections of the guidance."),
)
KEYS_RESULT = (
    ("N", "Read on from the next heading."),
    ("P", "Go back to the heading before."),
    ("M", "See everything that would change this."),
    *KEYS_PAGE,
)
KEYS_PREVIEW = (
    ("N", "Read on from the next heading."),
    ("P", "Go back to the heading before."),
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


FIRST_TO_GO = ("Ctrl+P", "F3", "Tab", "/", "F2", "1 2 3", "N", "F1")
"""Which keys a narrow window's last line leaves out, in this order; F1 lists them all."""


def count(length: int, limit: int) -> str:
    """Return how long a text is, of how many characters it may have."""
    over = f" That is {length - limit} too many." if length > limit else ""
    return f"{length} of {limit} characters.{over}"


def notice(new: Sequence[str], already: int) -> str:
    """Return what the answers already mean, in a line: what is new, or how many there are."""
    if new:
        return f"New (press F2): {'; '.join(new)}"
    if already:
        things = "1 thing" if already == 1 else f"{already} things"
        return f"Your answers already mean {things}. F2 shows more."
    return ""
