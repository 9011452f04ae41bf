"""Reasons, changes and what a question decides: against the slow way, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.brute_force import Given, World, values_of
from tests.core.small_flows import Case, cases
from triage.core.conditions import TRUE
from triage.core.engine import Position, begin, replay
from triage.core.explain import Finding, Reason, changes, deciding, findings, steps_of
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text


def fires(outcome: str, rule: str, world: World) -> bool:
    """Say whether this rule makes the outcome hold in a world."""
    return (outcome, rule) in world.fired and outcome in world.holds


def check_reason(case: Case, answers: Given, finding: Finding, reason: Reason) -> None:
    """Check that a reason's answers were given, are enough, and that none can be left out."""
    outcome, rule = finding.outcome.id, reason.rule.id
    assert reason.answers.items() <= answers.items()
    if case.oracle.certain(answers, lambda world: fires(outcome, rule, world)):
        assert case.oracle.is_minimal(reason.answers, lambda world: fires(outcome, rule, world))
    else:
        assert case.oracle.is_minimal(reason.answers, lambda world: outcome in world.holds)


# Reasons --------------------------------------------------------------------------------------


@given(cases())
def test_what_is_shown_is_explained(case: Case) -> None:
    """Each outcome that is shown has its finding, in the order of the file, and a reason."""
    position = case.position()
    found = findings(position)
    assert [finding.outcome for finding in found] == list(position.outcomes)
    assert all(finding.reasons for finding in found)


@given(cases())
def test_each_rule_that_fired_is_a_reason(case: Case) -> None:
    """The reasons are the rules that fired; where none has yet, rules that still can fire."""
    position, answers = case.position(), case.answers
    for finding in findings(position):
        rules = [reason.rule.id for reason in finding.reasons]
        fired = case.oracle.fired(answers, finding.outcome.id)
        if fired:
            assert rules == fired
        else:
            worlds = case.oracle.completions(answers)
            assert all(
                any(fires(finding.outcome.id, rule, world) for world in worlds) for rule in rules
            )


@given(cases())
def test_the_answers_of_a_reason_are_minimal(case: Case) -> None:
    """The answers named in a reason alone make the outcome certain; with one less, they do not."""
    position, answers = case.position(), case.answers
    for finding in findings(position):
        for reason in finding.reasons:
            check_reason(case, answers, finding, reason)


@given(cases())
def test_certainty_is_that_of_the_strongest_rule(case: Case) -> None:
    """A rule is certain where nothing can make it judgement any more; one such rule is enough."""
    position, answers = case.position(), case.answers
    for finding in findings(position):
        outcome = finding.outcome.id
        if not case.oracle.fired(answers, outcome):
            assert finding.certainty == "judgement"
            continue
        for reason in finding.reasons:
            name = (outcome, reason.rule.id)
            sure = case.oracle.certain(answers, lambda w, name=name: name not in w.judgement)  # type: ignore[misc]
            assert reason.certainty == ("certain" if sure else "judgement")
        strongest = min(reason.certainty for reason in finding.reasons)
        assert finding.certainty == strongest


@given(cases())
def test_citations_are_those_of_the_reasons_and_of_the_outcome(case: Case) -> None:
    """A finding cites what its reasons and its outcome cite, each once, the reasons' first."""
    for finding in findings(case.position()):
        cited = [cite for reason in finding.reasons for cite in reason.rule.cites]
        cited += finding.outcome.cites
        assert list(finding.cites) == list(dict.fromkeys(cited))


# What would change it -------------------------------------------------------------------------


@given(cases())
def test_changes_are_what_replaying_the_other_answer_shows(case: Case) -> None:
    """Each change is what the other answer gains, loses and opens, all other answers kept."""
    for change in changes(case.position()):
        difference = case.oracle.difference(case.answers, change.question, change.value)
        assert (change.gained, change.lost, change.undecided) == (
            difference.gained,
            difference.lost,
            difference.undecided,
        )
        assert difference


