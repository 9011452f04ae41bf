"""The fewest answers that make goals true: a search by breadth, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.core.budget import Budget
from triage.core.conditions import FALSE, TRUE
from triage.core.trials import Goals
from triage.core.worlds import Key, Worlds, key_of


@dataclass(frozen=True, slots=True)
class _Trail:
    """How many answers led to a state, the last of them, and the trail before it."""

    length: int
    question: int
    bit: int
    before: _Trail | None

    def steps(self) -> Iterator[tuple[int, int]]:
        """Yield the answers, by question number and cell bit, the last one first."""
        trail: _Trail | None = self
        while trail is not None and trail.before is not None:
            yield trail.question, trail.bit
            trail = trail.before


State = tuple[Key, ...]
Layer = dict[State, tuple[Goals, _Trail]]


def fewest(
    worlds: Worlds, goals: Goals, budget: Budget, most: int | None = None
) -> dict[int, int] | None:
    """Return the fewest answers that make every goal true, by question number and cell bit.

    Questions are split in asking order, so every answer is to a question in play; none where no
    answers do, or none with at most so many. Raises `OutOfReach`.
    """
    # By the earliest question that goals can still depend on, with the shortest trail that leads
    # there; all that came out true is kept under a number after the last question.
    end = len(worlds.domains)
    limit = end if most is None else most
    layers: dict[int, Layer] = {}

    def reach(there: Goals, trail: _Trail) -> None:
        if any(world.goal is FALSE for world in there) or trail.length > limit:
            return
        left = tuple(world for world in there if world.goal is not TRUE)
        ahead = 0
        for world in left:
            ahead |= world.open
        question = (ahead & -ahead).bit_length() - 1 if left else end
        layer = layers.setdefault(question, {})
        state = tuple(map(key_of, left))
        known = layer.get(state)
        if known is None or trail.length < known[1].length:
            layer[state] = left, trail

    reach(goals, _Trail(0, -1, 0, None))
    while (question := min(layers, default=end)) != end:
        for here, trail in layers.pop(question).values():
            budget.spend(sum(world.size for world in here) * len(worlds.domains[question].cells))
            ways = {
                cell.bit: tuple(worlds.give(world, question, cell.bit) for world in here)
                for cell in worlds.domains[question].cells
            }
            if len({tuple(map(key_of, there)) for there in ways.values()}) == 1:
                reach(next(iter(ways.values())), trail)  # nothing reads the question any more
                continue
            for bit, there in ways.items():
                reach(there, _Trail(trail.length + 1, question, bit, trail))
    return dict(next(iter(layers[end].values()))[1].steps()) if end in layers else None
