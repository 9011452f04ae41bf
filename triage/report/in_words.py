"""Answers and dates in words, the same on every screen and in every document."""

from __future__ import annotations

import datetime

from triage.core.model import Question, Value
from triage.core.program import Program
from triage.report.safe_text import visible


def in_words(program: Program, question_id: str, value: Value) -> str:
    """Return an answer as people read it: labels, a number with its unit, a date in words."""
    question = program.questions[program.index[question_id]]
    labels = {option.value: option.label for option in question.options}
    if isinstance(value, tuple):
        return "; ".join(labels[each] for each in value)
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, int):
        return f"{value} {question.unit}".strip()
    return visible(labels.get(value, value))


def is_unsure(question: Question, value: Value) -> bool:
    """Say whether an answer is "not sure", or has it among its ticks."""
    given = set(value) if isinstance(value, tuple) else {value}
    return any(option.unsure and option.value in given for option in question.options)


def day(date: datetime.date) -> str:
    """Return a date as people write it, such as 9 September 2024."""
    return f"{date.day} {date:%B %Y}"
