"""A list of entries on the full screen: by keys, by the mouse, in small windows, and left alone."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import NARROW, SMALL, USUAL, asking, at_cursor, drive, lines, press, shown
from tests.ui.typed_flow import typed_walk
from triage.core.values import Entry
from triage.ui import words
from triage.ui.tui.app import TriageApp


def app_at_list() -> TriageApp:
    """Return the app at a list of agencies, which is empty."""
    return TriageApp(typed_walk("agencies"), PRETENDED, no_color=False)


def names(app: TriageApp) -> list[object]:
    """Return the first parts of the answer."""
    answer = app.walkthrough.position.answers.get("agencies", ())
    assert isinstance(answer, tuple)
    return [entry["agency"] for entry in answer if isinstance(entry, Entry)]


async def click(pilot: Pilot[None], app: TriageApp, text: str) -> None:
    """Click on the line of the screen with this text."""
    y = next(y for y, line in enumerate(lines(app)) if text in line)
    await pilot.click(offset=(lines(app)[y].index(text) + 1, y))
    await pilot.pause()


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_entries_are_added_moved_and_removed_by_keys(size: tuple[int, int]) -> None:
    """The terminal cursor stands on the marked line, in small windows too."""
    app = app_at_list()

    async def steps(pilot: Pilot[None]) -> None:
        for name in ("School", "Ward"):
            await press(pilot, "2" if names(app) else "1")
            assert "Add an agency" in at_cursor(app)
            await press(pilot, "enter", *name, "enter", "1", "enter", "tab", "enter")
        assert names(app) == ["School", "Ward"]
        await press(pilot, "1", "enter", "4")
        assert words.ENTRY_DOWN in at_cursor(app)
        await press(pilot, "enter")
        assert names(app) == ["Ward", "School"]
        await press(pilot, "2", "enter", "5", "enter")
        assert names(app) == ["Ward"]
        await press(pilot, "3", "enter")
        assert app.walkthrough.question == "last"

    drive(app, steps, size)


def test_entries_are_added_and_changed_by_the_mouse() -> None:
    """Clicking a line does what Enter does on it; texts are typed, and the list below clicked."""
    app = app_at_list()

    async def steps(pilot: Pilot[None]) -> None:
        await click(pilot, app, "Add an agency")
        await press(pilot, *"School", "enter")
        await click(pilot, app, "Yes")
        await click(pilot, app, f"  {words.NOT_KNOWN}")
        assert names(app) == ["School"]
        await click(pilot, app, "Change or remove: School")
        await click(pilot, app, words.ENTRY_REMOVE)
        assert not names(app)
        await click(pilot, app, words.ENTRIES_NONE)
        assert app.walkthrough.question == "last"

    drive(app, steps)


def test_escape_leads_out_of_an_entry_and_what_was_typed_is_there_again() -> None:
    """A part that was typed and not given is a draft; the entry that is begun is offered again."""
    app = app_at_list()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", *"Scho", "escape")
        assert asking(app).ask.acts
        await press(pilot, "1", "enter")
        assert "Scho" in shown(app)
        await press(pilot, *"ol", "enter", "escape", "escape", "escape")
        assert app.walkthrough.question == "day"

    drive(app, steps)


def test_what_was_typed_in_one_entry_does_not_turn_up_in_another() -> None:
    """When an entry is removed or moved, the others have other numbers."""
    app = app_at_list()

    async def steps(pilot: Pilot[None]) -> None:
        for name in ("School", "Ward"):
            await press(pilot, "2" if names(app) else "1", "enter")
            await press(pilot, *name, "enter", "1", "enter", "tab", "enter")
        await press(pilot, "2", "enter", "1", "enter", *" on 3", "escape", "escape")
        await press(pilot, "1", "enter", "5", "enter")
        assert names(app) == ["Ward"]
        await press(pilot, "2", "enter")
        assert asking(app).ask.kind == "text"
        assert "on 3" not in shown(app)

    drive(app, steps)


def test_enter_alone_does_nothing_to_a_list() -> None:
    """No line is marked at first, so that Enter pressed twice neither adds nor goes on."""
    app = app_at_list()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "enter")
        assert "Choose an answer first" in shown(app)
        assert app.walkthrough.asking == "agencies"

    drive(app, steps)
