"""Whole walks out of a few answers: the engine asks what is in them, in order, and then no more."""

from __future__ import annotations

from hypothesis import given, settings

from tests.core.small_flows import Case, cases
from triage.check.walks import completed
from triage.core.engine import replay
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

TEXT = """
flow: small
title: Small
version: 1
edition: none
questions:
  - {id: harmed, ask: Was the child harmed?, options: {yes: 'Yes', no: 'No'}}
  - {id: known, ask: Is abuse known?, when: {harmed: yes}, options: {yes: 'Yes', no: 'No'}}
outcomes:
  - {id: tell, title: T, rules: [{id: R1, says: So., certainty: certain, when: {known: yes}}]}
"""


def test_an_answer_that_may_not_come_into_play_is_given_where_it_is_asked_for() -> None:
    """An answer that decides all before its question is in play is no walk by itself."""
    program = compile_program((read_flow_text(TEXT),))
    assert replay(program, {"known": "no"}).complete
    assert completed(program, {"known": "no"}) == (("harmed", "yes"), ("known", "no"))


def test_the_rest_is_answered_as_given() -> None:
    """What else is asked has the answer that is given for it, and the deciding ones stand."""
    program = compile_program((read_flow_text(TEXT),))
    assert completed(program, {}, {"harmed": "no", "known": "no"}) == (("harmed", "no"),)
    walk = completed(program, {"harmed": "yes"}, {"harmed": "no", "known": "no"})
    assert walk == (("harmed", "yes"), ("known", "no"))


@settings(max_examples=100)
@given(cases())
def test_any_answers_become_a_whole_walk(case: Case) -> None:
    """Whatever is given, the walk is one that the engine takes to its end, and nothing besides."""
    walk = completed(case.program, case.answers)
    position = replay(case.program, dict(walk))
    assert position.complete
    assert position.asked == tuple(question for question, _ in walk)
    assert not position.ignored + position.waiting
