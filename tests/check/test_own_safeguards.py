"""Each safeguard of the shipped flows that speaks of single outcomes can fail, and then says how.

The fault planted for each is the smallest there is: an outcome that must be shown is hidden just
where it is promised, or one that must not be shown is shown just there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.check.proof import prove
from triage.core.conditions import TRUE
from triage.core.engine import replay
from triage.core.model import Always, AtLeast, Flow, Never, Outcome, Rule, Safeguard, Test
from triage.core.program import compile_program
from triage.pack.reader import read_pack

ROOT = Path(__file__).resolve().parents[2]
OWN = [
    (flow, safeguard)
    for flow in read_pack(ROOT).flows.values()
    for safeguard in flow.safeguards
    if isinstance(safeguard.claim, Always | Never) and safeguard.claim.given is not None
]


def hidden(outcome: Outcome, given: Test) -> Outcome:
    """Return the outcome, hidden where `given` holds too."""
    unless = given if outcome.unless is None else AtLeast(1, (outcome.unless, given))
    return replace(outcome, unless=unless)


def shown(outcome: Outcome, given: Test) -> Outcome:
    """Return the outcome, shown where `given` holds, whatever else would keep it back."""
    rule = Rule("FAULT", "A planted fault.", given)
    return replace(
        outcome, rules=(*outcome.rules, rule), unless=None, only_when_none_of=(), yields_to=""
    )


def with_fault(flow: Flow, safeguard: Safeguard) -> tuple[Flow, str]:
    """Return the flow with the fault planted, and the outcome that it is planted in."""
    claim = safeguard.claim
    assert isinstance(claim, Always | Never)
    assert claim.given is not None
    id_ = claim.outcome if isinstance(claim, Always) else claim.outcomes[0]
    plant = hidden if isinstance(claim, Always) else shown
    outcomes = tuple(
        plant(outcome, claim.given) if outcome.id == id_ else outcome for outcome in flow.outcomes
    )
    return replace(flow, outcomes=outcomes), id_


@pytest.mark.parametrize(
    ("flow", "safeguard"), OWN, ids=[f"{flow.id}-{safeguard.id}" for flow, safeguard in OWN]
)
def test_the_smallest_fault_breaks_it_and_the_walk_shows_how(
    flow: Flow, safeguard: Safeguard
) -> None:
    """With its fault the safeguard is broken, by a walk that the engine shows to break it."""
    assert prove(compile_program((flow,)), safeguard).proved
    faulty, outcome = with_fault(flow, safeguard)
    program = compile_program((faulty,))
    proof = prove(program, safeguard)
    assert proof.walk is not None
    position = replay(program, dict(proof.walk))
    claim = safeguard.claim
    assert isinstance(claim, Always | Never)
    assert position.residual(program.condition(claim.given)) is TRUE
    is_shown = outcome in {each.id for each in position.outcomes}
    assert is_shown is isinstance(claim, Never)
