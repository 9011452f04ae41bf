"""The lint over small random flows, held against every set of answers.

Where a finding says never, always or nothing, brute force over all worlds says the same; where it
finds nothing, brute force finds nothing. Walks are walked by the engine, and show their finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings

from tests.check.lint.shows import SHOWS, WITHOUT_A_WALK, Walked, conditions, found_in, replays
from tests.core.brute_force import World, _Judge, _Rulebook, values_of
from tests.core.small_flows import Case, cases
from triage.core.engine import replay
from triage.core.model import (
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Not,
    Outcome,
    Question,
    Rule,
    Test,
    Within,
)
from triage.errors import Place
from triage.pack.reader import read_flow_text

EXAMPLES = 60
RANGE_CODES = {
    "impossible-range",
    "range-out-of-reach",
    "bound-without-effect",
    "ranges-share-boundary",
    "boundary-left-out",
}
Named = set[tuple[str, Place]]


class Worlds:
    """Every world of a small flow, and what is true in each."""

    def __init__(self, case: Case) -> None:
        self.flow = case.flow
        self.oracle = case.oracle
        self.worlds = case.oracle.worlds
        book = _Rulebook(case.flows)
        order = case.oracle.order
        self._judges = [
            _Judge(book, dict(zip(order, world.answers, strict=True))) for world in self.worlds
        ]

    def truth(self, test: Test) -> list[bool]:
        """Return in which worlds a condition is true."""
        return [judge._true(test) for judge in self._judges]

    def settled(self, test: Test) -> bool | None:
        """Return what a condition is in every world, or None where worlds differ."""
        seen = set(self.truth(test))
        return seen.pop() if len(seen) == 1 else None

    def reached(self, question: str) -> bool:
        """Say whether a question is in play in some world."""
        return any(question in world.in_play for world in self.worlds)

    def fires(self, world: World, outcome: Outcome, rule: Rule) -> bool:
        """Say whether a rule makes its outcome hold in a world."""
        return (outcome.id, rule.id) in world.fired and outcome.id in world.holds


def found(case: Case, *codes: str) -> Named:
    """Return where the lint finds these codes in a case."""
    return {(each.code, each.place) for each in found_in(case.flow) if each.code in codes}


every_small_flow = given(cases())
few = settings(max_examples=EXAMPLES)


@few
@every_small_flow
def test_every_walk_is_walked_and_shows_its_finding(case: Case) -> None:
    """A finding has a walk unless none can show it; the engine walks it and the defect is seen."""
    worlds = Worlds(case)
    for finding in found_in(case.flow):
        walked = Walked(case.flow, finding)
        if finding.walk is None:
            assert finding.code in WITHOUT_A_WALK or (
                finding.code in RANGE_CODES and not worlds.reached(walked.range.question)
            ), str(finding)
        else:
            assert replays(walked), str(finding)
            assert SHOWS[finding.code](walked), f"{finding} {finding.walk}"


@few
@every_small_flow
def test_nothing_is_found_twice(case: Case) -> None:
    """No two findings say the same of the same place."""
    said = [(each.place, each.message) for each in found_in(case.flow)]
    assert len(said) == len(set(said))


# Conditions -----------------------------------------------------------------------------------


@few
@every_small_flow
def test_never_and_always_are_those_of_all_worlds(case: Case) -> None:
    """The smallest conditions that all worlds settle are found, and no others."""
    worlds = Worlds(case)
    expected = {named for test in conditions(case.flow) for named in smallest(worlds, test)}
    assert found(case, "never-true", "always-true") == expected


def smallest(worlds: Worlds, test: Test) -> Named:
    """Return the conditions inside a condition that are settled without settled ones in them."""
    if isinstance(test, Fact):
        return set()  # said where the fact stands
    named = {each for part in inside(test) for each in smallest(worlds, part)}
    settled = worlds.settled(test)
    if settled is None or stays_settled(worlds, test):
        return named
    if isinstance(test, Chosen | Within | Answered) and not worlds.reached(test.question):
        return named  # said where the question stands
    if isinstance(test, Within) and not settled:
        return named  # said of the range
    return named | {("always-true" if settled else "never-true", test.place)}


def inside(test: Test) -> tuple[Test, ...]:
    """Return the conditions directly inside a condition."""
    if isinstance(test, AtLeast):
        return test.of
    return (test.of,) if isinstance(test, Not) else ()


def stays_settled(worlds: Worlds, test: Test) -> bool:
    """Say whether the settled conditions inside one settle it, whatever the others are."""
    parts = [worlds.settled(part) for part in inside(test)]
    if isinstance(test, Not):
        return parts != [None]
    if not isinstance(test, AtLeast):
        return False
    surely, at_most = parts.count(True), len(parts) - parts.count(False)
    return surely >= test.count or at_most < test.count


@few
@every_small_flow
def test_an_unused_fact_is_one_that_no_condition_names(case: Case) -> None:
    """A fact is found where neither a rule, nor a `when`, nor another fact names it."""
    named = {
        part.name
        for whole in conditions(case.flow)
        for part in within(whole)
        if isinstance(part, Fact)
    }
    unused = {test.place for name, test in case.flow.facts.items() if name not in named}
    assert {place for _, place in found(case, "unused-fact")} == unused


@few
@every_small_flow
def test_a_risky_not_is_true_in_a_world_where_its_question_is_not_asked(case: Case) -> None:
    """A `not` is found where some world makes it and all around it true without its question."""
    worlds = Worlds(case)
    expected: Named = set()
    for whole in conditions(case.flow):
        around = worlds.truth(whole)
        for part in within(whole):
            if isinstance(part, Not):
                holds = zip(worlds.worlds, worlds.truth(part), around, strict=True)
                risky = [world for world, here, there in holds if here and there]
                numbers = case.program.condition(part.of).reads
                read = {case.program.questions[number].id for number in numbers}
                if any(not read <= world.in_play for world in risky):
                    expected.add(("not-over-unasked", part.place))
    assert found(case, "not-over-unasked") == expected


def within(test: Test) -> Iterator[Test]:
    """Yield a condition and all conditions inside it."""
    yield test
    for part in inside(test):
        yield from within(part)


# Reach ----------------------------------------------------------------------------------------


@few
@every_small_flow
def test_questions_that_no_world_asks(case: Case) -> None:
    """A question is unreachable where no world has it in play, and idle where it changes none."""
    worlds = Worlds(case)
    expected: Named = set()
    for question in case.flow.questions:
        if not worlds.reached(question.id):
            expected.add(("unreachable-question", question.place))
        elif not question.always and not worlds.oracle._matters(worlds.worlds, {}, question.id):
            expected.add(("idle-question", question.place))
    assert found(case, "unreachable-question", "idle-question") == expected


@few
@every_small_flow
def test_outcomes_and_rules_that_no_world_brings_about(case: Case) -> None:
    """An outcome, or a rule of one that is shown, is found where no world brings it about."""
    worlds = Worlds(case)
    expected: Named = set()
    for outcome in case.flow.outcomes:
        if not any(outcome.id in world.shown for world in worlds.worlds):
            expected.add(("unreachable-outcome", outcome.place))
            continue
        for rule in outcome.rules:
            if not any(worlds.fires(world, outcome, rule) for world in worlds.worlds):
                expected.add(("rule-never-fires", rule.place))
    assert found(case, "unreachable-outcome", "rule-never-fires") == expected


@few
@every_small_flow
def test_a_gap_is_a_world_that_shows_nothing(case: Case) -> None:
    """There is a finding exactly where some world shows nothing, and its walk is one of those."""
    gap = any(not world.shown for world in case.oracle.worlds)
    findings = [each for each in found_in(case.flow) if each.code == "no-outcome"]
    assert len(findings) == gap
    for finding in findings:
        assert finding.walk is not None
        assert not replay(case.program, dict(finding.walk)).outcomes


@few
@every_small_flow
def test_nothing_is_shown_because_of_an_unread_option(case: Case) -> None:
    """Whatever is shown with an option that is found unread is shown with any other answer too."""
    oracle = case.oracle
    places = {place for _, place in found(case, "unread-option")}
    for question in case.flow.questions:
        for option in question.options:
            if option.place in places:
                value = option.value if question.kind == "choice" else (option.value,)
                number = oracle.order.index(question.id)
                with_it = {
                    (*world.answers[:number], *world.answers[number + 1 :]): world.shown
                    for world in oracle.worlds
                    if world.answers[number] == value
                }
                for world in oracle.worlds:
                    others = (*world.answers[:number], *world.answers[number + 1 :])
                    assert with_it[others] <= world.shown


# Ranges ---------------------------------------------------------------------------------------


@few
@every_small_flow
def test_ranges_that_hold_no_answer(case: Case) -> None:
    """A range is impossible or out of reach where none of the answers lies in it."""
    expected = {
        each.place
        for question in case.flow.questions
        for each in first_of_each(case, question)
        if not any(lies_in(value, each) for value in values_of(question))
    }
    codes = found(case, "impossible-range", "range-out-of-reach")
    assert {place for _, place in codes} == expected


def first_of_each(case: Case, question: Question) -> set[Within]:
    """Return the ranges over a question, each as it stands first in the flow."""
    seen: dict[Within, Within] = {}
    for whole in conditions(case.flow):
        for part in within(whole):
            if isinstance(part, Within) and part.question == question.id:
                seen.setdefault(part, part)
    return set(seen.values())


def lies_in(value: object, each: Within) -> bool:
    """Say whether an answer lies in a range."""
    low = each.low is None or each.low <= value  # type: ignore[operator]
    return low and (each.high is None or value <= each.high)  # type: ignore[operator]


RANGES = list(combinations(range(7), 2))
PAIRS = """
flow: bands
title: Two bands
version: 1
edition: none
questions:
  - {{id: weeks, ask: How many?, kind: number, min: 1, max: 5}}
