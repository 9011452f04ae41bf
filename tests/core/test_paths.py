"""Exact numbers of paths: against listing them."""

from __future__ import annotations

from hypothesis import given

from tests.core.small_flows import Case, cases
from tests.core.test_engine import HARM_CASE
from triage.check.paths import count
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text


@given(cases())
def test_paths_are_as_many_as_can_be_listed(case: Case) -> None:
    """The number of paths, and of those that show each outcome, is that of listing them all."""
    paths = count(case.program)
    total, outcomes = case.oracle.paths()
    assert paths.total == total
    assert paths.outcomes == outcomes


def test_paths_by_hand() -> None:
    """A flow worked out on paper has the number of paths worked out on paper."""
    paths = count(HARM_CASE.program)
    # Nothing; died or harmed, with abuse (yes or unsure) seen by two, or no abuse.
    assert paths.total == 1 + 2 * (2 * 2 + 1)
    assert paths.outcomes == {"raise": 4, "discuss": 6, "ours": 2, "nothing": 1}


def test_large_ranges_are_counted_exactly() -> None:
    """Each number, each day and each set of ticks is a path of its own, however many there are."""
    flow = read_flow_text("""
flow: large
title: Large
version: 1
edition: none
questions:
  - {id: weeks, ask: Weeks?, kind: number, min: 0, max: 999999999}
  - {id: day, ask: Day?, kind: date, min: 2000-01-01, max: 2000-12-31}
  - id: ticks
    ask: Ticks?
    kind: choices
    options: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, none: {label: None, alone: yes}}
outcomes:
  - id: all
    title: All
    rules:
      - id: D1
        says: All.
        certainty: certain
        when: {all: [{weeks: {from: 10, under: 20}}, {day: {over: 2000-12-24}}, {ticks: [a, b]}]}
""")
    paths = count(compile_program([flow]))
    assert paths.total == 10**9 * 366 * (2**8 - 1 + 1)
    assert paths.outcomes == {"all": 10 * 7 * (2**8 - 2**6)}
    assert paths.states < 20
