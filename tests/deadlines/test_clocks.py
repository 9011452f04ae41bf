"""From the days given to dates: the real timelines, counted again by other means."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from tests.deadlines import published
from triage.core.timelines import MOMENTS, Moment, Timeline
from triage.core.working_days import Calendar
from triage.deadlines.clocks import Clock, clocks
from triage.errors import UsageError
from triage.pack.bank_holidays import bank_holidays
from triage.pack.reader import read_pack

ROOT = Path(__file__).resolve().parents[2]
# Far enough from the last known year for every step of every clock.
DAYS = st.dates(published.FIRST, datetime.date(2027, 11, 20))
LATER = st.dates(datetime.date(2022, 1, 31), published.LAST)


@cache
def timelines() -> tuple[Timeline, ...]:
    """Return the timelines of the built-in pack."""
    return tuple(read_pack(ROOT).timelines.values())


@cache
def calendar() -> Calendar:
    """Return the calendar as it is without a file of the user's own."""
    return bank_holidays().calendar


def date(text: str) -> datetime.date:
    """Return a date."""
    return datetime.date.fromisoformat(text)


def counted(**given: str) -> dict[str, Clock]:
    """Return the clocks for the days given."""
    days: dict[Moment, datetime.date] = {
        moment: date(given[moment]) for moment in MOMENTS if moment in given
    }
    return {clock.timeline.id: clock for clock in clocks(timelines(), days, calendar())}


def dates(clock: Clock) -> dict[str, tuple[str, str]]:
    """Return target and limit of each step that has them."""
    return {
        each.step.id: (each.target.isoformat(), each.limit.isoformat())
        for each in clock.deadlines
        if each.target is not None and each.limit is not None
    }


def test_the_worked_example_date_for_date() -> None:
    """Aware on 2 March 2026, notified on 9 March: both readings, and every row of the table."""
    found = counted(aware="2026-03-02", notified="2026-03-09")
    assert dates(found["before_notification"]) == {
        "partners_meeting": ("2026-03-05", "2026-03-06"),
        "notify": ("2026-03-06", "2026-03-09"),
    }
    assert dates(found["rapid_review"]) == {
        "send_to_business_unit": ("2026-03-09", "2026-03-09"),
        "alert_group": ("2026-03-09", "2026-03-09"),
        "send_templates": ("2026-03-11", "2026-03-11"),
        "send_meeting_date": ("2026-03-11", "2026-03-11"),
        "panel_says_review_needed": ("2026-03-11", "2026-03-11"),
        "return_reports": ("2026-03-19", "2026-03-19"),
        "send_papers": ("2026-03-20", "2026-03-20"),
        "review_meeting": ("2026-03-23", "2026-03-24"),
        "sign_off": ("2026-03-26", "2026-03-27"),
        "prepare_result": ("2026-03-27", "2026-03-27"),
        "send_result": ("2026-03-30", "2026-03-30"),
        "share_with_family": ("2026-04-08", "2026-04-08"),
        "share_with_practitioners": ("2026-04-08", "2026-04-08"),
    }
    assert [day.isoformat() for day, _ in found["rapid_review"].left_out] == [
        "2026-04-03",
        "2026-04-06",
    ]
    assert found["before_notification"].left_out == ()
    for id_ in ("panel_reply", "review"):
        assert not found[id_].is_dated
        assert dates(found[id_]) == {}


@pytest.mark.parametrize(
    ("aware", "meeting", "notify"),
    [
        # Over Christmas 2026: Friday 25 and, for Saturday 26, Monday 28 December.
        ("2026-12-22", ("2026-12-29", "2026-12-30"), ("2026-12-30", "2026-12-31")),
        # Over Christmas 2027: Monday 27 and Tuesday 28 December stand for the weekend.
        ("2027-12-21", ("2027-12-24", "2027-12-29"), ("2027-12-29", "2027-12-30")),
        # On a Saturday, a Sunday, and Good Friday: both readings meet.
        ("2026-03-07", ("2026-03-12", "2026-03-12"), ("2026-03-13", "2026-03-13")),
        ("2026-03-08", ("2026-03-12", "2026-03-12"), ("2026-03-13", "2026-03-13")),
        ("2026-04-03", ("2026-04-10", "2026-04-10"), ("2026-04-13", "2026-04-13")),
        # Over a leap day, Thursday 29 February 2024.
        ("2024-02-26", ("2024-02-29", "2024-03-01"), ("2024-03-01", "2024-03-04")),
        # Over the one-off bank holiday of Monday 19 September 2022.
        ("2022-09-15", ("2022-09-21", "2022-09-22"), ("2022-09-22", "2022-09-23")),
        # Over the one-off bank holiday of Monday 8 May 2023, and the usual one of 1 May.
        ("2023-04-28", ("2023-05-04", "2023-05-05"), ("2023-05-05", "2023-05-09")),
    ],
)
def test_days_that_are_easily_miscounted(
    aware: str, meeting: tuple[str, str], notify: tuple[str, str]
) -> None:
    """Weekends, bank holidays, their substitutes, one-off ones and leap days, counted by hand."""
    found = dates(counted(aware=aware)["before_notification"])
    assert found == {"partners_meeting": meeting, "notify": notify}


def test_a_child_in_care_counts_from_the_incident() -> None:
    """Where the incident is given, the clock starts on it, as it is never the later of the two."""
    clock = counted(aware="2026-03-04", incident="2026-03-02")["before_notification"]
    assert (clock.moment, clock.starts) == ("incident", date("2026-03-02"))
    assert dates(clock)["notify"] == ("2026-03-06", "2026-03-09")
    alone = counted(incident="2026-03-02")["before_notification"]
    assert dates(alone) == dates(clock)
    same = counted(aware="2026-03-02", incident="2026-03-02")["before_notification"]
    assert same.moment == "aware"


