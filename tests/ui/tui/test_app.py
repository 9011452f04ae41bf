"""The full-screen app, walked by keys: forward, back, change, another child, save, leave."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.ui.pretending import PRETENDED, SUGGESTED, PretendedSaver
from tests.ui.tui.driving import (
    DIED_IN_CARE,
    SMALL,
    TODAY,
    USUAL,
    answer_all,
    app_of,
    asking,
    drive,
    incident,
    lines,
    marked,
    pack,
    press,
    shown,
    words_shown,
)
from triage.errors import UsageError
from triage.ui import walkthrough
from triage.ui.presenter.current import current_screen
from triage.ui.screens import Result, Screen
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.looking_ahead import UNDISTURBED
from triage.ui.tui.private_app import PrivateApp
from triage.ui.tui.screens.note import Helpful, NoteScreen
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.screens.save import SaveScreen
from triage.ui.tui.typeset import Typeset
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.choices import ChoiceList
from triage.ui.tui.widgets.ticks import TickList
from triage.ui.walkthrough import Walkthrough

TYPED = """
flow: typed
title: Things to type
version: 1
edition: none
questions:
  - {id: many, ask: How many?, kind: number, min: 0, max: 9, always: yes}
  - {id: day, ask: Which day?, kind: date, always: yes}
outcomes:
  - {id: done, title: Done, rules: [{id: D1, says: Always., certainty: certain, cites: [R1]}]}
