"""Few walks that show all of a flow, held against every set of answers of small flows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.check import tiny_flows
from tests.check.target_oracle import TargetOracle
from tests.command import ROOT
from tests.core.brute_force import BruteForce
from tests.core.small_flows import Case, cases, journeys
from tests.flows.decision_table import MULTI, QUESTIONS, outcomes
from triage.check.covering import Covering, covering
from triage.core.engine import replay
from triage.core.program import Program, compile_program
from triage.core.values import Value
from triage.pack.reader import read_flow_bytes, read_flow_text

SAME_EXAMPLES = settings(
    max_examples=60,
)
TINY = (tiny_flows.GATES_AND_DOUBT, tiny_flows.TICKS, tiny_flows.NUMBERS_AND_DAYS)


def check(program: Program, oracle: BruteForce) -> None:
    """Hold what is shown, what cannot be shown, and that no walk is idle, against the oracle."""
    found = covering(program)
    slow = TargetOracle(oracle)
    names = {name for each in found.walks for name in each.covers}
    assert names == {name for name, shows in slow.shows.items() if shows is not None}
    assert {each.name for each in found.unreachable} == slow.shows.keys() - names
    assert all(each.reason for each in found.unreachable)
    for each in found.walks:
        answers: dict[str, Value] = dict(each.walk)
        for name in each.covers:
            assert slow.surely_shown(name, answers), f"{name} is not shown by its walk"
        assert replay(program, answers).asked == tuple(answers)
    check_none_is_too_many(found)


def check_none_is_too_many(found: Covering) -> None:
    """Assert that every walk shows something that no other walk shows."""
    for each in found.walks:
        others = {name for other in found.walks if other is not each for name in other.covers}
        assert set(each.covers) - others


@SAME_EXAMPLES
@given(cases())
def test_walks_show_what_brute_force_says_can_be_shown(case: Case) -> None:
    """Every target that some answers show is shown, all others are reported, no walk is idle."""
    check(case.program, case.oracle)


@SAME_EXAMPLES
@given(journeys())
def test_walks_through_a_journey_do_too(case: Case) -> None:
    """The same holds for two flows that are walked one after the other."""
    check(case.program, case.oracle)


@pytest.mark.parametrize("text", TINY)
def test_walks_show_all_of_flows_with_every_feature(text: str) -> None:
    """Doubt, ticks, numbers and days are covered as brute force says."""
    flow = read_flow_text(text)
    check(compile_program((flow,)), BruteForce((flow,)))


RANGES = """
flow: ranges
title: Ranges
version: 1
edition: none
questions:
  - {id: weeks, ask: How many?, kind: number, min: 0, max: 40}
  - {id: day, ask: When?, kind: date, when: {weeks: {over: 30}}}
  - {id: never, ask: Never?, options: {y: Y, n: N}, when: {all: [{weeks: 1}, {weeks: 2}]}}
outcomes:
  - id: early
    title: Early
    rules:
      - {id: E1, says: So., certainty: certain, when: {weeks: {from: 3, under: 12}}}
      - {id: E2, says: So., certainty: certain, when: {day: {from: 2026-03-01}}}
  - id: late
    title: Late
    yields_to: early
    unless: {weeks: {up_to: 12}}
    rules:
      - {id: L1, says: So., certainty: certain, when: {weeks: {from: 5, under: 9}}}
      - {id: L2, says: So., certainty: certain}
"""


def test_boundaries_are_the_values_named_and_their_neighbours() -> None:
    """The least, the greatest, and each value named with one below and one above, are walked."""
    found = covering(compile_program((read_flow_text(RANGES),)))
    names = [name for each in found.walks for name in each.covers]
    weeks = {int(name.removeprefix("weeks=")) for name in names if name.startswith("weeks=")}
    assert weeks == {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 30, 31, 32, 40}
    days = sorted(name for name in set(names) if name.startswith("day="))
    assert days == [
        "day=1900-01-01",
        "day=2026-02-28",
        "day=2026-03-01",
        "day=2026-03-02",
        "day=2199-12-31",
    ]


def test_what_cannot_be_shown_says_why() -> None:
    """A question never asked, a rule that always fires, and one that is always hidden, say so."""
    found = covering(compile_program((read_flow_text(RANGES),)))
    assert {each.name: each.reason for each in found.unreachable} == {
        "never=y": "never is never asked",
        "never=n": "never is never asked",
        "late L1 fires": "late is then always hidden, by unless or only_when_none_of",
        "late L2 does not fire": "no set of answers makes it so",
    }


def incident() -> Program:
    """Return the shipped flow, ready for the engine."""
    raw = Path(ROOT, "flows", "serious_incident.yaml").read_bytes()
    return compile_program((read_flow_bytes(raw),))


def test_the_walks_of_the_shipped_flow_lead_where_the_decision_table_says() -> None:
    """Each walk through the shipped flow gives the outcomes of the independent table."""
    program = incident()
    found = covering(program)
    assert [each.name for each in found.unreachable] == ["not_indicated D43 does not fire"]
    check_none_is_too_many(found)
    for each in found.walks:
        given_: dict[str, object] = {
            id_: list(value) if isinstance(value, tuple) else value for id_, value in each.walk
        }
        position = replay(program, dict(each.walk))
        for id_, options in QUESTIONS.items():  # what is not asked makes no difference
            given_.setdefault(id_, [options[-1]] if id_ in MULTI else options[-1])
        assert {outcome.id for outcome in position.outcomes} == set(outcomes(given_))


def test_the_same_flow_gives_the_same_walks() -> None:
    """Nothing is left to chance."""
    for text in TINY:
        first, second = (covering(compile_program((read_flow_text(text),))) for _ in range(2))
        assert first == second
