"""The plain conversation: a line is read, lines are written, nothing is ever redrawn.

`read` and `write` are passed in, so the same conversation runs on a terminal and in a test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.errors import AnswerError
from triage.ui import words
from triage.ui.line_by_line import lines
from triage.ui.line_by_line.conversation import Left, LineConversation
from triage.ui.line_terminal import may_be_cut, rows_of, window_rows
from triage.ui.plain import wording
from triage.ui.plain.looking_again import wants_to_change
from triage.ui.saving import Saver
from triage.ui.screens import (
    Ask,
    Gap,
    Home,
    Offer,
    Preview,
    Result,
    Review,
    Welcome,
    at_once,
)
from triage.ui.typed_answers import plainly, says_not_known, value_of
from triage.ui.walkthrough import Walkthrough

NEXT = (
    words.SAVE,
    words.ANOTHER_CHILD,
    words.CHANGE_ANSWERS,
    words.LEAVE,
    words.ALL_CHANGES,
    words.RULES,
    words.PREVIEW,
)
AFTER_PREVIEW = (words.TO_RESULT, words.CHANGE_ANSWERS, words.LEAVE)

_Entry = str | Offer | Gap
"""What can be done next: one of our own things, somewhere to go, or something to give."""


class Conversation(LineConversation):
    """Walks one person through a walkthrough, line by line."""

    def __init__(
        self,
        walkthrough: Walkthrough,
        read: Callable[[str], str],
        write: Callable[[str], None],
        saver: Saver,
        pasted: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take how to read one line after a prompt, how to write one, and what saves.

        `pasted` says whether more lines are there already, which nobody can have typed.
        """
        super().__init__(walkthrough, write, saver)
        self._read = read
        self._pasted = pasted
        self._said_keys = False

    def _ask_line(self, prompt: str) -> str:
        typed = self._read(prompt).strip()
        if typed.lower() == "q":
            raise Left
        return typed

    def _wrong(self, message: str) -> None:
        self._write(f"Error: {message}")

    def _number(self, typed: str, last: int) -> int | None:
        """Return the number that was typed, from 1 to `last`; say so where it is none."""
        short = typed.isascii() and typed.isdigit() and len(typed) < 4  # noqa: PLR2004
        if short and 1 <= int(typed) <= last:
            return int(typed)
        self._wrong(wording.not_on_the_list(1, last))
        return None

    def _home(self, screen: Home) -> None:
        self._say(lines.home(screen))
        self._walk.prepare()
        number = None
        while number is None:
            typed = self._ask_line(wording.HOME_PROMPT)
            if typed == "?":
                self._say(lines.about(screen))
            else:
                number = self._number(typed or "1", len(screen.offers))
        self._take(screen.offers[number - 1])

    def _welcome(self, screen: Welcome) -> None:
        self._say([*lines.welcome(screen), ""])
        self._walk.prepare()
        can_go_back = self._walk.can_go_back
        typed = self._ask_line(
            wording.WELCOME_PROMPT_BACK if can_go_back else wording.WELCOME_PROMPT
        )
        if typed.lower() == "b" and can_go_back:
            self._walk.back()
        else:
            self._walk.begin()

    def _ask(self, screen: Ask) -> None:
        shown = [*lines.new_meanings(screen.already), *lines.question(screen)]
        if not self._said_keys:
            shown.extend(wording.KEYS)
            self._said_keys = True
        if screen.kind == "choices":
            shown.append(wording.MORE_THAN_ONE)
        self._say_in_sight(shown, at_once(screen.already))
        answered = False
        while not answered:
            typed = self._ask_line(wording.ANSWER_PROMPT)
            if typed == "?":
                self._say((*lines.why(screen), wording.SEE_RULES))
            elif typed.lower() == "s":
                self._say(lines.so_far(screen.already))
            elif typed.lower() == "r":
                self._read_rules(screen)
                self._say(lines.question(screen))
            elif typed.lower() == "b":
                self._walk.back()
                return
            else:
                answered = self._answer(screen, typed)

    def _answer(self, screen: Ask, typed: str) -> bool:
        """Take an answer; say whether it was one."""
        if not typed and screen.answer is not None and not screen.acts:
            self._walk.answer(screen.answer)
            return True
        if screen.kind == "text" and typed and not says_not_known(screen, typed):
            typed = self._lines_after(typed) if screen.several_lines else typed
            if wants_to_change(self._walk.concerns(typed), self._say, self._ask_line):
                self._say(lines.question(screen))
                return False
        try:
            said = self._walk.answer(value_of(screen, typed))
        except AnswerError as error:
            self._wrong(plainly(error, screen.id))
            return False
        if said:
            self._say(wording.answered(said).split("\n"))
        self._say_doubt(wording.DOUBT_BACK)
        return True

    def _lines_after(self, first: str) -> str:
        """Return a text of several lines, up to an empty one.

        What is pasted stands on the screen before any of it is read, without the end of its last
        line perhaps. So nothing is asked within it, and what is asked behind it has its own line.
        """
        typed, more = [first], self._pasted()
        while True:
            within = more
            line = self._read("" if within else words.MORE_LINES).strip()
            more = self._pasted()
            if not line and not more:
                break
            if line.lower() == "q" and not more:
                raise Left
            typed.append(line)
            if within and not more:
                self._write("")
        if any(may_be_cut(line) for line in typed):
            self._write(words.LINE_CUT)
        return "\n".join(typed)

    def _say_in_sight(self, shown: Sequence[str], at_once: Sequence[str]) -> None:
        """Say lines, and what cannot wait once more where it has gone off the window by then."""
        self._say(shown)
        if at_once and rows_of(shown) >= window_rows():
            self._say(lines.once_more(at_once))

    def _review(self, screen: Review) -> None:
        self._say_in_sight(["", *lines.review(screen)], at_once(screen.already))
        while True:
            typed = self._ask_line(wording.REVIEW_PROMPT).lower()
            if typed == "0":
                self._walk.go_on()
                return
            if typed == "b":
                self._walk.back()
                return
            if typed == "r":
                self._read_rules(screen)
                return
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(screen.answers):
                self._walk.change(screen.answers[int(typed) - 1].id)
                return
            self._wrong(wording.not_on_the_list(0, len(screen.answers)))

    def _result(self, screen: Result) -> bool:
        entries: tuple[_Entry, ...] = (*screen.first, *NEXT, *screen.elsewhere)
        see_all = words.see_all(entries.index(words.ALL_CHANGES) + 1)
        self._say(["", *lines.result(screen, see_all), ""])
        return self._until_elsewhere(screen, lambda: self._chosen(entries, words.CHANGE_ANSWERS))

    def _preview(self, screen: Preview) -> bool:
        self._say(["", *lines.preview(screen, self._previewed()), ""])
        saving = (screen.save, *screen.others)
        entries: tuple[_Entry, ...] = (*screen.gaps, *saving, *AFTER_PREVIEW, *screen.onward)
        return self._until_elsewhere(screen, lambda: self._chosen(entries, words.TO_RESULT))

    def _chosen(self, entries: Sequence[_Entry], back: str) -> _Entry:
        """List what can be done until one of it is chosen; b chooses what is called `back`."""
        while True:
            for number, entry in enumerate(entries, start=1):
                self._write(f"{number}. {_called(entry)}")
            typed = self._ask_line(wording.NUMBER_PROMPT).lower()
            chosen = self._number(typed, len(entries)) if typed != "b" else entries.index(back) + 1
            if chosen is not None:
                return entries[chosen - 1]

    def _goes_on_unsaved(self) -> bool:
        self._say(["", words.UNSAVED, words.UNSAVED_LEAD])
        ways_on = (words.STAY, words.GO_ON_UNSAVED)
        return self._chosen(ways_on, back=words.STAY) == words.GO_ON_UNSAVED

    def _save_summary(self, title: str) -> None:
        from triage.ui.plain.save_step import SaveStep

        step = SaveStep(self._ask_line, self._say, self._saver, self._walk.concerns)
        step.run(title, redacted=self._walk.stage == "preview" and self._walk.redacted)


def _called(entry: _Entry) -> str:
    if isinstance(entry, Gap):
        return words.give_now(entry.label)
    return lines.offer(entry) if isinstance(entry, Offer) else entry
