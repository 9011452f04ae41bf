"""The user's own file of bank holidays: what it adds, what it takes away, what it must not say."""

from __future__ import annotations

import datetime

import pytest

from triage.core.working_days import Calendar
from triage.errors import Problem, UsageError
from triage.pack.bank_holidays import BankHolidays, bank_holidays, read_bank_holidays
from triage.pack.source import Source

ONE_OFF = datetime.date(2026, 6, 15)
AUGUST = datetime.date(2026, 8, 31)
YEAR_2028 = """holidays:
  2028-01-03: New Year
  2028-04-14: Good Friday
  2028-04-17: Easter Monday
  2028-05-01: Early May
  2028-05-29: Spring
  2028-08-28: Summer
  2028-12-25: Christmas
  2028-12-26: Boxing Day
whole_years: [2028]
"""


def read(text: str) -> tuple[BankHolidays, list[Problem]]:
    """Return what a file makes of the calendar, and what is wrong with it."""
    problems: list[Problem] = []
    return read_bank_holidays(text.encode(), Source("holidays.yaml", problems, [])), problems


def good(text: str) -> BankHolidays:
    """Return what a file makes of the calendar; there is nothing wrong with it."""
    found, problems = read(text)
    assert problems == []
    return found


def codes(text: str) -> list[tuple[str, int, int]]:
    """Return the problems of a file as code, line and column."""
    _, problems = read(text)
    return [(each.code, each.place.line, each.place.column) for each in sorted(problems)]


def test_a_day_can_be_added() -> None:
    """A one-off bank holiday is left out of the count, and known as the user's own."""
    found = good("holidays: {2026-06-15: A one-off day}")
    before = bank_holidays().calendar
    friday = datetime.date(2026, 6, 12)
    assert before.working_day(friday, 1) == ONE_OFF
    assert found.calendar.working_day(friday, 1) == datetime.date(2026, 6, 16)
    assert found.own.added == {ONE_OFF: "A one-off day"}


def test_a_day_that_is_known_already_is_no_mistake() -> None:
    """A file stays good when the library learns of its day, which is then not the user's own."""
    found = good("holidays: {2026-08-31: Summer}")
    assert found.own.added == {}
    assert AUGUST in found.calendar.holidays


def test_a_day_can_be_worked_after_all() -> None:
    """A bank holiday that is worked is counted."""
    found = good("working_days: {2026-08-31: Moved}")
    assert found.calendar.is_working_day(AUGUST)
    assert found.own.worked == {AUGUST: "Moved"}


def test_a_whole_year_can_be_added() -> None:
    """A year whose bank holidays are all listed becomes a known one, and only that."""
    found = good(YEAR_2028).calendar
    assert found.known_years == "2022 to 2028"
    assert found.working_day(datetime.date(2028, 4, 13), 1) == datetime.date(2028, 4, 18)
    with pytest.raises(UsageError, match="2022 to 2028"):
        found.working_day(datetime.date(2028, 12, 29), 1)


def test_a_known_year_that_is_listed_whole_is_the_users_own() -> None:
    """For such a year only the days of the file count."""
    text = YEAR_2028.replace("2028-01-03", "2026-01-02").replace("2028-04-14", "2026-04-02")
    text = text.replace("2028-04-17", "2026-04-07").replace("2028-05-01", "2026-05-05")
    text = text.replace("2028-05-29", "2026-05-26").replace("2028-08-28", "2026-08-27")
    text = text.replace("2028-12-2", "2026-12-2").replace("2028]", "2026]").replace("-26:", "-28:")
    text = text.replace("2026-05-28", "2026-05-26")
    calendar: Calendar = good(text).calendar
    assert calendar.is_working_day(AUGUST)
    assert not calendar.is_working_day(datetime.date(2026, 8, 27))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "holidays: {}\n"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    """A file to start from is no mistake."""
    assert good(text).calendar == bank_holidays().calendar


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[2026-06-15]", "not-a-mapping", 1, 1),
        ("holiday: {2026-06-15: x}", "unknown-key", 1, 1),
        ("holidays: [2026-06-15]", "not-a-mapping", 1, 11),
        ("holidays: {15 June 2026: x}", "bad-date", 1, 12),
        ("holidays: {2026-6-15: x}", "bad-date", 1, 12),
        ("holidays: {2026-02-30: x}", "bad-date", 1, 12),
        ("holidays: {2026-06-15: [x]}", "not-text", 1, 24),
        ("holidays: {2026-06-14: x}", "weekend", 1, 12),
        ("holidays: {2029-06-15: x}", "unknown-year", 1, 12),
        ("holidays: {2026-06-15: x, 2026-06-15: y}", "duplicate-key", 1, 27),
        ("working_days: {2026-06-15: x}", "not-a-holiday", 1, 16),
        (
            "holidays: {2026-06-15: x}\nworking_days: {2026-06-15: y}",
            "worked-and-not",
            2,
            16,
        ),
        ("whole_years: [28]", "bad-year", 1, 15),
        ("whole_years: 2028", "not-a-list", 1, 14),
        (YEAR_2028.replace("  2028-05-01: Early May\n", ""), "short-year", 9, 15),
        ("holidays: {2026-06-15: x", "yaml-syntax", 2, 1),
    ],
)
def test_each_mistake_is_reported_in_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    """What makes no difference or no sense is a mistake, since a date would be wrong for it."""
    assert codes(text) == [(code, line, column)]


def test_every_mistake_comes_in_one_run() -> None:
    """Three mistakes are reported together."""
    text = "holidays:\n  2026-06-13: a\n  soon: b\nwhole_years: [x]\n"
    assert [code for code, *_ in codes(text)] == ["weekend", "bad-date", "bad-year"]
