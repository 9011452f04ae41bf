"""Decisions out of one allowance: never wrong, and linear where questions have little in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from benchmarks.shapes import SHAPES, shaped_flow, to_yaml
from tests.core.small_flows import Case, cases
from triage.check import deciding
from triage.check.deciding import Decider
from triage.check.lint import lint
from triage.check.recent import Recent
from triage.core import search
from triage.core.budget import OutOfReach
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

PLENTY = 10**7
ALLOWANCES = ((PLENTY, 0), (3_000, 500), (0, 300), (0, 0))
SMALL, LARGE = 100, 200


def decided(ask: Callable[..., bool], *about: object) -> bool | None:
    """Return what is decided, or nothing."""
    try:
        return ask(*about)
    except OutOfReach:
        return None


def disagreements(case: Case, most: int, least: int) -> list[str]:
    """Return what a decider says that trying every set of answers does not, or leaves out."""
    decider = Decider(case.program, most, least)
    return [
        claim
        for number, id_ in enumerate(case.oracle.outcomes)
        for claim, (ours, theirs) in claims_about(case, decider, number, id_).items()
        if ours is not theirs and (ours is not None or most == PLENTY)
    ]


def claims_about(
    case: Case, decider: Decider, number: int, id_: str
) -> dict[str, tuple[bool | None, bool]]:
    """Return what a decider, and what every set of answers, says of one outcome."""
    goal, worlds = case.program.ends_with(number), case.oracle.worlds
    shows = {id_ in world.shown for world in worlds}
    claims = {
        f"{id_} can be": (decided(decider.possible, goal), True in shows),
        f"{id_} must be": (decided(decider.certain, goal), shows == {True}),
    }
    for place, question in enumerate(case.program.questions):
        claims[f"{question.id} matters to {id_}"] = (
            decided(decider.matters, place, [goal]),
            case.oracle._decides(worlds, question.id, lambda world: id_ in world.shown),
        )
    return claims


@settings(max_examples=60)
@given(cases())
def test_no_allowance_makes_a_decision_wrong(case: Case) -> None:
    """What is decided is what trying every set of answers says, however little is allowed."""
    for most, least in ALLOWANCES:
        assert disagreements(case, most, least) == []


@settings(max_examples=60)
@given(cases())
def test_goals_taken_back_from_their_last_question_come_out_the_same(case: Case) -> None:
    """So they do where all goals are, and where what was found is forgotten again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "DEEP", -(10**6))
        patch.setattr(deciding, "MOST_KEPT", 0)
        assert disagreements(case, PLENTY, 0) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_of_the_lint_grows_with_the_flow(shape: str) -> None:
    """Twice as many questions take hardly more than twice the work, and nothing is left open."""
    work = []
    for size in (SMALL, LARGE):
        flow = read_flow_text(to_yaml(shaped_flow(shape, size)))
        decider = Decider(compile_program((flow,)), PLENTY, least=0)
        found = lint([flow], deciders={flow.id: decider}).standing
        assert {each.code for each in found} == {"uncited-question"}
        work.append(PLENTY - decider.left)
    assert work[1] <= 2.2 * work[0]


def test_a_memo_keeps_what_was_looked_up_lately() -> None:
    """What was neither set nor looked up between two times of forgetting is gone."""
    memo: Recent[str, int] = Recent()
    memo["old"] = 1
    memo["used"] = 2
    memo.forget()
    assert "used" in memo
    memo.forget()
    assert memo["used"] == 2
    assert "old" not in memo
