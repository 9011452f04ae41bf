"""The shortest and longest number of questions still to come.

From a position the engine's own walk is followed for every answer at once: positions in the same
state (what is undecided, with the same conditions left) are merged, so each is looked at once.
What was found is remembered in the program, and the next position finds it there. Where that is
more than may be looked at, only plain bounds are given, and said to be so.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from triage.core.budget import Budget, OutOfReach
from triage.core.engine import Position
from triage.core.legs import Leg


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many more questions there are, at the fewest and at the most.

    Where `exact` is false there are at least `shortest` and at most `longest`, and nothing
    closer could be found.
    """

    shortest: int
    longest: int
    exact: bool = True


MOST_REMEMBERED = 5_000
"""The states remembered in a program before its memo is emptied."""

MOST_WORK = 1_000_000
"""Work for one position, the solver's included; see `triage.core.budget`.

All of the incident flow takes 560,000.
"""


def remaining(position: Position, leg: int = -1) -> Remaining:
    """Return the bounds on the number of questions that will still be asked.

    That is to the end of a leg, by its number; without one, to the end of the last.
    """
    program = position.program
    known, to = program.remaining, program.legs[leg]
    if len(known) > MOST_REMEMBERED:
        known.clear()
    start = position.state(to)
    if start not in known and not _explore(position, to, start, known):
        return _plain_bounds(position, to)
    return Remaining(*known[start])


Known = dict[Hashable, tuple[int, int]]
Layers = dict[int, dict[Hashable, set[Hashable]]]
"""By the place of the question asked next: each state before it, with those that follow."""


def _explore(position: Position, leg: Leg, start: Hashable, known: Known) -> bool:
    """Find the bounds of a state and of all that follow from it; say whether they were in reach."""
    layers: Layers = {}
    try:
        _follow(position, leg, start, known, layers)
    except OutOfReach:
        return False
    # The place in the asking order only ever goes up, so the last layers are known first.
    for place in sorted(layers, reverse=True):
        for state, following in layers[place].items():
            bounds = [known[after] for after in following]
            fewest, most = min(low for low, _ in bounds), max(high for _, high in bounds)
            known[state] = (1 + fewest, 1 + most)
    return True


def _follow(position: Position, leg: Leg, start: Hashable, known: Known, layers: Layers) -> None:
    """Follow the engine's walk to the end of a leg for every answer; raises `OutOfReach`."""
    program = position.program
    budget, solver = Budget(MOST_WORK), program.solver
    pending = [(start, position, -1)]
    while pending:
        state, here, before = pending.pop()
        place = here.place
        if place is None or here.done(leg.number):
            known[state] = (0, 0)
            continue
        if place <= before:
            raise OutOfReach  # the engine goes back only where the solver does not reach
        layer = layers.setdefault(place, {})
        if state in layer:
            continue
        following = layer[state] = set()
        question = program.asking[place]
        for cell in program.domains[question].cells:
            spent = solver.spent
            there = here.answer(program.questions[question].id, cell.sample)
            after = there.state(leg)
            budget.spend(there.size + solver.spent - spent)
            if after not in following:
                following.add(after)
                if after not in known:
                    pending.append((after, there, place))


def _plain_bounds(position: Position, leg: Leg) -> Remaining:
    """Return bounds that need no looking ahead: this question, and all that may yet be asked."""
    return Remaining(0 if position.done(leg.number) else 1, position.at_most(leg), exact=False)
