"""Home on the full screen: what is in sight, one key to the first question, and back again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.ui.tui.driving import (
    NARROW,
    SMALL,
    TINY,
    USUAL,
    WIDE,
    asking,
    at_cursor,
    at_home,
    drive,
    lines,
    marked,
    menu_pack,
    pack,
    press,
    shown,
    words_shown,
)
from triage.pack.menu import Entry, Group
from triage.ui import words
from triage.ui.tui import wording
from triage.ui.tui.widgets.choices import MARK


def test_home_shows_safety_the_first_group_and_the_keys_without_scrolling() -> None:
    """At 80x24 all of that stands there, and the first entry is marked."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        first = words_shown(app)
        group = pack().menu[0]
        for said in (
            *words.SAFETY,
            words.NOT_A_REFERRAL[0],
            words.PRIVACY[0],
            group.title,
            f"1 {group.entries[0].title}",
            *(f"{entry.title} {entry.about}" for entry in group.entries),
            "Enter begin",
        ):
            assert said in first
        assert at_cursor(app).split()[:2] == [MARK.strip(), "1"]

    drive(app, steps)


def test_enter_begins_and_escape_returns_and_nothing_is_lost() -> None:
    """One key to the first question; Esc from it is Home; the answer is still there."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert asking(app).ask.id == "safety"
        await press(pilot, "escape")
        assert app.walkthrough.stage == "home"
        assert marked(app) == 0
        await press(pilot, "escape", "enter", "3", "enter", "2", "escape", "escape")
        assert words.BEGUN in shown(app)
        await press(pilot, "enter")
        assert (asking(app).ask.id, marked(app)) == ("stage", 1)

    drive(app, steps)


def test_other_entries_open_their_own_welcome_and_the_last_screen_leads_on() -> None:
    """Digits and Enter open a walk; after a last screen, so do the lines below Leave."""
    app = at_home(menu_pack())

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "2", "enter")
        assert "This is what the second walk is for." in shown(app)
        assert "Esc back" in shown(app)
        await press(pilot, "escape", "1", "enter", "2", "enter", "1", "enter", "1", "enter", "g")
        assert words.BACK_TO_START in shown(app)
        await press(pilot, "6", "enter")
        assert app.walkthrough.walk == "second"
        await press(pilot, "enter", "1", "enter")
        assert "(from your earlier answers)" in shown(app)
        await press(pilot, "g", "6", "enter")
        assert app.walkthrough.stage == "home"
        await press(pilot, "5", "enter")
        assert words.FORGET not in shown(app)
        assert not app.walkthrough.session

    drive(app, steps)


def test_every_line_of_home_is_reached_at_every_size() -> None:
    """From 120x40 down to 10x3, Down brings each line in sight, with the cursor on it."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        for size in (WIDE, USUAL, NARROW, SMALL, TINY):
            await pilot.resize_terminal(*size)
            await press(pilot, "home")
            for number in range(2, len(app.walkthrough.screen.offers) + 1):  # type: ignore[union-attr]
                await press(pilot, "down")
                assert at_cursor(app).split()[:2] == [MARK.strip(), str(number)], size

    drive(app, steps)


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_all_that_home_says_can_be_read_by_page_down(size: tuple[int, int]) -> None:
    """The last line of the banner comes in sight; Enter still begins."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "tab")
        for _ in range(12):
            if "June 2025" in shown(app):
                break
            await press(pilot, "pagedown")
        assert "June 2025" in shown(app)
        await press(pilot, "enter")
        assert asking(app).ask.id == "safety"

    drive(app, steps, size)


def test_numbers_of_two_digits_pick_a_line_past_nine() -> None:
    """Two digits in a row are one number, right-aligned in the list."""
    entries = tuple(
        Entry("second", None, f"Entry number {number}", "About it.") for number in range(1, 15)
    )
    app = at_home(replace(menu_pack(), menu=(Group("Many", entries),)))

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "2")
        assert marked(app) == 11
        assert f"{MARK}12 Entry number 12" in shown(app)
        await press(pilot, "home", "9")
        assert lines(app)[app.cursor_position.y].strip().startswith(f"{MARK} 9  Entry number 9")

    drive(app, steps)


def test_the_start_is_a_command_from_anywhere_but_the_start() -> None:
    """From a question it leads Home, and what was marked there is marked again afterwards."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p")
        assert words.BACK_TO_START not in shown(app)
        await press(pilot, "escape", "enter", "2", "ctrl+p")
        offered = shown(app)
        assert words.BACK_TO_START in offered
        number = offered.split(words.BACK_TO_START)[0].split()[-1]
        await press(pilot, number, "enter")
        assert app.walkthrough.stage == "home"
        await press(pilot, "enter")
        assert marked(app) == 1
        await press(pilot, "f1")
        assert wording.HELP_TITLE in shown(app)

    drive(app, steps)


def test_quick_leave_forgets_every_answer_of_the_sitting() -> None:
    """Ctrl+Q at Home ends with 130, and no walk's answers are left."""
    app = at_home(menu_pack())

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "1", "enter", "escape", "escape", "2", "enter", "ctrl+q")

    drive(app, steps)
    assert app.return_code == 130
    assert not app.walkthrough.session
    assert not app.walkthrough.position.answers
