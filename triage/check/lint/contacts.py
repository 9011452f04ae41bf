"""Outcomes that send people to somebody without saying to whom, or to someone out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import all_of
from triage.core.model import Outcome, Step
from triage.core.part_names import outcome_name, rule_name

_VERBS = "ring|phone|telephone|call|tell|contact|speak|talk|inform|notify|e-?mail|report|alert"
_TO_REACH = re.compile(
    rf"(?:^|[.:;,]\s+|\b(?:and|or|then|please|you (?:must|should|can|may))\s+)"
    rf"(?:{_VERBS})\b(?!\s+(?:and|or|details|numbers?)\b|[.,;:]|$)",
    re.IGNORECASE,
)
"""An instruction to reach somebody: one of the verbs where a clause begins, with an object."""

_NAME_ONE = "Add contact: with a role of content/contacts.yaml to the step."


def missing_contacts(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each outcome that sends people to somebody, and no step says to whom."""
    for number, compiled in subject.own_outcomes:
        outcome = compiled.outcome
        reason = _sends_somewhere(outcome, outcome.steps)
        if reason and not any(step.contact for step in outcome.steps):
            yield Finding(
                outcome.place,
                "no-contact",
                "warning",
                f"The outcome {outcome.id} {reason}, and none of its steps names a contact.",
                _NAME_ONE,
                subject.walk_to(subject.ends[number]),
                outcome_name(outcome.id),
            )
        elif reason:
            yield from _missing_for_a_rule(subject, number, compiled)


def _missing_for_a_rule(
    subject: Subject, number: int, compiled: CompiledOutcome
) -> Iterator[Finding]:
    """Yield a finding for each rule whose own steps name no contact; no steps at all is another."""
    outcome = compiled.outcome
    for each in compiled.rules:
        steps = outcome.steps_for((each.rule.id,))
        reason = _sends_somewhere(outcome, steps)
        if reason and steps and not any(step.contact for step in steps):
            yield Finding(
                each.rule.place,
                "no-contact",
                "warning",
                f"By its rule {each.rule.id} alone, the outcome {outcome.id} {reason}, "
                "and none of its steps for that rule names a contact.",
                _NAME_ONE,
                subject.walk_to(all_of((subject.ends[number], each.fires))),
                rule_name(outcome.id, each.rule.id),
            )


def _sends_somewhere(outcome: Outcome, steps: tuple[Step, ...]) -> str:
    """Return in words how an outcome with these steps sends people to somebody, or nothing."""
    if outcome.referral:
        return "leads to a referral"
    if any(map(_TO_REACH.search, (outcome.title, outcome.means, *(step.do for step in steps)))):
        return "tells people to reach somebody"
    return ""


def unreachable_contacts(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each contact without any way to reach it, where a step first names it."""
    seen: set[str] = set()
    for number, compiled in subject.own_outcomes:
        outcome = compiled.outcome
        for step in outcome.steps:
            contact = subject.surroundings.contacts.get(step.contact)
            if contact is None or step.contact in seen:
                continue
            seen.add(step.contact)
            if not contact.reachable and not contact.explained:
                yield Finding(
                    step.place,
                    "unreachable-contact",
                    "warning",
                    f"There is no telephone, e-mail or note to reach {step.contact} by.",
                    "Fill it in in content/contacts.yaml, or say in its note how to find it.",
                    subject.walk_to(subject.ends[number]),
                    outcome_name(outcome.id),
                )
