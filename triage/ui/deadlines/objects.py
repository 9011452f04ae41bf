"""The clocks of the guidance as JSON for machines, which is a contract."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from triage.core.timelines import Due, Unit
from triage.deadlines.clocks import Clock, Deadline
from triage.pack.bank_holidays import BankHolidays
from triage.ui.deadlines.lines import rules_among


def as_json(clocks: Sequence[Clock], days: BankHolidays) -> str:
    """Return every clock as one JSON object; dates are ISO 8601, null where there is none."""
    left_out = {date: name for clock in clocks for date, name in clock.left_out}
    report = {
        "clocks": [_clock_object(clock) for clock in clocks],
        "bank_holidays": [
            {"date": date.isoformat(), "name": name, "own": date in days.own.added}
            for date, name in sorted(left_out.items())
        ],
        "known_years": sorted(days.calendar.years),
    }
    return json.dumps(report, indent=2)


def _clock_object(clock: Clock) -> dict[str, object]:
    timeline = clock.timeline
    return {
        "id": timeline.id,
        "starts": _iso(clock.starts),
        "steps": [_step_object(each) for each in clock.deadlines],
        "starts_from": clock.moment,
        "title": timeline.title,
        "owner": timeline.owner,
        "rules": rules_among(timeline.cites),
    }


def _step_object(deadline: Deadline) -> dict[str, object]:
    step = deadline.step
    return {
        "id": step.id,
        "day": _number(step.target, "day"),
        "target": _iso(deadline.target),
        "limit": _iso(deadline.limit),
        "lead": step.lead,
        "rules": rules_among(step.rules),
        "limit_day": _number(step.limit, "day"),
        "months": _number(step.target, "months"),
        "counts_from": step.starts,
        "title": step.title,
        "note": step.note,
        "no_date": step.no_date,
        "unclear": [each for each in step.rules if each.startswith("A")],
    }


def _iso(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _number(due: Due | None, unit: Unit) -> int | None:
    return due.count if due is not None and due.unit == unit else None
