"""The save dialog: a warning that bars nothing, a redacted copy, and forgetting the answers."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.ui.pretending import PretendedSaver
from tests.ui.test_save_step import Noting, at_the_result
from tests.ui.tui.driving import NARROW, SMALL, USUAL, at_cursor, drive, press, shown
from triage.errors import ReasonsError, UsageError
from triage.ui import words
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.screens.save import SaveScreen
from triage.ui.tui.widgets.ticks import TickList


def underlined(app: Any) -> list[str]:  # noqa: ANN401 - an app of ours
    """Return what is underlined in what the dialog says."""
    said = app.screen.query_one("#warning").content
    return [
        part.words.plain[span.start : span.end]
        for part in said.paragraphs
        for span in part.words.spans
        if "underline" in str(span.style)
    ]


def test_a_warning_shows_the_place_and_enter_again_saves_all_the_same() -> None:
    """The piece is underlined, nothing is written at first, and the second Enter writes it."""
    saver = Noting()
    app = TriageApp(at_the_result(), saver, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", *"saw Mr Example", "enter")
        assert saver.asked == []
        assert words.MAY_IDENTIFY in shown(app)
        assert underlined(app) == ["Mr Example"]
        assert "saw Mr Example" in shown(app).replace(words.MAY_IDENTIFY, "")
        await press(pilot, "enter")
        assert "Saved:" in shown(app)

    drive(app, steps)
    assert saver.asked == [("saw Mr Example", False)]


def test_what_is_changed_after_a_warning_is_looked_at_again() -> None:
    """Accepting one text accepts no other; a text without identifiers is saved at once."""
    saver = Noting()
    app = TriageApp(at_the_result(), saver, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", *"saw Mr Example", "enter")
        await press(pilot, *" in DT1 1XJ")
        assert words.MAY_IDENTIFY not in shown(app)
        await press(pilot, "enter")
        assert saver.asked == []
        assert underlined(app) == ["Mr Example", "DT1 1XJ"]
        await press(pilot, "ctrl+u", *"it rained", "enter")

    drive(app, steps)
    assert saver.asked == [("it rained", False)]


def test_a_redacted_copy_is_one_tick_away_and_is_kept_with_what_was_typed() -> None:
    """Tab and Space tick it, Enter saves from there; put away and opened again, the tick stays."""
    saver = Noting()
    app = TriageApp(at_the_result(), saver, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", *"saw Mr Example", "tab", "space")
        assert app.screen.query_one(TickList).ticked == {0}
        await press(pilot, "escape")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
        assert app.screen.query_one(TickList).ticked == {0}
        await press(pilot, "tab", "tab", "enter")

    drive(app, steps)
    assert saver.asked == [("saw Mr Example", True)]


def test_after_saving_the_answers_can_be_forgotten_at_once() -> None:
    """F leads back to the first screen with no answer; until then it is a letter in a box."""
    saver = Noting()
    app = TriageApp(at_the_result(), saver, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", "f", "enter")
        assert saver.asked == [("f", False)]
        assert wording.SAVED_FORGET.split(". ")[0] in shown(app)
        assert app.walkthrough.position.answers
        await press(pilot, "f")
        assert isinstance(app.screen, PageScreen)
        assert app.walkthrough.stage == "welcome"
        assert not app.walkthrough.position.answers

    drive(app, steps)


def test_in_a_small_window_the_warning_is_in_sight() -> None:
    """At 40 columns and 12 rows the last line, which says how to go on, stands on the screen."""
    app = TriageApp(at_the_result(), Noting(), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", *"saw Mr Example", "enter")
        await pilot.pause()
        assert "save it as it is" in " ".join(shown(app).split())

    drive(app, steps, SMALL)


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_a_name_that_cannot_be_is_changed_at_once(size: tuple[int, int]) -> None:
    """What is wrong stands at the box of the name, which has the keys; the reasons stay."""

    def save(path: str, reasons: str) -> str:
        given.append((path, reasons))
        if path.endswith(".msg"):
            message = "That is no format of a summary. End the file's name in md or txt."
            raise UsageError(message)
        return f"Saved: {path}."

    given: list[tuple[str, str]] = []
    app = TriageApp(at_the_result(), PretendedSaver(save), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "ctrl+u", *"a.msg", "enter", *"why", "enter")
        assert "Error: That is no format of a summary." in shown(app)
        assert "a.msg" in at_cursor(app)
        await press(pilot, "ctrl+u", *"b.txt")
        assert "Error:" not in shown(app)
        await press(pilot, "enter", "enter")
        assert "Saved: b.txt." in shown(app)

    drive(app, steps, size)
    assert given == [("a.msg", "why"), ("b.txt", "why")]


def test_reasons_that_cannot_be_saved_are_changed_at_once() -> None:
    """What is wrong with them stands at their box, and the keys go there."""

    def save(path: str, reasons: str) -> str:
        if len(reasons) > 3:
            message = "Your own reasons are too long."
            raise ReasonsError(message)
        return f"Saved: {path}."

    app = TriageApp(at_the_result(), PretendedSaver(save), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "enter", *"because", "tab", "enter")
        assert "Error: Your own reasons are too long." in shown(app)
        assert "because" in at_cursor(app)
        await press(pilot, *["backspace"] * 4, "enter")
        assert "Saved:" in shown(app)

    drive(app, steps, SMALL)


def test_the_keys_below_the_dialog_are_those_of_where_one_is() -> None:
    """Enter goes on from the name, and saves from the reasons; Space ticks the copy."""
    app = TriageApp(at_the_result(), Noting(), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter")
        for key, keys in (
            ("home", "Enter next, then save Esc close"),
            ("tab", "Enter save Tab redacted copy"),
            ("tab", "Enter save Space tick"),
        ):
            await press(pilot, key)
            assert keys in shown(app)

    drive(app, steps)
