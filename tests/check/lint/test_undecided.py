"""What the lint cannot decide within its allowance is named; what it does say is right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from tests.check.lint.shows import found_in
from tests.check.lint.small_flow import CLEAN
from tests.core.small_flows import Case, cases
from triage.check.deciding import Decider
from triage.check.findings import Finding
from triage.check.lint import lint
from triage.check.lint.undecided import Undecided
from triage.core.budget import OutOfReach
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

PLENTY = 10**9


def places(found: tuple[Finding, ...]) -> set[tuple[str, object]]:
    """Return what is found, and where, and not what is said of it."""
    return {(each.code, each.place) for each in found if each.code != "not-decided"}


def linted(flow: Flow, most: int, least: int) -> tuple[Finding, ...]:
    """Return what is found in a flow with so much work allowed."""
    decider = Decider(compile_program((flow,)), most, least)
    return lint([flow], deciders={flow.id: decider}).standing


@settings(max_examples=60)
@given(cases())
def test_what_is_not_found_is_said_to_be_undecided(case: Case) -> None:
    """However little work is allowed, nothing else is found, and what is missing is not hidden."""
    whole = places(linted(case.flow, PLENTY, 0))
    for most, least in ((5_000, 300), (0, 300), (0, 0)):
        found = linted(case.flow, most, least)
        assert places(found) <= whole
        if places(found) < whole:
            assert "not-decided" in {each.code for each in found}


@settings(max_examples=60)
@given(cases())
def test_small_flows_are_decided_within_the_allowance(case: Case) -> None:
    """Nothing is left open in a flow of the size that people write and read at once."""
    assert "not-decided" not in {each.code for each in found_in(case.flow)}


@settings(max_examples=20)
@given(cases())
def test_the_same_flow_has_the_same_findings(case: Case) -> None:
    """The allowance is of work, never of time: so two runs leave the same undecided."""
    assert linted(case.flow, 3_000, 200) == linted(case.flow, 3_000, 200)


@pytest.mark.parametrize(
    ("hard", "named"),
    [
        ("a", "a (1 of 5)"),
        ("ae", "a, e (2 of 5)"),
        ("bcd", "b to d (3 of 5)"),
        ("abde", "a to b, d to e (4 of 5)"),
    ],
)
def test_every_part_that_is_undecided_is_named(hard: str, named: str) -> None:
    """Names that stand in a row are the first and the last of them; the others are looked at."""
    undecided = Undecided()
    looked_at = []

    def look(part: str) -> Iterator[Finding]:
        looked_at.append(part)
        if part in hard:
            raise OutOfReach
        yield from ()

    assert not list(undecided.of_each("whether it is", ((each, each) for each in "abcde"), look))
    (finding,) = undecided.finding(read_flow_text(CLEAN), 0)
    assert looked_at == list("abcde")
    assert f"find out whether it is: {named}. All else" in finding.message
