"""A walk through the conversation of `triage plain`, by the lines that it writes."""

from __future__ import annotations

from tests.parity.in_process.ending import Ending, Person
from triage.core.model import Question
from triage.ui import words
from triage.ui.plain.conversation import Conversation
from triage.ui.plain.save_step import FORGET_OR_KEEP

LEAVE = "q"


class _Reader:
    """Reads what was written since the last entry, and types the next one."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._lines: list[str] = []
        self._saved = False

    def write(self, line: str) -> None:
        """Take one more line."""
        self._lines.append(line)

    def read(self, prompt: str) -> str:
        """Return what the person types."""
        lines, self._lines = self._lines, []
        if prompt.startswith("Answer"):
            return self._answer(lines)
        if prompt.startswith("Number: "):
            return self._next(lines)
        typed = {"Press Enter": "", "Number": "0", "File": str(self._person.target), "Your": ""}
        typed[FORGET_OR_KEEP] = ""
        return next(text for start, text in typed.items() if prompt.startswith(start))

    def _next(self, lines: list[str]) -> str:
        if self._saved:
            return _number(lines, words.LEAVE)
        self._saved = True
        self._person.reads(lines)
        return _number(lines, words.SAVE)

    def _answer(self, lines: list[str]) -> str:
        if any(line.startswith("Error: ") for line in lines):
            return LEAVE
        question = self._person.meets(lines.__contains__)
        return LEAVE if question is None else self._entry(question, lines)

    def _entry(self, question: Question, lines: list[str]) -> str:
        if not question.options:
            return self._person.typed(question)
        labels = map(words.stop, self._person.labels(question))
        return ",".join(_number(lines, label) for label in labels)


def _number(lines: list[str], label: str) -> str:
    """Return the number that stands before a label."""
    numbered = (line.partition(". ") for line in lines)
    (number,) = (
        number
        for number, _, text in numbered
        if number.isdigit() and (text == label or text.startswith(f"{label} "))
    )
    return number


def walk(person: Person) -> Ending:
    """Walk to the end, save, and leave."""
    reader = _Reader(person)
    _ = Conversation(person.walkthrough, reader.read, reader.write, person.saver).run()
    return person.ending()
