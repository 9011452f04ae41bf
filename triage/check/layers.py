"""The states of a walk that follows every answer at once, by the question that comes next."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import NamedTuple

from triage.check.strands import State
from triage.core.conditions import Condition, Threshold


class Bounds(NamedTuple):
    """A number that is at least `low` and at most `high`."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.low == self.high


class Entered(NamedTuple):
    """Where a walk stands in a strand that it has entered: before which question, in what state.

    `strand` is the first question of the strand; `place` counts its questions from 0.
    """

    strand: int
    place: int
    state: State


Inside = tuple[Entered, ...]
"""The strands entered and still read, the one entered or walked last at the end."""


Layer = dict[tuple[Condition, Inside], int]
"""States before one question: what is left, where the walk stands, and how many paths lead there.
"""


class Walk:
    """The states of a walk, by the question that comes next, and the parts not come to yet.

    A conjunction is joined part by part, each at the first question that it reads: until then it
    is the same for all states, and need not stand in any of them.
    """

    __slots__ = ("_layers", "_starts", "due", "later")

    def __init__(self, condition: Condition) -> None:
        self._layers: dict[int, Layer] = {}
        self.due: list[int] = []
        parts: tuple[Condition, ...] = (condition,)
        if type(condition) is Threshold and condition.count == len(condition.of):
            parts = condition.of
        starts: dict[int, list[Condition]] = {}
        for part in parts:
            starts.setdefault((part.scope & -part.scope).bit_length() - 1, []).append(part)
        # By first question, the last one first, each with what all those after it read.
        self._starts: list[tuple[int, list[Condition], int]] = []
        self.later = 0
        for first in sorted(starts, reverse=True):
            self._starts.append((first, starts[first], self.later))
            for part in starts[first]:
                self.later |= part.scope

    def reach(self, question: int, left: Condition, inside: Inside, paths: int) -> None:
        """Add paths that lead to a state before a question."""
        layer = self._layers.get(question)
        if layer is None:
            heappush(self.due, question)
            layer = self._layers[question] = {}
        layer[left, inside] = layer.get((left, inside), 0) + paths

    def layers(self) -> Iterable[Layer]:
        """Return the states before each question not come to yet."""
        return self._layers.values()

    def next(self) -> tuple[int, Layer, list[Condition]]:
        """Return the next question, the states before it, and the parts that begin with it."""
        question = heappop(self.due)
        layer = self._layers.pop(question)
        if not self._starts or self._starts[-1][0] != question:
            return question, layer, []
        _, begun, self.later = self._starts.pop()
        return question, layer, begun
