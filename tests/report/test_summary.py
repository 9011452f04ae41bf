"""The summary: what it holds for a referral, a record, and a check that is not finished."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.report.samples import (
    RECORD,
    REFERRAL,
    cases,
    part_answered,
    particulars,
    summary,
    templates,
    triage_questions,
    walked,
)
from triage.core.engine import replay
from triage.core.explain import findings
from triage.core.program import compile_program
from triage.errors import UsageError
from triage.pack.reader import read_flow_text
from triage.report.render import render_summary
from triage.report.summary import (
    LONGEST_REASONS,
    RECORD_TITLE,
    REFERRAL_TITLE,
    Summary,
    summarise,
)

ALL = sorted(cases())

# Whichever way the first question is answered, the answer to the second makes the outcome.
EARLY = """
flow: early
title: A flow
version: 1
edition: none
questions:
  - {id: first, ask: Which?, options: {a: A, b: B}}
  - id: seen
    ask: Seen?
    when: {first: a}
    options: {no: No, unsure: {label: Unsure, unsure: yes}}
outcomes:
  - id: act
    title: Act
    rules:
      - {id: D1, says: Not the first., certainty: certain, when: {first: b}}
      - {id: D2, says: Seen., certainty: certain, when: {seen: unsure}}
"""


@pytest.mark.parametrize("case", ALL)
def test_it_holds_every_answer_in_order(case: str) -> None:
    """Each answer that is read stands in it once, numbered from 1."""
    answers = summary(case).answers
    assert tuple(answer.id for answer in answers) == walked(case).asked
    assert [answer.number for answer in answers] == list(range(1, len(answers) + 1))


@pytest.mark.parametrize("case", ALL)
def test_it_holds_every_outcome_rule_and_citation(case: str) -> None:
    """Outcomes, their rules and citations are those of the explanation."""
    made = summary(case)
    for suggestion, finding in zip(made.outcomes, findings(walked(case)), strict=True):
        assert suggestion.title == finding.outcome.title
        assert suggestion.cites == finding.cites
        assert [each.rule for each in suggestion.reasons] == [r.rule.id for r in finding.reasons]
        for told, reason in zip(suggestion.reasons, finding.reasons, strict=True):
            assert tuple(answer.id for answer in told.because) == tuple(reason.answers)


@pytest.mark.parametrize("case", ALL)
def test_everyone_whom_a_step_names_can_be_reached(case: str) -> None:
    """Each act says whom to tell, and each of them stands once among the contacts."""
    made = summary(case)
    roles = [contact.role for contact in made.contacts]
    assert len(set(roles)) == len(roles)
    acts = (*made.to_do.yours, *made.to_do.others)
    assert {act.tell for act in acts if act.tell} == set(roles)
    assert {call.tell for call in made.to_do.first} <= set(roles)


def test_a_referral_has_the_blanks_of_a_referral() -> None:
    """Where an outcome leads to a referral, the summary is one, with room for the handover."""
    made = summary(REFERRAL)
    assert made.title == REFERRAL_TITLE
    assert made.referral
    assert "not a referral until you send it" in made.status[0]
    labels = [label for group in made.blanks for label in group.labels]
    assert {"Name", "Date of birth", "Address", "NHS or case number"} <= set(labels)
    assert {"Telephone", "Secure e-mail", "How", "Acknowledged by"} <= set(labels)
    assert labels.count("Name") == 2


def test_a_check_without_referral_is_a_record() -> None:
    """Where no outcome leads to a referral, the summary is a record for the person."""
    made = summary(RECORD)
    assert made.title == RECORD_TITLE
    assert not made.referral
    assert all("until you send it" not in line for line in made.status)


def test_unsure_answers_are_listed() -> None:
    """Each answer marked as not sure stands in its own list too."""
    made = summary(RECORD, abuse="unsure")
    assert [answer.id for answer in made.not_sure] == ["abuse"]


def test_a_check_that_is_not_finished_says_so() -> None:
    """What further answers could add is listed, and early answers are not lost."""
    made = summarise(part_answered(outcome="died", suicide_unexplained="yes"), particulars())
    assert not made.finished
    assert "Tell the lead officer today" in made.still_open
    assert [answer.id for answer in made.answers] == ["outcome"]
    assert [answer.id for answer in made.waiting] == ["suicide_unexplained"]
    assert [answer.number for answer in made.waiting] == [2]


def test_answers_in_any_order_make_a_summary() -> None:
    """Whatever part of the questions is answered, each reason rests on answers that are listed."""
    chance = random.Random(5)
    for _ in range(50):
        asked = chance.sample(triage_questions(), chance.randint(0, 8))
        answers = {question.id: chance.choice(question.options).value for question in asked}
        made = summarise(part_answered(**answers), particulars())
        listed = {*made.answers, *made.waiting}
        used = {each for out in made.outcomes for why in out.reasons for each in why.because}
        assert used <= listed
        assert {answer.number for answer in listed} == set(range(1, len(listed) + 1))


def test_an_early_answer_can_be_a_reason() -> None:
    """An answer given ahead of its turn that already decides an outcome is listed and cited."""
    early = compile_program([read_flow_text(EARLY)])
    made = summarise(replay(early, {"seen": "unsure"}), particulars())
    (waiting,) = made.waiting
    assert (waiting.number, waiting.id) == (1, "seen")
    assert made.not_sure == (waiting,)
    assert {each.because for each in made.outcomes[0].reasons} == {(waiting,)}
    for extension in ("md", "txt"):
        assert "from answer 1 below" in render_summary(made, extension, templates())


def test_a_finished_check_leaves_nothing_open() -> None:
    """A finished check lists nothing as still open."""
    assert summary(REFERRAL).finished
    assert summary(REFERRAL).still_open == ()


def test_flows_are_named_with_version_and_digest() -> None:
    """The flow, its version and its digest say what made the summary."""
    (flow,) = summary(REFERRAL).flows
    assert (flow.id, flow.version) == ("serious_incident", "2")
    assert len(flow.digest) == 12


def test_a_pack_without_contacts_still_names_the_roles() -> None:
    """A step whose contact the pack does not describe keeps the role that it names."""
    without = replace(particulars(), contacts={})
    made = summarise(walked(REFERRAL), without)
    assert "lead officer" in [contact.role for contact in made.contacts]
    assert made.addressed_to == ""


def test_own_reasons_are_made_visible() -> None:
    """Control characters show as escapes, and line ends of Windows as line ends."""
    made = summary(RECORD, "first\r\nsecond\x1b[2J\u202e")
    assert made.own_reasons == "first\nsecond\\x1b[2J\\u202e"


def test_own_reasons_have_a_limit() -> None:
    """Reasons that are too long are refused without repeating them."""
    with pytest.raises(UsageError) as raised:
        summary(RECORD, "secret" * LONGEST_REASONS)
    assert "secret" not in str(raised.value)
    assert str(LONGEST_REASONS) in str(raised.value)


def test_no_repr_shows_an_answer() -> None:
    """Neither the summary nor any part of it shows an answer or the reasons by accident."""
    made: Summary = summary(REFERRAL, "private words")
    shown = repr(made) + repr(made.answers) + repr(made.outcomes) + repr(made.not_sure)
    assert "private words" not in shown
    # A label of one word, such as No, may stand in the words of a rule.
    answers = [answer.answer for answer in made.answers if " " in answer.answer]
    assert answers
    assert not [answer for answer in answers if answer in shown]
