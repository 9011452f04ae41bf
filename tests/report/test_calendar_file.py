"""Calendar files, read back by another parser, and held against RFC 5545 line by line."""

from __future__ import annotations

import datetime

import vobject

from triage.report.calendar_file import Event, calendar_text

MADE_AT = datetime.datetime(
    2026, 3, 2, 15, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=1))
)
HOSTILE = 'Commas, semicolons; back\\slashes: and "quotes"\nBEGIN:VALARM\nÉté ' + "long " * 40
EVENTS = [
    Event("id-1", datetime.date(2026, 3, 5), "Meet", "Who: The partners"),
    Event("id-2", datetime.date(2026, 12, 31), HOSTILE, HOSTILE),
]


def text() -> str:
    """Return the file of two events."""
    return calendar_text(EVENTS, MADE_AT, "9.8.7")


def test_another_parser_reads_the_same_days_and_words() -> None:
    """Days, words and ids come back as they were given, whatever signs are in them."""
    calendar = vobject.readOne(text())
    found = [
        (
            each.uid.value,
            each.dtstart.value,
            each.dtend.value,
            each.summary.value,
            each.description.value,
        )
        for each in calendar.vevent_list
    ]
    one_day = datetime.timedelta(days=1)
    assert found == [
        (each.uid, each.day, each.day + one_day, each.summary, each.description) for each in EVENTS
    ]


def test_days_last_all_day_and_keep_nobody_busy() -> None:
    """An event is a date without a time, marks nobody as busy, and rings no alarm."""
    for each in vobject.readOne(text()).vevent_list:
        assert each.dtstart.params == {"VALUE": ["DATE"]}
        assert type(each.dtstart.value) is datetime.date
        assert each.transp.value == "TRANSPARENT"
        assert "valarm" not in each.contents


def test_the_moment_is_the_one_passed_in() -> None:
    """The stamp is in UTC, and comes from the caller."""
    expected = datetime.datetime(2026, 3, 2, 14, 4, 5, tzinfo=datetime.UTC)
    for each in vobject.readOne(text()).vevent_list:
        assert each.dtstamp.value == expected
    assert "DTSTAMP:20260302T140405Z\r\n" in text()


def test_it_keeps_to_the_form_of_the_standard() -> None:
    """It says what made it, ends each line as the standard asks, and folds at 75 octets."""
    lines = text().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "PRODID:-//triage//triage 9.8.7//EN" in lines
    assert "VERSION:2.0" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in "".join(lines)
    assert "BEGIN:VALARM" not in lines
