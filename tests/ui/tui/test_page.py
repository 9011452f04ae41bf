"""Pages to read with a list below: no line is passed by, and nothing unseen is done."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.tui.driving import (
    NARROW,
    SCROLL_BAR,
    SMALL,
    TINY,
    USUAL,
    WIDE,
    at_cursor,
    at_home,
    drive,
    incident,
    lines,
    marked,
    press,
)
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.widgets.choices import MARK
from triage.ui.tui.widgets.lines import KeyLine

SIZES = (WIDE, USUAL, NARROW, SMALL, TINY)
VERY_SMALL = (30, 7)
LEAVE = "5"
"""The number of the line of the result that ends the program."""


def page(app: TriageApp) -> PageScreen:
    """Return the screen, which is a page."""
    assert isinstance(app.screen, PageScreen)
    return app.screen


def painted(app: TriageApp) -> set[str]:
    """Return the lines that stand on the screen, without scroll bars."""
    return {SCROLL_BAR.sub("", line).strip() for line in lines(app)}


async def everything(pilot: Pilot[None], app: TriageApp) -> set[str]:
    """Return every line of the text, whatever keys there are: each window is scrolled to."""
    found: set[str] = set()
    scrolled = page(app)._scrolled
    end = max(part.virtual_region.bottom for part in page(app)._parts)
    for top in range(0, end, max(1, scrolled.size.height)):
        scrolled.scroll_to(y=top, animate=False, force=True, immediate=True)
        await pilot.pause()
        found |= painted(app)
    scrolled.scroll_to(y=0, animate=False, force=True, immediate=True)
    await pilot.pause()
    return found


async def seen_by(pilot: Pilot[None], app: TriageApp, key: str) -> set[str]:
    """Return every line that is seen while a key is pressed until it leads no further."""
    found, before = painted(app), -1.0
    while page(app)._scrolled.scroll_y != before:
        before = page(app)._scrolled.scroll_y
        await press(pilot, key)
        found |= painted(app)
    return found


async def first_lines(pilot: Pilot[None], app: TriageApp, key: str) -> list[str]:
    """Return the first line in sight after each press of a key, until it leads no further."""
    found, before = [], -1.0
    while page(app)._scrolled.scroll_y != before:
        before = page(app)._scrolled.scroll_y
        await press(pilot, key)
        found.append(SCROLL_BAR.sub("", lines(app)[1]).strip())
    return found[:-1]


@pytest.mark.parametrize(
    ("where", "size"),
    [
        *(("result", size) for size in SIZES[:-1]),
        ("preview", USUAL),
        ("preview", SMALL),
        ("rule", NARROW),
        ("rule", VERY_SMALL),
    ],
)
def test_n_and_p_pass_no_line_by(where: str, size: tuple[int, int]) -> None:
    """From the top to the end with N, and back with P, each line of the text is seen."""
    app = at_home() if where == "rule" else incident("review")
    keys = {"result": ["g"], "preview": ["g", "6", "enter"], "rule": ["f3", "slash", *"R5.21"]}

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *keys[where], *(["enter"] if where == "rule" else []))
        text = await everything(pilot, app)
        assert len(text) > 5
        assert text - await seen_by(pilot, app, "n") == set()
        assert text - await seen_by(pilot, app, "p") == set()
        assert page(app)._scrolled.scroll_y == 0

    drive(app, steps, size)


def test_n_stops_at_each_heading() -> None:
    """Wherever a part begins, some press of N puts its heading on the first line, and P again."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        titles = [part.content.plain.split("\n")[0] for part in page(app)._parts[1:]]  # type: ignore[union-attr]
        on = [top for top in await first_lines(pilot, app, "n") if top in titles]
        assert len(on) >= 4  # the last ones may be too near to the end to be the first line
        assert on == titles[: len(on)]
        back = [top for top in await first_lines(pilot, app, "p") if top in titles]
        assert back == on[::-1]

    drive(app, steps)


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_a_line_out_of_sight_is_shown_before_it_is_done(size: tuple[int, int]) -> None:
    """Leave is marked, N reads on: Enter leads back to it, and only then does Enter leave."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", LEAVE, "p", "p", "p", "n")
        await press(pilot, "enter")
        assert app.is_running
        assert at_cursor(app).startswith(f"{MARK}{LEAVE}")
        await press(pilot, "enter")

    drive(app, steps, size)
    assert app.return_code == 0


def test_a_mark_that_is_scrolled_out_of_sight_is_brought_back_by_enter() -> None:
    """The list has the keys, and Page Up scrolls the whole page: Enter does not leave unseen."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", LEAVE, *["pageup"] * 9)
        assert marked(app) == int(LEAVE) - 1
        assert not any(MARK in line for line in lines(app))
        await press(pilot, "enter")
        assert app.is_running
        assert at_cursor(app).startswith(f"{MARK}{LEAVE}")

    drive(app, steps, SMALL)


