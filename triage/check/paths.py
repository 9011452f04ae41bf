"""Exact numbers of answer paths, without walking them one by one.

A path is a sequence of answers in question order, where a question is asked exactly when its
`when` is true (nothing is left out because an outcome is already decided).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from triage.check.counting import Counter
from triage.check.layers import Bounds
from triage.check.strands import strands_of
from triage.core.budget import Budget
from triage.core.conditions import Condition
from triage.core.model import Flow
from triage.core.program import Program

MOST_WORK = 8_000_000
"""Work for the counts of one flow; see `triage.core.budget`. The incident flow takes 130,000."""

FOR_EACH = 4_000
"""Work that is allowed besides for each question of the flow."""

SHARE_OF_EACH = 4
"""One condition may take this part of the work, so that a hard one leaves enough for others."""


@dataclass(frozen=True, slots=True)
class Paths:
    """How many paths there are, and on how many each outcome is shown.

    `total` and `outcomes` are exact where `total_at_most` and `outcomes_at_most` are the same;
    elsewhere there are at least so many, and at most those. `shares` are exact, or `None`.
    `shortest` and `longest` are the questions asked on a path, `None` where that is out of reach.
    `states` were merged on the way.
    """

    total: int
    outcomes: Mapping[str, int]
    states: int
    total_at_most: int
    outcomes_at_most: Mapping[str, int]
    shares: Mapping[str, Fraction | None]
    shortest: int | None
    longest: int | None

    @property
    def exact(self) -> bool:
        """Whether every number is known."""
        return self.total == self.total_at_most and None not in self.shares.values()


class PathCount:
    """Counts paths of one program; what it finds for one condition helps with the next."""

    def __init__(self, program: Program, budget: Budget | None = None) -> None:
        """Walk the strands of the program, paying out of the budget."""
        self._program = program
        self._budget = budget or Budget(MOST_WORK + FOR_EACH * len(program.questions))
        self.strands = strands_of(program, self._budget)
        self._counter = Counter(self.strands)
        self._counted: dict[Condition, Bounds] = {}
        self.total = Bounds(
            prod(strand.at_least for strand in self.strands),
            prod(strand.at_most for strand in self.strands),
        )

    def where(self, condition: Condition) -> Bounds:
        """Return on how many paths a condition of the program is true."""
        within = self._paths_read(condition)
        if within is None:
            return Bounds(0, self.total.high)
        found = self._count(condition)
        return Bounds(
            found.low * (self.total.low // within), found.high * (self.total.high // within)
        )

    def share(self, condition: Condition) -> Fraction | None:
        """Return the share of all paths on which a condition is true, if that is in reach."""
        within = self._paths_read(condition)
        if within is None:
            return None
        found = self._count(condition)
        return Fraction(found.low, within) if found.exact else None

    def all(self, flow: Flow | None = None) -> Paths:
        """Return the numbers of the whole program, or of one flow of it with its own outcomes."""
        program = self._program
        own = program.outcome_index if flow is None else [each.id for each in flow.outcomes]
        ends = {id_: program.ends_with(program.outcome_index[id_]) for id_ in own}
        found = {id_: self.where(condition) for id_, condition in ends.items()}
        lengths = [strand.lengths for strand in self.strands]
        exact = all(strand.exact for strand in self.strands)
        return Paths(
            total=self.total.low,
            outcomes={id_: bounds.low for id_, bounds in found.items()},
            states=self._budget.states,
            total_at_most=self.total.high,
            outcomes_at_most={id_: bounds.high for id_, bounds in found.items()},
            shares={id_: self.share(condition) for id_, condition in ends.items()},
            shortest=sum(low for low, _ in lengths) if exact else None,
            longest=sum(high for _, high in lengths) if exact else None,
        )

    def _paths_read(self, condition: Condition) -> int | None:
        """Return how many paths the strands have that a condition reads, if that is known."""
        strands = self._counter.strands_read(condition)
        if not all(strand.exact for strand in strands):
            return None
        return prod(strand.at_least for strand in strands)

    def _count(self, condition: Condition) -> Bounds:
        """Count a condition over the strands that it reads, out of its part of the budget."""
        known = self._counted.get(condition)
        if known is None:
            budget = Budget(min(self._budget.left, self._budget.most // SHARE_OF_EACH))
            known = self._counted[condition] = self._counter.within(budget, condition)
            self._budget.take(budget)
        return known


def count(program: Program, budget: Budget | None = None) -> Paths:
    """Return the number of paths, and of those on which each outcome is shown."""
    return PathCount(program, budget).all()


def paths_where(program: Program, goal: Condition) -> int:
    """Return the number of paths on which a condition is true; at least so many, out of reach."""
    return PathCount(program).where(goal).low
