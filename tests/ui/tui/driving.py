"""Driving the full-screen app by keys, and reading what stands on its screen."""

from __future__ import annotations

import asyncio
import datetime
import functools
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.ui.pretending import PRETENDED
from tests.ui.tui.rest import waiting_for_rest
from triage.pack.reader import Pack, read_flow_text, read_pack
from triage.ui.saving import Saver
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.tui.widgets.choices import ChoiceList
from triage.ui.walkthrough import Walkthrough

ROOT = Path(__file__).resolve().parents[3]
MENU_PACK = ROOT / "tests" / "ui" / "menu_pack"
TODAY = datetime.date(2026, 11, 23)
WIDE, USUAL, NARROW, SMALL, TINY = (120, 40), (80, 24), (60, 20), (40, 12), (10, 3)

SCROLL_BAR = re.compile(
    "[\N{LOWER ONE EIGHTH BLOCK}-\N{FULL BLOCK}\N{BOX DRAWINGS LIGHT VERTICAL}]"
)

WithGuidance = Callable[[], Pack]
Steps = Callable[[Pilot[None]], Awaitable[None]]

DIED_IN_CARE: Mapping[str, str] = {
    "safety": "1",
    "stage": "1",
    "age": "2",
    "care": "1",
    "care_la": "1",
    "outcome": "1",
    "place": "1",
    "resident": "1",
    "abuse": "1",
    "abusive_event": "1",
    "setting": "3",
    "learning": "13",
    "lead_available": "1",
    "disagreement": "4",
    "other_worry": "3",
}
"""Digits for each question: a child in care died in custody, abuse is known."""


@functools.cache
def pack() -> Pack:
    """Return the built-in pack, read once."""
    return read_pack(ROOT)


def incident(at: str = "", saver: Saver = PRETENDED, *, no_color: bool = False) -> TriageApp:
    """Return the app at the welcome of the incident journey, at a question, or at the review."""
    walkthrough = _incident()
    walkthrough.forget()
    if at:
        walkthrough.begin()
    while walkthrough.stage == "asking" and walkthrough.question != at:
        id_ = walkthrough.question
        assert id_ is not None
        question = walkthrough.program.questions[walkthrough.program.index[id_]]
        values = [question.options[int(digit) - 1].value for digit in DIED_IN_CARE[id_]]
        walkthrough.answer(values if question.kind == "choices" else values[0])
    return TriageApp(walkthrough, saver, no_color=no_color)


@functools.cache
def _incident() -> Walkthrough:
    """Return one walkthrough for all tests: what it has worked out about the flow is kept."""
    return Walkthrough(pack(), "incident", TODAY, whole_pack)


def at_home(pack_of: Pack | None = None, whole: WithGuidance | None = None) -> TriageApp:
    """Return the app at Home, of the built-in pack or of another; `whole` reads its digest."""
    walkthrough = Walkthrough(pack_of or pack(), None, TODAY, whole or whole_pack)
    return TriageApp(walkthrough, PRETENDED, no_color=False)


@functools.cache
def whole_pack() -> Pack:
    """Return the built-in pack with the digest of the guidance, read once."""
    return read_pack(ROOT, with_guidance=True)


@functools.cache
def menu_pack() -> Pack:
    """Return a pack with a menu of two walks that ask some things alike."""
    return read_pack(MENU_PACK)


def app_of(flow: str) -> TriageApp:
    """Return the app for the one flow in a text."""
    read = read_flow_text(flow)
    small = replace(pack(), flows={read.id: read}, journeys={})
    return TriageApp(Walkthrough(small, read.id, TODAY), PRETENDED, no_color=False)


def drive(app: TriageApp, steps: Steps, size: tuple[int, int] = USUAL) -> None:
    """Run the app without a terminal and take the steps."""

    async def run() -> None:
        with waiting_for_rest(app):
            async with app.run_test(size=size) as pilot:
                await steps(pilot)

    asyncio.run(run())


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, and wait until all is drawn."""
    await pilot.press(*keys)
    await pilot.pause()


async def answer_all(pilot: Pilot[None], digits: Mapping[str, str]) -> None:
    """Answer questions by their digits and Enter, until none is left."""
    while isinstance(pilot.app.screen, AskScreen):
        await press(pilot, *digits[pilot.app.screen.ask.id], "enter")


def asking(app: TriageApp) -> AskScreen:
    """Return the screen, which asks a question."""
    assert isinstance(app.screen, AskScreen)
    return app.screen


def lines(app: TriageApp) -> list[str]:
    """Return the screen as lines of text."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def marked(app: TriageApp) -> int | None:
    """Return the marked line of the list that is shown."""
    return next(each.highlighted for each in app.screen.query(ChoiceList) if each.display)


def shown(app: TriageApp) -> str:
    """Return all words on the screen, in order, with single spaces."""
    return " ".join(" ".join(lines(app)).split())


def at_cursor(app: TriageApp) -> str:
    """Return the line of the screen where the terminal cursor stands, without a scroll bar."""
    return SCROLL_BAR.sub("", lines(app)[app.cursor_position.y]).strip()


def words_shown(app: TriageApp) -> str:
    """Return all words on the screen, without what is drawn around them."""
    return " ".join(SCROLL_BAR.sub("", shown(app)).split())
