"""What a flow can do, by a solver that is not ours: the oracle of the proofs and of the engine.

A flow, as the reader reads it, becomes clauses for python-sat: one literal for each option of a
question, true where that option is chosen. Everything else is a gate over those literals, so one
set of answers is one model. Nothing of the kernel is used: no cells, no residuals, no splitting.

A question that is not in play has an answer all the same, which no condition sees.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import pytest

from triage.core.model import (
    Always,
    Answered,
    AtLeast,
    Caution,
    Chosen,
    Exclusive,
    Fact,
    Flow,
    Never,
    Not,
    Question,
    Rule,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
    Suggested,
    Test,
    Within,
)
from triage.core.values import Value

# Not on every machine: without it, the tests that import this module are skipped.
_SOLVER: Any = pytest.importorskip("pysat.solvers").Solver

Plain = str | int | datetime.date
Ticks = Mapping[tuple[str, Plain], int]
Answers = dict[str, Value]


class Gates:
    """A growing set of clauses; every gate is a literal that is defined in both directions."""

    def __init__(self) -> None:
        """Start with one literal that is true."""
        self._solver = _SOLVER(name="glucose4")
        self._last = 0
        self.true = self.free()
        self.clause(self.true)

    def free(self) -> int:
        """Return a new literal that may be true or false."""
        self._last += 1
        return self._last

    def clause(self, *literals: int) -> None:
        """Say that one of these literals is true."""
        self._solver.add_clause(literals)

    def all(self, literals: Iterable[int]) -> int:
        """Return a literal that is true exactly where all of `literals` are."""
        parts = list(literals)
        gate = self.free()
        for part in parts:
            self.clause(-gate, part)
        self.clause(gate, *(-part for part in parts))
        return gate

    def any(self, literals: Iterable[int]) -> int:
        """Return a literal that is true exactly where one of `literals` is."""
        return -self.all([-literal for literal in literals])

    def at_least(self, count: int, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly where at least `count` of `literals` are."""
        reached = [self.true] + [-self.true] * count
        for literal in literals:
            reached = [self.true] + [
                self.any((stay, self.all((step, literal))))
                for step, stay in itertools.pairwise(reached)
            ]
        return reached[count]

    def model(self, *assumptions: int) -> frozenset[int] | None:
        """Return the true literals of a model in which `assumptions` are true, if there is one."""
        if not self._solver.solve(assumptions=assumptions):
            return None
        return frozenset(literal for literal in self._solver.get_model() if literal > 0)

    def can(self, *assumptions: int) -> bool:
        """Say whether there is a model in which `assumptions` are true."""
        return bool(self._solver.solve(assumptions=assumptions))


def values(question: Question) -> tuple[Plain, ...]:
    """Return what can be chosen: options, the few numbers or days, or one text for all."""
    if question.options:
        return tuple(option.value for option in question.options)
    if question.kind == "text":
        return ("words",)
    low, high = question.minimum, question.maximum
    if isinstance(low, int) and isinstance(high, int):
        return tuple(range(low, high + 1))
    assert isinstance(low, datetime.date)
    assert isinstance(high, datetime.date)
    days = range(low.toordinal(), high.toordinal() + 1)
    return tuple(datetime.date.fromordinal(day) for day in days)


def answers_to(gates: Gates, question: Question) -> dict[tuple[str, Plain], int]:
    """Return a literal for each value of a question, of which a valid answer is chosen."""
    ticks = {(question.id, value): gates.free() for value in values(question)}
    gates.clause(*ticks.values())
    alone = {option.value for option in question.options if option.alone}
    for (_, one), (_, other) in itertools.combinations(ticks, 2):
        if question.kind != "choices" or one in alone or other in alone:
            gates.clause(-ticks[question.id, one], -ticks[question.id, other])
    return ticks


