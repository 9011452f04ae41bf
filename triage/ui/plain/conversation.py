"""The plain conversation: a line is read, lines are written, nothing is ever redrawn.

`read` and `write` are passed in, so the same conversation runs on a terminal and in a test.
"""

from __future__ import annotations

from collections.abc import Callable

from triage.errors import AnswerError
from triage.ui import words
from triage.ui.conversation import Left, LineConversation
from triage.ui.entries import plainly, value_of
from triage.ui.parts import all_changes
from triage.ui.plain import lines
from triage.ui.saving import Saver
from triage.ui.screens import Ask, Home, Result, Review, Welcome
from triage.ui.walkthrough import Walkthrough

KEYS = (
    "Type the number of your answer and press Enter.",
    "b goes back, ? says why we ask, s says what your answers mean so far, q leaves.",
    "r shows the rules behind the question, and the guidance.",
)

HOME_PROMPT = "Press Enter to begin number 1, or type a number, ? for more, or q to leave: "
SEE_RULES = "r shows what these rules say."

NEXT = (
    words.SAVE,
    words.ANOTHER_CHILD,
    words.CHANGE_ANSWERS,
    words.LEAVE,
    words.ALL_CHANGES,
    words.RULES,
)
SEE_ALL = "Number 5, below, shows them all."


class Conversation(LineConversation):
    """Walks one person through a walkthrough, line by line."""

    def __init__(
        self,
        walkthrough: Walkthrough,
        read: Callable[[str], str],
        write: Callable[[str], None],
        saver: Saver,
    ) -> None:
        """Take how to read one line after a prompt, how to write one, and what saves."""
        super().__init__(walkthrough, write, saver)
        self._read = read
        self._said_keys = False

    def _step(self) -> bool:
        screen = self._walk.screen
        if isinstance(screen, Home):
            self._home(screen)
        elif isinstance(screen, Welcome):
            self._welcome(screen)
        elif isinstance(screen, Ask):
            self._ask(screen)
        elif isinstance(screen, Review):
            self._review(screen)
        else:
            return self._result(screen)
        return True

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
        self._wrong(f"That is not on the list. Try a number from 1 to {last}.")
        return None

    def _home(self, screen: Home) -> None:
        self._say(lines.home(screen))
        self._walk.prepare()
        number = None
        while number is None:
            typed = self._ask_line(HOME_PROMPT)
            if typed == "?":
                self._say(lines.about(screen))
            else:
                number = self._number(typed or "1", len(screen.offers))
        self._take(screen.offers[number - 1])

    def _welcome(self, screen: Welcome) -> None:
        self._say([*lines.welcome(screen), ""])
        self._walk.prepare()
        back = ", b to go back" if self._walk.can_go_back else ""
        typed = self._ask_line(f"Press Enter to begin{back}, or q to leave: ")
        if typed.lower() == "b" and self._walk.can_go_back:
            self._walk.back()
        else:
            self._walk.begin()

    def _ask(self, screen: Ask) -> None:
        self._say(["", *lines.meanings(screen.already, only_new=True)])
        self._say(lines.question(screen))
        if not self._said_keys:
            self._say(KEYS)
            self._said_keys = True
        if screen.kind == "choices":
            self._write("You can give more than one number, with commas between them.")
        while self._walk.question == screen.id and self._walk.stage == "asking":
            typed = self._ask_line("Answer: ")
            if typed == "?":
                self._say((*lines.why(screen), SEE_RULES))
            elif typed.lower() == "s":
                meanings = list(lines.meanings(screen.already))
                self._say(meanings or ["Your answers do not mean anything for certain yet."])
            elif typed.lower() == "r":
                self._read_rules(screen)
                self._say(lines.question(screen))
            elif typed.lower() == "b":
                self._walk.back()
                return
            else:
                self._answer(screen, typed)

    def _answer(self, screen: Ask, typed: str) -> None:
        if not typed and screen.answer is not None:
            self._walk.answer(screen.answer)
            return
        try:
            self._walk.answer(value_of(screen, typed))
        except AnswerError as error:
            self._wrong(plainly(error, screen.id))
            return
        answered = self._walk.answer_in_words(screen.id)
        self._write(f"You answered: {answered}")

    def _review(self, screen: Review) -> None:
        self._say(["", *lines.review(screen)])
        while True:
            typed = self._ask_line("Number to change, 0 to go on, b to go back: ").lower()
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
            self._wrong(f"That is not on the list. Try a number from 0 to {len(screen.answers)}.")

    def _result(self, screen: Result) -> bool:
        self._say(["", *lines.result(screen, SEE_ALL), ""])
        names = [*NEXT, *map(lines.offer, screen.onward)]
        while True:
            self._say(f"{number}. {name}" for number, name in enumerate(names, start=1))
            typed = self._ask_line("Number: ").lower()
            number = NEXT.index(words.CHANGE_ANSWERS) + 1 if typed == "b" else None
            number = number or self._number(typed, len(names))
            if number is None:
                continue
            if number > len(NEXT):
                self._take(screen.onward[number - len(NEXT) - 1])
                return True
            chosen = NEXT[number - 1]
            if chosen == words.SAVE:
                self._save_summary(screen)
            elif chosen == words.ALL_CHANGES:
                self._say(["", *lines.part(all_changes(screen)), ""])
            elif chosen == words.RULES:
                self._read_rules(screen)
            else:
                return self._move_on(chosen)

    def _move_on(self, chosen: str) -> bool:
        """Leave the result for another child, for the review, or for good."""
        if chosen == words.ANOTHER_CHILD:
            self._walk.another_child()
        elif chosen == words.CHANGE_ANSWERS:
            self._walk.to_review()
        return chosen != words.LEAVE

    def _save_summary(self, screen: Result) -> None:
        from triage.ui.plain.save_step import SaveStep

        concerns = self._walk.concerns
        SaveStep(self._ask_line, self._say, self._saver, concerns).run(screen.summary_title)
