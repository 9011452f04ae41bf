"""The bank holidays of England and Wales, and what the user's own file changes about them.

The days come from the library `holidays`, imported only when they are asked for, and for the
years in which they were compared with those that the government has published. It cannot know
of a day that is proclaimed later: that is what the file is for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from triage.core.values import iso_day
from triage.core.working_days import Calendar, is_weekend
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Node, Text

CHECKED_YEARS = range(2022, 2028)
"""Years whose days in the library were compared with the published ones."""

FEWEST_A_YEAR = 8
"""England and Wales have at least so many bank holidays in every year."""

_KEYS = dict.fromkeys(("holidays", "working_days", "whole_years"))
_YEAR = re.compile(r"20[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What a user's file says: days added, with names, and days that are worked after all."""

    added: Mapping[datetime.date, str]
    worked: Mapping[datetime.date, str]


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The calendar to count with, and the user's own part in it."""

    calendar: Calendar
    own: OwnDays


def published() -> dict[datetime.date, str]:
    """Return the bank holidays of England and Wales in the checked years, with their names."""
    import holidays  # noqa: PLC0415 - slow to import, and few commands count days

    found = holidays.country_holidays("GB", subdiv="ENG", years=CHECKED_YEARS)
    return {day: name for day, name in found.items() if not is_weekend(day)}


def bank_holidays() -> BankHolidays:
    """Return the calendar without a file of the user's own."""
    calendar = Calendar(published(), frozenset(CHECKED_YEARS))
    return BankHolidays(calendar, OwnDays({}, {}))


def read_bank_holidays(raw: bytes, source: Source) -> BankHolidays:
    """Return the calendar with the changes of one file, noting what is wrong in `source`."""
    root = source.whole(raw, "The holidays file")
    if root is None:
        return bank_holidays()
    source.known_keys(root, "The holidays file", _KEYS)
    whole = _whole_years(source, root)
    years = frozenset({*CHECKED_YEARS, *whole})
    added = _days(source, root, "holidays", years)
    worked = _days(source, root, "working_days", years)
    usual = {day: name for day, name in published().items() if day.year not in whole}
    _check_whole(source, whole, added)
    _check_worked(source, worked, added, usual)
    days = usual | {day: named.name for day, named in added.items()}
    calendar = Calendar({day: days[day] for day in sorted(days.keys() - worked.keys())}, years)
    return BankHolidays(
        calendar,
        OwnDays(
            {day: named.name for day, named in added.items() if day not in usual},
            {day: named.name for day, named in worked.items()},
        ),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a day, and the key that it stands at."""

    name: str
    key: Text


def _whole_years(source: Source, root: Fields) -> dict[int, Node]:
    node = root.nodes.get("whole_years")
    found = {}
    for each in () if node is None else source.items(node, "whole_years"):
        text = source.text(each, "A year")
        if _YEAR.fullmatch(text):
            found[int(text)] = each
        elif type(each) is Text:
            source.note(each, "bad-year", f"{shown(text)} is no year.", "Write it as 2028.")
    return found


def _days(
    source: Source, root: Fields, key: str, years: Collection[int]
) -> dict[datetime.date, _Named]:
    """Return the days under a key by date, noting what cannot be one that makes a difference."""
    node = root.nodes.get(key)
    fields = None if node is None else source.fields(node, key)
    found: dict[datetime.date, _Named] = {}
    if fields is None:
        return found
    for text, value in fields.nodes.items():
        at = fields.keys[text]
        name = source.text(value, f"The name of {shown(text)}")
        day = _date(source, at)
        if day is None:
            continue
        if is_weekend(day):
            source.note(
                at,
                "weekend",
                f"{day} is a {day:%A}, and never a working day.",
                "Check the date, or delete the line.",
            )
        elif day.year not in years:
            source.note(
                at,
                "unknown-year",
                f"The other bank holidays of {day.year} are not known.",
                f"List them all, and add {day.year} to whole_years.",
            )
        else:
            found[day] = _Named(name or "no name given", at)
    return found


def _date(source: Source, node: Text) -> datetime.date | None:
    text = node.value.strip()
    day = iso_day(text)
    if day is None:
        fix = "Write it with the year first: 2026-06-15."
        source.note(node, "bad-date", f"{shown(text)} is no date.", fix)
    return day


def _check_whole(
    source: Source, whole: Mapping[int, Node], added: Mapping[datetime.date, _Named]
) -> None:
    """Note a year that is said to be listed whole, and cannot be."""
    for year, node in whole.items():
        listed = sum(day.year == year for day in added)
        if listed < FEWEST_A_YEAR:
            source.note(
                node,
                "short-year",
                f"{year} has {listed} days under holidays; every year has at least "
                f"{FEWEST_A_YEAR} bank holidays.",
                "List them all, or delete the year.",
            )


def _check_worked(
    source: Source,
    worked: Mapping[datetime.date, _Named],
    added: Collection[datetime.date],
    usual: Collection[datetime.date],
) -> None:
    """Note a day that is said to be worked, and is no bank holiday or is added as one too."""
    for day, named in worked.items():
        if day in added:
            source.note(
                named.key,
                "worked-and-not",
                f"{day} stands under holidays as well.",
                "Keep one of the two.",
            )
        elif day not in usual:
            source.note(
                named.key,
                "not-a-holiday",
                f"{day} is no bank holiday, so it is worked already.",
                "Check the date, or delete the line.",
            )
