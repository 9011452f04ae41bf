"""Exact numbers of answer paths, without walking them one by one.

A path is a sequence of answers in question order, where a question is asked exactly when its
`when` is true (nothing is left out because an outcome is already decided). Paths that have
reached the same question with the same conditions left are counted together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.conditions import FALSE, TRUE, Condition, all_of, negate, restrict
from triage.core.domains import ABSENT
from triage.core.program import Program


@dataclass(frozen=True, slots=True)
class Paths:
    """How many paths there are, on how many each outcome is shown, and the states merged."""

    total: int
    outcomes: Mapping[str, int]
    states: int


def count(program: Program) -> Paths:
    """Return the exact number of paths, and of those on which each outcome is shown."""
    total, states = _count(program, TRUE)
    shares: dict[str, int] = {}
    for compiled in program.outcomes:
        shown = compiled.holds
        if compiled.yields_to is not None:
            shown = all_of((shown, negate(program.outcomes[compiled.yields_to].holds)))
        shares[compiled.outcome.id], looked_at = _count(program, shown)
        states += looked_at
    return Paths(total, shares, states)


def paths_where(program: Program, goal: Condition) -> int:
    """Return the exact number of paths on which a condition of the program comes out true."""
    return _count(program, goal)[0]


def _count(program: Program, goal: Condition) -> tuple[int, int]:
    """Return on how many paths `goal` comes out true, and how many states were merged.

    A state is what is left of the goal, and of each later `when` that an answer has touched.
    """
    layer: dict[tuple[Condition, frozenset[tuple[int, Condition]]], int]
    layer = {(goal, frozenset()): 1}
    states = 0
    for question, domain in enumerate(program.domains):
        after: dict[tuple[Condition, frozenset[tuple[int, Condition]]], int] = {}
        readers = program.when_readers[question]
        for (left, touched), paths in layer.items():
            states += 1
            whens = dict(touched)
            when = whens.pop(question, program.whens[question])
            if when is TRUE:
                ways = [(cell.bit, cell.weight) for cell in domain.cells]
            else:
                assert when is FALSE, "a `when` reads only earlier questions"
                ways = [(ABSENT, 1)]
            for bit, weight in ways:
                goal_left = restrict(left, question, bit)
                if goal_left is FALSE:
                    continue
                later = dict(whens)
                for reader in readers:
                    later[reader] = restrict(
                        later.get(reader, program.whens[reader]), question, bit
                    )
                key = goal_left, frozenset(later.items())
                after[key] = after.get(key, 0) + paths * weight
        layer = after
    return sum(paths for (left, _), paths in layer.items() if left is TRUE), states