def test_the_panel_and_the_review() -> None:
    """The Panel's reply counts from its meeting; a review by months, and back from publication."""
    found = counted(panel_meeting="2026-12-18", decided="2026-08-31", published="2027-01-08")
    assert dates(found["panel_reply"]) == {"reply": ("2027-01-06", "2027-01-06")}
    assert dates(found["review"]) == {
        "publish": ("2027-02-28", "2027-02-28"),
        "copy_to_panel": ("2026-12-29", "2026-12-29"),
        "keep_public": ("2028-01-08", "2028-01-08"),
    }
    without = [each.step for each in found["review"].deadlines if each.target is None]
    assert [step.id for step in without] == ["follow_up", "impact_assessment"]
    assert all(step.no_date and "A52" in step.rules for step in without)
    assert [day.isoformat() for day, _ in found["review"].left_out] == ["2027-01-01"]


def test_a_review_that_is_only_published_has_no_start() -> None:
    """What counts from publication has a date without the day of the decision."""
    clock = counted(published="2026-10-01")["review"]
    assert clock.starts is None
    assert clock.is_dated
    assert set(dates(clock)) == {"copy_to_panel", "keep_public"}


@for_any(aware=DAYS)
def test_the_council_clock_agrees_with_a_count_by_other_means(aware: datetime.date) -> None:
    """For any day, both readings are those of a plain list of all working days."""
    clock, *_ = clocks(timelines(), {"aware": aware}, calendar())
    for deadline, number in zip(clock.deadlines, (4, 5), strict=True):
        assert deadline.target == published.from_first(aware, number)
        assert deadline.limit == published.after(aware, number)
        assert deadline.limit is not None
        assert deadline.target <= deadline.limit


@for_any(notified=DAYS)
def test_the_rapid_review_agrees_with_a_count_by_other_means(notified: datetime.date) -> None:
    """For any day, every row of the table, and the bank holidays left out."""
    days = {
        clock.timeline.id: clock
        for clock in clocks(timelines(), {"notified": notified}, calendar())
    }
    clock = days["rapid_review"]
    pairs = [(0, 0)] * 2 + [(2, 2)] * 3 + [(8, 8), (9, 9), (10, 11), (13, 14), (14, 14), (15, 15)]
    pairs += [(20, 20)] * 2
    found = [(each.target, each.limit) for each in clock.deadlines]
    assert found == [tuple(published.after(notified, day) for day in pair) for pair in pairs]
    last = published.after(notified, 20)
    between = {day for day in published.BANK_HOLIDAYS if notified <= day <= last}
    assert {day for day, _ in clock.left_out} == between


@for_any(decided=DAYS, published_on=LATER)
def test_the_review_agrees_with_a_count_by_other_means(
    decided: datetime.date, published_on: datetime.date
) -> None:
    """For any days: six months from the decision, seven working days before publication, a year."""
    given: dict[Moment, datetime.date] = {"decided": decided, "published": published_on}
    if published_on < decided:
        with pytest.raises(UsageError, match="--published is before --decided"):
            clocks(timelines(), given, calendar())
        return
    clock = clocks(timelines(), given, calendar())[-1]
    publish, copy, keep = clock.deadlines[:3]
    assert publish.target == published.months_after(decided, 6)
    assert copy.target == published.before(published_on, 7)
    assert keep.target == published.months_after(published_on, 12)


@pytest.mark.parametrize(
    ("given", "earlier", "later"),
    [
        ({"aware": "2026-03-02", "incident": "2026-03-03"}, "incident", "aware"),
        ({"aware": "2026-03-02", "notified": "2026-03-01"}, "aware", "notified"),
        ({"incident": "2026-03-02", "notified": "2026-03-01"}, "incident", "notified"),
        ({"notified": "2026-03-02", "panel_meeting": "2026-03-01"}, "notified", "panel-meeting"),
        ({"notified": "2026-03-02", "decided": "2026-03-01"}, "notified", "decided"),
        ({"decided": "2026-03-02", "published": "2026-03-01"}, "decided", "published"),
        ({"aware": "2026-03-02", "published": "2026-03-01"}, "aware", "published"),
    ],
)
def test_an_impossible_order_is_refused(given: dict[str, str], earlier: str, later: str) -> None:
    """A day that cannot come before another is refused, naming both, and how dates are written."""
    with pytest.raises(UsageError, match=f"--{later} is before --{earlier}.*YYYY-MM-DD"):
        counted(**given)
    together = counted(**dict.fromkeys(given, "2026-03-02"))
    assert any(clock.is_dated for clock in together.values())


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("day", ["2021-12-31", "2028-01-01", "0226-03-02"])
def test_a_day_of_an_unknown_year_is_refused(moment: str, day: str) -> None:
    """No date is guessed: a day given outside the known years is an error that names them."""
    with pytest.raises(UsageError, match=r"2022 to 2027") as raised:
        counted(**{moment: day})
    assert f"--{moment.replace('_', '-')}" in str(raised.value)


def test_counting_into_an_unknown_year_is_refused() -> None:
    """A day that would have to be counted beyond the known years is an error too."""
    with pytest.raises(UsageError, match="2028"):
        counted(notified="2027-12-20")
    with pytest.raises(UsageError, match="2021"):
        counted(published="2022-01-04")
