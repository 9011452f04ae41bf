"""Rules that leave people without anything to do, where their outcome has something for others."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.conditions import all_of
from triage.core.part_names import rule_name


def rules_without_steps(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each rule for which its outcome has no step, but has some for others."""
    for number, compiled in subject.own_outcomes:
        outcome = compiled.outcome
        if not outcome.steps:
            continue
        for each in compiled.rules:
            rule = each.rule
            if not outcome.steps_for((rule.id,)):
                yield Finding(
                    rule.place,
                    "rule-without-steps",
                    "warning",
                    f"No step of {outcome.id} is for the rule {rule.id}, so it says nothing to do.",
                    f"Add {rule.id} to the only_for of a step, or a step without only_for.",
                    subject.walk_to(all_of((subject.ends[number], each.fires))),
                    rule_name(outcome.id, rule.id),
                )
