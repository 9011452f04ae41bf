"""The clocks of the guidance as days of a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from triage.core.timelines import TimelineStep
from triage.deadlines.clocks import Clock
from triage.report.calendar_file import Event
from triage.ui import words
from triage.ui.deadlines.lines import TODAY, rules_among


def as_events(clocks: Sequence[Clock], new_id: Callable[[], str]) -> Iterator[Event]:
    """Yield an event for each target, and for each limit on another day, with an id of its own."""
    for clock in clocks:
        for deadline in clock.deadlines:
            step = deadline.step
            if deadline.target is None or deadline.limit is None:
                continue
            if deadline.target == deadline.limit:
                yield _event(clock, step, deadline.limit, "", new_id())
            else:
                yield _event(clock, step, deadline.target, "Aim: ", new_id())
                yield _event(clock, step, deadline.limit, "At the latest: ", new_id())


def _event(clock: Clock, step: TimelineStep, date: datetime.date, kind: str, uid: str) -> Event:
    lines = [
        f"{clock.timeline.title}. Whose clock: {clock.timeline.owner}.",
        f"Who: {step.lead}.",
        f"{words.RESTS_ON}: {words.cites(rules_among(step.rules))}.",
        *([step.note] if step.note else []),
        *TODAY,
        words.SAFETY[0],
    ]
    return Event(uid, date, f"{kind}{step.title}", "\n".join(lines))
