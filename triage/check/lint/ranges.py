"""Ranges of numbers and dates that hold nothing, or that meet badly at a boundary value."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.conditions import Condition, atom
from triage.core.domains import bounds_of, ordinal
from triage.core.model import Question, Within
from triage.core.part_names import question_name
from triage.core.written_conditions import parts_of


def ranges(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each range that is impossible, out of reach, or badly joined."""
    for question in subject.flow.questions:
        if question.kind in ("number", "date"):
            found = _ranges_over(subject, question)
            for each in found:
                yield from _alone(subject, question, each)
            yield from _meetings(subject, question, found)


def _ranges_over(subject: Subject, question: Question) -> list[Within]:
    """Return the ranges of the flow's own conditions over a question, each once."""
    found: dict[Within, Within] = {}
    for written in subject.written:
        for part in parts_of(written.test):
            if isinstance(part, Within) and part.question == question.id and subject.is_own(part):
                found.setdefault(part, part)
    return list(found.values())


def _alone(subject: Subject, question: Question, each: Within) -> Iterator[Finding]:
    low, high = _ends(question, each)
    least, greatest = bounds_of(question)
    part = question_name(question.id)
    if each.low is not None and each.high is not None and low > high:
        yield Finding(
            each.place,
            "impossible-range",
            "error",
            f"No answer to {question.id} lies in this range: it begins after it ends.",
            "Swap or change its bounds.",
            subject.walk_to(subject.in_play(subject.program.index[question.id])),
            part,
        )
    elif high < least or low > greatest:
        yield Finding(
            each.place,
            "range-out-of-reach",
            "error",
            f"No answer to {question.id} lies in this range: answers go "
            f"from {_shown(question, least)} to {_shown(question, greatest)}.",
            "Change the range, or the min or max of the question.",
            subject.walk_to(subject.in_play(subject.program.index[question.id])),
            part,
        )
    elif (each.low is not None and low < least) or (each.high is not None and high > greatest):
        yield Finding(
            each.place,
            "bound-without-effect",
            "warning",
            f"A bound of this range lies beyond the answers that {question.id} takes: "
            f"{_shown(question, least)} to {_shown(question, greatest)}.",
            "Leave the bound out, or change it.",
            subject.walk_to(subject.condition(each)),
            part,
        )


def _meetings(subject: Subject, question: Question, found: list[Within]) -> Iterator[Finding]:
    """Yield where two ranges share just their boundary value, or leave just one value out."""
    least, greatest = bounds_of(question)
    ends = {}
    for each in found:
        low, high = _ends(question, each)
        ends[each] = max(low, least), min(high, greatest)
    usable = [each for each in found if ends[each][0] < ends[each][1]]
    seen: set[tuple[Within, int]] = set()
    for pair in combinations(usable, 2):
        first, second = sorted(pair, key=ends.__getitem__)
        last, start = ends[first][1], ends[second][0]
        hole = last + 1
        shared = last == start and ends[first][0] < start
        left_out = start == hole + 1 and least <= hole <= greatest
        if left_out:
            left_out = not any(low <= hole <= high for low, high in ends.values())
        value = last if shared else hole
        if (shared or left_out) and (second, value) not in seen:
            seen.add((second, value))
            yield _meeting(subject, question, second, value, shared=shared)


def _meeting(
    subject: Subject, question: Question, second: Within, value: int, *, shared: bool
) -> Finding:
    shown = _shown(question, value)
    part = question_name(question.id)
    walk = subject.walk_to(_answer(subject, question, value))
    if shared:
        return Finding(
            second.place,
            "ranges-share-boundary",
            "warning",
            f"Two ranges over {question.id} both hold {shown}, and nothing else in common.",
            "Decide which one it belongs to: under ends before a value, up_to ends with it.",
            walk,
            part,
        )
    return Finding(
        second.place,
        "boundary-left-out",
        "warning",
        f"Two ranges over {question.id} leave out {shown}, the one value between them.",
        "Decide which one it belongs to: from begins with a value, over begins after it.",
        walk,
        part,
    )


def _answer(subject: Subject, question: Question, value: int) -> Condition:
    """Return the condition that the question is asked and has this answer."""
    number = subject.program.index[question.id]
    domain = subject.program.domains[number]
    answer = datetime.date.fromordinal(value) if question.kind == "date" else value
    return atom(number, domain.bit_of(answer), domain.full)


def _ends(question: Question, each: Within) -> tuple[int, int]:
    least, greatest = bounds_of(question)
    low = least if each.low is None else ordinal(each.low)
    high = greatest if each.high is None else ordinal(each.high)
    return low, high


def _shown(question: Question, value: int) -> str:
    """Return a bound as it is written in a flow."""
    return str(datetime.date.fromordinal(value)) if question.kind == "date" else str(value)
