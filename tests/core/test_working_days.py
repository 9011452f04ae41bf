"""Counting working days and months, over a small calendar made by hand."""

from __future__ import annotations

import datetime

import pytest

from triage.core.working_days import Calendar, months_after
from triage.errors import UsageError

# Monday 1 June 2026; its Thursday is a holiday, and so is a Saturday, which makes no difference.
THURSDAY, SATURDAY = datetime.date(2026, 6, 4), datetime.date(2026, 6, 6)
SMALL = Calendar({THURSDAY: "A holiday", SATURDAY: "Another"}, frozenset({2026}))


def june(day: int) -> datetime.date:
    """Return a day of June 2026, which starts on a Monday."""
    return datetime.date(2026, 6, day)


@pytest.mark.parametrize(
    ("start", "number", "counts_as", "expected"),
    [
        (1, 0, 0, 1),
        (1, 2, 0, 3),
        (1, 3, 0, 5),
        (1, 4, 0, 8),
        (1, 1, 1, 1),
        (1, 4, 1, 5),
        (6, 0, 0, 6),  # day 0 is the day itself, even a Saturday
        (6, 1, 0, 8),
        (6, 1, 1, 8),  # day 1 is the next working day
        (4, 1, 1, 5),
        (4, 1, 0, 5),
        (8, -1, 0, 5),
        (8, -2, 0, 3),
        (7, -1, 0, 5),
        (4, -1, 0, 3),
    ],
)
def test_counting(start: int, number: int, counts_as: int, expected: int) -> None:
    """Forwards, backwards, from a working day and from one that is none, in both readings."""
    assert SMALL.working_day(june(start), number, counts_as) == june(expected)


@pytest.mark.parametrize(("start", "number"), [("2026-12-31", 1), ("2026-01-01", -1)])
def test_counting_stops_at_the_known_years(start: str, number: int) -> None:
    """Rather than guess, counting into another year is refused."""
    with pytest.raises(UsageError, match="known for 2026 only"):
        SMALL.working_day(datetime.date.fromisoformat(start), number)


def test_known_years_in_words() -> None:
    """Years in a row are given by their ends."""
    years = frozenset({2022, 2023, 2024, 2026, 2028, 2029})
    assert Calendar({}, years).known_years == "2022 to 2024, 2026, 2028 to 2029"


def test_only_days_that_take_work_away_are_left_out() -> None:
    """A holiday at a weekend is not counted out, and both ends belong to the span."""
    assert SMALL.left_out(june(1), june(30)) == ((THURSDAY, "A holiday"),)
    assert SMALL.left_out(THURSDAY, THURSDAY) == ((THURSDAY, "A holiday"),)
    assert SMALL.left_out(june(5), june(30)) == ()


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2026-06-30", 6, "2026-12-30"),
        ("2026-07-15", 6, "2027-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-01", 12, "2027-12-01"),
    ],
)
def test_months_end_with_the_month(start: str, months: int, expected: str) -> None:
    """Where the later month has no such day, its last day is meant."""
    found = months_after(datetime.date.fromisoformat(start), months)
    assert found.isoformat() == expected
