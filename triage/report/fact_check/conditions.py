"""Conditions in plain English, as nested lists: what must be true, and what must not.

Negations are written out with what they imply: a condition on a question that is not asked is
false, so its opposite is true.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from triage.core.model import (
    Answered,
    AtLeast,
    Bound,
    Chosen,
    Fact,
    Not,
    Question,
    Suggested,
    Test,
    Within,
)
from triage.core.written_conditions import questions_read
from triage.report.fact_check.names import Names, words
from triage.report.in_words import day

INDENT = "  "


def condition_lines(names: Names, test: Test, depth: int = 0) -> list[str]:
    """Return a condition as lines of a Markdown list, one part to a line."""
    return [f"{INDENT * (depth + level)}- {text}" for level, text in _lines(names, test)]


def condition_after(names: Names, lead: str, test: Test, depth: int = 0) -> list[str]:
    """Return a lead such as "Asked when", and its condition after it or in a list below it.

    `depth` is that of the list; the lead itself comes without an indent.
    """
    (_, first), *rest = _lines(names, test)
    if isinstance(test, Fact):
        return [f"{lead} {first} is true."]
    if not rest:
        return [f"{lead} {first}{'' if first.endswith(('.', '.)')) else '.'}"]
    below = [f"{INDENT * (depth + level - 1)}- {text}" for level, text in rest]
    return [f"{lead} {first}", *below]


def opened(names: Names, test: Test) -> Test:
    """Return a condition with every fact replaced by what it means."""
    match test:
        case Fact():
            return opened(names, names.flow.facts[test.name])
        case Not():
            return Not(opened(names, test.of))
        case AtLeast():
            return AtLeast(test.count, tuple(opened(names, part) for part in test.of))
        case _:
            return test


def in_one_line(names: Names, test: Test) -> str:
    """Return a condition as one phrase, with its parts in brackets."""
    match test:
        case AtLeast():
            parts = [_bracketed(names, part) for part in test.of]
            if test.count == len(parts):
                return " and ".join(parts)
            if test.count == 1:
                return " or ".join(parts)
            return f"at least {test.count} of: {'; '.join(parts)}"
        case Not():
            return f"not {_bracketed(names, test.of)}"
        case _:
            return _leaf(names, test)


def _bracketed(names: Names, test: Test) -> str:
    text = in_one_line(names, test)
    return f"({text})" if isinstance(test, AtLeast) and len(test.of) > 1 else text


def _lines(names: Names, test: Test) -> Iterator[tuple[int, str]]:
    """Yield the parts of a condition with how deep each stands."""
    match test:
        case AtLeast() if len(test.of) > 1:
            yield from _group(names, _heading(test.count, len(test.of)), test.of)
        case AtLeast():
            yield from _lines(names, test.of[0])
        case Not():
            yield from _denied_lines(names, test.of)
        case _:
            yield 0, _leaf(names, test)


def _denied_lines(names: Names, test: Test) -> Iterator[tuple[int, str]]:
    """Yield the parts of the opposite of a condition."""
    unasked = _unasked(names, test)
    match test:
        case Not():
            yield from _lines(names, test.of)
        case AtLeast() if len(test.of) > 1:
            heading = _opposite(test.count, len(test.of))
            yield from _group(names, f"{heading} {unasked}".strip(), test.of)
        case AtLeast():
            yield from _denied_lines(names, test.of[0])
        case _:
            yield 0, f"{_denied(names, test)} {unasked}".strip()


def _group(names: Names, heading: str, parts: tuple[Test, ...]) -> Iterator[tuple[int, str]]:
    yield 0, heading
    for part in parts:
        yield from ((level + 1, text) for level, text in _lines(names, part))


def _heading(count: int, of: int) -> str:
    if count == of:
        return "**all** of these are true:"
    if count == 1:
        return "**at least one** of these is true:"
    return f"**at least {count}** of these {of} are true:"


def _opposite(count: int, of: int) -> str:
    if count == 1:
        return "**none** of these is true:"
    if count == of:
        return "not all of these are true; **at least one is not**:"
    return f"**fewer than {count}** of these {of} are true:"


def _unasked(names: Names, test: Test) -> str:
    """Return what a negation says of questions that are not asked, where there can be any."""
    read = questions_read(test, names.flow.facts)
    asked = [question for question in read if names.questions[question].when is not None]
    if not asked:
        return ""
    numbers = sorted(names.number(each) for each in asked)
    which = f"question {numbers[0]} is" if len(numbers) == 1 else _several(numbers)
    return f"(This counts as true too where {which} not asked.)"


def _several(numbers: list[int]) -> str:
    return f"any of questions {', '.join(map(str, numbers))} is"


def _leaf(names: Names, test: Test) -> str:
    match test:
        case Chosen():
            return f"{names.question(test.question)} {_chosen(names, test)}"
        case Within():
            return f"{names.question(test.question)} is {_within(names, test)}"
        case Answered():
            return f"{names.question(test.question)} is asked and has an answer"
        case Suggested():
            return f"the answers before this part led to: {names.suggested(test.outcome)}"
        case Fact():
            return names.fact(test.name)
        case _:
            return in_one_line(names, test)


def _denied(names: Names, test: Test) -> str:
    match test:
        case Chosen():
            return f"{names.question(test.question)} {_chosen(names, test, denied=True)}."
        case Within():
            return f"{names.question(test.question)} is **not** {_within(names, test)}."
        case Answered():
            return f"{names.question(test.question)} is **not** asked, or has no answer."
        case Suggested():
            outcome = names.suggested(test.outcome)
            return f"the answers before this part did **not** lead to: {outcome}."
        case _:
            return f"**not** true: {_leaf(names, test)}."


def _chosen(names: Names, test: Chosen, *, denied: bool = False) -> str:
    answers = names.answers(test.question, test.values)
    if names.questions[test.question].kind != "choices":
        return f"is {'**not** ' if denied else ''}{answers}"
    if denied:
        return f"has **not** ticked {answers}"
    return f"has {'one or more of these ' if len(test.values) > 1 else ''}ticked: {answers}"


def _within(names: Names, test: Within) -> str:
    question = names.questions[test.question]
    low, high = test.low, test.high
    if low is not None and low == high:
        return f"exactly {_bound(question, low)}"
    if low is not None and high is not None:
        return f"from {_bound(question, low)} to {_bound(question, high)}, both included"
    if low is not None:
        return f"{_bound(question, low)} or {'later' if question.kind == 'date' else 'more'}"
    assert high is not None, "a comparison has a bound"
    return f"{_bound(question, high)} or {'earlier' if question.kind == 'date' else 'less'}"


def _bound(question: Question, bound: Bound) -> str:
    if isinstance(bound, datetime.date):
        return f"**{day(bound)}**"
    return f"**{bound}{' ' + words(question.unit) if question.unit else ''}**"
