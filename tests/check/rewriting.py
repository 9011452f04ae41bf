"""Flows said in other words: every condition is written anew so that it means the same."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace

from triage.core.domains import bounds_of, ordinal
from triage.core.model import (
    AtLeast,
    Bound,
    Chosen,
    Fact,
    Flow,
    Not,
    Outcome,
    Question,
    Rule,
    Test,
    Within,
)


class Rewriting:
    """Writes the conditions of one flow anew, by chance."""

    def __init__(self, flow: Flow, chance: random.Random) -> None:
        self._flow = flow
        self._chance = chance
        self._questions = {question.id: question for question in flow.questions}

    def flow(self) -> Flow:
        """Return the flow in other words; facts that are written out where they stand stay too."""
        flow = self._flow
        return replace(
            flow,
            questions=tuple(
                replace(question, when=self._if_any(question.when)) for question in flow.questions
            ),
            facts={name: self._test(test) for name, test in flow.facts.items()},
            outcomes=tuple(map(self._outcome, flow.outcomes)),
        )

    def _outcome(self, outcome: Outcome) -> Outcome:
        rules = [self._rule(rule) for rule in outcome.rules]
        self._chance.shuffle(rules)
        return replace(outcome, unless=self._if_any(outcome.unless), rules=tuple(rules))

    def _rule(self, rule: Rule) -> Rule:
        return replace(
            rule,
            when=self._if_any(rule.when),
            judgement_when=self._if_any(rule.judgement_when),
        )

    def _if_any(self, test: Test | None) -> Test | None:
        return None if test is None else self._test(test)

    def _test(self, test: Test) -> Test:
        written = self._written(test)
        return Not(Not(written)) if self._chance.random() < 1 / 5 else written

    def _written(self, test: Test) -> Test:
        match test:
            case Fact():
                return self._fact(test)
            case Not():
                return self._not(test)
            case AtLeast():
                return self._at_least(test)
            case Chosen():
                return self._chosen(test)
            case Within():
                return self._within(test)
        return test

    def _fact(self, test: Fact) -> Test:
        return test if self._chance.random() < 1 / 2 else self._test(self._flow.facts[test.name])

    def _not(self, test: Not) -> Test:
        if isinstance(test.of, AtLeast) and test.of.count == 1:
            return self._every([Not(self._test(part)) for part in test.of.of])
        return Not(self._test(test.of))

    def _at_least(self, test: AtLeast) -> Test:
        parts = [self._test(part) for part in test.of]
        self._chance.shuffle(parts)
        if test.count == len(parts):
            return self._every(parts)
        if test.count == 1 and self._chance.random() < 1 / 2:
            return AtLeast(1, (*parts, parts[0]))
        return AtLeast(test.count, tuple(parts))

    def _every(self, parts: list[Test]) -> Test:
        if self._chance.random() < 1 / 2:
            return Not(AtLeast(1, tuple(Not(part) for part in parts)))
        return AtLeast(len(parts), tuple(parts))

    def _chosen(self, test: Chosen) -> Test:
        if len(test.values) == 1 or self._chance.random() < 1 / 2:
            return test
        singles = [Chosen(test.question, frozenset((value,))) for value in sorted(test.values)]
        return AtLeast(1, tuple(singles))

    def _within(self, test: Within) -> Test:
        low, high = _ends(self._questions[test.question], test)
        if low < high and self._chance.random() < 1 / 2:
            date = self._questions[test.question].kind == "date"
            first, next_ = _bound(low, date=date), _bound(low + 1, date=date)
            return AtLeast(1, (replace(test, high=first), replace(test, low=next_)))
        if test.low is None or test.high is None:
            return test
        return AtLeast(2, (replace(test, low=None), replace(test, high=None)))


def _ends(question: Question, test: Within) -> tuple[int, int]:
    """Return both ends of a range as ordinals: the bounds of the question where it has none."""
    least, greatest = bounds_of(question)
    low = least if test.low is None else ordinal(test.low)
    return low, greatest if test.high is None else ordinal(test.high)


def _bound(number: int, *, date: bool) -> Bound:
    return datetime.date.fromordinal(number) if date else number
