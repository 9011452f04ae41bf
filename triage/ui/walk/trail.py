"""What was asked in one leg of a walk, in the order of asking: the way back, and the way on.

A leg is what has a result of its own (`triage.core.legs`). A later leg also has what an earlier
one was told and it uses itself; that is *carried*, and passed by unless a person looks back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.core.engine import Position
from triage.core.progress import Remaining, look_ahead, remaining_if_known
from triage.ui.walk.odd_days import doubts
from triage.ui.walk.session import Origin


@dataclass(frozen=True)
class Trail:
    """Where a person is in a leg, by its number. `origins` are of what was not answered in it.

    `today` is the day on which they answer.
    """

    position: Position
    leg: int
    origins: Mapping[str, Origin]
    today: datetime.date

    def __repr__(self) -> str:
        """Return the leg, never an answer."""
        return f"Trail(leg {self.leg})"

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each question of the leg, in the order of asking."""
        program = self.position.program
        leg = program.legs[self.leg]
        numbers = program.asking[leg.start : leg.end]
        return {program.questions[number].id: place for place, number in enumerate(numbers)}

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The questions of the leg whose answers are read."""
        read = frozenset(self.position.asked)
        return tuple(id_ for id_ in self.places if id_ in read)

    @cached_property
    def doubts(self) -> Mapping[str, str]:
        """What is to be said of days that can hardly be, by question."""
        return doubts(self.position, self.today)

    @property
    def done(self) -> bool:
        """Whether nothing is left to ask in this leg."""
        return self.position.done(self.leg)

    def until(self, question: str | None) -> tuple[str, ...]:
        """Return what was asked before a question, or all for none."""
        places = self.places
        end = len(places) if question is None else places[question]
        return tuple(id_ for id_ in self.asked if places[id_] < end)

    def before(self, question: str | None) -> str | None:
        """Return the question asked before this one, or the last one for none."""
        earlier = self.until(question)
        return earlier[-1] if earlier else None

    def after(self, question: str) -> str | None:
        """Return the question after this one that has an answer to look at, if any."""
        places, following = self.places, self.position.next
        if question not in self.asked:
            return None
        last = len(places) if following is None else places.get(following, len(places))
        return next(
            (id_ for id_ in self.asked if places[question] < places[id_] < last),
            None,
        )

    def counted(self, questions: tuple[str, ...]) -> int:
        """Return how many of the questions count as asked: not those that a later leg carries."""
        if self.leg == 0:
            return len(questions)
        return sum(self.origins.get(id_) != "earlier" for id_ in questions)

    @property
    def left(self) -> Remaining | None:
        """How many more questions this leg has, at the fewest and at the most, if that is known."""
        return remaining_if_known(self.position, self.leg)

    def look_ahead(self) -> Iterator[None]:
        """Find out what is `left`, in small steps between which a person can be attended to."""
        return look_ahead(self.position, self.leg)
