"""Days as people write them, with the day first: 25/03/2026, 25.3.2026, 25 March 2026.

Files of answers take `2026-03-25` alone (`triage.core.answers`); what is typed may be that as well.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from typing import NoReturn

from triage.core.answers import means_not_known, or_not_known
from triage.core.domains import bounds_of
from triage.core.model import Question
from triage.errors import AnswerError
from triage.report.in_words import day

WAYS = "25 March 2026, 25/03/2026 or 2026-03-25"
"""How a day can be typed. The 25th is no month, so nobody takes the day for one."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})[.,]? ([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]{3,9})[-/. ][0-9]{2}")


def day_typed(question: Question, given: object) -> object:
    """Return the day that was typed at a date question; what is no text is returned as it is.

    Raises `AnswerError` for what is no day, is not in the calendar or lies out of bounds. What was
    typed is not repeated.
    """
    if question.kind != "date" or not isinstance(given, str):
        return given
    if question.not_known and means_not_known(given):
        return given
    ways = f"{WAYS}{or_not_known(question)}"
    typed = " ".join(given.casefold().split())
    if _SHORT_YEAR.fullmatch(typed):
        _refuse(question, f"Write the year with four digits, like {ways}.")
    parts = _parts(typed)
    if parts is None:
        _refuse(question, f"That is not a date. Write it like {ways}.")
    found = None
    with contextlib.suppress(ValueError):  # whose message would show the answer
        found = datetime.date(*parts)
    if found is None:
        _refuse(question, f"There is no such day. The day comes first, like {ways}.")
    first, last = map(datetime.date.fromordinal, bounds_of(question))
    if not first <= found <= last:
        bounds = f"Give one from {day(first)} to {day(last)}{or_not_known(question)}."
        _refuse(question, f"That day is out of bounds. {bounds}")
    return found


def _parts(typed: str) -> tuple[int, int, int] | None:
    """Return year, month and day as they were written, or None where they were not."""
    if found := _YEAR_FIRST.fullmatch(typed):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _DAY_FIRST.fullmatch(typed):
        return int(found[4]), int(found[3]), int(found[1])
    if found := _NAMED.fullmatch(typed):
        months = (number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2]))
        month = next(months, 0)
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def _refuse(question: Question, why: str) -> NoReturn:
    raise AnswerError(why, question.id)