@given(cases())
def test_no_change_is_left_out(case: Case) -> None:
    """Whatever other answer to a question asked makes a difference, a change tells of it."""
    position, answers = case.position(), case.answers
    told = {
        (change.question, change.gained, change.lost, change.undecided)
        for change in changes(position)
    }
    for question in position.asked:
        for value in values_of(case.oracle.questions[question]):
            difference = case.oracle.difference(answers, question, value)
            if difference:
                assert (
                    question,
                    difference.gained,
                    difference.lost,
                    difference.undecided,
                ) in told


@given(cases())
def test_a_question_decides_the_open_outcomes_that_differ_with_it(case: Case) -> None:
    """A question decides an open outcome where two completions differ in its answer only."""
    for number in range(len(case.given) + 1):
        answers = dict(case.given[:number])
        position = replay(case.program, answers)
        for question in case.oracle.order:
            if question not in answers:
                found = tuple(outcome.id for outcome in deciding(position, question))
                assert found == case.oracle.deciding(answers, question)


# By hand --------------------------------------------------------------------------------------

RULES = """
flow: rules
title: Rules by hand
version: 1
edition: none
questions:
  - {id: place, ask: Where?, options: {here: Here, near: Near, far: Far}}
  - {id: harm, ask: Harm?, options: {yes: Yes, no: No}}
  - {id: abuse, ask: Abuse?, when: {harm: yes}, options: {yes: Yes, no: No}}
outcomes:
  - id: raise
    title: Raise
    cites: [R1, R2]
    rules:
      - {id: D1, says: Far., certainty: certain, cites: [R3], when: {place: far}}
      - {id: D2, says: Abuse., certainty: certain, cites: [R2], when: {abuse: yes},
         judgement_when: {place: near}}
      - {id: D3, says: None., certainty: judgement, cites: [R4], when: {not: {abuse: yes}}}
"""


def only_finding(position: Position) -> Finding:
    """Return the finding of a position that has one."""
    (finding,) = findings(position)
    return finding


def test_a_waiting_answer_can_be_a_reason() -> None:
    """Where an outcome rests on an answer that waits, the reason names that answer."""
    text = RULES.replace("{place: far}", "{any: [{harm: no}, {abuse: yes}]}")
    case = Case(text)
    position = replay(case.program, {"abuse": "yes"})
    assert position.waiting == ("abuse",)
    reason = only_finding(position).reasons[0]
    assert reason.rule.id == "D1"
    assert reason.answers == {"abuse": "yes"}
    assert case.oracle.is_minimal(reason.answers, lambda world: fires("raise", "D1", world))


def test_a_rule_that_cannot_fire_is_no_reason() -> None:
    """Where some rule is bound to fire but not known which, a rule ruled out is not named."""
    case = Case(RULES)
    position = replay(case.program, {"place": "here"})
    assert [outcome.id for outcome in position.outcomes] == ["raise"]
    named = {reason.rule.id for reason in only_finding(position).reasons}
    assert named
    assert named <= {"D2", "D3"}
    assert "R3" not in only_finding(position).cites


def test_a_rule_is_judgement_until_that_is_ruled_out() -> None:
    """A rule with `judgement_when` is certain only once that is known not to hold."""
    program = Case(RULES).program
    answers = {"harm": "yes", "abuse": "yes"}
    expected = {None: "judgement", "near": "judgement", "here": "certain"}
    for place, certainty in expected.items():
        given_ = answers if place is None else {**answers, "place": place}
        finding = only_finding(replay(program, given_))
        assert [reason.rule.id for reason in finding.reasons] == ["D2"]
        assert finding.certainty == certainty
        assert finding.cites == ("R2", "R1")


def test_minimal_answers_drop_the_latest_that_are_not_needed() -> None:
    """Of two answers that are each enough, the earlier is named."""
    text = RULES.replace("{place: far}", "{any: [{place: far}, {harm: yes}]}")
    position = replay(Case(text).program, {"place": "far", "harm": "yes"})
    assert only_finding(position).reasons[0].answers == {"place": "far"}


def test_an_answer_to_a_when_is_part_of_the_reason() -> None:
    """A rule that reads a question with a `when` rests on what brought it into play, too."""
    position = replay(Case(RULES).program, {"harm": "yes", "abuse": "yes"})
    assert only_finding(position).reasons[0].answers == {"harm": "yes", "abuse": "yes"}


