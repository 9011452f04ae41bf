"""Safeguards that are proposed: they can be pasted into the flow as they are, and they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.core.small_flows import Case, cases
from triage.check import deciding
from triage.check.lint.subject import Subject
from triage.check.proof import prove
from triage.check.proposals import WANTED, proposals, subjects_of
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

TEXT = """
flow: small
title: Small
version: 1
edition: test-1
questions:
  - id: harmed
    ask: Was the child harmed?
    options: {yes: Yes, no: "No, it's fine", unsure: {label: Not sure, unsure: yes}}
  - {id: weeks, ask: How long ago?, kind: number, min: 0, max: 9, when: {harmed: yes}}
outcomes:
  - id: tell
    title: Tell the lead officer
    yields_to: danger
    rules: [{id: T1, says: "It says so: really.", certainty: certain, when: {harmed: yes}}]
  - id: danger
    title: Act now
    unless: {harmed: unsure}
    rules: [{id: T2, says: Lately., certainty: certain, when: {weeks: {under: 3}}}]
  - id: nothing
    title: Nothing more
    only_when_none_of: [tell, danger]
    rules: [{id: T3, says: Nothing., certainty: certain}]
"""


def with_proposals(text: str) -> Flow:
    """Return the flow with all that is proposed for it written into it, after what it has."""
    found = proposals(compile_program((read_flow_text(text),)))
    lines = [f"  {line}" for proposal in found.found for line in proposal.lines]
    if "\nsafeguards:" in text or not lines:
        return read_flow_text("\n".join([text, *lines, ""]))
    return read_flow_text("\n".join([text, "safeguards:", *lines, ""]))


def test_every_proposal_is_read_and_holds() -> None:
    """What is proposed is valid YAML of the flow language, and each safeguard is proved."""
    flow = with_proposals(TEXT)
    program = compile_program((flow,))
    assert len(flow.safeguards) >= 4
    assert all(prove(program, safeguard).proved for safeguard in flow.safeguards)


def test_an_outcome_that_has_its_safeguards_gets_no_more() -> None:
    """Where two safeguards speak of an outcome, none is proposed for it; elsewhere up to two."""
    flow = with_proposals(TEXT)
    again = list(proposals(compile_program((flow,))).found)
    for outcome in flow.outcomes:
        has = sum(outcome.id in subjects_of(safeguard) for safeguard in flow.safeguards)
        assert has <= WANTED
        assert has < WANTED or not [each for each in again if each.outcome == outcome.id]


def test_no_proposal_is_empty() -> None:
    """Some answers meet what each proposal is given for."""
    flow = with_proposals(TEXT)
    subject = Subject(flow)
    for safeguard in flow.safeguards:
        assert subject.possible(subject.condition(safeguard.claim.given))  # type: ignore[union-attr, arg-type]


@settings(max_examples=60)
@given(cases())
def test_proposals_for_any_flow_are_read_and_hold(case: Case) -> None:
    """Whatever the flow, what is proposed is valid, is proved, and is not proposed again."""
    flow = with_proposals(case.text)
    subject = Subject(flow)
    for safeguard in flow.safeguards:
        assert prove(subject.program, safeguard).proved
        assert subject.possible(subject.condition(safeguard.claim.given))  # type: ignore[union-attr, arg-type]
    for outcome in flow.outcomes:
        assert sum(outcome.id in subjects_of(each) for each in flow.safeguards) <= WANTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tell", "t" * 40),
        ("harmed", "h" * 40),
        ("No, it's fine", "It's: #1, 'fine'"),
        ("No, it's fine", r"Two\n\nlines"),
        ("It says so: really.", "'So' # is it?"),
        ("rules: [{id: T3", f"rules: [{{id: {'R' * 40}"),
    ],
)
def test_long_names_and_odd_words_make_valid_proposals(old: str, new: str) -> None:
    """Proposals are valid whatever the flow's own ids and words are."""
    flow = with_proposals(TEXT.replace(old, new))
    assert len(flow.safeguards) >= 4
    assert all(prove(compile_program((flow,)), each).proved for each in flow.safeguards)


def test_no_proposal_takes_the_id_of_another_safeguard() -> None:
    """Where the flow has a safeguard of that name, the proposal has another."""
    first = proposals(compile_program((read_flow_text(TEXT),))).found[0]
    own = f"safeguards:\n  - {{id: {first.id}, says: So., exclusive: [danger, nothing]}}\n"
    flow = with_proposals(TEXT + own)
    ids = [safeguard.id for safeguard in flow.safeguards]
    assert len(ids) == len(set(ids))
    assert {first.id, f"{first.id}_2"} <= set(ids)


def test_proposals_say_where_not_all_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the allowance ends, what was found stays, and is not called complete."""
    program = compile_program((read_flow_text(TEXT),))
    whole = proposals(program)
    assert whole.complete
    monkeypatch.setattr(deciding, "FOR_EACH", 0)
    for allowed in (0, 300, 1_000, 2_000, 4_000):
        monkeypatch.setattr(deciding, "ALL", allowed)
        some = proposals(program)
        assert some.found == whole.found[: len(some.found)]
        assert some.complete == (some.found == whole.found)
        if not allowed:
            assert not some.complete
