"""A list of entries, filled by choices: add, change, remove, put in another order, go on.

The entries are kept here as they are while one of them is not whole; the answer holds whole ones
only. How each step looks is in `triage.ui.presenter.entries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.core.answers import checked
from triage.core.model import Question
from triage.core.values import NOT_KNOWN, Entry, PartValue, Value
from triage.report.in_words import value_in_words

ADD, DONE, UP, DOWN, REMOVE, LIST = "add", "done", "up", "down", "remove", "list"
MOVING = (UP, DOWN, REMOVE)
OPEN, PART = "open ", "part "
"""What a choice does; the last two go on with a number, from 0."""


@dataclass(slots=True, repr=False)
class Entries:
    """The entries of one question, and which step of filling them a person is at.

    `open` is the entry looked at, counted from 0; the one behind the last is being added, and
    `begun` has its parts so far. `part` is the part asked for.
    """

    question: Question
    entries: list[dict[str, PartValue]] = field(default_factory=list)
    begun: dict[str, PartValue] = field(default_factory=dict)
    open: int | None = None
    part: int | None = None
    said: str = ""

    def __repr__(self) -> str:
        """Return which question this is and how many entries it has, never one of them."""
        return f"Entries({self.question.id}, {len(self.entries)})"

    def stand_at(self, answer: Value | None) -> None:
        """Take over the answer as it is now, if it has changed elsewhere."""
        given = answer if isinstance(answer, tuple) else ()
        entries = [dict(each) for each in given if isinstance(each, Entry)]
        if entries != self.entries:
            self.entries = entries
            self.open = self.part = None

    @property
    def answer(self) -> tuple[Entry, ...]:
        """Every whole entry."""
        return tuple(map(Entry, self.entries))

    @property
    def step(self) -> str:
        """The id of the step that the person is at."""
        place = "" if self.open is None else f" entry {self.open}"
        part = "" if self.part is None else f" {self.question.parts[self.part].id}"
        return f"{self.question.id}{place}{part}"

    @property
    def adding(self) -> bool:
        """Whether the entry looked at is a new one."""
        return self.open == len(self.entries)

    @property
    def known(self) -> Mapping[str, PartValue]:
        """What is known of the entry looked at."""
        if self.open is None:
            return {}
        return self.begun if self.adding else self.entries[self.open]

    def take(self, given: object) -> Value | None:
        """Do what was chosen, or take a part that was given; return the answer once it is final.

        Raises `AnswerError` for a part that is not valid, and stays where it was.
        """
        self.said = ""
        if self.part is not None:
            self._take_part(self.part, given)
            return None
        chosen = str(given)
        if chosen == NOT_KNOWN.value:
            return NOT_KNOWN
        if chosen == DONE:
            return self.answer
        if chosen == ADD:
            self._begin()
        elif chosen.startswith(OPEN):
            self.open = int(chosen.removeprefix(OPEN))
        elif chosen.startswith(PART):
            self.part = int(chosen.removeprefix(PART))
        else:
            self._arrange(chosen)
        return None

    def back(self) -> bool:
        """Go one step back within the list; say whether there was one. Nothing is lost."""
        self.said = ""
        if self.part and self.adding:
            self.part -= 1
        elif self.part is not None and not self.adding:
            self.part = None
        elif self.open is not None:
            self.open = self.part = None
        else:
            return False
        return True

    def _begin(self) -> None:
        """Add an entry, or go on with the one that was begun."""
        missing = (n for n, part in enumerate(self.question.parts) if part.id not in self.begun)
        self.open, self.part = len(self.entries), next(missing, 0)

    def _take_part(self, number: int, given: object) -> None:
        part = self.question.parts[number]
        value = checked(part, given)
        assert self.open is not None, "a part is always that of an entry"
        assert not isinstance(value, tuple), "no part is a list"
        self.said = value_in_words(part, value)
        if not self.adding:
            self.entries[self.open][part.id] = value
            self.part = None
            return
        self.begun[part.id] = value
        if number + 1 < len(self.question.parts):
            self.part = number + 1
        else:
            self.entries.append({each.id: self.begun[each.id] for each in self.question.parts})
            self.begun = {}
            self.open = self.part = None

    def _arrange(self, chosen: str) -> None:
        """Move the entry that is looked at, or remove it; then show the list."""
        place = self.open
        self.open = None
        if place is None or chosen == LIST:
            return
        entry = self.entries.pop(place)
        if chosen != REMOVE:
            self.entries.insert(place - 1 if chosen == UP else place + 1, entry)
