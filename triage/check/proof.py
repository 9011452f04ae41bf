"""Proving a flow's safeguards over every possible set of answers.

What would break a safeguard is a condition, and the solver's search looks for answers that make
it true; the safeguard is proved when there are none. The caution safeguard compares two sets of
answers that differ in one question: the same condition has to hold with the calmer answer and
fail with the more worrying one, whatever that step newly brings into play.

The search has a budget. Where it does not last, the safeguard is neither proved nor broken, and
the proof says so. For a safeguard that is broken, the walk with the fewest answers is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from triage.check.fewest import fewest
from triage.check.walks import Walk, completed, decided
from triage.core.budget import EACH, Budget, OutOfReach
from triage.core.conditions import FALSE, Condition, all_of, any_of, at_least, negate
from triage.core.model import (
    Always,
    Caution,
    Exclusive,
    Never,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
)
from triage.core.program import Program
from triage.core.search import Search
from triage.core.trials import Found, Goals, answers_of
from triage.core.values import Value
from triage.core.worlds import key_of

MOST_WORK = 6_000_000
"""Work for one safeguard; see `triage.core.budget`. `caution` of the incident flow takes 100,000.
"""

MOST_WORK_ON_A_WALK = 1_500_000
"""Work for finding the shortest of the walks that break a safeguard."""

Verdict = Literal["proved", "broken", "undecided"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of one safeguard: proved, the shortest walk that breaks it, or not decided.

    `before` is a second walk for a caution safeguard: the calmer answers, which differ from
    `walk` in one question. `states` counts the residuals looked at. What is shortest is the
    list of answers that decide it; the walk goes on from there until nothing is left to ask.
    Without a walk and not `decided`, the search ran out of its budget.
    """

    safeguard: Safeguard
    walk: Walk | None
    before: Walk | None
    states: int
    decided: bool = True

    @property
    def proved(self) -> bool:
        """Whether no set of answers breaks the safeguard."""
        return self.verdict == "proved"

    @property
    def verdict(self) -> Verdict:
        """What is known: out of reach is never taken for proved."""
        if self.walk is not None:
            return "broken"
        return "proved" if self.decided else "undecided"


@dataclass(frozen=True, slots=True)
class _Step:
    """One step up a worry order: a question, and the calmer and the more worrying answer."""

    question: int
    calm: Value
    worrying: Value
    calm_bit: int
    worrying_bit: int


def prove(program: Program, safeguard: Safeguard, budget: Budget | None = None) -> Proof:
    """Return the proof of one safeguard, or the shortest walk that breaks it."""
    budget = budget or Budget(MOST_WORK)
    search = Search(program.solver.worlds, {}, budget)
    breaches: list[tuple[Goals, _Step | None, Found]] = []
    is_decided = True
    try:
        for condition, step in _violations(program, safeguard):
            budget.spend(condition.size)
            goals = _goals(program, condition, step)
            found = None if goals is None else search.find(goals)
            if goals is not None and found is not None:
                breaches.append((goals, step, found))
    except OutOfReach:
        is_decided = bool(breaches)
    walk, before = _shown(program, breaches) if breaches else (None, None)
    return Proof(safeguard, walk, before, budget.states, is_decided)


def shortest(
    program: Program, condition: Condition, budget: Budget | None = None
) -> tuple[dict[int, int] | None, int]:
    """Return few answers that make a condition true, and how many residuals it took.

    Answers are by question number and cell bit; none where no answers make it true. Every answer
    is to a question in play. They are the fewest among those that answer, in asking order, each
    question still read; where the budget ends first, they are some answers that do. Raises
    `OutOfReach` where there is no telling within the budget.
    """
    budget = budget or Budget(MOST_WORK)
    goals = (program.solver.worlds.begin(condition),)
    found = Search(program.solver.worlds, {}, budget).find(goals)
    if found is None:
        return None, budget.states
    _, few = few_answers(program, [(goals, answers_of(found))], budget)
    return few, budget.states


