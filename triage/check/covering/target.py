"""One thing that walks have to show, and the best way to show it that some answers allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.core.conditions import Condition, all_of
from triage.core.program import Program
from triage.core.values import Value


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a walk has to show. `pin` is the one answer meant, out of its cell."""

    name: str
    goal: Condition
    pin: tuple[int, Value] | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """One thing that no walk can show, and why."""

    name: str
    reason: str


def best_of(program: Program, goal: Condition, wanted: Iterable[Condition]) -> Condition | None:
    """Return `goal` with the first of what is wanted beside it that can hold; None if none can.

    What is wanted may be yielded one by one: nothing is looked at behind the first that can.
    """
    for each in wanted:
        whole = all_of((goal, each))
        if program.solver.satisfiable(whole):
            return whole
    return None
