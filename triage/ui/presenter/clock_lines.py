"""The clocks that steps name: as dates where their days were answered, else in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.core.engine import Position
from triage.core.timelines import Moment
from triage.errors import PackError, UsageError
from triage.pack.reader import Pack
from triage.report.in_words import clock_in_words
from triage.ui import words

if TYPE_CHECKING:
    from triage.deadlines.clocks import Clock


def clock_lines(pack: Pack, position: Position) -> dict[str, tuple[str, ...]]:
    """Return the lines that a step shows of each timeline, by the timeline's id."""
    in_words: dict[str, tuple[str, ...]] = {
        id_: (words.stop(clock_in_words(each)),) for id_, each in pack.timelines.items()
    }
    try:
        dated = dict(_dated(pack, position))
    except UsageError:
        return {id_: (words.NO_DATES, *lines) for id_, lines in in_words.items()}
    except PackError:
        return {id_: (words.HOLIDAYS_UNUSABLE, *lines) for id_, lines in in_words.items()}
    return in_words | dated


def _days(position: Position) -> dict[Moment, datetime.date]:
    """Return the days that were answered, by what happened on them."""
    found: dict[Moment, datetime.date] = {}
    for flow in position.program.flows:
        for moment, question in flow.moments.items():
            day = position.answers.get(question)
            if question in position.asked and isinstance(day, datetime.date):
                found[moment] = day
    return found


def dated_clocks(pack: Pack, position: Position) -> list[Clock]:
    """Return the clocks that the days in the answers give a date.

    Raises `UsageError` for days that cannot be, and `PackError` for a faulty file of holidays.
    """
    given = _days(position)
    if not given or not pack.timelines:
        return []
    # Both are slow to load, and few walks give a day.
    from triage.deadlines.clocks import clocks
    from triage.ui.deadlines.request import days_without

    found = clocks(pack.timelines.values(), given, days_without(None).calendar)
    return [clock for clock in found if clock.is_dated]


def _dated(pack: Pack, position: Position) -> Iterator[tuple[str, tuple[str, ...]]]:
    for clock in dated_clocks(pack, position):
        from triage.ui.deadlines.lines import deadline_in_one_line, weekday

        start = "" if clock.starts is None else f", from {weekday(clock.starts)}"
        yield (
            clock.timeline.id,
            (
                f"{clock.timeline.title}{start} ({words.WORKING_DAYS}):",
                *(deadline_in_one_line(each) for each in clock.deadlines),
            ),
        )
