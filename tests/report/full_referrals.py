"""Full referrals of three made-up cases, with every question of the referral answered."""

from __future__ import annotations

from functools import cache

from tests.report.samples import cases, program
from triage.core.engine import Position, replay

LONG = "\n".join(
    f"On day {number} the school wrote that nobody had seen the child. Source: its line {number}."
    for number in range(1, 21)
)
"""A text of twenty lines, as long as the question takes."""

COMMON: dict[str, object] = {
    "referral_now": "full",
    "own_way": "The family asked for a second view.",
    "safe_now": "The other children are with their grandmother. No risk is left that we know of.",
    "purpose": "live",
    "referrer_role": "Service manager, children's social care",
    "age_band": "16_17",
    "abuse_kinds": ["neglect", "criminal_exploitation"],
    "what_happened": "The child died in hospital. Source: the hospital's own report.",
    "incident_day": "2026-11-16",
    "care_death_day": "2026-11-16",
    "still_happening": "no",
    "council_aware_day": "2026-11-17",
    "council_aware_how": "The hospital told the duty team by telephone.",
    "why_suspected": "A worker thought that adults used the flat. Nothing more is known.",
    "harm_now": "Getting better, says the ward. The long run is not known.",
    "cared_for_by": "Foster carers",
    "child_now": "In hospital",
    "place_type": "foster_home",
    "process_days": [
        {"process_kind": "strategy_discussion", "process_day": "2026-11-18"},
        {"process_kind": "criminal_investigation", "process_day": "not_known"},
    ],
    "agreed_with": "Head of service, this morning",
    "children_affected": 1,
    "legal_status": "care_order",
    "placement": "foster",
    "plan_or_service": ["child_in_need", "early_help"],
    "sex": "female",
    "ethnicity": "not_known",
    "disability": "yes",
    "told_already": ["police", "coroner", "parents"],
    "told_when": "All on the day after.",
    "agencies": [{"agency": "School", "contact_role": "Head", "involved": "yes"}],
    "family": [{"relationship": "Half-brother", "person_age": "6_10", "household": "yes"}],
    "key_dates": [{"key_day": "2026-11-16", "key_event": "The child died.", "key_source": "Ward"}],
    "other_processes": ["coroner", "child_death_review"],
    "media_interest": "unsure",
    "risk_if_seen": "no",
    "learning_kinds": ["several_agencies"],
    "disagreement_about": "The school thinks that the council should notify.",
    "files_secured": "partly",
    "documents": "Minutes and letters, in the case record.",
}
SEVERAL: dict[str, object] = {
    "what_happened": LONG,
    "process": ["strategy_discussion", "criminal_investigation"],
    "outcome": "serious_harm",
    "disagreement": "about_notifying",
    "agencies": [
        {"agency": f"Agency {n}", "contact_role": f"Lead {n}", "involved": "no"}
        for n in range(1, 9)
    ],
    "family": [],
    "key_dates": [
        {
            "key_day": f"2026-10-{n:02}",
            "key_event": f"Event {n} | with a bar",
            "key_source": "A & B",
        }
        for n in range(1, 11)
    ],
}
FULL_REFERRALS: dict[str, tuple[str, dict[str, object]]] = {
    "v11": ("v11", {}),
    "v23": ("v23", {}),
    "several": ("v33", SEVERAL),
}
"""By name: the worked case that it starts from, and what is answered otherwise."""


@cache
def full_referral(name: str) -> Position:
    """Return the position at the end of a full referral, answered as it is asked."""
    return walked_on(name)


def walked_on(name: str, **changed: object) -> Position:
    """Return the same with some other answers."""
    case, own = FULL_REFERRALS[name]
    answers = {**cases()[case], **COMMON, **own, **changed}
    position = replay(program(), {})
    while position.next is not None:
        position = position.answer(position.next, answers[position.next])
    return position
