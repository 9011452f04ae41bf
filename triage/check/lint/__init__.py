"""The lint: what in a flow is wrong or doubtful, found by reading it and by the kernel itself.

Each module holds one family of rules: functions from a `Subject` to findings. `lint` runs them
all. A rule that speaks of what answers can do asks the kernel, never an evaluator of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from triage.check.deciding import Decider
from triage.check.findings import Accepted, Finding, Findings
from triage.check.lint.abbreviations import unexplained_abbreviations
from triage.check.lint.accepting import accept
from triage.check.lint.citations import uncited, unknown_citations
from triage.check.lint.conditions import risky_negations, settled_conditions, unused_facts
from triage.check.lint.contacts import missing_contacts, unreachable_contacts
from triage.check.lint.editions import expired_editions
from triage.check.lint.idle import idle_questions
from triage.check.lint.privacy import identifying_questions, unused_answers
from triage.check.lint.ranges import ranges
from triage.check.lint.reach import (
    gaps,
    never_after_all,
    unreachable_outcomes,
    unreachable_questions,
    unread_options,
)
from triage.check.lint.reading_age import reading_ages
from triage.check.lint.steps import rules_without_steps
from triage.check.lint.subject import Subject
from triage.check.lint.surroundings import Surroundings
from triage.check.lint.wording import avoided_words, double_questions, long_sentences
from triage.core.model import Flow
from triage.core.written_conditions import facts_named

RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    settled_conditions,
    risky_negations,
    unreachable_questions,
    never_after_all,
    unreachable_outcomes,
    gaps,
    unread_options,
    ranges,
    uncited,
    unknown_citations,
    expired_editions,
    rules_without_steps,
    missing_contacts,
    unreachable_contacts,
    identifying_questions,
    unused_answers,
    long_sentences,
    double_questions,
    unexplained_abbreviations,
    reading_ages,
    avoided_words,
    idle_questions,
)
"""In this order: what is decided soonest for most flows comes first, so that least is undecided."""


def lint(
    flows: Sequence[Flow],
    surroundings: Surroundings | None = None,
    deciders: Mapping[str, Decider] | None = None,
) -> Findings:
    """Return what is found in the flows of one pack, in the order of file, line and column.

    What the flows accept is kept apart. Without surroundings, nothing is held against what the
    pack around them holds. `deciders` are those of the flows, by id, where there are some already.
    """
    known = deciders or {}
    subjects = [Subject(flow, surroundings, known.get(flow.id)) for flow in flows]
    standing: list[Finding] = []
    accepted: list[Accepted] = []
    for subject in subjects:
        found = list(_found(subject))
        others = (other for other in subjects if other is not subject)
        elsewhere = _facts_named_in(others) | subject.surroundings.form_facts
        found.extend(unused_facts(subject, elsewhere))
        parted = accept(subject.flow, found)
        standing.extend(parted.standing)
        accepted.extend(parted.accepted)
    return Findings(
        tuple(sorted(standing, key=_order)),
        tuple(sorted(accepted, key=lambda each: _order(each.finding))),
    )


def _found(subject: Subject) -> Iterator[Finding]:
    """Yield what the rules find, and last what they could not decide."""
    for rule in RULES:
        yield from rule(subject)
    yield from subject.undecided.finding(subject.flow, subject.decider.walks_left_out)


def _facts_named_in(subjects: Iterator[Subject]) -> frozenset[str]:
    return frozenset(
        name
        for subject in subjects
        for written in subject.written
        for name in facts_named(written.test)
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.place, finding.code
