"""What fits where: window sizes, the folding panel, the terminal cursor, colours, indents."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet
from textual.pilot import Pilot
from textual.strip import Strip

from tests.ui.tui.driving import (
    NARROW,
    SMALL,
    TINY,
    TODAY,
    USUAL,
    WIDE,
    asking,
    at_home,
    drive,
    incident,
    lines,
    press,
    shown,
)
from triage.ui import words
from triage.ui.presenter.question import ask
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.tui.screens.note import NoteScreen
from triage.ui.tui.themes import THEMES
from triage.ui.tui.widgets.choices import MARK
from triage.ui.tui.widgets.side_panel import SidePanel
from triage.ui.walk.trail import Trail


def test_every_window_size_shows_safety_and_then_the_question_first() -> None:
    """From 120x40 down to 10x3 the first line of each is in sight, and nothing breaks."""
    app = incident()

    async def sizes(pilot: Pilot[None], expected: str) -> None:
        for size in (WIDE, USUAL, NARROW, SMALL, TINY):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            first = [line for line in lines(app) if line][0 if size == TINY else 1]
            assert first.strip().startswith(expected), size

    async def steps(pilot: Pilot[None]) -> None:
        await sizes(pilot, "If a")
        await press(pilot, "enter")
        await sizes(pilot, "Could a")
        await press(pilot, "1")
        assert lines(app)[app.cursor_position.y].startswith(f"{MARK}1")

    drive(app, steps)


def test_no_question_needs_scrolling_at_80_by_24() -> None:
    """Each question of the pack fits between the first and the last line, with all its options."""
    app = incident()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert isinstance(app.screen, AskScreen)
        position = app.walkthrough.position
        room = USUAL[1] - 3  # all but: where one is, what is new, and the keys
        too_long = {}
        program = app.walkthrough.program
        for number, question in enumerate(program.questions):
            leg = next(leg.number for leg in program.legs if number < leg.questions)
            app.screen.show(ask(Trail(position, leg, {}, TODAY), question.id, frozenset()))
            await pilot.pause()
            parts = app.screen.query_one("#conversation").children
            height = max(part.virtual_region.bottom for part in parts if part.display)
            if height > room:
                too_long[question.id] = height
        assert too_long == {}

    drive(app, steps)


def test_the_first_screen_of_the_result_says_whom_to_tell_by_when_and_how() -> None:
    """At 80x24, safety, the lead officer, when and how stand there without scrolling."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        first = shown(app)
        for said in (
            "ring 999",
            "Do this first",
            "Today. Lead officer (Head of Quality Assurance & Partnerships).",
            "Telephone and out of hours: not supplied in the guidance.",
            "Save a summary",
        ):
            assert said in first

    drive(app, steps)


