"""What a person has answered in one sitting, by question, so that no walk asks it again.

Ids of questions are the pack's own, so an answer given in one walk is the answer to the same
question in another. Nothing of this outlives the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from triage.core.engine import Position
from triage.core.model import Question
from triage.core.program import Program
from triage.core.values import Value
from triage.ui.walk.entries import Entries

Origin = Literal["earlier", "child_before"]
"""Where an answer comes from that was not given here and now: another walk, or another child."""


@dataclass(frozen=True, slots=True, repr=False)
class _Given:
    """An answer and the walk that it was last given in; `read` is whether that walk reads it."""

    value: Value
    walk: str
    read: bool
    about_incident: bool
    child_before: bool = False


class Session:
    """The answers of one sitting. `child` counts the children of the incident, from 1."""

    def __init__(self) -> None:
        """Start with no answer."""
        self._given: dict[str, _Given] = {}
        self.lists: dict[str, Entries] = {}
        """The lists that were looked at, with the entry of each that is not whole yet."""
        self.child = 1
        self.about = object()
        """Stands for whom the answers are about: another one for each child, and once forgotten."""

    def __bool__(self) -> bool:
        """Say whether there is any answer."""
        return bool(self._given)

    def __repr__(self) -> str:
        """Return how many answers there are, never one of them."""
        return f"Session({len(self._given)} answers)"

    def note(self, walk: str, position: Position, origins: Mapping[str, Origin]) -> None:
        """Take over what stands in a walk; the answers in `origins` were not given there."""
        program, read = position.program, frozenset(position.asked)
        for id_, value in position.answers.items():
            if id_ not in origins:
                question = program.questions[program.index[id_]]
                self._given[id_] = _Given(value, walk, id_ in read, question.about_incident)

    def answers_for(self, walk: str, program: Program) -> dict[str, Value]:
        """Return what is answered already of all that a walk may ask.

        What another walk was told and then no longer read stays behind: a later answer there
        took its place.
        """
        return {
            id_: given.value
            for id_, given in self._given.items()
            if id_ in program.index and (given.read or given.walk == walk)
        }

    def origins(self, walk: str) -> dict[str, Origin]:
        """Return which answers a walk gets from elsewhere, and from where."""
        found: dict[str, Origin] = {}
        for id_, given in self._given.items():
            if given.child_before:
                found[id_] = "child_before"
            elif given.walk != walk:
                found[id_] = "earlier"
        return found

    def begun(self, walk: str) -> bool:
        """Say whether any answer was given in this walk."""
        return any(given.walk == walk for given in self._given.values())

    def entries_of(self, question: Question) -> Entries:
        """Return the list that a question takes, with what was begun of it."""
        return self.lists.setdefault(question.id, Entries(question))

    def next_child(self) -> None:
        """Keep what was answered about the incident, drop the rest."""
        self._given = {
            id_: replace(given, child_before=True)
            for id_, given in self._given.items()
            if given.about_incident and given.read
        }
        self.lists.clear()
        self.child += 1
        self.about = object()

    def forget(self) -> None:
        """Drop every answer."""
        self._given.clear()
        self.lists.clear()
        self.child = 1
        self.about = object()
