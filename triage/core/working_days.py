"""Working days: Monday to Friday without bank holidays, counted in years that are known."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from triage.errors import UsageError

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Bank holidays by day, with their names, and the years of which every one is known.

    A day of any other year is refused, not guessed: its bank holidays might not be known yet.
    """

    holidays: Mapping[datetime.date, str]
    years: frozenset[int]

    def is_working_day(self, day: datetime.date) -> bool:
        """Say whether a day is worked; raises `UsageError` for a year that is not known."""
        self.check_known(day)
        return not is_weekend(day) and day not in self.holidays

    def check_known(self, day: datetime.date) -> None:
        """Raise `UsageError` for a day of a year whose bank holidays are not known."""
        if day.year not in self.years:
            message = (
                f"Bank holidays are known for {self.known_years} only, so no working day of "
                f"{day.year} is counted. Check the dates, count by hand, or list the bank "
                f"holidays of {day.year} in a file for --holidays."
            )
            raise UsageError(message)

    @property
    def known_years(self) -> str:
        """The known years in words, such as "2022 to 2027"."""
        # Years without a gap keep their distance to their place in the row.
        rows = [
            [year for _, year in row]
            for _, row in groupby(enumerate(sorted(self.years)), lambda each: each[1] - each[0])
        ]
        return ", ".join(f"{row[0]} to {row[-1]}" if row[1:] else str(row[0]) for row in rows)

    def working_day(self, start: datetime.date, number: int, counts_as: int = 0) -> datetime.date:
        """Return the working day of that number, where the start counts as `counts_as`, 0 or 1.

        Counted as 0, the start is day 0 even if it is no working day, and day 1 is the next
        working day after it. Counted as 1, the start is day 1, or the next working day is where
        the start is none. Negative numbers count back: day -1 is the last working day before it.
        """
        day = start
        if counts_as:
            while not self.is_working_day(day):
                day += _ONE_DAY
        left = number - counts_as
        step = _ONE_DAY if left > 0 else -_ONE_DAY
        while left:
            day += step
            if self.is_working_day(day):
                left += -1 if left > 0 else 1
        return day

    def left_out(
        self, first: datetime.date, last: datetime.date
    ) -> tuple[tuple[datetime.date, str], ...]:
        """Return the bank holidays from `first` to `last` that take away a working day."""
        return tuple(
            (day, name)
            for day, name in sorted(self.holidays.items())
            if first <= day <= last and not is_weekend(day)
        )


def is_weekend(day: datetime.date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def months_after(start: datetime.date, months: int) -> datetime.date:
    """Return the day of the month so many months later, or that month's last day if it has none.

    Six months from 31 August 2026 end on 28 February 2027. Weekends make no difference.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