def few_answers(
    program: Program, breaches: Sequence[tuple[Goals, Mapping[int, int]]], budget: Budget
) -> tuple[int, dict[int, int]]:
    """Return which of some goals takes the fewest answers, and those answers.

    Each has answers that do. Where the budget ends first, they are as few as were found until
    then; half of it is kept for leaving out those that decide nothing.
    """
    best = min(range(len(breaches)), key=lambda number: len(breaches[number][1]))
    answers = dict(breaches[best][1])
    part = Budget(budget.left // 2)
    try:
        for number, (goals, _) in enumerate(breaches):
            # In asking order as many may be needed as were found in another order.
            most = len(answers) - (number != best)
            fewer = fewest(program.solver.worlds, goals, part, most)
            if fewer is not None:
                best, answers = number, fewer
    except OutOfReach:
        pass
    budget.take(part)
    return best, _without_idle(program, breaches[best][0], answers, budget)


def _without_idle(
    program: Program, goals: Goals, few: Mapping[int, int], budget: Budget
) -> dict[int, int]:
    """Leave out answers that were still read but that decide nothing, the latest first."""
    worlds, solver = program.solver.worlds, program.solver
    kept = dict(few)
    for number in sorted(few, reverse=True):
        without = {question: bit for question, bit in kept.items() if question != number}
        before = solver.spent
        if all(solver.certain(worlds.given(world, without)) for world in goals):
            kept = without
        budget.left -= EACH * len(without) + solver.spent - before
        if budget.left <= 0:
            break
    return kept


def _goals(program: Program, condition: Condition, step: _Step | None) -> Goals | None:
    """Return what has to come true together for a safeguard to be broken; none if nothing can."""
    worlds = program.solver.worlds
    if step is None:
        return (worlds.begin(condition),)
    calm = worlds.suppose(condition, step.question, step.calm_bit)
    if calm.goal is FALSE:
        return None
    if key_of(calm) == key_of(worlds.suppose(condition, step.question, step.worrying_bit)):
        return None  # the step makes no difference
    return calm, worlds.suppose(negate(condition), step.question, step.worrying_bit)


def _violations(program: Program, safeguard: Safeguard) -> Iterator[tuple[Condition, _Step | None]]:
    """Yield conditions of which each breaks the safeguard if it can be true.

    With a step, it breaks it if it can be true before the step and false after.
    """
    claim = safeguard.claim
    number = program.outcome_index
    if isinstance(claim, Never | Always):
        given = program.condition(claim.given)
        if isinstance(claim, Never):
            yield all_of((given, _some_shown(program, claim.outcomes))), None
        else:
            yield all_of((given, negate(program.ends_with(number[claim.outcome])))), None
    elif isinstance(claim, StandsOnlyWith):
        allowed = {claim.outcome, *claim.others}
        beside = _some_shown(program, [id_ for id_ in number if id_ not in allowed])
        yield all_of((program.ends_with(number[claim.outcome]), beside)), None
    elif isinstance(claim, Exclusive):
        yield at_least(2, [program.ends_with(number[id_]) for id_ in claim.outcomes]), None
    elif isinstance(claim, SomeOutcomeCites):
        yield negate(any_of(_citing(program, claim.rule))), None
    else:
        yield from _lapses_of_caution(program, claim)


def _some_shown(program: Program, ids: Sequence[str]) -> Condition:
    """Return the condition that one of some outcomes is shown.

    One that gives way to another of them only where that is shown in its place need not say so.
    """
    shown = []
    for id_ in ids:
        number = program.outcome_index[id_]
        compiled = program.outcomes[number]
        stronger = program.outcomes[compiled.yields_to or 0]
        gives_way = compiled.yields_to is not None and stronger.yields_to is None
        is_covered = gives_way and stronger.outcome.id in ids
        shown.append(compiled.holds if is_covered else program.ends_with(number))
    return any_of(shown)


def _citing(program: Program, rule: str) -> Iterator[Condition]:
    """Yield the conditions under which an outcome is shown that cites `rule`."""
    for number, compiled in enumerate(program.outcomes):
        shown = program.ends_with(number)
        if rule in compiled.outcome.cites:
            yield shown
        else:
            for fired in compiled.rules:
                if rule in fired.rule.cites:
                    yield all_of((shown, fired.condition))


def _lapses_of_caution(program: Program, claim: Caution) -> Iterator[tuple[Condition, _Step]]:
    levels = [claim.levels[start:] for start in range(len(claim.levels))]
    kept = [_some_shown(program, ids) for ids in (*levels, *((id_,) for id_ in claim.never_loses))]
    cones = [program.solver.worlds.cone(condition) for condition in kept]
    for question in range(len(program.questions)):
        for step in _steps(program, question):
            for condition, cone in zip(kept, cones, strict=True):
                if cone >> question & 1:
                    yield condition, step


def _steps(program: Program, question: int) -> Iterator[_Step]:
    """Yield each step up the worry order of a question that conditions can tell apart."""
    domain = program.domains[question]
    levels = [domain.among(level) for level in program.questions[question].worry]
    for calmer, worse in pairwise(levels):
        for (calm, before), (worrying, after) in product(calmer.items(), worse.items()):
            if calm != worrying:
                yield _Step(question, before, after, calm, worrying)


def _shown(
    program: Program, breaches: Sequence[tuple[Goals, _Step | None, Found]]
) -> tuple[Walk, Walk | None]:
    """Return the shortest walk that breaks a safeguard, as `triage run` can show it."""
    pairs = [(goals, answers_of(found)) for goals, _, found in breaches]
    best, answers = few_answers(program, pairs, Budget(MOST_WORK_ON_A_WALK))
    _, step, _ = breaches[best]
    deciding = decided(program, answers)
    if step is None:
        return completed(program, deciding), None
    asked = program.questions[step.question].id
    worrying = completed(program, {**deciding, asked: step.worrying})
    rest = {id_: value for id_, value in worrying if id_ != asked}
    return worrying, completed(program, {**deciding, asked: step.calm}, rest)
