"""The shortest and longest number of questions still to come.

From a position the engine's own walk is followed for every answer at once: positions in the same
state (what is undecided, with the same conditions left) are merged, so each is looked at once.
What was found is remembered in the program, and the next position finds it there. Where that is
more than may be looked at, only plain bounds are given, and said to be so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
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

Known = dict[Hashable, tuple[int, int] | None]
"""The fewest and most questions to come from a state; None where that is out of reach."""

Layers = dict[int, dict[Hashable, set[Hashable]]]
"""By the place of the question asked next: each state before it, with those that follow."""


def remaining(position: Position, leg: int = -1) -> Remaining:
    """Return the bounds on the number of questions that will still be asked.

    That is to the end of a leg, by its number; without one, to the end of the last.
    """
    for _ in look_ahead(position, leg):
        pass
    found = remaining_if_known(position, leg)
    assert found is not None, "whoever has looked ahead knows"
    return found


def remaining_if_known(position: Position, leg: int = -1) -> Remaining | None:
    """Return the bounds where `look_ahead` has found them, from here or from before."""
    program = position.program
    to = program.legs[leg]
    state = position.state(to)
    if state not in program.remaining:
        return None
    bounds = program.remaining[state]
    return _plain_bounds(position, to) if bounds is None else Remaining(*bounds)


def look_ahead(position: Position, leg: int = -1) -> Iterator[None]:
    """Find the bounds of a position and of all that can follow it, one state at each step.

    Something else may be done between two steps: nothing is remembered before the last.
    """
    program = position.program
    known, to = program.remaining, program.legs[leg]
    start = position.state(to)
    if start in known:
        return
    found: Known = {}
    layers: Layers = {}
    try:
        yield from _follow(position, to, start, found, layers)
    except OutOfReach:
        found = {start: None}
    else:
        _count(layers, found)
    if len(known) > MOST_REMEMBERED:
        known.clear()
    known.update(found)


def _count(layers: Layers, found: Known) -> None:
    """Find the bounds of every state in the layers from those that follow it."""
    # The place in the asking order only ever goes up, so the last layers are known first.
    for place in sorted(layers, reverse=True):
        for state, following in layers[place].items():
            bounds = [bound for after in following if (bound := found[after]) is not None]
            fewest, most = min(low for low, _ in bounds), max(high for _, high in bounds)
            found[state] = (1 + fewest, 1 + most)


def _follow(
    position: Position, leg: Leg, start: Hashable, found: Known, layers: Layers
) -> Iterator[None]:
    """Follow the engine's walk to the end of a leg for every answer; raises `OutOfReach`.

    What is known of a state that is come to goes into `found`: it may be forgotten meanwhile.
    """
    program = position.program
    known = program.remaining
    budget, solver = Budget(MOST_WORK), program.solver
    pending = [(start, position, -1)]
    while pending:
        state, here, before = pending.pop()
        place = here.place
        if place is None or here.done(leg.number):
            found[state] = (0, 0)
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
            if after in following:
                continue
            following.add(after)
            if after not in known:
                pending.append((after, there, place))
            elif known[after] is None:
                raise OutOfReach
            else:
                found[after] = known[after]
        yield


def _plain_bounds(position: Position, leg: Leg) -> Remaining:
    """Return bounds that need no looking ahead: this question, and all that may yet be asked."""
    return Remaining(0 if position.done(leg.number) else 1, position.at_most(leg), exact=False)
