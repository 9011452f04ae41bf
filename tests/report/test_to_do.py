"""What to do: one list, in which nothing of the steps is lost and nothing is said twice."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tests.report.samples import cases, pack, part_answered, particulars, triage_questions, walked
from triage.core.engine import replay
from triage.core.explain import Finding, findings
from triage.core.model import Outcome, Step
from triage.core.program import compile_program
from triage.report.to_do import FIRST, Act, ToDo, first_sentence, is_yours, to_do

LEAD = "lead_officer"
CONTACTS = particulars().contacts


def listed(found: Sequence[Finding]) -> ToDo:
    """Return what these findings ask for, with the contacts of the real pack."""
    return to_do(found, CONTACTS, LEAD)


def asked_for(*steps: Step, title: str = "Act", id_: str = "act") -> Finding:
    """Return a finding with one outcome and these steps."""
    return Finding(Outcome(id_, title, steps=steps), "certain", (), ())


def said(acts: Sequence[Act]) -> set[tuple[str, ...]]:
    """Return every step as an act says it: who, whom to tell, what, when, for which outcome."""
    return {
        (act.who, act.tell, task.do, task.when or act.when, title)
        for act in acts
        for task in act.tasks
        for title in task.why
    }


def held(found: Sequence[Finding]) -> None:
    """Assert that every step of every outcome is in the list, and its rules and outcome too.

    Steps for rules that did not fire are in it nowhere.
    """
    made = listed(found)
    steps = [
        (step, finding.outcome.title)
        for finding in found
        for step in finding.outcome.steps
        if not step.only_for or {each.rule.id for each in finding.reasons} & {*step.only_for}
    ]
    for acts, yours in ((made.yours, True), (made.others, False)):
        given = [(step, title) for step, title in steps if is_yours(step) is yours]
        assert said(acts) == {
            (s.who, CONTACTS[s.contact].role if s.contact else "", s.do, s.clock, title)
            for s, title in given
        }
        tasks = [task for act in acts for task in act.tasks]
        assert {each for task in tasks for each in task.cites} == {
            cite for step, _ in given for cite in step.cites
        }
        for act in acts:
            assert set(act.why) == {title for task in act.tasks for title in task.why}
            assert set(act.cites) == {cite for task in act.tasks for cite in task.cites}


@pytest.mark.parametrize("case", sorted(cases()))
def test_no_step_of_a_case_is_lost(case: str) -> None:
    """Words, people, times, rules and outcomes of all steps are in the list."""
    held(findings(walked(case)))


def test_no_step_is_lost_whatever_is_answered() -> None:
    """The same holds for any part of the questions, answered in any way."""
    chance = random.Random(3)
    for _ in range(100):
        asked = chance.sample(triage_questions(), chance.randint(0, 12))
        answers = {question.id: chance.choice(question.options).value for question in asked}
        held(findings(part_answered(**answers)))


def test_telling_the_lead_officer_for_three_reasons_is_one_act() -> None:
    """One call to the lead officer says everything and names every outcome that asks for it."""
    made = listed(
        findings(walked("v01", outcome="died", setting="childrens_home", learning=["other"]))
    )
    (act,) = [act for act in made.yours if act.tell == CONTACTS[LEAD].role and act.who == "You"]
    assert len(act.tasks) >= 3
    assert len(act.why) >= 3
    assert act.when == "Today"


def test_every_way_to_reach_someone_is_given_once() -> None:
    """The ways of a contact stand at the first act that needs them, and only there."""
    for case in cases():
        made = listed(findings(walked(case)))
        acts = [act for act in (*made.yours, *made.others) if act.tell]
        assert {act.tell for act in acts} == {act.tell for act in acts if act.ways}
        assert len({act.tell for act in acts}) == sum(bool(act.ways) for act in acts)


def test_the_same_words_are_said_once_and_another_time_is_kept() -> None:
    """Equal steps of two outcomes are one task; one that is due at another time says so."""
    ring = Step("Ring.", "You", LEAD, "Today", cites=("R1",))
    again = Step("Ring.", "You", LEAD, "Today", cites=("R2",))
    later = Step("Ring once more.", "You", LEAD, "Tomorrow", cites=("R3",))
    made = listed([asked_for(ring, title="A"), asked_for(again, later, title="B", id_="b")])
    (act,) = made.yours
    assert [(task.do, task.when, task.why) for task in act.tasks] == [
        ("Ring.", "", ("A", "B")),
        ("Ring once more.", "Tomorrow", ("B",)),
    ]
    assert act.cites == ("R1", "R2", "R3")


def test_what_others_do_keeps_its_own_time() -> None:
    """Two steps of one team on two days stay two acts."""
    steps = [Step(f"Send {day}.", "The team", "", f"Day {day}") for day in (2, 9)]
    assert [act.when for act in listed([asked_for(*steps)]).others] == ["Day 2", "Day 9"]


@pytest.mark.parametrize(
    ("who", "yours"),
    [
        ("You", True),
        ("You, with your senior manager", True),
        ("", True),
        ("Your agency's safeguarding lead", False),
        ("Young people's team", False),
    ],
)
def test_a_step_is_the_persons_own_where_it_begins_with_you(who: str, *, yours: bool) -> None:
    """`who` that begins with the word You, or names nobody, is for the person who answers."""
    assert is_yours(Step("Do.", who)) is yours


def test_the_first_calls_are_few_and_the_lead_officer_is_among_them() -> None:
    """However many outcomes there are, the lead officer stands among the first calls."""
    others = [name for name in pack().contacts if name != LEAD]
    found = [
        asked_for(Step(f"Ring {n}.", "You", name, "Now"), id_=f"o{n}")
        for n, name in enumerate(others)
    ]
    late = asked_for(
        Step("Write.", "You"), Step("Tell. At once.", "You", LEAD, "Today"), id_="late"
    )
    calls = listed([*found, late]).first
    assert len(calls) == FIRST
    assert [call.do for call in calls] == ["Ring 0.", "Ring 1.", "Tell."]
    assert listed([asked_for(Step("Write it down.", "You"))]).first[0].do == "Write it down."


@pytest.mark.parametrize("safety", ["danger", "unsure"])
def test_both_halves_of_what_cannot_wait_stand_first(safety: str) -> None:
    """Where someone may be in danger, both stand first, and take no other call's place."""
    halves = [CONTACTS[each].role for each in ("emergency_services", "children_social_care")]
    for case in cases():
        told = [call.tell for call in listed(findings(walked(case, safety=safety))).first]
        assert told[:2] == halves, case
        assert CONTACTS[LEAD].role in told, case
    away = listed(findings(walked("v01", safety=safety, lead_available="no"))).first
    others = [CONTACTS[each].role for each in (LEAD, "dscp_business_team")]
    assert [call.tell for call in away] == [*halves, *others]


@pytest.mark.parametrize(
    "flow", [id_ for id_, flow in pack().flows.items() if any(o.at_once for o in flow.outcomes)]
)
def test_every_flow_puts_both_halves_first(flow: str) -> None:
    """In each flow that says what cannot wait, they are the first two calls."""
    position = replay(compile_program(pack().walk(flow) or ()), {"safety": "danger"})
    told = [call.tell for call in listed(findings(position)).first]
    halves = ("emergency_services", "children_social_care")
    assert told[:2] == [CONTACTS[each].role for each in halves]


def test_every_case_says_first_whom_to_reach_by_when_and_how() -> None:
    """The first calls of each case name a role, a time, and a way or that none is supplied."""
    for case in cases():
        calls = listed(findings(walked(case))).first
        assert calls
        assert all(call.when and call.tell and call.ways for call in calls)


def test_a_first_sentence_ends_at_its_full_stop() -> None:
    """Brackets stay whole, and a text of one sentence is taken as it is."""
    assert first_sentence("Ring 999 (not in the guidance). Then wait.") == (
        "Ring 999 (not in the guidance)."
    )
    assert first_sentence("Ring 999") == "Ring 999"