"""


async def is_counted(pilot: Pilot[None], app: TriageApp, number: int) -> None:
    """Wait until the question of that number says of how many it is one."""
    said = rf"Question {number} of \d+ to \d+"
    for _ in range(100):
        if re.search(said, shown(app)):
            return
        await pilot.pause(0.05)
    pytest.fail(f"there is no {said}")


def test_a_question_does_not_wait_until_it_is_known_how_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is shown and answered meanwhile; the number is added to whichever question is there."""
    walkthrough = Walkthrough(pack(), "incident", TODAY)
    look_ahead, held = walkthrough.look_ahead, [True]

    def slowly() -> Iterator[None]:
        while held:
            yield
        yield from look_ahead()

    monkeypatch.setattr(walkthrough, "look_ahead", slowly)
    app = TriageApp(walkthrough, PRETENDED, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert re.search(r"Question 1(?! of)", shown(app))
        await press(pilot, "1", "enter")
        assert re.search(r"Question 2(?! of)", shown(app))
        held.clear()
        await is_counted(pilot, app, 2)

    drive(app, steps)


def test_looking_ahead_holds_up_nobody_who_is_at_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a step of it is taken while keys come; it goes on when they stop."""
    since_the_last_key = [0.0]
    monkeypatch.setattr(PrivateApp, "still_for", property(lambda _: since_the_last_key[0]))
    walkthrough = Walkthrough(pack(), "incident", TODAY)
    look_ahead = walkthrough.look_ahead
    taken: list[None] = []

    def counted() -> Iterator[None]:
        for step in look_ahead():
            taken.append(step)
            yield

    monkeypatch.setattr(walkthrough, "look_ahead", counted)
    app = TriageApp(walkthrough, PRETENDED, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        await pilot.pause(4 * UNDISTURBED)
        assert not taken
        since_the_last_key[0] = UNDISTURBED
        await is_counted(pilot, app, 1)

    drive(app, steps)


def test_looking_ahead_comes_to_its_end_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual drops a timer that does not get to start within its delay; here it drops each."""
    monkeypatch.setattr(TriageApp, "set_timer", lambda *_, **__: None)
    app = incident()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        await is_counted(pilot, app, 1)

    drive(app, steps)


def test_the_app_knows_since_when_no_key_has_come() -> None:
    """It is counted from the last key, and there is no count before the first."""
    app = incident()

    async def steps(pilot: Pilot[None]) -> None:
        assert app.still_for == math.inf
        await press(pilot, "down")
        await pilot.pause(0.05)
        before = app.still_for
        await press(pilot, "up")
        assert 0.05 <= before < math.inf
        assert app.still_for < math.inf

    drive(app, steps)


def test_a_result_is_not_made_again_once_it_is_known_how_many_questions_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only a question says how many there are; making a result again would hold up keys."""
    app, made = incident("review"), []

    def noted(walk: Walkthrough) -> Screen:
        made.append(walk.stage)
        return current_screen(walk)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g")
        monkeypatch.setattr(walkthrough, "current_screen", noted)
        app._say_how_many()
        assert made == []
        await press(pilot, "escape", "1", "enter")
        app._say_how_many()
        assert made[-1] == "asking"

    drive(app, steps)


def test_an_incident_is_walked_by_digits_and_enter_to_what_to_do_now() -> None:
    """Every question takes a digit and Enter; the result leads with safety and the outcomes."""
    app = incident()

    async def steps(pilot: Pilot[None]) -> None:
        assert "ring 999" in shown(app)
        assert "not a referral and not a notification" in shown(app)
        await press(pilot, "enter")
        await answer_all(pilot, DIED_IN_CARE)
        assert "Check your answers" in shown(app)
        await press(pilot, "g")
        result = app.walkthrough.screen
        assert isinstance(result, Result)
        titles = [outcome.title for outcome in result.outcomes]
        assert titles[:3] == [
            "Act now to keep people safe",
            "Tell the lead officer today",
            "Tell the lead officer today: a child in care has died",
        ]
        first = shown(app)
        assert first.index("ring 999") < first.index("Do this first")
        assert "Today. Lead officer (Head of Quality Assurance & Partnerships)." in first
        assert "Telephone and out of hours: not supplied in the guidance" in first
        pages = [part.content for part in app.screen.query("#text Static").results(Static)]
        body = "\n".join(page.plain for page in pages if isinstance(page, Typeset))
        assert body.index("Everything that you do") < body.index("What would change this")
        assert "This is not a referral and not a notification" in body
        await press(pilot, "5", "enter")

    drive(app, steps)
    assert app.return_code == 0
    assert not app.walkthrough.position.answers


def test_going_back_keeps_answers_and_what_was_only_ticked() -> None:
    """Esc and b go back; the answer given is marked, and ticks not given yet come back too."""
    app = incident("learning")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "4", "escape")
        assert (asking(app).ask.id, marked(app)) == ("setting", 2)
        assert "Custody (your answer)" in shown(app)
        await press(pilot, "b")
        assert (asking(app).ask.id, marked(app)) == ("abusive_event", 0)
        await press(pilot, "enter", "enter")
        assert asking(app).ask.id == "learning"
        assert asking(app).query_one(TickList).ticked == {0, 3}
        await press(pilot, "6")
        assert asking(app).query_one(TickList).ticked == {5}
        assert len(app.walkthrough.position.answers) == 11

    drive(app, steps)


def test_changing_an_answer_returns_to_the_review_and_another_child_keeps_the_incident() -> None:
    """The changed line is marked; the next child starts with the incident's answers."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "4", "enter")
        assert asking(app).ask.id == "disagreement"
        await press(pilot, "1", "enter")
        assert marked(app) == 13
        assert "Whether the council should notify" in shown(app)
        await press(pilot, "end", "enter", "3", "enter")
        assert asking(app).ask.id == "safety"
        questions = app.walkthrough.program.questions
        about = [q.id for q in questions if q.about_incident and q.id in DIED_IN_CARE]
        assert list(app.walkthrough.position.answers) == about

    drive(app, steps)


def test_enter_alone_answers_nothing_and_says_what_to_do() -> None:
    """A question starts with nothing marked, so a key pressed twice cannot answer it."""
    app = incident("setting")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert asking(app).ask.id == "setting"
        assert f"Error: {wording.CHOOSE_FIRST}" in shown(app)
        await press(pilot, "3", "enter", "down", "enter")
        assert asking(app).ask.id == "learning"
        assert f"Error: {wording.TICK_FIRST}" in shown(app)

    drive(app, steps)


@pytest.mark.parametrize(
    ("at", "error"), [("setting", wording.CHOOSE_FIRST), ("review", wording.CHOOSE_LINE)]
)
def test_what_is_marked_is_asked_for_no_more(at: str, error: str) -> None:
    """As soon as a line is marked, the screen says no longer that one is to be chosen first."""
    app = incident(at)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert error in words_shown(app)
        await press(pilot, "2")
        assert marked(app) == 1
        assert error not in words_shown(app)

    drive(app, steps)


@pytest.mark.parametrize(
    ("at", "keys", "not_there"),
    [
        ("setting", (), set()),
        ("review", (), {"F2"}),
        ("review", ("g", "2", "enter"), {"Esc or B", "F2", "R", "Ctrl+P"}),
        ("review", ("ctrl+p",), {"Esc or B", "F2", "R", "Ctrl+P"}),
    ],
)
def test_the_help_names_no_key_that_does_nothing_there(
    at: str, keys: tuple[str, ...], not_there: set[str]
) -> None:
    """F2 belongs to a question; a dialog takes neither letters nor the list of commands."""
    app = incident(at)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)
        assert isinstance(app.screen, Helpful)
        named = {each.lead.plain.strip() for each in app.screen.help().body.paragraphs}
        assert {each for each, _ in wording.KEYS_EVERYWHERE} - named == not_there

    drive(app, steps)