class Copy:
    """What follows from one set of answers: questions in play, outcomes that hold and are shown."""

    def __init__(self, gates: Gates, flow: Flow, ticks: Ticks) -> None:
        """Define all of it over `ticks`, the literals of the answers."""
        self._gates = gates
        self._flow = flow
        self._ticks = ticks
        self._facts: dict[str, int] = {}
        self._raw: dict[str, int] = {}
        self._questions = {question.id: question for question in flow.questions}
        self._outcomes = {outcome.id: outcome for outcome in flow.outcomes}
        self.in_play: dict[str, int] = {}
        for question in flow.questions:
            self.in_play[question.id] = self.condition(question.when)
        self.holds = {id_: self._holds(id_) for id_ in self._outcomes}
        self.shown = {id_: self._shown(id_) for id_ in self._outcomes}

    def condition(self, test: Test | None) -> int:
        """Return the literal of a condition; none is true."""
        match test:
            case None:
                return self._gates.true
            case Chosen() | Within():
                return self._answer_in(test)
            case Answered():
                return self.in_play[test.question]
            case Fact():
                if test.name not in self._facts:
                    self._facts[test.name] = self.condition(self._flow.facts[test.name])
                return self._facts[test.name]
            case Not():
                return -self.condition(test.of)
            case AtLeast():
                parts = [self.condition(part) for part in test.of]
                return self._gates.at_least(test.count, parts)
            case Suggested():
                raise NotImplementedError("the flows of this oracle follow no others")
            case _:
                assert_never(test)

    def _answer_in(self, test: Chosen | Within) -> int:
        ticks = [
            self._ticks[test.question, value]
            for value in values(self._questions[test.question])
            if (value in test.values if isinstance(test, Chosen) else _within(value, test))
        ]
        return self._gates.all((self.in_play[test.question], self._gates.any(ticks)))

    def fires(self, rule: Rule) -> int:
        """Return the literal of a rule, with the rules of other outcomes that it reads."""
        parts = [self.condition(rule.when)]
        if rule.only_when_any_of:
            parts.append(self._gates.any([self._ruled(other) for other in rule.only_when_any_of]))
        parts.extend(-self._ruled(other) for other in rule.only_when_none_of)
        return self._gates.all(parts)

    def _ruled(self, id_: str) -> int:
        if id_ not in self._raw:
            rules = [self.fires(rule) for rule in self._outcomes[id_].rules]
            self._raw[id_] = self._gates.any(rules)
        return self._raw[id_]

    def _holds(self, id_: str) -> int:
        outcome = self._outcomes[id_]
        parts = [self._ruled(id_)]
        parts.extend(-self._ruled(other) for other in outcome.only_when_none_of)
        if outcome.unless is not None:
            parts.append(-self.condition(outcome.unless))
        return self._gates.all(parts)

    def _shown(self, id_: str) -> int:
        stronger = self._outcomes[id_].yields_to
        parts = (self.holds[id_], -self.holds[stronger]) if stronger else (self.holds[id_],)
        return self._gates.all(parts)

    def shows_any(self, ids: Iterable[str]) -> int:
        """Return a literal that is true where one of these outcomes is shown."""
        return self._gates.any([self.shown[id_] for id_ in ids])

    def cites(self, rule_id: str) -> int:
        """Return a literal that is true where an outcome that is shown cites this rule."""
        found = [self.shown[each.id] for each in self._flow.outcomes if rule_id in each.cites]
        found.extend(
            self._gates.all((self.shown[outcome.id], self.fires(rule)))
            for outcome in self._flow.outcomes
            for rule in outcome.rules
            if rule_id in rule.cites
        )
        return self._gates.any(found)


def _within(value: Plain, test: Within) -> bool:
    # A bound is of the same kind as the question's answers: the reader sees to that.
    low: Any = value if test.low is None else test.low
    high: Any = value if test.high is None else test.high
    return bool(low <= value <= high)


@dataclass(frozen=True)
class Breach:
    """Answers that break a safeguard; for caution, also the calmer ones and what was changed."""

    answers: Answers
    calmer: Answers | None = None
    changed: str = ""


