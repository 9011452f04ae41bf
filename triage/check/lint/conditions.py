"""Conditions that no answers can make true, or that all answers make true; facts nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.check.findings import Finding
from triage.check.lint.subject import Subject, Written
from triage.core.conditions import TRUE, all_of, negate
from triage.core.model import Answered, AtLeast, Chosen, Fact, Not, Test, Within
from triage.core.part_names import fact_name
from triage.core.written_conditions import facts_named


def settled_conditions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each smallest condition that is always false or always true.

    What follows from a part that has a finding of its own is not a finding again.
    """
    return subject.undecided.of_each(
        "whether each part can be true and can be false",
        ((each.owner, each) for each in subject.written if subject.is_own(each.test)),
        lambda written: _settled(subject, written),
    )


def _settled(subject: Subject, written: Written) -> Iterator[Finding]:
    named: dict[int, bool] = {}  # the parts named so far, here or elsewhere: always true or never
    for part in written.parts():
        always = _always_or_never(subject, part)
        if always is None:
            continue
        if not _is_named_elsewhere(subject, part) and not _follows(part, named, always=always):
            if always:
                yield _always(subject, part, written)
            elif not isinstance(part, Within):  # its range is named by `triage.check.lint.ranges`
                yield _never(subject, part, written)
        named[id(part)] = always


def _always_or_never(subject: Subject, part: Test) -> bool | None:
    """Return whether a condition is always or never true, or None where it depends."""
    condition = subject.condition(part)
    if not subject.possible(condition):
        return False
    return True if subject.certain(condition) else None


def _is_named_elsewhere(subject: Subject, part: Test) -> bool:
    """Say whether what settles a part is a finding where its fact or its question stands."""
    if isinstance(part, Fact):
        return subject.is_own(subject.flow.facts[part.name])
    if isinstance(part, Chosen | Within | Answered):
        return not subject.possible(subject.in_play(subject.program.index[part.question]))
    return False


def _follows(part: Test, named: Mapping[int, bool], *, always: bool) -> bool:
    """Say whether the parts named inside a condition are enough to make it always or never true."""
    if isinstance(part, Not):
        return id(part.of) in named
    if not isinstance(part, AtLeast):
        return False
    inside = [named.get(id(each)) for each in part.of]
    if always:
        return inside.count(True) >= part.count
    return len(inside) - inside.count(False) < part.count


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
    negations = (
        (each.owner, (each, part))
        for each in subject.written
        if subject.is_own(each.test)
        for part in each.parts()
        if isinstance(part, Not)
    )
    return subject.undecided.of_each(
        "whether a not is true where its question is never asked",
        negations,
        lambda negation: _risky(subject, *negation),
    )


def _risky(subject: Subject, written: Written, part: Not) -> Iterator[Finding]:
    whole = all_of((subject.condition(written.test), subject.condition(part)))
    for question in sorted(subject.condition(part.of).reads & subject.read_by(part.of)):
        in_play = subject.in_play(question)
        if in_play is TRUE:
            continue
        unasked = all_of((whole, negate(in_play)))
        if subject.possible(unasked):
            id_ = subject.program.questions[question].id
            yield Finding(
                part.place,
                "not-over-unasked",
                "warning",
                f"This not, in {written.owner}, is true also where {id_} is never asked.",
                f"Name the answers you mean, or add {{answered: [{id_}]}} beside it.",
                subject.walk_to(unasked),
                written.part,
            )