@pytest.mark.parametrize("size", SIZES)
def test_enter_begins_from_the_first_screen_at_every_size(size: tuple[int, int]) -> None:
    """The keys name what it does, so nobody has to scroll to the line first."""
    for app in (at_home(), incident()):

        async def steps(pilot: Pilot[None], app: TriageApp = app) -> None:
            await press(pilot, "enter")
            assert app.walkthrough.stage == "asking"

        drive(app, steps, size)


def test_the_terminal_cursor_is_never_on_what_is_out_of_sight() -> None:
    """Where the mark is below the window, it stands where reading begins, and so while reading."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert at_cursor(app).startswith("If a child is in danger")

    drive(app, steps, SMALL)
    app = incident("review")

    async def reading(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "n", "n")
        assert app.cursor_position.y == 1

    drive(app, reading, SMALL)


def test_the_keys_below_are_those_of_what_has_the_focus() -> None:
    """In the text N reads on and Enter leads to the list; there, Enter does what is marked."""
    app = incident("review")

    def below() -> str:
        return " ".join(lines(app)[-1].split())

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        assert below() == "N next Enter list Esc back F1 help Ctrl+Q leave"
        await press(pilot, "enter")
        assert marked(app) == 0
        assert below() == "Enter do it N next Esc back F1 help Ctrl+Q leave"
        await press(pilot, "n")
        assert below().startswith("N next")
        await press(pilot, "4")
        assert below().startswith("Enter do it")
        await press(pilot, "f3", "slash")
        assert below().startswith("Enter search")
        await press(pilot, "tab", "tab")
        assert below().startswith("Enter open")

    drive(app, steps)


LAST_LINES = [name for name in vars(wording) if name.endswith("_KEYS") and name[0] != "_"]


@pytest.mark.parametrize("name", LAST_LINES)
def test_no_last_line_is_cut_in_a_small_window(name: str) -> None:
    """At 40 columns some keys are left out, and those that stay are whole."""
    keys = vars(wording)[name]
    shown_keys = KeyLine(keys).fitting(SMALL[0]).plain
    named = [f"{key} {does}" for key, does in keys]
    assert len(shown_keys) <= SMALL[0]
    assert " ".join(shown_keys.split()) == " ".join(each for each in named if each in shown_keys)
    assert len([each for each in named if each in shown_keys]) >= 2
    assert len(keys) <= 5


def test_what_a_small_window_still_names() -> None:
    """How to go on, and how to leave at once or close; from a text, how to get to the list."""
    for keys, named in (
        (wording.REVIEW_KEYS, "Enter change G go on Ctrl+Q leave"),
        (wording.READING_KEYS, "N next Enter list Esc back Ctrl+Q leave"),
        (wording.LINES_KEYS, "Enter new line Tab list Ctrl+Q leave"),
        (wording.TYPED_KEYS, "Enter next Down not known Ctrl+Q leave"),
        (wording.READER_KEYS, "Enter open N next Esc back Ctrl+Q leave"),
        (wording.SAVE_KEYS, "Enter next, then save Esc close"),
        (wording.SAVE_REASONS_KEYS, "Enter save Tab redacted copy Esc close"),
    ):
        assert " ".join(KeyLine(keys).fitting(SMALL[0]).plain.split()) == named
