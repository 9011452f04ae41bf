"""Days as an iCalendar file (RFC 5545), to be opened in any calendar.

Events last all day, mark nobody as busy, and ring no alarm. They hold what is passed in and
nothing else: no answer, and nothing about a child.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One day; `uid` is unique among all events anywhere (RFC 7986, section 5.3)."""

    uid: str
    day: datetime.date
    summary: str
    description: str


def calendar_text(events: Iterable[Event], made_at: datetime.datetime, tool_version: str) -> str:
    """Return the file's text, with the line ends that the standard asks for."""
    import icalendar  # noqa: PLC0415 - slow to import, and only this needs it

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//triage//triage {tool_version}//EN")
    calendar.add("version", "2.0")
    for each in events:
        event = icalendar.Event()
        event.add("uid", each.uid)
        event.add("dtstamp", made_at.astimezone(datetime.UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + datetime.timedelta(days=1))
        event.add("summary", each.summary)
        event.add("description", each.description)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    raw: bytes = calendar.to_ical()
    return raw.decode("utf-8")
