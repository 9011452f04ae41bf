"""The values that a question can take, cut into the cells that conditions can tell apart.

Two answers that no condition distinguishes behave alike, so they share a *cell*. A set of cells
is a bit mask. Bit 0, `ABSENT`, stands for "the question is not in play"; the bits above it are
the cells. Each cell knows how many answers it holds (its weight) and one of them, so that
proofs need one try for each cell, counts are exact, and a walk can be shown.

`choices` are cut by which of the sets named in conditions they touch; numbers and dates by the
bounds named in conditions, and "not known" is a cell of its own in which no comparison is true.
Text and entries are one cell, since conditions read them only through `answered`.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import prod
from operator import or_

from triage.core.model import Bound, Chosen, Question, Within
from triage.core.values import NOT_KNOWN, NotKnown, Value

ABSENT = 1
"""The bit that stands for "not in play"."""

EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2199, 12, 31)
LOWEST, HIGHEST = -1_000_000_000, 1_000_000_000
MOST_GROUPS = 12
"""A `choices` question may be read in at most this many separate groups of options."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Answers that no condition can tell apart: how many there are, and one of them."""

    bit: int
    weight: int
    sample: Value


class Domain:
    """The cells of one question, and the way from an answer to its cell."""

    __slots__ = ("_locate", "among", "bits", "cells", "full", "mask_of", "present")

    def __init__(
        self,
        cells: Sequence[tuple[int, Value]],
        locate: Callable[[Value], int],
        mask_of: Callable[[Chosen | Within], int],
        among: Callable[[frozenset[str]], dict[int, Value]] = lambda _: {},
        bits: dict[Value, int] | None = None,
    ) -> None:
        """Take each cell's weight and sample, and how to find cells.

        `locate` counts cells from 0. `mask_of` gives the cells in which a test is true.
        `among` gives the cells that can be reached by answering from a set of options, each
        with such an answer.
        """
        self.cells = tuple(
            Cell(2 << number, weight, sample) for number, (weight, sample) in enumerate(cells)
        )
        self.present = (2 << len(self.cells)) - 2
        self.full = self.present | ABSENT
        self.bits = bits or {}
        self.mask_of = mask_of
        self.among = among
        self._locate = locate

    def bit_of(self, value: Value) -> int:
        """Return the bit of the cell that holds `value`, an answer already checked."""
        return self.bits.get(value) or 2 << self._locate(value)


def domain_of(question: Question, tests: Iterable[Chosen | Within]) -> Domain:
    """Return the domain of `question`, cut by the tests that read it."""
    if question.kind == "choice":
        return _choice_domain(question, [test for test in tests if isinstance(test, Chosen)])
    if question.kind == "choices":
        return _choices_domain(question, [test for test in tests if isinstance(test, Chosen)])
    if question.kind in ("text", "repeat"):
        sample: Value = "x" if question.kind == "text" else ()
        return Domain([(2 if question.not_known else 1, sample)], lambda _: 0, _no_mask)
    return _range_domain(question, [test for test in tests if isinstance(test, Within)])


def groups_of(question: Question, tests: Iterable[Chosen]) -> int:
    """Return how many separate groups of options the tests of a `choices` question make."""
    sets = list(dict.fromkeys(test.values for test in tests))
    return len({_signature(option.value, sets) for option in question.options if not option.alone})


def _no_mask(test: Chosen | Within) -> int:
    raise TypeError(f"no condition can read the content of {test.question}")


def _signature(value: str, sets: Sequence[frozenset[str]]) -> int:
    """Return a bit mask of the sets that `value` belongs to."""
    return sum(1 << number for number, members in enumerate(sets) if value in members)


def _choice_domain(question: Question, tests: Sequence[Chosen]) -> Domain:
    sets = list(dict.fromkeys([test.values for test in tests]))
    samples: dict[int, list[str]] = {}
    for option in question.options:
        touched = _signature(option.value, sets) if sets else 0
        samples.setdefault(touched, []).append(option.value)
    cells: list[tuple[int, Value]] = [(len(values), values[0]) for values in samples.values()]
    bits: dict[Value, int] = {}
    for number, values in enumerate(samples.values()):
        bits |= dict.fromkeys(values, 2 << number)

    def mask_of(test: Chosen | Within) -> int:
        assert isinstance(test, Chosen)
        mask = 0
        for value in test.values:
            mask |= bits[value]
        return mask

    def among(values: frozenset[str]) -> dict[int, Value]:
        return {bits[value]: value for value in sorted(values, reverse=True)}

    return Domain(cells, lambda value: bits[value].bit_length() - 2, mask_of, among, bits)


