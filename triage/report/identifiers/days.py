"""Full dates and dates of birth in plain letters, and the month that a date lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.report.identifiers.kinds import BIRTH, DATE, Kind

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTHS_IN_A_YEAR = 12

_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,? "
    r"(?:the )?)?"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_ORDINAL = r"(?: ?(?:st|nd|rd|th))?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?= ?'?[0-9]))?"
)
_YEAR = r"(?P<year>(?:(?:19|20)[0-9]{2}(?![0-9])|'?[0-9]{2}(?![0-9:]))(?![./-][0-9]{1,2}[./-]))"
_WHOLE_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"

_WORDS = re.compile(
    rf"{_ALONE}{_WEEKDAY}{_DAY}{_ORDINAL}[ \n/-]?(?:of )?{_MONTH}(?:,?[ /-]?{_YEAR})?{_END}",
    re.IGNORECASE | re.ASCII,
)
_MONTH_FIRST = re.compile(
    rf"{_ALONE}{_WEEKDAY}{_MONTH} (?:the )?{_DAY}"
    rf"(?: ?(?:st|nd|rd|th)(?:,? {_YEAR})?|,? (?P<whole>(?:19|20)[0-9]{{2}})){_END}",
    re.IGNORECASE | re.ASCII,
)
_BACKWARDS = re.compile(
    rf"{_ALONE}{_WHOLE_YEAR}([-/. ])(?P<number>1[0-2]|0?[1-9])\2{_DAY}(?![0-9])",
    re.IGNORECASE | re.ASCII,
)
_FORWARDS = re.compile(
    rf"(?<![0-9A-Za-z./-]){_WEEKDAY}(?P<first>[0-9]{{1,2}}) ?([-/.]) ?(?P<second>[0-9]{{1,2}}) ?\2"
    rf" ?(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9]|[./-][0-9])",
    re.IGNORECASE | re.ASCII,
)
_SPACED = re.compile(
    rf"{_ALONE}(?P<first>[0-9]{{1,2}}) (?P<second>[0-9]{{1,2}}) (?P<year>(?:19|20)[0-9]{{2}}){_END}"
)

_BORN = re.compile(
    r"(?:\bborn|\bd\.?o\.?b\.?|\bdate of birth|\bbirth ?(?:date|day))[^0-9A-Za-z]{0,3}"
    r"(?:is |was |on |the ){0,3}$",
    re.IGNORECASE | re.ASCII,
)
_NUMBERED = re.compile(
    r"\b(?:section|paragraph|para|rule|version|chapter|v|appendix|table|box) ?$",
    re.IGNORECASE | re.ASCII,
)
_BEFORE = 24
"""How far before a date the words may begin that say whose birth it is."""


def look(plain: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield the start, the end and the kind of each full date."""
    for start, end, _ in _dates(plain):
        born = _BORN.search(plain[max(0, start - _BEFORE) : start])
        yield start, end, BIRTH if born else DATE


def month_of(date: str) -> str:
    """Return the month of a full date and its year if it has one, such as "March 2026".

    Days come before months, as is usual here. Empty where the text is no full date.
    """
    return next((month for start, _, month in _dates(date) if not start), "")


def _dates(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _all(_WORDS, plain):
        # "The 5 may be ill" has no date in it.
        if found["year"] or found["month"].lower() != "may" or found["month"][0] == "M":
            yield *found.span(), _in_words(_month_named(found["month"]), found["year"])
    for found in _all(_MONTH_FIRST, plain):
        month = _month_named(found["month"])
        yield *found.span(), _in_words(month, found["year"] or found["whole"])
    for found in _all(_BACKWARDS, plain):
        yield *found.span(), _in_words(int(found["number"]), found["year"])
    for pattern in (_FORWARDS, _SPACED):
        for found in _all(pattern, plain):
            month = _month_of(int(found["first"]), int(found["second"]))
            if month and not _NUMBERED.search(plain[max(0, found.start() - 12) : found.start()]):
                yield *found.span(), _in_words(month, found["year"])


def _all(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """Yield every match, also those that begin inside another: "4 May, 10 June 1990" has two."""
    found = pattern.search(plain)
    while found is not None:
        yield found
        found = pattern.search(plain, found.start() + 1)


def _month_named(name: str) -> int:
    starts = [month[:3].lower() for month in MONTHS]
    return starts.index(name[:3].lower()) + 1


def _month_of(first: int, second: int) -> int:
    """Return the month of two numbers, of which the day is first wherever that can be; else 0."""
    if min(first, second) < 1 or max(first, second) > 31:  # noqa: PLR2004 - days
        return 0
    if second <= _MONTHS_IN_A_YEAR:
        return second
    return first if first <= _MONTHS_IN_A_YEAR else 0


def _in_words(month: int, year: str | None) -> str:
    name = MONTHS[month - 1]
    if not year:
        return name
    digits = year.strip("'")
    if len(digits) == 2:  # noqa: PLR2004 - digits
        # Nobody who is written about here was born before 1930.
        digits = f"{'19' if int(digits) >= 30 else '20'}{digits}"  # noqa: PLR2004 - as above
    return f"{name} {digits}"
