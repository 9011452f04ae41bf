"""A box to type in with lines below it: how one gets there and back, and that it stays in sight."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import (
    NARROW,
    SMALL,
    USUAL,
    WIDE,
    app_of,
    asking,
    at_cursor,
    drive,
    lines,
    press,
    shown,
    words_shown,
)
from tests.ui.typed_flow import typed_walk
from triage.core.values import NOT_KNOWN
from triage.ui import words
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.widgets.choices import MARK

SIZES = (WIDE, USUAL, NARROW, SMALL)
NUMBER = """
flow: number
title: A number
version: 1
edition: none
questions:
  - {id: children, ask: How many children?, kind: number, min: 0, max: 20, not_known: yes,
     always: yes}
  - {id: more, ask: And how many more?, kind: number, min: 0, max: 9, always: yes}
outcomes:
  - {id: done, title: Done, rules: [{id: D1, says: Always., certainty: certain, cites: [R1]}]}
"""


def app_at(question: str) -> TriageApp:
    """Return the app at a question of the flow with everything that is typed."""
    return TriageApp(typed_walk(question), PRETENDED, no_color=False)


def below(app: TriageApp) -> str:
    """Return the last line, with single spaces."""
    return " ".join(lines(app)[-1].split())


def test_what_was_typed_is_there_again_where_not_known_was_chosen_instead() -> None:
    """A slip on the list below the box loses nothing; the answer stays what was chosen."""
    app = app_of(NUMBER)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "1", "2", "down", "enter")
        assert app.walkthrough.question == "more"
        await press(pilot, "escape")
        answers = [app.walkthrough.position.answers["children"]]
        assert "12" in shown(app)
        assert words.NOT_KNOWN in at_cursor(app)
        await press(pilot, "up", "enter")
        answers.append(app.walkthrough.position.answers["children"])
        assert answers == [NOT_KNOWN, 12]

    drive(app, steps)


def test_no_digit_stands_before_a_line_below_a_box() -> None:
    """A digit is part of the answer; in the list below the box it does nothing."""
    app = app_of(NUMBER)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert f"1 {words.NOT_KNOWN}" not in shown(app)
        await press(pilot, "down", "1")
        assert asking(app)._typed.value == ""
        assert at_cursor(app) == f"{MARK}{words.NOT_KNOWN}"
        await press(pilot, "enter")
        assert app.walkthrough.position.answers["children"] is NOT_KNOWN
        await press(pilot, "escape", "up", "1", "enter")
        assert dict(app.walkthrough.position.answers) == {"children": 1}

    drive(app, steps)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["down", "tab"])
def test_down_and_tab_leave_a_box_of_one_line_and_up_goes_back(
    key: str, size: tuple[int, int]
) -> None:
    """The line that is reached is marked, in sight; back in the box none is, and one types on."""
    app = app_at("day")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"20", key)
        assert at_cursor(app) == f"{MARK}{words.NOT_KNOWN}"
        await press(pilot, "down", "down")
        assert at_cursor(app) == f"{MARK}{words.NOT_KNOWN}"
        await press(pilot, "up")
        assert not any(MARK in line for line in lines(app))
        await press(pilot, *"26-01-02", "enter")
        assert str(app.walkthrough.position.answers["day"]) == "2026-01-02"

    drive(app, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_down_leaves_a_text_from_its_last_line_only(size: tuple[int, int]) -> None:
    """Within the text it moves down; from the last line, wrapped or not, it leads to the list."""
    app = app_at("tell")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"One", "enter", *"two ", *["x"] * 60, "up", "up", "up", "up", "up")
        await press(pilot, "down")
        assert not asking(app)._typed.in_list
        await press(pilot, *["down"] * 6)
        assert asking(app)._typed.in_list
        await press(pilot, *["up"] * 3, *"!")
        assert "!" in asking(app)._typed.value

    drive(app, steps, size)


def test_the_keys_and_the_words_say_how_to_get_to_the_list_and_back() -> None:
    """They are those of the box while one types, and those of the list while one is there."""
    app = app_at("tell")

    async def steps(pilot: Pilot[None]) -> None:
        assert below(app).startswith("Enter new line Tab list")
        assert "Tab, or Down from the last line, leads to the list." in shown(app)
        await press(pilot, *"One", "tab")
        assert below(app).startswith("Enter take this Up the box")
        await press(pilot, "up")
        assert below(app).startswith("Enter new line")
        await press(pilot, "tab", "enter")
        assert below(app).startswith("Enter next Esc back F2")
        await press(pilot, *"Nurse", "enter")
        assert below(app).startswith("Enter next Down not known")
        assert wording.TYPE_OR_NOT_KNOWN in shown(app)
        await press(pilot, "f1")
        assert "Down, Tab Go to “Not known”, below the box." in shown(app)
        await press(pilot, "f1", "down")
        assert below(app).startswith("Enter take this Up the box")

    drive(app, steps)


def test_a_warning_names_both_ways_to_go_on_with_a_text() -> None:
    """An empty line ends it again, and so does the line of the list that one came from."""
    app = app_at("tell")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"Mr Example", "tab", "enter")
        assert words.MAY_IDENTIFY in shown(app)
        assert f"end the text again, or take “{wording.TEXT_DONE}” below" in words_shown(app)
        await press(pilot, "enter")
        assert words.MAY_IDENTIFY not in shown(app)

    drive(app, steps, WIDE)


@pytest.mark.parametrize("size", SIZES)
def test_a_refused_answer_stays_in_sight_with_the_cursor_in_it(size: tuple[int, int]) -> None:
    """What is wrong stands below, and the whole line that one types in above it."""
    app = app_at("day")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"yesterday", "enter")
        assert "Error: " in shown(app)
        assert "yesterday" in at_cursor(app)

    drive(app, steps, size)


@pytest.mark.parametrize("question", ["tell", "day"])
def test_the_help_of_a_box_names_no_letter_and_says_esc_once(question: str) -> None:
    """What is a letter in a box is named there only to say so."""
    app = app_at(question)

    async def steps(_: Pilot[None]) -> None:
        named = [each.lead.plain.strip() for each in asking(app).help().body.paragraphs]
        assert named.count("Esc") == 1
        assert not {"Esc or B", "R"} & set(named)

    drive(app, steps)


@pytest.mark.parametrize("question", ["tell", "day"])
def test_what_is_typed_stays_in_sight_when_the_window_changes(question: str) -> None:
    """Smaller and larger again, the line with the cursor can be seen before the next key."""
    app = app_at(question)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"Typed")
        for size in (SMALL, NARROW, SMALL, USUAL, SMALL, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Typed" in at_cursor(app), size

    drive(app, steps)


def test_a_marked_answer_stays_in_sight_when_the_window_changes() -> None:
    """Smaller and larger again, the mark can be seen before the next key."""
    app = app_at("last")

    async def steps(pilot: Pilot[None]) -> None:
        app.walkthrough.answer("done")
        app.refresh_screen()
        await press(pilot, "2")
        for size in (SMALL, NARROW, (40, 8), USUAL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert at_cursor(app).startswith(f"{MARK}2"), size

    drive(app, steps)
