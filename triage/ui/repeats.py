"""A list of entries, filled by choices: add, change, remove, put in another order, go on.

Each step of it is an ordinary question screen, so a front end needs nothing more to show it. The
entries are kept here as they are while one of them is not whole; the answer holds whole ones only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from triage.core.answers import checked
from triage.core.model import Question
from triage.core.values import NOT_KNOWN, Entry, PartValue, Value
from triage.report.in_words import is_unsure, value_in_words
from triage.ui import words
from triage.ui.presenter.question import as_typed, choices, format_hint, has_several_lines
from triage.ui.screens import Answered, Ask, Choice

_ADD, _DONE, _UP, _DOWN, _REMOVE, _LIST = "add", "done", "up", "down", "remove", "list"
_OPEN, _PART = "open ", "part "
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

    # What a person does ---------------------------------------------------------------------

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
        if chosen == _DONE:
            return self.answer
        if chosen == _ADD:
            self._begin()
        elif chosen.startswith(_OPEN):
            self.open = int(chosen.removeprefix(_OPEN))
        elif chosen.startswith(_PART):
            self.part = int(chosen.removeprefix(_PART))
        else:
            self._arrange(chosen)
        return None

    def back(self) -> bool:
        """Go one step back within the list; say whether there was one. Nothing is lost."""
        self.said = ""
        if self.part and self._adding:
            self.part -= 1
        elif self.part is not None and not self._adding:
            self.part = None
        elif self.open is not None:
            self.open = self.part = None
        else:
            return False
        return True

    @property
    def _adding(self) -> bool:
        return self.open == len(self.entries)

    @property
    def _parts(self) -> Mapping[str, PartValue]:
        """What is known of the entry looked at."""
        if self.open is None:
            return {}
        return self.begun if self._adding else self.entries[self.open]

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
        if not self._adding:
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
        if place is None or chosen == _LIST:
            return
        entry = self.entries.pop(place)
        if chosen != _REMOVE:
            self.entries.insert(place - 1 if chosen == _UP else place + 1, entry)

    # What is shown --------------------------------------------------------------------------

    @property
    def step(self) -> str:
        """The id of the screen of the step that the person is at."""
        place = "" if self.open is None else f" entry {self.open}"
        part = "" if self.part is None else f" {self.question.parts[self.part].id}"
        return f"{self.question.id}{place}{part}"

    def screen(self, asked: Ask) -> Ask:
        """Return the step that the person is at, made of the screen of the whole question."""
        if self.part is not None:
            return self._part_screen(asked, self.part)
        if self.open is None:
            return self._list_screen(asked)
        return self._entry_screen(asked, self.open)

    def _list_screen(self, asked: Ask) -> Ask:
        each, given = self.question.each, asked.answer is not None
        rows = [
            _choice(f"{_OPEN}{place}", words.entry_open(self._in_words(entry)))
            for place, entry in enumerate(self.entries)
        ]
        if self.begun:
            rows.append(_choice(_ADD, words.entry_begun(each)))
        elif len(self.entries) < self.question.most:
            rows.append(_choice(_ADD, words.entry_add(each)))
        if self.entries or self.begun:
            done = words.ENTRIES_DONE_WITHOUT if self.begun else words.ENTRIES_DONE
            rows.append(_choice(_DONE, done))
        else:
            none = given and asked.answer is not NOT_KNOWN
            rows.append(_choice(_DONE, words.ENTRIES_NONE, chosen=none))
        if self.question.not_known and not self.entries:
            not_known = asked.answer is NOT_KNOWN
            rows.append(_choice(NOT_KNOWN.value, words.NOT_KNOWN, chosen=not_known))
        hint = f"{asked.hint} {words.entries_most(self.question.most)}".strip()
        return self._acts(asked, hint, rows)

    def _entry_screen(self, asked: Ask, place: int) -> Ask:
        entry, parts = self.entries[place], self.question.parts
        rows = [
            _choice(f"{_PART}{n}", words.entry_change(part.ask, _in_words(part, entry)))
            for n, part in enumerate(parts)
        ]
        if place:
            rows.append(_choice(_UP, words.ENTRY_UP))
        if place < len(self.entries) - 1:
            rows.append(_choice(_DOWN, words.ENTRY_DOWN))
        rows += [_choice(_REMOVE, words.ENTRY_REMOVE), _choice(_LIST, words.ENTRY_LIST)]
        shown = words.stop(self._in_words(entry))
        return self._acts(asked, shown, rows)

    def _acts(self, asked: Ask, hint: str, rows: Sequence[Choice]) -> Ask:
        choices = tuple(rows)
        return replace(
            asked, id=self.step, kind="choice", hint=hint, choices=choices, typed="", acts=True
        )

    def _part_screen(self, asked: Ask, number: int) -> Ask:
        assert self.open is not None, "a part is always that of an entry"
        part, known = self.question.parts[number], self._parts
        value = known.get(part.id)
        before = [each for each in self.question.parts[:number] if each.id in known]
        return replace(
            asked,
            id=self.step,
            kind=part.kind,
            progress=f"{asked.progress}. {words.entry_of(self.open + 1, self.question.each)}",
            ask=part.ask,
            hint=part.hint,
            choices=choices(part, value),
            answer=value,
            origin=None,
            format_hint=format_hint(part),
            answered=(*asked.answered, *(_answered(each, known[each.id]) for each in before)),
            typed=as_typed(value),
            several_lines=has_several_lines(part),
            limit=part.limit,
            not_known=part.not_known,
        )

    def _in_words(self, entry: Mapping[str, PartValue]) -> str:
        """Return an entry in one line: what its first part says names it, the others follow."""
        first, *others = self.question.parts
        said = [words.colon(part.ask.rstrip("?"), _in_words(part, entry)) for part in others]
        return "; ".join((_in_words(first, entry), *said))


def _in_words(part: Question, entry: Mapping[str, PartValue]) -> str:
    return value_in_words(part, entry[part.id]).replace("\n", " ").rstrip(".")


def _choice(value: str, label: str, *, chosen: bool = False) -> Choice:
    return Choice(value, label, "", unsure=False, alone=False, chosen=chosen)


def _answered(part: Question, value: PartValue) -> Answered:
    return Answered(part.id, part.ask, value_in_words(part, value), is_unsure(part, value), None)
