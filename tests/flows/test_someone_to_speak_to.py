"""Whatever is answered in a shipped flow, its ending sends the person to someone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.command import ROOT
from triage.check.proof import shortest
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import TRUE, Condition, all_of, any_of, negate
from triage.core.model import Flow, SomeOutcomeCites
from triage.core.program import compile_program
from triage.pack.reader import read_pack
from triage.report.to_do import is_yours
from triage.ui.reaching import LEAD_OFFICER

TELL_THE_LEAD_OFFICER = "R5.58"
FLOWS = read_pack(ROOT).flows


def sending(compiled: CompiledOutcome) -> Condition:
    """Return where a step of the person's own is to reach the lead officer."""
    steps = compiled.outcome.steps
    to_them = [step for step in steps if step.contact == LEAD_OFFICER and is_yours(step)]
    if any(not step.only_for for step in to_them):
        return TRUE
    named = {id_ for step in to_them for id_ in step.only_for}
    return any_of([rule.fires for rule in compiled.rules if rule.rule.id in named])


def answers_without_anyone(flow: Flow) -> dict[int, int] | None:
    """Return answers after which nothing sends the person to the lead officer, if there are any."""
    program = compile_program((flow,))
    someone = [
        all_of((program.shown(number), sending(compiled)))
        for number, compiled in enumerate(program.outcomes)
    ]
    return shortest(program, negate(any_of(someone)))[0]


@pytest.mark.parametrize("flow", FLOWS)
def test_every_ending_sends_to_the_lead_officer(flow: str) -> None:
    """No set of answers ends without a step that reaches the lead officer."""
    assert answers_without_anyone(FLOWS[flow]) is None


@pytest.mark.parametrize("flow", FLOWS)
def test_each_flow_proves_that_someone_is_told(flow: str) -> None:
    """A safeguard of the flow, which `triage check` proves, holds it in the flow's own words."""
    claims = [safeguard.claim for safeguard in FLOWS[flow].safeguards]
    assert SomeOutcomeCites(TELL_THE_LEAD_OFFICER) in claims


def test_an_ending_without_anyone_is_found() -> None:
    """Steps that name nobody are seen: the proof is not of something that always holds."""
    flow = FLOWS["what_happens_next"]
    without = [
        replace(outcome, steps=()) if outcome.id == "next_always" else outcome
        for outcome in flow.outcomes
    ]
    assert answers_without_anyone(replace(flow, outcomes=tuple(without))) is not None
