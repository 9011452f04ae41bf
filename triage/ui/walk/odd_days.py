"""Days that can hardly be: not come yet where they have, or before what they come after.

It is one line beside the answer, and bars no way: the person may know better. Which days these are
is said in the flow (`past` and `not_before` of the flow language); nothing is guessed.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from triage.core.engine import Position
from triage.core.model import Question
from triage.core.values import Entry, Value
from triage.ui import words


def doubts(position: Position, today: datetime.date) -> Mapping[str, str]:
    """Return what is to be said of days among the answers that are read, by question."""
    program = position.program
    found = {
        id_: doubt(program.questions[program.index[id_]], position.answers[id_], position, today)
        for id_ in position.asked
    }
    return {id_: said for id_, said in found.items() if said}


def doubt(question: Question, value: object, position: Position, today: datetime.date) -> str:
    """Return what is to be said of a day that was given, or of the days in a list, or nothing."""
    if question.kind == "repeat":
        return words.NOT_COME_AMONG if _has_day_to_come(question, value, today) else ""
    if not isinstance(value, datetime.date):
        return ""
    if question.past and value > today:
        return words.NOT_COME
    before = (id_ for id_ in question.not_before if _is_later(position, id_, value))
    return next((words.comes_before(_ask(position, id_)) for id_ in before), "")


def _has_day_to_come(question: Question, value: object, today: datetime.date) -> bool:
    past = [part.id for part in question.parts if part.past]
    return any(
        _is_day_after(entry[id_], today)
        for entry in (value if isinstance(value, tuple) else ())
        if isinstance(entry, Entry)
        for id_ in past
    )


def _is_later(position: Position, question: str, day: datetime.date) -> bool:
    """Say whether the answer to a question is read here, and is a later day."""
    given = position.answers.get(question) if question in position.asked else None
    return _is_day_after(given, day)


def _is_day_after(value: Value | None, day: datetime.date) -> bool:
    return isinstance(value, datetime.date) and value > day


def _ask(position: Position, question: str) -> str:
    return position.program.questions[position.program.index[question]].ask
