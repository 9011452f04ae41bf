"""Exact ages in plain letters, and the bands in which a redacted copy gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.report.identifiers.kinds import Kind

AGE = Kind("age", "an exact age", "exact ages", "Give the age band instead.")

_BANDS = ((1, "under 1"), (6, "1 to 5"), (11, "6 to 10"), (16, "11 to 15"), (18, "16 to 17"))
_LAST_BANDS = ((25, "18 to 24"),)
_OVER = "25 or over"
"""The bands of the referral form (its field 9); above each stands the first age past it."""

_IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_WORDS = _IN_WORDS.split()
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?P<number>[0-9]{{1,3}}(?:\.5|\u00bd)?|{_ANY_WORD})"
_SHORT = r"(?P<short>[ -]?(?:months?|mths?|weeks?|wks?|days?))?"
_YEARS = r"[ -]?(?:years?|yrs?|y)?"
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\bage[ds]? (?:of |only |just |about |around |approximately )?{_NUMBER}{_SHORT}\b",
        rf"(?<![0-9A-Za-z.]){_NUMBER}(?:{_SHORT}|{_YEARS})[ -]olds?\b",
        rf"(?<![0-9A-Za-z.]){_NUMBER}(?P<short>[ -](?:months?|weeks?|days?))?(?: years?)? of age\b",
        rf"(?<![0-9A-Za-z.]){_NUMBER} ?(?P<short>m/o)?(?:y/o|yo|yrs old)\b",
        rf"\bturn(?:s|ed|ing) {_NUMBER}(?P<short>)\b(?! (?:o'clock|am|pm|times))",
    )
)
_MONTHS_IN_A_YEAR, _WEEKS_IN_A_YEAR, _DAYS_IN_A_YEAR = 12, 52, 365


def look(plain: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and the end of each exact age, and the band that takes its place.

    Years stay where they stand ("a 7-year-old" has the age 7); shorter ages go with their unit.
    """
    for pattern in _AGES:
        for found in pattern.finditer(plain):
            short = found["short"] or ""
            end = found.end("short") if short else found.end("number")
            years = _years(found["number"], short.strip(" -").lower())
            yield found.start("number"), end, f"{band(years)}{' year' if short else ''}"


def band(years: int) -> str:
    """Return the band in which an age in whole years lies."""
    return next((name for end, name in (*_BANDS, *_LAST_BANDS) if years < end), _OVER)


def _years(number: str, short: str) -> int:
    lower = number.lower()
    count = _WORDS.index(lower) if lower in _WORDS else int(re.split(r"[^0-9]", number)[0])
    if short.startswith("m"):
        return count // _MONTHS_IN_A_YEAR
    if short.startswith("w"):
        return count // _WEEKS_IN_A_YEAR
    return count // _DAYS_IN_A_YEAR if short.startswith("d") else count