outcomes:
  - {{id: one, title: One, rules: [{{id: R1, says: So., certainty: certain, when: {one}}}]}}
  - {{id: two, title: Two, rules: [{{id: R2, says: So., certainty: certain, when: {two}}}]}}
  - {{id: all, title: All, rules: [{{id: R3, says: So., certainty: certain}}]}}
"""


@pytest.mark.parametrize("first", RANGES, ids=str)
def test_every_meeting_of_two_ranges(first: tuple[int, int]) -> None:
    """Two ranges share a boundary, or leave one value out, exactly where their values say so."""
    for second in RANGES:
        bands = [f"{{weeks: {{from: {low}, up_to: {high}}}}}" for low, high in (first, second)]
        flow = read_flow_text(PAIRS.format(one=bands[0], two=bands[1]))
        codes = {each.code for each in found_in(flow)} & {
            "ranges-share-boundary",
            "boundary-left-out",
        }
        assert codes == meeting(first, second), (first, second)


def meeting(first: tuple[int, int], second: tuple[int, int]) -> set[str]:
    """Return what there is to say of two ranges, from the answers that lie in them."""
    answers = set(range(1, 6))
    values = [answers & set(range(low, high + 1)) for low, high in (first, second)]
    below, above = sorted(values, key=sorted)
    if len(below) == 1 or len(above) == 1:
        return set()  # a single value is no range that ends anywhere
    if below & above == {max(below)} == {min(above)}:
        return {"ranges-share-boundary"}
    return {"boundary-left-out"} if max(below) + 2 == min(above) else set()