def test_all_changes_are_one_key_away_from_the_result() -> None:
    """M opens everything that would change it, from the text and from the list."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        for keys in (("m",), ("1", "M")):
            await press(pilot, *keys)
            assert isinstance(app.screen, NoteScreen)
            assert words.CHANGES_TITLE in shown(app)
            await press(pilot, "escape")

    drive(app, steps)


def test_the_side_panel_folds_where_there_is_no_room_and_at_f2() -> None:
    """Wide: beside the question, F2 puts it away. Narrow: a notice, and F2 opens a dialog."""
    app = incident()

    def folded() -> bool:
        return not app.screen.query_one(SidePanel).region.width

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "enter", "2", "enter")
        assert not folded()
        assert "New: A notification has been made" in shown(app)
        await press(pilot, "f2")
        assert folded()
        assert "New (press F2): A notification has been made" in shown(app)
        await press(pilot, "f2")
        assert not folded()
        await pilot.resize_terminal(120, 12)
        await pilot.pause()
        assert folded()
        await pilot.resize_terminal(*USUAL)
        await pilot.pause()
        assert folded()
        await press(pilot, "f2")
        assert isinstance(app.screen, NoteScreen)
        assert "Why we ask" in shown(app)
        await press(pilot, "f2")
        assert isinstance(app.screen, AskScreen)

    drive(app, steps, WIDE)


def test_the_terminal_cursor_follows_the_mark() -> None:
    """It starts at the question and stands on the marked line after each move, scrolled or not."""
    app = incident("other_worry")

    def under_cursor() -> str:
        return lines(app)[app.cursor_position.y]

    async def steps(pilot: Pilot[None]) -> None:
        for size in (USUAL, SMALL, TINY):
            await pilot.resize_terminal(*size)
            asking(app).show(asking(app).ask)
            await pilot.pause()
            assert under_cursor().strip().startswith("Does")
            for number in "123":
                await press(pilot, "down")
                assert under_cursor().strip().startswith(f"{MARK}{number}")
        await pilot.resize_terminal(*USUAL)
        await press(pilot, "enter", "down", "end")
        assert "Go on to what" in under_cursor()

    drive(app, steps)


def test_without_colours_the_mark_is_on_one_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It moves, there and back again, where a marked line has the colours of any other."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = incident("abusive_event", no_color=True)

    async def steps(pilot: Pilot[None]) -> None:
        for number in "1213":
            await press(pilot, number)
            marked = [line.strip() for line in lines(app) if line.strip().startswith(MARK)]
            assert [line[: len(MARK) + 1] for line in marked] == [f"{MARK}{number}"]

    drive(app, steps)


def test_every_theme_can_be_read_everywhere() -> None:
    """Words stand out from their ground by 4.5 to 1 at least, in high contrast by 7 to 1."""
    app = incident("setting")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            assert contrast(app.screen._compositor.render_strips()) >= least(theme.name)
            await press(pilot, "ctrl+p")
            assert contrast(app.screen._compositor.render_strips()) >= least(theme.name)
            await press(pilot, "escape")

    def least(name: str) -> float:
        return 7 if name == "triage-contrast" else 4.5

    drive(app, steps, WIDE)


def test_every_theme_can_be_read_at_home_and_in_the_guidance() -> None:
    """Headings, marks, the search box and what stands in it stand out from their ground."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        for theme in THEMES:
            app.theme = theme.name
            least = 7 if theme.name == "triage-contrast" else 4.5
            await pilot.pause()
            assert contrast(app.screen._compositor.render_strips()) >= least
            await press(pilot, "f3", "slash", *"lead")
            assert contrast(app.screen._compositor.render_strips()) >= least
            await press(pilot, "enter")
            assert contrast(app.screen._compositor.render_strips()) >= least
            await press(pilot, "enter", "down")
            assert contrast(app.screen._compositor.render_strips()) >= least
            await press(pilot, *["escape"] * 3)

    drive(app, steps, WIDE)


def test_a_heading_is_never_marked_with_the_line_below_it() -> None:
    """At the first line of a group, its heading has the colours of the list, and no mark."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        title = app.walkthrough.screen.groups[0].title  # type: ignore[union-attr]
        (at,) = [n for n, strip in enumerate(strips) if strip.text.strip() == title]
        grounds = [
            {str(style.bgcolor) for text, style, _ in strips[n] if style and text.strip()}
            for n in (at, at + 1)
        ]
        assert all(len(ground) == 1 for ground in grounds)
        assert grounds[0] != grounds[1]

    drive(app, steps, WIDE)


def contrast(strips: list[Strip]) -> float:
    """Return the least contrast of words with their ground, as WCAG 2.2 reckons it."""
    found = []
    for strip in strips:
        for text, style, _ in strip:
            if text.strip() and style is not None:
                light, dark = sorted(
                    (_luminance(style.color), _luminance(style.bgcolor)), reverse=True
                )
                found.append((light + 0.05) / (dark + 0.05))
    return min(found)


def _luminance(colour: Color | None) -> float:
    assert colour is not None
    triplet = colour.triplet
    assert isinstance(triplet, ColorTriplet)
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in triplet.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_a_list_that_has_been_put_away_scrolls_nothing() -> None:
    """Scrolling that was asked for before the next question came leaves that one in sight."""
    app = incident("learning")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "6", "enter")
        screen = asking(app)
        assert screen.ask.id != "learning"
        assert screen._ticks.highlighted is not None
        before = screen._conversation.scroll_y
        assert before > 0
        screen._ticks.keep_in_sight()
        await pilot.pause()
        assert screen._conversation.scroll_y == before

    drive(app, steps)
