"""In the shipped flows, what people are told to do belongs to what they have answered."""

from __future__ import annotations

import random
from functools import cache

import pytest

from tests.command import ROOT
from tests.flows.test_incident import DEFAULTS
from triage.core.conditions import FALSE, TRUE
from triage.core.engine import Position, begin, replay
from triage.core.explain import Finding, findings, steps_of
from triage.core.part_names import numbered_steps
from triage.core.program import Program, compile_program
from triage.pack.reader import Pack, read_pack
from triage.report.to_do import ToDo, is_yours, to_do
from triage.ui.reaching import LEAD_OFFICER, reachable

WALKS = 150


@cache
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


@cache
def program(flow: str) -> Program:
    """Return a shipped flow, compiled."""
    return compile_program(pack().walk(flow))


def found_in(flow: str, outcome: str, **answers: object) -> Finding:
    """Return one outcome of a flow on these answers, with its reasons."""
    position = replay(program(flow), answers)
    (found,) = [each for each in findings(position) if each.outcome.id == outcome]
    return found


def in_the_incident(**answers: object) -> Position:
    """Return a calm incident, but for these answers."""
    return replay(program("serious_incident"), {**DEFAULTS, "abuse": "not_suspected", **answers})


def on_care(outcome: str, /, **answers: object) -> list[str]:
    """Return whom the steps of an outcome reach that rest on the rule for deaths in care."""
    found = findings(in_the_incident(**answers))
    steps = [step for each in found if each.outcome.id == outcome for step in each.steps]
    return [step.contact for step in steps if "R5.46" in step.cites]


def list_of(position: Position) -> ToDo:
    """Return what the last screen says to do."""
    return to_do(findings(position), reachable(pack().contacts), LEAD_OFFICER)


CHALLENGES = {
    "about_notifying": (
        ["dscp_business_team", "lead_safeguarding_partners", "lead_officer"],
        {"R4.7", "R6.9"},
    ),
    "author_role": (["cspr_chair"], {"R7.12", "R7.15"}),
    "panel_disagrees": (["dscp_business_manager", "lead_officer"], {"R4.14", "R8.2.3"}),
}


@pytest.mark.parametrize("disagreement", CHALLENGES)
def test_each_disagreement_has_its_own_way(disagreement: str) -> None:
    """Nobody is sent on the way of another disagreement; what a way rests on is cited."""
    contacts, rules = CHALLENGES[disagreement]
    found = found_in("serious_incident", "escalate", disagreement=disagreement)
    assert [step.contact for step in found.steps] == contacts
    assert rules <= set(found.cites)
    others = set().union(*(ids for name, (_, ids) in CHALLENGES.items() if name != disagreement))
    assert not others & set(found.cites)
    assert ("five working days" in " ".join(step.do for step in found.steps)) == (
        disagreement == "about_notifying"
    )


def test_a_concern_about_an_author_goes_to_the_chair_first() -> None:
    """R7.12 and R7.15: to the Chair of the sub-group, in advance, and not to the partnership."""
    calls = list_of(in_the_incident(disagreement="author_role")).first
    chair, team = (pack().contacts[id_].role for id_ in ("cspr_chair", "dscp_business_team"))
    tells = [call.tell for call in calls]
    assert chair in tells
    assert team not in tells
    (call,) = [each for each in calls if each.tell == chair]
    assert "in advance" in call.do
    assert call.when == "Before the Rapid Review meeting"


def test_the_panels_view_is_taken_back_by_the_business_manager() -> None:
    """R4.14 and R8.2.3: the Business Manager does it, so it stands with what others do."""
    made = list_of(in_the_incident(disagreement="panel_disagrees", stage="sin_made"))
    manager = pack().contacts["dscp_business_manager"].role
    said = [task.do for act in made.others if act.tell == manager for task in act.tasks]
    assert any(do.startswith("Take the Panel's view back") for do in said)
    assert pack().contacts["dscp_business_team"].role not in [call.tell for call in made.first]


