"""What of a flow rests on no rule of the guidance, or on one that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.model import Flow, Outcome, SomeOutcomeCites
from triage.core.part_names import (
    flow_name,
    outcome_name,
    question_name,
    rule_name,
    safeguard_name,
)
from triage.errors import Place


def uncited(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question, outcome and rule that says not what it rests on."""
    for question in subject.own_questions:
        if not question.cites:
            yield Finding(
                question.place,
                "uncited-question",
                "warning",
                f"{question.id} cites nothing, so nobody can see why it may be asked.",
                "Add cites: with the rules of the guidance that call for it.",
                part=question_name(question.id),
            )
    for outcome in subject.flow.outcomes:
        if not outcome.cites:
            yield from _uncited_outcome(outcome)


def _uncited_outcome(outcome: Outcome) -> Iterator[Finding]:
    """Yield the outcome if none of its rules cites anything, else each rule that does not."""
    if not any(rule.cites for rule in outcome.rules):
        yield Finding(
            outcome.place,
            "uncited-outcome",
            "warning",
            f"The outcome {outcome.id} cites nothing, and neither do its rules.",
            "Add cites: to it or to each rule, also where it comes from outside the guidance.",
            part=outcome_name(outcome.id),
        )
        return
    for rule in outcome.rules:
        if not rule.cites:
            yield Finding(
                rule.place,
                "uncited-rule",
                "warning",
                f"The rule {rule.id} cites nothing, and neither does the outcome {outcome.id}.",
                "Add cites: to the rule, or to the outcome for all of its rules.",
                part=rule_name(outcome.id, rule.id),
            )


def unknown_citations(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each citation of a rule or point that the pack does not know."""
    known = subject.surroundings.citations
    if known is None:
        return
    for citation in _citations(subject):
        if citation.of not in known:
            near = difflib.get_close_matches(citation.of, known, n=1)
            advice = f"Did you mean {near[0]}?" if near else "Look up its id in the guidance."
            yield Finding(
                citation.place,
                "unknown-citation",
                "error",
                f"{citation.by} cites {citation.of}, which is no rule of the guidance.",
                advice,
                part=citation.part,
            )


@dataclass(frozen=True, slots=True)
class _Citation:
    """The id of a rule, and what cites it: in words, by full name and where it stands."""

    of: str
    by: str
    part: str
    place: Place


def _citations(subject: Subject) -> Iterator[_Citation]:
    """Yield each citation of a flow once for each thing that cites it."""
    for question in subject.own_questions:
        for of in question.cites:
            yield _Citation(of, question.id, question_name(question.id), question.place)
    for outcome in subject.flow.outcomes:
        part = outcome_name(outcome.id)
        for of in outcome.cites:
            yield _Citation(of, f"The outcome {outcome.id}", part, outcome.place)
        for rule in outcome.rules:
            for of in rule.cites:
                yield _Citation(
                    of, f"The rule {rule.id}", rule_name(outcome.id, rule.id), rule.place
                )
        for step in outcome.steps:
            for of in step.cites:
                yield _Citation(of, f"A step of {outcome.id}", part, step.place)
    yield from _citations_of_the_whole(subject.flow)


def _citations_of_the_whole(flow: Flow) -> Iterator[_Citation]:
    for safeguard in flow.safeguards:
        if isinstance(safeguard.claim, SomeOutcomeCites):
            by = f"The safeguard {safeguard.id}"
            part = safeguard_name(safeguard.id)
            yield _Citation(safeguard.claim.rule, by, part, safeguard.place)
    if flow.closing is not None:
        for of in flow.closing.cites:
            yield _Citation(of, "The closing", flow_name(flow.id), flow.closing.place)
