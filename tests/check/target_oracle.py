"""What walks have to show, worked out the slow way: every target over every set of answers.

The oracle of `triage.check.covering`. It reads the model and the
worlds of `tests.core.brute_force`, and nothing of what it is the oracle for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from tests.core.brute_force import WORDS, BruteForce, World, _Judge, _Rulebook
from triage.core.model import AtLeast, Fact, Not, Outcome, Question, Rule, Test, Within
from triage.core.values import Value

Shows = Callable[[World], bool]


class TargetOracle:
    """Every target of one flow by name, with what a world must be like to show it.

    `shows[name]` is the best of what some world offers, or None where no world shows the target.
    """

    def __init__(self, oracle: BruteForce) -> None:
        self.oracle = oracle
        self.book = _Rulebook(oracle.flows)
        self._judges = {
            world.answers: _Judge(self.book, dict(zip(oracle.order, world.answers, strict=True)))
            for world in oracle.worlds
        }
        self.shows: dict[str, Shows | None] = {}
        for outcome in oracle.outcomes.values():
            for rule in outcome.rules:
                self._add_rule(outcome, rule)
        for question in oracle.questions.values():
            self._add_question(question)

    def surely_shown(self, name: str, given: Mapping[str, Value]) -> bool:
        """Say whether these answers show a target, whatever else is answered."""
        shows = self.shows[name]
        return shows is not None and self.oracle.certain(given, shows)

    # Rules -----------------------------------------------------------------------------

    def _add_rule(self, outcome: Outcome, rule: Rule) -> None:
        name = (outcome.id, rule.id)
        label = f"{outcome.id} {rule.id}"

        def fires(world: World) -> bool:
            return name in world.fired

        def alone(world: World) -> bool:
            return not any(o == outcome.id and r != rule.id for o, r in world.fired)

        def visible(world: World) -> bool:
            return self._is_open(world, outcome)

        def judged(world: World) -> bool:
            return name in world.judgement

        def nearly(world: World) -> bool:
            return self._failing(world, rule) <= 1

        def surest(world: World) -> bool:
            others = {(o, r) for o, r in world.fired if o == outcome.id and r != rule.id}
            return not judged(world) and others <= world.judgement

        kinds: dict[str, Shows] = {f"{label} fires": fires}
        if rule.judgement_when is not None:
            kinds = {
                f"{label} fires as certain": lambda w: fires(w) and not judged(w),
                f"{label} fires as judgement": lambda w: fires(w) and judged(w),
            }
        for label_, kind in kinds.items():
            ways = [(kind, visible, alone), (kind, visible, surest), (kind, visible)]
            self._add(label_, ways)

        def silent(world: World) -> bool:
            return not fires(world)

        self._add(
            f"{label} does not fire",
            [
                (silent, visible, alone, nearly),
                (silent, visible, alone),
                (silent, visible, nearly),
                (silent, visible),
            ],
        )

    def _add(self, label: str, ways: list[tuple[Shows, ...]]) -> None:
        for way in ways:
            if any(all(each(world) for each in way) for world in self.oracle.worlds):
                self.shows[label] = lambda world, way=way: all(each(world) for each in way)  # type: ignore[misc]
                return
        self.shows[label] = None

    def _is_open(self, world: World, outcome: Outcome) -> bool:
        judge = self._judges[world.answers]
        hidden = outcome.unless is not None and judge._true(outcome.unless)
        barred = any(judge._some_rule_fires(id_) for id_ in outcome.only_when_none_of)
        return not hidden and not barred and outcome.yields_to not in world.holds

    def _failing(self, world: World, rule: Rule) -> int:
        judge = self._judges[world.answers]
        parts = [judge._true(test) for test in self._parts(rule.when)]
        if rule.only_when_any_of:
            parts.append(any(judge._some_rule_fires(id_) for id_ in rule.only_when_any_of))
        parts.extend(not judge._some_rule_fires(id_) for id_ in rule.only_when_none_of)
        return parts.count(False)

    def _parts(self, test: Test | None) -> list[Test]:
        if isinstance(test, Fact):
            opened = self._parts(self.book.facts[test.name])
            return opened if len(opened) > 1 else [test]
        if isinstance(test, AtLeast) and test.count == len(test.of):
            return list(test.of)
        return [] if test is None else [test]

    # Questions -------------------------------------------------------------------------

    def _add_question(self, question: Question) -> None:
        place = self.oracle.order.index(question.id)
        for shown in self._answers(question):
            value = (shown,) if question.kind == "choices" else shown
            label = f"{question.id}={'any text' if question.kind == 'text' else shown}"

            def given(world: World, value: object = value) -> bool:
                return question.id in world.in_play and world.answers[place] == value

            def decides(world: World) -> bool:
                return self._decides(world, place)

            self._add(label, [(given, decides), (given,)])

    def _decides(self, world: World, place: int) -> bool:
        """Say whether another answer, all else and what is asked being equal, changes outcomes."""
        others = world.answers[:place] + world.answers[place + 1 :]
        return any(
            each.in_play == world.in_play and each.shown != world.shown
            for each in self._alike[place, others]
        )

    @cached_property
    def _alike(self) -> Mapping[tuple[int, tuple[Value, ...]], list[World]]:
        """Worlds that differ in the answer at one place only."""
        found: dict[tuple[int, tuple[Value, ...]], list[World]] = {}
        for world in self.oracle.worlds:
            for place in range(len(world.answers)):
                others = world.answers[:place] + world.answers[place + 1 :]
                found.setdefault((place, others), []).append(world)
        return found

    def _answers(self, question: Question) -> Sequence[Value]:
        if question.options:
            return [option.value for option in question.options]
        if question.kind == "text":
            return [WORDS]
        low, high = question.minimum, question.maximum
        if isinstance(low, datetime.date) and isinstance(high, datetime.date):
            days = [each for each in self._ends(question.id) if isinstance(each, datetime.date)]
            one = datetime.timedelta(days=1)
            near = {low, high} | {day + step * one for day in days for step in (-1, 0, 1)}
            return sorted(day for day in near if low <= day <= high)
        assert isinstance(low, int)
        assert isinstance(high, int)
        numbers = [each for each in self._ends(question.id) if isinstance(each, int)]
        around = {low, high} | {number + step for number in numbers for step in (-1, 0, 1)}
        return sorted(number for number in around if low <= number <= high)

    def _ends(self, question: str) -> list[object]:
        return [
            end
            for leaf in self._leaves
            if leaf.question == question
            for end in (leaf.low, leaf.high)
            if end is not None
        ]

    @cached_property
    def _leaves(self) -> list[Within]:
        rules = [rule for _, rule in self.book.rules]
        tests: list[Test | None] = [*self.book.facts.values()]
        tests.extend(when for whens in self.book.whens.values() for when in whens)
        tests.extend(outcome.unless for outcome in self.book.outcomes.values())
        tests.extend(test for rule in rules for test in (rule.when, rule.judgement_when))
        return [leaf for test in tests if test is not None for leaf in _leaves(test)]


def _leaves(test: Test) -> Iterator[Within]:
    match test:
        case Within():
            yield test
        case Not():
            yield from _leaves(test.of)
        case AtLeast():
            for part in test.of:
                yield from _leaves(part)
        case _:
            return