@pytest.mark.parametrize(
    ("answers", "contact"),
    [
        ({"place": "bcp"}, "bcp_partnership"),
        ({"place": "england_other"}, "other_area"),
        ({"place": "outside_england", "resident": "not_dorset"}, "other_area"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value.values()),
)
def test_the_other_area_is_the_one_that_was_answered(
    answers: dict[str, object], contact: str
) -> None:
    """Nobody is asked again whether it was BCP, or sent there from another area; A59, N2, N21."""
    position = in_the_incident(**answers)
    (found,) = [each for each in findings(position) if each.outcome.id == "area"]
    assert [step.contact for step in found.steps] == [contact, "lead_officer"]
    assert pack().contacts[contact].role in [call.tell for call in list_of(position).first]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, "discuss"),
        ({"abuse": "suspected"}, "raise"),
        ({"suicide_unexplained": "yes", "family_known": "recent_or_current"}, "raise"),
        ({"place": "bcp"}, "tell_dorset"),
        ({"place": "england_other", "resident": "not_dorset"}, "tell_dorset"),
    ],
)
def test_doubt_about_care_is_said_wherever_a_child_died(
    answers: dict[str, object], outcome: str
) -> None:
    """A death in care is reported whatever the cause and wherever it was; R5.8, R5.9, R5.46."""
    assert on_care(outcome, outcome="died", care="unsure", **answers) == ["lead_officer"]
    assert on_care(outcome, outcome="died", care="neither", **answers) == []


def test_the_partners_look_at_a_care_leaver_under_18_whatever_else_is_suggested() -> None:
    """R5.40: they must consider the criteria, also where no other answer asks them to."""
    position = in_the_incident(outcome="died", care="care_leaver", care_la="dorset")
    assert {"raise", "discuss"}.isdisjoint(each.outcome.id for each in findings(position))
    said = [task for act in list_of(position).others for task in act.tasks if "R5.40" in task.cites]
    assert [task.do for task in said] == [
        "Consider the usual test for a serious incident, and act on what comes of that."
    ]


SENT = {"stage": "sin_made", "next_point": "sent"}
OPEN = {"local_stage": "preparing", "local_improve": "yes"}
INVESTIGATED = {"process_part": "family"}


@pytest.mark.parametrize(
    ("flow", "outcome", "answers", "steps"),
    [
        (
            "what_happens_next",
            "next_find_day",
            {**SENT, "next_notified_known": "known", "next_panel_known": "not_known"},
            [("dscp_business_team", "For the days of a review")],
        ),
        (
            "what_happens_next",
            "next_find_day",
            {**SENT, "next_notified_known": "not_known", "next_panel_known": "known"},
            [("lead_officer", "For the days before a notification")],
        ),
        (
            "local_review",
            "local_points",
            {**OPEN, "local_regard": ["no_agency"]},
            [("", "For each point")],
        ),
        (
            "local_review",
            "local_points",
            {**OPEN, "local_regard": ["several_areas"]},
            [("", "For each point"), ("lead_officer", "Tell the lead officer which areas")],
        ),
        (
            "review_process",
            "rp_criminal",
            {**INVESTIGATED, "process_criminal": "yes"},
            [("dscp_business_manager", "Find out who the investigating officer is.")],
        ),
        (
            "review_process",
            "rp_criminal",
            {**INVESTIGATED, "process_criminal": "unsure"},
            [("dscp_business_manager", "Find out whether a criminal investigation")],
        ),
    ],
)
def test_other_steps_are_for_their_rules_only(
    flow: str, outcome: str, answers: dict[str, object], steps: list[tuple[str, str]]
) -> None:
    """Nobody is asked for a day that they know, or told to find out what they have said."""
    found = [step for step in found_in(flow, outcome, **answers).steps if is_yours(step)]
    assert [step.contact for step in found] == [contact for contact, _ in steps]
    for step, (_, words) in zip(found, steps, strict=True):
        assert step.do.startswith(words)


def walked(flow: str, chance: random.Random) -> Position:
    """Return the end of a random walk, which asks what the engine asks."""
    position = begin(program(flow))
    while (question := position.next) is not None:
        cells = program(flow).domains[program(flow).index[question]].cells
        position = position.answer(question, chance.choice(cells).sample)
    return position


@pytest.mark.parametrize("flow", sorted(pack().flows))
def test_no_step_hangs_on_a_question_that_is_not_asked(flow: str) -> None:
    """At the end of a walk it is decided of every rule that a step names whether it has fired."""
    chance = random.Random(flow)
    for _ in range(WALKS):
        position = walked(flow, chance)
        for found in findings(position):
            assert steps_of(position, found.outcome) == found.steps
            compiled = program(flow).outcomes[program(flow).outcome_index[found.outcome.id]]
            steps = [step for _, step in numbered_steps(found.outcome)]
            named = {id_ for step in steps for id_ in step.only_for}
            for each in compiled.rules:
                if each.rule.id in named:
                    assert position.residual(each.fires) in (TRUE, FALSE), each.rule.id
