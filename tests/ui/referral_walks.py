"""Walks through the incident and on into the referral, with answers for all that can be asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from tests.report.full_referrals import COMMON
from tests.report.samples import cases, pack
from triage.ui.screens import Ask, Offer, Result
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 23)

REFERRAL: Mapping[str, object] = {
    **COMMON,
    "referral_now": "full",
    "own_way": "The family asked for a second view.",
    "safe_now": "The other children are with their grandmother.\nNo risk is left that we know of.",
    "purpose": "live",
    "referrer_role": "Service manager in social care",
    "age_band": "11_15",
    "area_happened": "dorset",
    "area_lives": "dorset",
    "abuse_kinds": ["none"],
    "what_happened": "The child died in hospital.\n\nSource: the ward.",
    "incident_day": "2026-11-16",
    "still_happening": "no",
    "council_aware_day": "2026-11-17",
    "council_aware_how": "The hospital told the duty team.",
    "why_suspected": "not_known",
    "harm_now": "Getting better, says the ward.",
    "cared_for_by": "Foster carers",
    "child_now": "In hospital",
    "place_type": "hospital",
    "process_days": [{"process_kind": "section_47", "process_day": "not_known"}],
    "agreed_with": "Head of service, this morning",
    "children_affected": "1",
    "legal_status": "care_order",
    "placement": "foster",
    "plan_or_service": ["child_in_need", "early_help"],
    "sex": "female",
    "ethnicity": "not_known",
    "disability": "no",
    "told_already": ["police", "parents"],
    "told_when": "All on the day after.",
    "agencies": [
        {"agency": "School", "contact_role": "Head", "involved": "yes", "last_seen": "2026-11-13"},
        {"agency": "Ward", "contact_role": "not_known", "involved": "no", "last_seen": "not_known"},
    ],
    "family": [],
    "key_dates": [
        {"key_day": "2026-11-16", "key_event": "The child died.", "key_source": "not_known"}
    ],
    "other_processes": ["child_death_review"],
    "media_interest": "unsure",
    "risk_if_seen": "no",
    "learning_kinds": ["several_agencies"],
    "disagreement_about": "Whether to notify.",
    "files_secured": "partly",
    "documents": "Minutes and letters, in the case record.",
}
"""An answer to everything that the referral itself asks, of the child of case v11."""


def at_result(case: str, **changed: object) -> Walkthrough:
    """Return a walkthrough at the result of the triage, without Home."""
    walk = Walkthrough(pack(), "incident", TODAY)
    walk.begin()
    answers = {**cases()[case], **changed}
    while walk.question is not None:
        walk.answer(answers[walk.question])
    walk.go_on()
    return walk


def offered(walk: Walkthrough) -> Offer:
    """Return what the result offers first."""
    screen = walk.screen
    assert isinstance(screen, Result)
    return screen.first[0]


def go_through(walk: Walkthrough, **changed: object) -> list[str]:
    """Answer the referral until its review; return the questions that were asked."""
    asked = []
    while (id_ := walk.question) is not None:
        asked.append(id_)
        answer = {**cases()["v11"], **REFERRAL, **changed}[id_]
        question = walk.program.questions[walk.program.index[id_]]
        if question.kind == "repeat" and isinstance(answer, list):
            fill(walk, answer)
        else:
            walk.answer(answer)
    return asked


def fill(walk: Walkthrough, entries: list[dict[str, object]]) -> None:
    """Add entries part by part, and go on."""
    for entry in entries:
        walk.answer("add")
        for value in entry.values():
            walk.answer(value)
    walk.answer("done")


def at_review(case: str, **changed: object) -> Walkthrough:
    """Return a walkthrough at the review of a referral."""
    walk = at_result(case)
    walk.take(offered(walk))
    go_through(walk, **changed)
    return walk


def ask_of(walk: Walkthrough) -> Ask:
    """Return the question screen that is shown."""
    screen = walk.screen
    assert isinstance(screen, Ask)
    return screen
