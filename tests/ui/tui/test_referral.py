"""The referral on the full screen: training copies, what is missing, the first message."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.referral_walks import REFERRAL, at_result, at_review, offered
from tests.ui.test_preview import saver_of
from tests.ui.tui.driving import NARROW, SMALL, USUAL, drive, marked, press, shown
from triage.ui import words
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.save import SaveScreen
from triage.ui.walkthrough import Walkthrough

TRAINING = "TRAINING COPY. Not a real case. Do not send it."


def app_of(walk: Walkthrough) -> TriageApp:
    """Return the app where a walkthrough stands."""
    return TriageApp(walk, saver_of(walk), no_color=False)


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_every_screen_of_a_training_copy_says_so(size: tuple[int, int]) -> None:
    """Questions, dialogs, the review, the preview, saving, and back at the result."""
    walk = at_result("v11")
    walk.take(offered(walk))
    for id_ in ("referral_now", "safe_now"):
        walk.answer({**REFERRAL, "referral_now": "first_message"}[id_])
    app = app_of(walk)

    async def steps(pilot: Pilot[None]) -> None:
        assert TRAINING not in shown(app)
        await press(pilot, "3", "enter")
        assert TRAINING in shown(app)
        for key in ("f1", "f9", "ctrl+p"):
            await press(pilot, key)
            assert TRAINING in shown(app)
            await press(pilot, "escape")
        await press(pilot, *"Nurse", "enter", "4", "enter", "7", "enter")
        assert walk.stage == "review"
        for keys in ((), ("g",), ("1", "enter"), ("escape",)):
            await press(pilot, *keys)
            assert TRAINING in shown(app)
        walk.to_result()
        app.refresh_screen()
        await pilot.pause()
        assert TRAINING in shown(app)
        walk.forget()
        app.refresh_screen()
        await pilot.pause()
        assert TRAINING not in shown(app)

    drive(app, steps, size)


def test_what_is_missing_is_the_first_line_and_leads_there_and_back() -> None:
    """Its question is asked, Esc and an answer both lead back, and then it is missing no more."""
    walk = at_review("v11", place_type="unsure")
    app = app_of(walk)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        line = words.give_now("Where it happened, and where the child lives")
        assert f"1 {line}" in shown(app)
        await press(pilot, "1", "enter")
        assert "What kind of place did it happen in?" in shown(app)
        await press(pilot, "escape")
        assert f"1 {line}" in shown(app)
        await press(pilot, "1", "enter", "6", "enter")
        assert words.PREVIEW_LEAD in shown(app)
        assert line not in shown(app)
        assert marked(app) is None

    drive(app, steps)


def test_the_first_message_is_shown_alone_saved_alone_and_left_for_the_whole() -> None:
    """The dialog names what is saved; Esc leads back to the review."""
    walk = at_review("v11", referral_now="first_message")
    app = app_of(walk)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        assert words.MESSAGE_LEAD in shown(app)
        await press(pilot, "1", "enter")
        assert isinstance(app.screen, SaveScreen)
        assert "Save a summary: First message to the lead officer" in shown(app)
        await press(pilot, "escape", "2", "enter")
        assert words.PREVIEW_LEAD in shown(app)
        await press(pilot, "2", "enter")
        assert words.MESSAGE_LEAD in shown(app)
        await press(pilot, "escape")
        assert words.REVIEW_TITLE in shown(app)

    drive(app, steps)
