"""Conditions that no answers can make true, or that all answers make true; facts nobody names."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.subject import Subject, Written, facts_named
from triage.core.conditions import TRUE, Condition, all_of, negate
from triage.core.model import AtLeast, Chosen, Fact, Not, Test, Within
from triage.core.part_names import fact_name


def settled_conditions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each smallest condition that is always false or always true."""
    for written in subject.written:
        if subject.is_own(written.test):
            yield from _settled(subject, written)


def _settled(subject: Subject, written: Written) -> Iterator[Finding]:
    blamed: set[int] = set()
    for part in written.parts():
        if any(id(inner) in blamed for inner in _children(part)):
            blamed.add(id(part))  # what is inside it has been named already
            continue
        if isinstance(part, Fact) or _of_the_unreachable(subject, part):
            continue  # the fact, or the question, is named where it stands
        closed = subject.closed(part)
        if not subject.possible(closed):
            blamed.add(id(part))
            if not isinstance(part, Within):  # its range is named by `triage.check.lint.ranges`
                yield _never(subject, part, written)
        elif subject.certain(closed):
            blamed.add(id(part))
            yield _always(subject, part, written)


def _children(part: Test) -> tuple[Test, ...]:
    if isinstance(part, AtLeast):
        return part.of
    return (part.of,) if isinstance(part, Not) else ()


def _of_the_unreachable(subject: Subject, part: Test) -> bool:
    if not isinstance(part, Chosen | Within):
        return False
    return not subject.possible(subject.in_play(subject.program.index[part.question]))


def _never(subject: Subject, part: Test, written: Written) -> Finding:
    return Finding(
        part.place,
        "never-true",
        "error",
        f"This part of {written.owner} can never be true, whatever is answered.",
        "Its parts rule each other out: the walk makes as many true as can be. Change it.",
        subject.walk_towards(part),
        written.part,
    )


def _always(subject: Subject, part: Test, written: Written) -> Finding:
    return Finding(
        part.place,
        "always-true",
        "warning",
        f"This part of {written.owner} is always true, whatever is answered.",
        "Delete it, or say which answers it is meant for.",
        subject.walk_to(TRUE),
        written.part,
    )


def unused_facts(subject: Subject, named_elsewhere: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each fact of this flow that nothing names, here or in another flow."""
    named = set(named_elsewhere)
    for written in subject.written:
        named.update(facts_named(written.test))
    for name, test in subject.flow.facts.items():
        if name not in named and subject.is_own(test):
            yield Finding(
                test.place,
                "unused-fact",
                "warning",
                f"Nothing names the fact {name}.",
                "Delete it, or use it.",
                part=fact_name(name),
            )


def risky_negations(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each `not` that is true because its question was never asked.

    A condition on a question that is not in play is false, so `not` of it is true: the dangerous
    direction. Where the whole condition needs the question to be in play, nothing is found.
    """
    for written in subject.written:
        if not subject.is_own(written.test):
            continue
        whole = subject.closed(written.test)
        for part in written.parts():
            if isinstance(part, Not):
                yield from _risky(subject, part, written, (whole, subject.closed(part)))


def _risky(
    subject: Subject, part: Not, written: Written, holds: tuple[Condition, Condition]
) -> Iterator[Finding]:
    program = subject.program
    for question in sorted(program.condition(part.of).reads):
        in_play = subject.in_play(question)
        if in_play is TRUE:
            continue
        unasked = all_of((*holds, negate(in_play)))
        if subject.possible(unasked):
            id_ = program.questions[question].id
            yield Finding(
                part.place,
                "not-over-unasked",
                "warning",
                f"This not, in {written.owner}, is true also where {id_} is never asked.",
                f"Name the answers you mean, or add {{answered: [{id_}]}} beside it.",
                subject.walk_to(unasked),
                written.part,
            )
