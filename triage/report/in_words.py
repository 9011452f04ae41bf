"""Answers and dates in words, the same on every screen and in every document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from triage.core.model import Question
from triage.core.program import Program
from triage.core.timelines import Due, Timeline, TimelineStep, option
from triage.core.values import Entry, NotKnown, Value
from triage.report.safe_text import visible

NO_ENTRIES = "None"
"""What is said of a list without entries."""


def in_words(program: Program, question_id: str, value: Value) -> str:
    """Return an answer as people read it: labels, a number with its unit, a date in words."""
    return value_in_words(program.questions[program.index[question_id]], value)


def value_in_words(question: Question, value: Value) -> str:
    """Return an answer to a question, or to one part of an entry, as people read it."""
    labels = {option.value: option.label for option in question.options}
    if isinstance(value, NotKnown):
        return "Not known"
    if isinstance(value, tuple):
        entries = [each for each in value if isinstance(each, Entry)]
        if question.kind == "repeat":
            return " ".join(_numbered(question, entries)) or NO_ENTRIES
        return "; ".join(labels[each] for each in value if isinstance(each, str))
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, int):
        return f"{value} {question.unit}".strip()
    return visible(labels.get(value, value).replace("\r\n", "\n"))


def in_lines(program: Program, question_id: str, value: Value) -> str:
    """Return an answer as people read it, with each entry of a list on a line of its own."""
    question = program.questions[program.index[question_id]]
    if isinstance(value, tuple) and question.kind == "repeat":
        entries = [each for each in value if isinstance(each, Entry)]
        return "\n".join(_numbered(question, entries)) or NO_ENTRIES
    return value_in_words(question, value)


def _numbered(question: Question, entries: Sequence[Entry]) -> Iterator[str]:
    for number, entry in enumerate(entries, start=1):
        parts = [
            f"{part.ask.rstrip('?')}: {value_in_words(part, entry[part.id])}"
            for part in question.parts
        ]
        yield f"({number}) {'; '.join(parts)}."


def is_unsure(question: Question, value: Value) -> bool:
    """Say whether an answer is "not sure" or "not known", or has "not sure" among its ticks."""
    if isinstance(value, NotKnown):
        return True
    given = set(value) if isinstance(value, tuple) else {value}
    return any(option.unsure and option.value in given for option in question.options)


def day(date: datetime.date) -> str:
    """Return a date as people write it, such as 9 September 2024."""
    return f"{date.day} {date:%B %Y}"


def clock_in_words(timeline: Timeline) -> str:
    """Return the steps of a clock that have a short name, in one line, and how to get dates."""
    steps = [step for step in timeline.steps if step.short]
    line = f"{timeline.short or timeline.title}: "
    line += "; ".join(map(_step_in_words, steps)) or timeline.title
    days = dict.fromkeys((timeline.starts, *(step.starts for step in steps)))
    line += ". Dates: triage deadlines " + " ".join(f"{option(day)} DATE" for day in days)
    if timeline.or_earlier is not None:
        line += f" (for {timeline.or_earlier_for}, also {option(timeline.or_earlier)} DATE)"
    return line


def _step_in_words(step: TimelineStep) -> str:
    if step.target is None:
        return f"no date: {step.short}"
    latest = ""
    if step.limit is not None and step.limit.count != step.target.count:
        latest = f" ({due_in_words(step.limit)} at the latest)"
    return f"{due_in_words(step.target)} {step.short}{latest}"


def due_in_words(due: Due) -> str:
    """Return "day 4", "7 working days before" or "6 months"."""
    if due.unit == "months":
        return f"{due.count} months"
    return f"day {due.count}" if due.count >= 0 else f"{-due.count} working days before"
