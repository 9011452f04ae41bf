"""From timelines and the days that are given to dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.core.timelines import Due, Moment, Timeline, TimelineStep, option
from triage.core.working_days import Calendar, months_after
from triage.errors import UsageError

Given = Mapping[Moment, datetime.date]

_NOT_BEFORE: Mapping[Moment, tuple[Moment, ...]] = {
    "aware": ("incident",),
    "notified": ("incident", "aware"),
    "panel_meeting": ("incident", "aware", "notified"),
    "decided": ("incident", "aware", "notified"),
    "published": ("incident", "aware", "notified", "decided"),
}
"""The days that none can come before; the same day is possible."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step with its dates; None where none can be computed from what is given."""

    step: TimelineStep
    starts: datetime.date | None
    target: datetime.date | None
    limit: datetime.date | None


@dataclass(frozen=True, slots=True)
class Clock:
    """A timeline with its dates: `moment` is the day it counts from, as given.

    `left_out` are the bank holidays that it skips, with their names.
    """

    timeline: Timeline
    moment: Moment
    starts: datetime.date | None
    deadlines: tuple[Deadline, ...]
    left_out: tuple[tuple[datetime.date, str], ...]

    @property
    def is_dated(self) -> bool:
        """Say whether any date is known: the start, or that of a step."""
        return self.starts is not None or any(each.starts for each in self.deadlines)


def clocks(timelines: Iterable[Timeline], given: Given, calendar: Calendar) -> tuple[Clock, ...]:
    """Return every timeline with the dates that follow from the days given.

    Raises `UsageError` for days in an impossible order, and for a day given or counted in a year
    whose bank holidays are not known.
    """
    for moment, day in given.items():
        _check_known(moment, day, calendar)
        _check_order(moment, given)
    return tuple(_clock(timeline, given, calendar) for timeline in timelines)


def _check_known(moment: Moment, day: datetime.date, calendar: Calendar) -> None:
    try:
        calendar.check_known(day)
    except UsageError as error:
        message = f"{option(moment)}: {error}"
        raise UsageError(message) from error


def _check_order(moment: Moment, given: Given) -> None:
    for earlier in _NOT_BEFORE.get(moment, ()):
        if earlier in given and given[moment] < given[earlier]:
            message = (
                f"{option(moment)} is before {option(earlier)}, which cannot be. "
                "Check both dates: they are YYYY-MM-DD, with the year first."
            )
            raise UsageError(message)


def _clock(timeline: Timeline, given: Given, calendar: Calendar) -> Clock:
    moment = _start(timeline, given)
    days = {**given, timeline.starts: given[moment]} if moment in given else given
    deadlines = tuple(_deadline(step, days.get(step.starts), calendar) for step in timeline.steps)
    skipped = {day: name for each in deadlines for day, name in _left_out(each, calendar)}
    return Clock(timeline, moment, given.get(moment), deadlines, tuple(sorted(skipped.items())))


def _start(timeline: Timeline, given: Given) -> Moment:
    """Return which day the clock counts from: the earlier one, where two can start it."""
    other = timeline.or_earlier
    if other is None or other not in given:
        return timeline.starts
    usual = given.get(timeline.starts)
    return other if usual is None or given[other] < usual else timeline.starts


def _deadline(step: TimelineStep, start: datetime.date | None, calendar: Calendar) -> Deadline:
    if start is None:
        return Deadline(step, None, None, None)
    target, limit = (
        None if due is None else _date(due, start, calendar) for due in (step.target, step.limit)
    )
    return Deadline(step, start, target, limit)


def _date(due: Due, start: datetime.date, calendar: Calendar) -> datetime.date:
    if due.unit == "months":
        return months_after(start, due.count)
    return calendar.working_day(start, due.count, due.counts_as)


def _left_out(deadline: Deadline, calendar: Calendar) -> tuple[tuple[datetime.date, str], ...]:
    """Return the bank holidays that were skipped in counting working days."""
    limit = deadline.step.limit
    if deadline.starts is None or deadline.limit is None or limit is None or limit.unit != "day":
        return ()
    return calendar.left_out(*sorted((deadline.starts, deadline.limit)))
