"""Two versions as one flow: what is new, gone, kept, moved or shifted, held against all answers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.two_versions import counted, edited
from tests.core.small_flows import Case, cases
from triage.check.difference import difference
from triage.check.joining import CannotJoin, join
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

HEAD = "flow: small\ntitle: Small\nversion: 1\nedition: none\nquestions:\n"
TELL = (
    "outcomes: [{id: tell, title: T, rules: [{id: R1, says: So., certainty: certain, when: %s}]}]"
)
YES_NO = "options: {yes: 'Yes', no: 'No'}"


def small(questions: list[str], when: str) -> Flow:
    """Return a flow of these questions, with one outcome."""
    lines = "".join(f"  - {{ask: Which?, {question}}}\n" for question in questions)
    return read_flow_text(HEAD + lines + TELL % when)


two_versions = given(cases(), st.integers(0, 2**32), st.booleans())


@settings(max_examples=80)
@two_versions
def test_an_edit_of_the_questions_does_what_brute_force_says(
    case: Case, seed: int, backwards: bool
) -> None:
    """Options, bounds, ticks and questions come or go: all numbers are those of every answer."""
    was, now = case.flow, edited(case.flow, random.Random(seed))
    if backwards:
        was, now = now, was
    found, expected = difference(was, now), counted(was, now)
    assert {(move.lost, move.gained): move.paths for move in found.moves} == expected.moves
    assert {(each.outcome, each.certainty): each.paths for each in found.shifts} == expected.shifts
    assert (found.kept, found.new, found.gone) == (expected.kept, expected.new, expected.gone)


def test_questions_that_both_ask_stand_once_and_in_an_order_that_both_can_keep() -> None:
    """A question that is new stands where the present version has it, before what reads it."""
    was = small([f"id: a, {YES_NO}", f"id: b, {YES_NO}, when: {{a: yes}}"], "{b: yes}")
    now = small(
        [f"id: c, {YES_NO}", f"id: a, {YES_NO}", f"id: b, {YES_NO}, when: {{c: yes}}"], "{b: yes}"
    )
    joint = join(was, now)
    assert [question.id for question in joint.flow.questions] == ["c", "a", "b"]
    assert [outcome.id for outcome in joint.flow.outcomes] == ["was/tell", "now/tell"]
    assert (joint.valid_was, joint.valid_now) == (None, None)
    compile_program((joint.flow,))


def test_orders_that_contradict_each_other_cannot_be_joined() -> None:
    """Where each version asks one question because of the other, there is no joint order."""
    was = small([f"id: a, {YES_NO}", f"id: b, {YES_NO}, when: {{a: yes}}"], "{b: yes}")
    now = small([f"id: b, {YES_NO}", f"id: a, {YES_NO}, when: {{b: yes}}"], "{a: yes}")
    with pytest.raises(CannotJoin):
        join(was, now)


def test_a_question_of_another_kind_stands_apart() -> None:
    """The question as it was and as it is are two, and each outcome reads its own."""
    was = small([f"id: a, {YES_NO}"], "{a: yes}")
    now = small(["id: a, kind: number, min: 0, max: 2"], "{a: {from: 1}}")
    assert [question.id for question in join(was, now).flow.questions] == ["a", "was/a"]
    found = difference(was, now)
    assert found.asked == ("a was of kind choice, and is now of kind number",)
    # yes with 0 loses the outcome; no with 1 or 2 gains it; yes with 1 or 2, and no with 0, keep.
    assert {(move.lost, move.gained): move.paths for move in found.moves} == {
        ("tell", ""): 1,
        ("", "tell"): 2,
    }
    assert (found.kept, found.new, found.gone) == (3, 0, 0)


def test_a_name_of_one_side_is_never_one_of_the_other() -> None:
    """Facts and outcomes may have any name, also those that stand for what the join adds."""
    text = (
        HEAD
        + f"  - {{id: asks, ask: Which?, {YES_NO}}}\n  - {{id: valid, ask: Which?, {YES_NO}}}\n"
    )
    facts = "facts: {was: {asks: yes}, now: {valid: yes}}\n"
    flow = read_flow_text(text + facts + TELL % "{all: [was, now]}")
    found = difference(flow, flow)
    assert found.changes_nothing
    assert found.kept == 4