class SatOracle:
    """The clauses of one flow, and the questions that the tests ask of them."""

    def __init__(self, flow: Flow) -> None:
        """Encode the flow once; every question after that is a call of the solver."""
        self.flow = flow
        self._gates = Gates()
        self._ticks: dict[tuple[str, Plain], int] = {}
        for question in flow.questions:
            self._ticks |= answers_to(self._gates, question)
        self._copy = Copy(self._gates, flow, self._ticks)
        self._one_answer = self._not_in_play_means_first()

    def breach(self, safeguard: Safeguard) -> Breach | None:
        """Return answers that break a safeguard, or nothing where there are none."""
        claim = safeguard.claim
        if isinstance(claim, Caution):
            return self._lapse(claim)
        copy, gates = self._copy, self._gates
        match claim:
            case Never():
                bad = [copy.condition(claim.given), copy.shows_any(claim.outcomes)]
            case Always():
                bad = [copy.condition(claim.given), -copy.shown[claim.outcome]]
            case StandsOnlyWith():
                beside = copy.shown.keys() - {claim.outcome, *claim.others}
                bad = [copy.shown[claim.outcome], copy.shows_any(beside)]
            case Exclusive():
                pairs = itertools.combinations(claim.outcomes, 2)
                bad = [gates.any([gates.all([copy.shown[a], copy.shown[b]]) for a, b in pairs])]
            case SomeOutcomeCites():
                bad = [-copy.cites(claim.rule)]
            case _:
                assert_never(claim)
        model = gates.model(*bad)
        return None if model is None else Breach(self._answers(model, self._ticks))

    def _lapse(self, claim: Caution) -> Breach | None:
        """Look for two sets of answers, one step of worry apart, of which the worse one loses."""
        for question in self.flow.questions:
            if not question.worry:
                continue
            other = {**self._ticks, **answers_to(self._gates, question)}
            worse = Copy(self._gates, self.flow, other)
            loses = self._gates.any(self._losses(claim, worse))
            for calm, worrying in itertools.pairwise(question.worry):
                model = self._gates.model(
                    self._copy.in_play[question.id],
                    loses,
                    *self._only(question, calm, self._ticks),
                    *self._only(question, worrying, other),
                )
                if model is not None:
                    calmer = self._answers(model, self._ticks)
                    return Breach(self._answers(model, other), calmer, question.id)
        return None

    def _losses(self, claim: Caution, worse: Copy) -> Iterator[int]:
        for start in range(len(claim.levels)):
            at_least = claim.levels[start:]
            before, after = self._copy.shows_any(at_least), worse.shows_any(at_least)
            yield self._gates.all((before, -after))
        for id_ in claim.never_loses:
            yield self._gates.all((self._copy.shown[id_], -worse.shown[id_]))

    @staticmethod
    def _only(question: Question, level: frozenset[str], ticks: Ticks) -> list[int]:
        """Return that nothing outside one level of worry is chosen."""
        return [
            -ticks[question.id, option.value]
            for option in question.options
            if option.value not in level
        ]

    def fates(self, given: Mapping[str, Value]) -> dict[str, str]:
        """Return whether each outcome is shown, open or impossible once these answers are given."""
        known: list[int] = []
        for question in self.flow.questions:
            if question.id in given:
                known.extend(self._is(question, given[question.id]))
        return {outcome.id: self._fate(outcome.id, known) for outcome in self.flow.outcomes}

    def _fate(self, id_: str, known: Sequence[int]) -> str:
        stronger = next(o.yields_to for o in self.flow.outcomes if o.id == id_)
        certain = not self._gates.can(*known, -self._copy.holds[id_])
        if certain and (not stronger or self._gates.can(*known, -self._copy.holds[stronger])):
            return "shown"
        return "open" if self._gates.can(*known, self._copy.shown[id_]) else "impossible"

    def _is(self, question: Question, answer: Value) -> Iterator[int]:
        chosen = set(answer) if isinstance(answer, tuple) else {answer}
        for value in values(question):
            literal = self._ticks[question.id, value]
            yield literal if value in chosen else -literal

    def paths(self, outcome: str | None = None) -> int:
        """Return how many paths there are, or on how many an outcome is shown, one by one."""
        once = self._gates.free()
        wanted = [once, self._one_answer]
        if outcome is not None:
            wanted.append(self._copy.shown[outcome])
        number = 0
        while (model := self._gates.model(*wanted)) is not None:
            number += 1
            chosen = [-tick if tick in model else tick for tick in self._ticks.values()]
            self._gates.clause(-once, *chosen)
        return number

    def _not_in_play_means_first(self) -> int:
        """Return a literal that fixes the answers that no condition sees, so paths differ."""
        parts = []
        for question in self.flow.questions:
            first, *_ = values(question)
            fixed = self._gates.all(self._is(question, first))
            parts.append(self._gates.any((self._copy.in_play[question.id], fixed)))
        return self._gates.all(parts)

    def _answers(self, model: frozenset[int], ticks: Ticks) -> Answers:
        """Return the answers of a model, also those to questions that are not in play."""
        found: Answers = {}
        for question in self.flow.questions:
            chosen = [value for value in values(question) if ticks[question.id, value] in model]
            if question.kind == "choices":
                found[question.id] = tuple(str(value) for value in chosen)
            else:
                (found[question.id],) = chosen
        return found
