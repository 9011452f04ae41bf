"""The lint: what in a flow is wrong or doubtful, found by reading it and by the kernel itself.

Each module holds one family of rules: functions from a `Subject` to findings. `lint` runs them
all. A rule that speaks of what answers can do asks the kernel, never an evaluator of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from triage.check.findings import Finding
from triage.check.lint.conditions import risky_negations, settled_conditions, unused_facts
from triage.check.lint.ranges import ranges
from triage.check.lint.reach import (
    gaps,
    unreachable_outcomes,
    unreachable_questions,
    unread_options,
)
from triage.check.lint.subject import Subject, facts_named
from triage.core.model import Flow

RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    settled_conditions,
    risky_negations,
    unreachable_questions,
    unreachable_outcomes,
    unread_options,
    gaps,
    ranges,
)


def lint(flows: Sequence[Flow]) -> tuple[Finding, ...]:
    """Return what is found in the flows of one pack, in the order of file, line and column."""
    subjects = [Subject(flow) for flow in flows]
    found: list[Finding] = []
    for subject in subjects:
        for rule in RULES:
            found.extend(rule(subject))
        others = (other for other in subjects if other is not subject)
        named = {
            name
            for other in others
            for written in other.written
            for name in facts_named(written.test)
        }
        found.extend(unused_facts(subject, frozenset(named)))
    return tuple(sorted(found, key=lambda finding: (finding.place, finding.code)))
