"""Days as people write them, in every front end; files take the year first and nothing else."""

from __future__ import annotations

import datetime

import pytest
from textual.pilot import Pilot

from tests.ui.plain_talk import hold
from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import drive, press, shown
from tests.ui.typed_flow import typed_walk
from triage.core.answers import checked
from triage.core.model import Question
from triage.core.values import NOT_KNOWN
from triage.errors import AnswerError
from triage.ui.tui.app import TriageApp
from triage.ui.walk.typed_days import MONTHS, WAYS, day_typed

DAY = datetime.date(2026, 11, 20)
FIRST, LAST = datetime.date(2020, 1, 1), datetime.date(2030, 12, 31)
DATE = Question("day", "On which day?", "date", minimum=FIRST, maximum=LAST)
OR_NOT = Question("day", "On which day?", "date", minimum=FIRST, maximum=LAST, not_known=True)


@pytest.mark.parametrize(
    "typed",
    [
        "20/11/2026",
        "20.11.2026",
        "20-11-2026",
        "20 November 2026",
        "20 november 2026",
        "  20  Nov  2026 ",
        "20th of November, 2026",
        "2026-11-20",
        "2026/11/20",
    ],
)
def test_a_day_can_be_typed_as_people_write_it(typed: str) -> None:
    """The day comes before the month, whatever stands between them."""
    assert day_typed(DATE, typed) == DAY


def test_every_month_has_its_name_and_its_short_name() -> None:
    """In any case of letters."""
    for number, name in enumerate(MONTHS, start=1):
        for month in (name, name.title(), name[:3].upper()):
            assert day_typed(DATE, f"2 {month} 2026") == datetime.date(2026, number, 2)
    assert day_typed(DATE, "2 Sept 2026") == datetime.date(2026, 9, 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("11/20/2026", "There is no such day. The day comes first"),
        ("31/02/2026", "There is no such day. The day comes first"),
        ("31 June 2026", "There is no such day. The day comes first"),
        ("2026-02-30", "There is no such day. The day comes first"),
        ("20/11/26", "Write the year with four digits"),
        ("20 November 26", "Write the year with four digits"),
        ("yesterday", "That is not a date. Write it like"),
        ("20 Brumaire 2026", "That is not a date. Write it like"),
        ("20/11-2026", "That is not a date. Write it like"),
        ("20 ma 2026", "That is not a date. Write it like"),
        ("not known", "That is not a date. Write it like"),
        ("", "That is not a date. Write it like"),
        ("31/12/2019", "That day is out of bounds. Give one from 1 January 2020 to 31 Dec"),
        ("1/1/2031", "That day is out of bounds. Give one from 1 January 2020 to 31 Dec"),
    ],
)
def test_what_is_no_day_is_told_plainly_and_not_repeated(typed: str, told: str) -> None:
    """The error says what to do, and holds nothing of what was typed."""
    with pytest.raises(AnswerError) as error:
        day_typed(DATE, typed)
    assert str(error.value).startswith(told)
    assert not typed or typed not in str(error.value)
    assert error.value.__cause__ is error.value.__context__ is None


def test_not_known_and_other_kinds_are_left_as_they_are() -> None:
    """Only a text at a date question is read as a day."""
    assert day_typed(OR_NOT, "Not known") == "Not known"
    assert day_typed(OR_NOT, NOT_KNOWN) is NOT_KNOWN
    assert day_typed(DATE, DAY) == DAY
    assert day_typed(Question("tell", "What?", "text", limit=80), "20/11/2026") == "20/11/2026"
    with pytest.raises(AnswerError, match="or not_known"):
        day_typed(OR_NOT, "yesterday")


def test_the_example_cannot_be_read_in_two_ways() -> None:
    """There is no 25th month, and each way that is named is taken."""
    first, second = WAYS.split(", ")
    for way in (first, *second.split(" or ")):
        assert day_typed(DATE, way) == datetime.date(2026, 3, 25)


def test_files_take_the_year_first_and_nothing_else() -> None:
    """What a person may type is not what a script may hand in."""
    assert checked(DATE, "2026-11-20") == DAY
    with pytest.raises(AnswerError, match="year first, like 2026-03-25"):
        checked(DATE, "20/11/2026")


def test_the_full_screen_takes_it_and_shows_it_as_it_would_be_written() -> None:
    """Gone back to, the box has the day in words; Enter keeps it."""
    app = TriageApp(typed_walk("day"), PRETENDED, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        assert WAYS in shown(app)
        await press(pilot, *"31/2/2026", "enter")
        assert "Error: There is no such day." in shown(app)
        await press(pilot, "ctrl+u", *"20/11/2026", "enter")
        assert app.walkthrough.position.answers["day"] == DAY
        await press(pilot, "escape")
        assert "20 November 2026" in shown(app)
        await press(pilot, "enter")
        assert app.walkthrough.position.answers["day"] == DAY

    drive(app, steps)


def test_plain_lines_take_it_in_a_list_too() -> None:
    """A part of an entry that is a day is read in the same way."""
    typed = ["20.11.2026", "1", "School", "1", "11/20/2026", "20 November 2026", "q"]
    _, lines = hold(typed_walk("day"), typed)
    assert lines.count("You answered: 20 November 2026") == 2
    assert any(line.startswith("Error: There is no such day.") for line in lines)
