"""A walk through the full screen, by what is drawn; keys are pressed as fast as they come.

Textual's pilot waits after each key until nothing happens any more, which takes ten times as long
as all else. Here a person looks at the screen until what comes next stands on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.parity.in_process.ending import Ending, Person
from tests.ui.tui.driving import USUAL, drive, shown
from triage.core.model import Question
from triage.ui import words
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.typeset import Typeset
from triage.ui.tui.widgets.choices import ChoiceList, beginnings
from triage.ui.tui.widgets.ticks import TickList

LEAVE = "ctrl+q"
PATIENCE, GLANCE = 60, 0.01
"""Seconds until a person gives up, and between two looks."""


def walk(person: Person) -> Ending:
    """Walk to the end, save, and leave."""
    app = TriageApp(person.walkthrough, person.saver, no_color=False)

    async def steps(_: Pilot[None]) -> None:
        async with asyncio.timeout(PATIENCE):
            await _press(app, "enter", until=lambda: isinstance(app.screen, AskScreen))
            if await _answers(person, app):
                await _saves(person, app)
                await _press(app, *_digits(app, words.LEAVE), "enter", until=lambda: _ended(app))
            else:
                await _press(app, LEAVE, until=lambda: _ended(app))

    drive(app, steps, USUAL)
    return person.ending()


async def _answers(person: Person, app: TriageApp) -> bool:
    """Answer all that is asked; say whether there was an answer to everything."""
    asked = ""
    while (asked := await _next_question(app, asked)) != "":
        question = person.meets(asked.__eq__)
        if question is None:
            return False
        await _answer(app, question, person)
    return True


async def _saves(person: Person, app: TriageApp) -> None:
    """Go from the review to the result, read it, and save the summary."""
    await _press(app, "g", until=lambda: words.RESULT_TITLE in shown(app))
    person.reads(list(_page(app)))
    await _press(app, *_digits(app, words.SAVE), "enter", until=lambda: _box(app) == "path")
    await _press(app, "ctrl+u", until=lambda: app.screen.query_one("#path", Input).value == "")
    name = str(person.target)
    await _press(app, *name, "enter", until=lambda: _box(app) == "reasons")
    await _press(app, "enter", until=lambda: "Saved: " in shown(app))
    await _press(app, "enter", until=lambda: isinstance(app.screen, PageScreen))


async def _press(app: TriageApp, *keys: str, until: Callable[[], bool] = lambda: True) -> None:
    """Press keys one after the other without waiting, then look until something is so."""
    assert app._driver is not None
    for key in keys:
        letter = len(key) == 1
        event = Key(_character_to_key(key) if letter else key, key if letter else None)
        event.set_sender(app)
        app._driver.send_message(event)
    await _look(until)


async def _look(until: Callable[[], bool]) -> None:
    """Look again and again until something is so."""
    while not until():  # noqa: ASYNC110 - what is drawn tells nobody
        await asyncio.sleep(GLANCE)


async def _next_question(app: TriageApp, before: str) -> str:
    """Return the next question once it stands on the screen; none, once the review does."""
    while True:
        screen = app.screen
        if isinstance(screen, AskScreen):
            asked = str(screen._question.content)
            if asked != before and asked in shown(app):
                return asked
        elif words.REVIEW_TITLE in shown(app):
            return ""
        await asyncio.sleep(GLANCE)


async def _answer(app: TriageApp, question: Question, person: Person) -> None:
    if not question.options:
        await _press(app, *person.typed(question))
    for label in person.labels(question) if question.options else ():
        digits = _digits(app, label)
        await _press(app, *digits)
        if question.kind == "choices":
            await _ticked(app, digits)
    await _press(app, "enter")


async def _ticked(app: TriageApp, digits: str) -> None:
    """Wait until a line is ticked; where other numbers begin alike, Space ticks it."""
    ticks, index = app.screen.query_one(TickList), int(digits) - 1
    if digits in beginnings(ticks._numbers):
        await _look(lambda: ticks.highlighted == index)
        await _press(app, "space")
    await _look(lambda: index in ticks.ticked)


def _digits(app: TriageApp, label: str) -> str:
    """Return the number of the line with this label, in the list that is shown."""
    (rows,) = (
        each
        for each in app.screen.query(ChoiceList)
        if all(part.display for part in each.ancestors_with_self)
    )
    (number,) = (n for n, row in enumerate(rows._rows, start=1) if row.label == label)
    return str(number)


def _page(app: TriageApp) -> Iterator[str]:
    """Yield the lines of the page that is shown, those below the window too."""
    for part in app.screen.query("#text Static").results(Static):
        if isinstance(part.content, Typeset):
            yield from part.content.plain.splitlines()


def _box(app: TriageApp) -> str | None:
    """Return which box of the dialog takes the keys."""
    return app.focused.id if app.focused else None


def _ended(app: TriageApp) -> bool:
    return app.return_code is not None
