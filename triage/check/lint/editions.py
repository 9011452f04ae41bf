"""Flows whose edition of the guidance has been replaced, or should have been looked at again."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.part_names import flow_name


def expired_editions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding where the flow's edition is superseded, or its review date has passed."""
    flow = subject.flow
    today = subject.surroundings.today
    edition = subject.surroundings.editions.get(flow.edition)
    if edition is None:
        return
    if edition.superseded_by:
        yield Finding(
            flow.place,
            "superseded-edition",
            "error",
            f"This flow rests on {flow.edition}, which {edition.superseded_by} has replaced.",
            "Check every citation and text against the new edition, then change edition:.",
            part=flow_name(flow.id),
        )
    elif edition.review_due_by and today and today > edition.review_due_by:
        yield Finding(
            flow.place,
            "review-passed",
            "warning",
            f"This flow rests on {flow.edition}, whose review was due by {edition.review_due_by}.",
            "Ask its publisher for a newer edition. If there is none, accept this and say so.",
            part=flow_name(flow.id),
        )