def test_an_outcome_that_needs_no_answer_has_a_reason_without_answers() -> None:
    """A rule without conditions is its own reason, from no answer."""
    text = RULES.replace("when: {place: far}", "cites: []").replace("cites: [R3], ", "")
    reason = only_finding(replay(Case(text).program, {"place": "here"})).reasons[0]
    assert reason.answers == {}
    assert reason.certainty == "certain"


def test_a_change_that_opens_a_question_leaves_its_outcome_undecided() -> None:
    """What another answer brings into play counts as unanswered, and is told apart from lost."""
    text = RULES.replace(", when: {not: {abuse: yes}}}", ", when: {all: [{harm: no}]}}")
    position = replay(Case(text).program, {"place": "here", "harm": "no"})
    assert position.settled(0) is TRUE
    found = {(change.question, change.value): change for change in changes(position)}
    assert set(found) == {("harm", "yes")}
    (change,) = found.values()
    assert (change.gained, change.lost, change.undecided) == ((), ("raise",), ("raise",))


# Steps that are for some rules only --------------------------------------------------------------

BY_RULE = """
flow: small
title: Small
version: 1
edition: test-1
questions:
  - {id: who, ask: Who disagrees?, options: {agency: An agency, panel: The panel, nobody: Nobody}}
  - {id: late, ask: Is it late?, always: yes, options: {yes: 'Yes', no: 'No'}}
outcomes:
  - id: challenge
    title: Challenge it
    rules:
      - {id: C1, says: So., certainty: certain, when: {who: agency}}
      - {id: C2, says: So., certainty: certain, when: {who: panel}}
      - {id: C3, says: So., certainty: certain, when: {late: yes}}
    steps:
      - {do: Ring., only_for: [C1, C3]}
      - {do: Write., only_for: C2}
      - {do: Note it.}
    checklist:
      - {title: Then, items: [{do: Wait., only_for: [C2]}]}
      - {title: At last, items: [{do: Ask., only_for: [C1]}, {do: Rest.}]}
  - id: split
    title: Either way
    rules:
      - {id: S1, says: So., certainty: certain, when: {late: yes}}
      - {id: S2, says: So., certainty: certain, when: {late: no}}
    steps: [{do: Hurry., only_for: S1}, {do: Wait., only_for: S2}]
"""


def by_rule() -> Flow:
    """Return a flow whose steps are for some rules only."""
    return read_flow_text(BY_RULE)


@pytest.mark.parametrize(
    ("answers", "steps", "lists"),
    [
        ({"who": "agency", "late": "no"}, ["Ring.", "Note it."], {"At last": ["Ask.", "Rest."]}),
        (
            {"who": "panel", "late": "no"},
            ["Write.", "Note it."],
            {"Then": ["Wait."], "At last": ["Rest."]},
        ),
        ({"who": "nobody", "late": "yes"}, ["Ring.", "Note it."], {"At last": ["Rest."]}),
        (
            {"who": "panel", "late": "yes"},
            ["Ring.", "Write.", "Note it."],
            {"Then": ["Wait."], "At last": ["Rest."]},
        ),
        ({"late": "yes"}, ["Ring.", "Note it."], {"At last": ["Rest."]}),
    ],
)
def test_only_the_steps_for_the_rules_that_fired_are_to_be_done(
    answers: dict[str, str], steps: list[str], lists: dict[str, list[str]]
) -> None:
    """A step that names rules is there where one of them fired; one that names none, always."""
    position = replay(compile_program((by_rule(),)), answers)
    found = findings(position)[0]
    assert [step.do for step in found.steps] == steps
    assert steps_of(position, found.outcome) == found.steps
    assert {part.title: [item.do for item in part.items] for part in found.checklist} == lists


def test_where_no_single_rule_has_fired_yet_the_steps_are_those_of_all_that_can() -> None:
    """What holds either way shows what is to be done either way, until it is known which."""
    position = begin(compile_program((by_rule(),)))
    (found,) = findings(position)
    assert found.outcome.id == "split"
    assert [step.do for step in found.steps] == ["Hurry.", "Wait."]
    assert steps_of(position, found.outcome) == found.steps
    after = position.answer("who", "nobody").answer("late", "no")
    (settled,) = findings(after)
    assert [step.do for step in settled.steps] == ["Wait."]
