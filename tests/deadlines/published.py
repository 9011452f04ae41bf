"""Working days counted again, from a table of bank holidays of its own and a list of all days.

The table is that of the bank holidays of England and Wales as the government published them, a
substitute day standing for a holiday at a weekend. Nothing here comes from the library.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right

_BY_YEAR = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
BANK_HOLIDAYS = frozenset(
    datetime.date.fromisoformat(f"{year}-{day}")
    for year, days in _BY_YEAR.items()
    for day in days.split()
)
FIRST, LAST = datetime.date(2022, 1, 1), datetime.date(2027, 12, 31)
_EVERY_DAY = [FIRST + datetime.timedelta(n) for n in range((LAST - FIRST).days + 1)]


def working_days(extra: frozenset[datetime.date] = frozenset()) -> list[datetime.date]:
    """Return every working day of the known years, without some extra ones."""
    left_out = BANK_HOLIDAYS | extra
    return [day for day in _EVERY_DAY if day.isoweekday() <= 5 and day not in left_out]


_WORKED = working_days()


def after(
    start: datetime.date, number: int, worked: list[datetime.date] = _WORKED
) -> datetime.date:
    """Return the working day of that number where the start is day 0."""
    return start if number == 0 else worked[bisect_right(worked, start) + number - 1]


def from_first(start: datetime.date, number: int) -> datetime.date:
    """Return the working day of that number where the start, or the next one, is day 1."""
    return _WORKED[bisect_left(_WORKED, start) + number - 1]


def before(start: datetime.date, number: int) -> datetime.date:
    """Return the working day so many working days before the start."""
    return _WORKED[bisect_left(_WORKED, start) - number]


def months_after(start: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last one of that month."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in range(start.day, 27, -1):
        try:
            return datetime.date(year, month, day)
        except ValueError:
            continue
    return datetime.date(year, month, start.day)