def _choices_domain(question: Question, tests: Sequence[Chosen]) -> Domain:
    """Cut the possible ticks by which of the sets named in tests they touch."""
    sets = list(dict.fromkeys(test.values for test in tests))
    signature = {option.value: _signature(option.value, sets) for option in question.options}
    alone = {option.value for option in question.options if option.alone}
    cells = _ticks(signature, alone)
    order = {touched: number for number, touched in enumerate(cells)}

    def locate(value: Value) -> int:
        assert isinstance(value, tuple)
        touched = 0
        for item in value:
            assert isinstance(item, str)
            touched |= signature[item]
        return order[touched]

    def mask_of(test: Chosen | Within) -> int:
        assert isinstance(test, Chosen)
        place = 1 << sets.index(test.values)
        return sum(2 << number for touched, number in order.items() if touched & place)

    def among(values: frozenset[str]) -> dict[int, Value]:
        free = {value: tests for value, tests in signature.items() if value in values - alone}
        ticks = {touched: sample for touched, (_, sample) in _ticks(free, set()).items()}
        ticks |= {signature[value]: (value,) for value in sorted(values & alone)}
        return {2 << order[touched]: sample for touched, sample in ticks.items()}

    return Domain(list(cells.values()), locate, mask_of, among)


def _ticks(signature: Mapping[str, int], alone: set[str]) -> dict[int, tuple[int, Value]]:
    """Return, for each set of tests that ticks can touch, how many ticks do and one of them."""
    groups: dict[int, list[str]] = {}
    for value, touched in signature.items():
        if value not in alone:
            groups.setdefault(touched, []).append(value)
    cells: dict[int, tuple[int, Value]] = {}
    for size in range(1, len(groups) + 1):
        for combination in combinations(groups.items(), size):
            touched = reduce(or_, (tests for tests, _ in combination))
            weight = prod((1 << len(values)) - 1 for _, values in combination)
            sample = tuple(values[0] for _, values in combination)
            known = cells.get(touched, (0, sample))
            cells[touched] = (known[0] + weight, known[1])
    for value in signature:
        if value in alone:
            known = cells.get(signature[value], (0, (value,)))
            cells[signature[value]] = (known[0] + 1, known[1])
    return cells


def ordinal(bound: Bound) -> int:
    """Return a number or date as a whole number (days, for a date)."""
    return bound.toordinal() if isinstance(bound, datetime.date) else bound


def moved(bound: Bound, steps: int) -> Bound:
    """Return the number, or the day, so many steps further on; below 0 it is back."""
    if isinstance(bound, datetime.date):
        return bound + datetime.timedelta(days=steps)
    return bound + steps


def bounds_of(question: Question) -> tuple[int, int]:
    """Return the least and the greatest answer to a number or date question, as ordinals."""
    if question.kind == "date":
        return ordinal(question.minimum or EARLIEST), ordinal(question.maximum or LATEST)
    low = LOWEST if question.minimum is None else ordinal(question.minimum)
    high = HIGHEST if question.maximum is None else ordinal(question.maximum)
    return low, high


def _range_domain(question: Question, tests: Sequence[Within]) -> Domain:
    least, greatest = bounds_of(question)
    edges = {least}
    edges.update(ordinal(test.low) for test in tests if test.low is not None)
    edges.update(ordinal(test.high) + 1 for test in tests if test.high is not None)
    starts = sorted(edge for edge in edges if least <= edge <= greatest)
    ends = [start - 1 for start in starts[1:]] + [greatest]

    def sample(number: int) -> Value:
        return datetime.date.fromordinal(number) if question.kind == "date" else number

    def mask_of(test: Chosen | Within) -> int:
        assert isinstance(test, Within)
        low = least if test.low is None else ordinal(test.low)
        high = greatest if test.high is None else ordinal(test.high)
        mask = 0
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if low <= start and end <= high:
                mask |= 2 << number
        return mask

    def locate(value: Value) -> int:
        if isinstance(value, NotKnown):
            return len(starts)
        assert isinstance(value, int | datetime.date)
        return bisect_right(starts, ordinal(value)) - 1

    cells = [(end - start + 1, sample(start)) for start, end in zip(starts, ends, strict=True)]
    if question.not_known:
        cells.append((1, NOT_KNOWN))
    return Domain(cells, locate, mask_of)