def test_the_line_of_what_the_answers_mean_names_its_key_at_every_width() -> None:
    """The end of the line is cut in a narrow window, so the key comes first there."""
    app = incident("setting")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "3", "enter", "escape")
        assert "Your answers already mean 5 things. F2 shows more." in lines(app)[1]
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert lines(app)[1].strip() == "Press F2: your answers mean 5 things."
        await pilot.resize_terminal(*USUAL)
        await pilot.pause()
        assert "F2 shows more." in lines(app)[1]

    drive(app, steps)


def test_what_is_typed_is_checked_and_never_repeated_in_the_error() -> None:
    """A wrong number keeps the question and the box; the error says what is right instead."""
    app = app_of(TYPED)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "b", "4", "2", "enter")
        error = app.screen.query_one("#error", Static).content
        assert "Error: That is not a whole number. Give a whole number from 0 to 9" in str(error)
        assert "42" not in str(error)
        assert app.screen.query_one(AnswerInput).value == "b42"
        await press(pilot, "backspace", "backspace", "backspace", "7", "enter")
        assert asking(app).ask.id == "day"
        await press(pilot, *"2026-03-02", "enter")
        assert app.walkthrough.stage == "review"
        assert "2 March 2026" in shown(app)

    drive(app, steps)


def test_quick_leave_forgets_every_answer_from_any_dialog() -> None:
    """Ctrl+Q over a dialog ends the app with 130, with no answer and no draft left."""
    app = incident("place")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "2", "escape", "f9")
        assert isinstance(app.screen, NoteScreen)
        assert app._memory.drafts
        await press(pilot, "ctrl+q")

    drive(app, steps)
    assert app.return_code == 130
    assert not app.walkthrough.position.answers
    assert not app._memory.drafts


def test_help_safety_and_commands_are_ours_alone_and_open_from_anywhere() -> None:
    """F1, F9 and Ctrl+P open dialogs in plain words; no command of Textual's own is offered."""
    app = incident()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "f1")
        assert wording.HELP_TITLE in shown(app)
        await press(pilot, "f1", "f9")
        assert wording.SAFETY_TITLE in shown(app)
        await press(pilot, "escape", "ctrl+p")
        offered = shown(app)
        assert all(label in offered for label in wording.THEME_NAMES.values())
        assert not any(word in offered.lower() for word in ("screenshot", "quit", "palette"))
        number = offered.split(wording.THEME_NAMES["triage-contrast"])[0].split()[-1]
        await press(pilot, *number, "enter")
        assert app.theme == "triage-contrast"
        app.deliver_screenshot()
        assert list(app.get_system_commands(app.screen)) == []

    drive(app, steps)


def test_saving_says_where_or_why_not_and_takes_the_reasons(tmp_path: Path) -> None:
    """The dialog suggests a name that says nothing, hands on path and reasons, and shows errors."""
    given: list[tuple[str, str]] = []

    def save(path: str, reasons: str) -> str:
        given.append((path, reasons))
        if len(given) == 1:
            message = "There is [no] such folder. Choose another."
            raise UsageError(message)
        return f"Saved: {tmp_path}."

    app = incident("review", PretendedSaver(save))

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "2", "enter")
        assert isinstance(app.screen, SaveScreen)
        await press(pilot, "enter", *"why", "enter")
        assert "Error: There is [no] such folder. Choose another." in shown(app)
        await press(pilot, "enter", "enter")
        assert "Saved:" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PageScreen)

    drive(app, steps)
    assert [reasons for _, reasons in given] == ["why", "why"]
    assert given[0][0].startswith("triage-2026-11-23-")


def test_putting_the_save_dialog_away_loses_nothing_that_was_typed() -> None:
    """Esc closes it; opened again, name and reasons stand there. The next child starts empty."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "2", "enter", "x", "enter", *"why", "escape")
        assert isinstance(app.screen, PageScreen)
        await press(pilot, "enter")
        assert f"{SUGGESTED}x" in shown(app)
        assert "why" in [box.value for box in app.screen.query(AnswerInput)]
        await press(pilot, "escape", "3", "enter")
        assert not app._unsaved
        await press(pilot, "ctrl+q")

    drive(app, steps)


def test_keys_typed_ahead_answer_only_the_question_they_meet() -> None:
    """Enter again and again across the end of the questions neither crashes nor answers twice."""
    app = incident("other_worry")

    async def steps(pilot: Pilot[None]) -> None:
        answers = asking(app).query_one("#choices", ChoiceList)
        for _ in range(3):
            answers.post_message(ChoiceList.Entered(2))
        await pilot.pause()
        await press(pilot, "ctrl+p")
        for _ in range(3):
            app.screen.query_one(ChoiceList).post_message(ChoiceList.Entered(0))
        await press(pilot, "escape")
        assert isinstance(app.screen, PageScreen)
        assert app.walkthrough.stage == "review"
        assert app.walkthrough.position.answers["other_worry"] == "no"

    drive(app, steps)
