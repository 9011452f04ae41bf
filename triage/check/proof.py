"""Proving a flow's safeguards over every possible set of answers.

The negation of a safeguard is one closed condition. It is split on the earliest question that it
still reads, once for each cell of that question's answers, and equal residuals are merged; the
safeguard is proved when every residual comes out false. A residual that comes out true is a
walk that breaks the safeguard, and the walk with the fewest answers is kept.

The caution safeguard compares two sets of answers that differ in one question. Conditions are
closed first, so that a question which the step newly opens ranges over all its answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from triage.check.walks import Walk, completed, decided
from triage.core.conditions import (
    FALSE,
    TRUE,
    Condition,
    all_of,
    any_of,
    at_least,
    negate,
    restrict,
)
from triage.core.model import (
    Always,
    Caution,
    Exclusive,
    Never,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
    Value,
)
from triage.core.program import Program


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of one safeguard: proved, or the shortest walk that breaks it.

    `before` is a second walk for a caution safeguard: the calmer answers, which differ from
    `walk` in one question. `states` counts the residuals looked at. What is shortest is the
    list of answers that decide it; the walk goes on from there until nothing is left to ask.
    """

    safeguard: Safeguard
    walk: Walk | None
    before: Walk | None
    states: int

    @property
    def proved(self) -> bool:
        """Whether no set of answers breaks the safeguard."""
        return self.walk is None


def prove(program: Program, safeguard: Safeguard) -> Proof:
    """Return the proof of one safeguard, or the shortest walk that breaks it."""
    states = 0
    best: tuple[dict[int, int], _Step | None] | None = None
    for violation, step in _violations(program, safeguard):
        found, looked_at = shortest(program, violation)
        states += looked_at
        if found is not None and (best is None or len(found) < len(best[0])):
            best = found, step
    walk, before = _complete(program, *best) if best else (None, None)
    return Proof(safeguard, walk, before, states)


@dataclass(frozen=True, slots=True)
class _Trail:
    """How many answers led to a residual, the last of them, and the trail before it."""

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


def shortest(program: Program, condition: Condition) -> tuple[dict[int, int] | None, int]:
    """Return few answers that make a closed condition true, and how many residuals it took.

    Answers are by question number and cell bit; none where no answers make it true. Questions
    are split in asking order, so every answer found is to a question in play. They are the
    fewest among those that answer, in that order, each question still read; then what turned
    out to decide nothing is left out.
    """
    # What is left of the condition, by the earliest question it reads, with the shortest trail
    # that leads there; all that came out true is kept under a number after the last question.
    end = len(program.questions)
    layers: dict[int, dict[Condition, _Trail]] = {}

    def reach(left: Condition, trail: _Trail) -> None:
        if left is not FALSE:
            layer = layers.setdefault(min(left.reads, default=end), {})
            known = layer.get(left)
            if known is None or trail.length < known.length:
                layer[left] = trail

    reach(condition, _Trail(0, -1, 0, None))
    states = 0
    while (question := min(layers, default=end)) != end:
        layer = layers.pop(question)
        states += len(layer)
        for cell in program.domains[question].cells:
            memo: dict[Condition, Condition] = {}
            for left, trail in layer.items():
                after = restrict(left, question, cell.bit, memo)
                reach(after, _Trail(trail.length + 1, question, cell.bit, trail))
    if end not in layers:
        return None, states
    return _without_idle(program, condition, dict(layers[end][TRUE].steps())), states


def _without_idle(
    program: Program, condition: Condition, found: Mapping[int, int]
) -> dict[int, int]:
    """Leave out answers that a residual still read but that decide nothing, the latest first."""
    kept = dict(found)
    for number in sorted(found, reverse=True):
        left = condition
        for other, bit in kept.items():
            if other != number:
                left = restrict(left, other, bit)
        if program.solver.settle(left) is TRUE:
            del kept[number]
    return kept


@dataclass(frozen=True, slots=True)
class _Step:
    """One step up a worry order: the question, and the calmer and the more worrying answer."""

    question: int
    calm: Value
    worrying: Value


def _violations(program: Program, safeguard: Safeguard) -> Iterator[tuple[Condition, _Step | None]]:
    """Yield closed conditions of which each breaks the safeguard if it can be true."""
    claim = safeguard.claim
    number = program.outcome_index
    if isinstance(claim, Never | Always):
        given = program.close(program.condition(claim.given))
        if isinstance(claim, Never):
            shown = any_of([program.shown(number[id_]) for id_ in claim.outcomes])
            yield all_of((given, shown)), None
        else:
            yield all_of((given, negate(program.shown(number[claim.outcome])))), None
    elif isinstance(claim, StandsOnlyWith):
        allowed = {claim.outcome, *claim.others}
        beside = [program.shown(n) for id_, n in number.items() if id_ not in allowed]
        yield all_of((program.shown(number[claim.outcome]), any_of(beside))), None
    elif isinstance(claim, Exclusive):
        yield at_least(2, [program.shown(number[id_]) for id_ in claim.outcomes]), None
    elif isinstance(claim, SomeOutcomeCites):
        yield negate(any_of(_citing(program, claim.rule))), None
    else:
        yield from _lapses_of_caution(program, claim)


def _citing(program: Program, rule: str) -> Iterator[Condition]:
    """Yield the conditions under which an outcome is shown that cites `rule`."""
    for number, compiled in enumerate(program.outcomes):
        shown = program.shown(number)
        if rule in compiled.outcome.cites:
            yield shown
        else:
            for fired in compiled.rules:
                if rule in fired.rule.cites:
                    yield all_of((shown, program.close(fired.condition)))


def _lapses_of_caution(program: Program, claim: Caution) -> Iterator[tuple[Condition, _Step]]:
    shown = {id_: program.shown(number) for id_, number in program.outcome_index.items()}
    at_least_level = [
        any_of([shown[id_] for id_ in claim.levels[start:]]) for start in range(len(claim.levels))
    ]
    kept = [*at_least_level, *(shown[id_] for id_ in claim.never_loses)]
    for question, asked in enumerate(program.questions):
        domain = program.domains[question]
        levels = [domain.among(level) for level in asked.worry]
        for calmer, worse in pairwise(levels):
            for (calm, before), (worrying, after) in product(calmer.items(), worse.items()):
                if calm != worrying:
                    lapse = any_of(
                        [
                            _lost(condition, question, calm, worrying)
                            for condition in kept
                            if question in condition.reads
                        ]
                    )
                    in_play = program.close(program.whens[question])
                    yield all_of((in_play, lapse)), _Step(question, before, after)


def _lost(condition: Condition, question: int, calm: int, worrying: int) -> Condition:
    """Return where a condition holds with the calmer answer and not with the more worrying one."""
    before = restrict(condition, question, calm)
    return all_of((before, negate(restrict(condition, question, worrying))))


def _complete(
    program: Program, found: Mapping[int, int], step: _Step | None
) -> tuple[Walk, Walk | None]:
    """Turn the deciding answers into whole walks that `triage run` can show."""
    deciding = decided(program, found)
    if step is None:
        return completed(program, deciding), None
    asked = program.questions[step.question].id
    worrying = completed(program, {**deciding, asked: step.worrying})
    rest = {id_: value for id_, value in worrying if id_ != asked}
    return worrying, completed(program, {**deciding, asked: step.calm}, rest)
