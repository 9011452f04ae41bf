"""Exact questions about closed conditions: can it still hold, must it hold, what decides it.

A *closed* condition reads questions as independent unknowns: every atom ranges over the cells of
a question in play, and whatever makes the question be in play stands beside the atom (see
`Program.close`). Kleene's tables alone would leave an impossible outcome open; here a condition
is open only where some completion of the answers makes it true and another makes it false.

The method is splitting on one question at a time with a memo over equal residuals, after two
shortcuts: one part of a disjunction is enough, and parts that share no question are
independent.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    Threshold,
    all_of,
    negate,
    restrict,
)
from triage.core.domains import Domain

MOST_REMEMBERED = 1_000
"""The memo is emptied at this size, so that a long run keeps its memory constant.

A condition of the incident flow takes some 20 KiB; more entries made runs no faster.
"""


class Solver:
    """Decides closed conditions over the domains of one program, remembering what it found."""

    __slots__ = ("_domains", "_known")

    def __init__(self, domains: Sequence[Domain]) -> None:
        """Take the domain of each question, by number."""
        self._domains = domains
        self._known: dict[Condition | tuple[Condition, int], bool] = {}

    def satisfiable(self, condition: Condition) -> bool:
        """Say whether some answers make `condition` true."""
        if type(condition) is not Threshold:
            return condition is not FALSE
        known = self._known.get(condition)
        if known is None:
            known = self._remember(condition, self._search(condition))
        return known

    def valid(self, condition: Condition) -> bool:
        """Say whether every answer makes `condition` true."""
        if type(condition) is not Threshold:
            return condition is TRUE
        return not self.satisfiable(negate(condition))

    def settle(self, condition: Condition) -> Condition:
        """Return `TRUE` or `FALSE` where the condition is decided already, else itself."""
        if type(condition) is not Threshold:
            return condition
        if not self.satisfiable(condition):
            return FALSE
        return TRUE if self.valid(condition) else condition

    def depends(self, condition: Condition, question: int) -> bool:
        """Say whether the answer to `question` can still make a difference to `condition`."""
        if question not in condition.reads:
            return False
        if type(condition) is Atom:
            return True
        key = (condition, question)
        known = self._known.get(key)
        if known is None:
            known = self._remember(key, self._differs(condition, question))
        return known

    def _remember(self, key: Condition | tuple[Condition, int], found: bool) -> bool:  # noqa: FBT001 - what was found
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = found
        return found

    def _differs(self, condition: Condition, question: int) -> bool:
        cofactors = list(
            dict.fromkeys(
                restrict(condition, question, cell.bit) for cell in self._domains[question].cells
            )
        )
        first = cofactors[0]
        return any(
            self.satisfiable(all_of((first, negate(other))))
            or self.satisfiable(all_of((negate(first), other)))
            for other in cofactors[1:]
        )

    def _search(self, condition: Threshold) -> bool:
        if condition.count == 1:
            return any(self.satisfiable(part) for part in condition.of)
        if sum(len(part.reads) for part in condition.of) == len(condition.reads):
            possible = sum(self.satisfiable(part) for part in condition.of)
            return possible >= condition.count
        question, mask = self._split(condition)
        return any(
            self.satisfiable(restrict(condition, question, cell.bit))
            for cell in self._domains[question].cells
            if cell.bit & mask
        )

    def _split(self, condition: Threshold) -> tuple[int, int]:
        """Choose the question to split on: one that an atom pins, else the most shared one."""
        if condition.count == len(condition.of):
            pinned: Atom | None = None
            for part in condition.of:
                if type(part) is Atom and (
                    pinned is None or part.mask.bit_count() < pinned.mask.bit_count()
                ):
                    pinned = part
            if pinned is not None:
                return pinned.question, pinned.mask
        readers: dict[int, int] = {}
        for part in condition.of:
            for question in part.reads:
                readers[question] = readers.get(question, 0) + 1
        question = max(readers, key=lambda q: (readers[q], -q))
        return question, self._domains[question].present
