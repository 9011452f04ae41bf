"""Text that Textual would read as markup, or a terminal as commands, is shown as written."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.ui.tui.driving import WIDE, app_of, drive, press, shown
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.tui.widgets.answer_input import AnswerInput

HEBREW = "\u05e9\u05dc\u05d5\u05dd"
HOSTILE = f"[unknown] [/b] [@click=app.leave_now]x[/] [LADO] [$quiet] \\[b] e\u0301 {HEBREW}"
LONG = "Donaudampfschifffahrtsgesellschaft" * 5
FLOW = f"""
flow: hostile
title: "T {HOSTILE.replace(chr(92), chr(92) * 2)}"
version: 1
edition: none
closing: {{says: 'Z {HOSTILE}', cites: [R1]}}
questions:
  - id: pick
    ask: 'Q {HOSTILE}'
    hint: 'H {HOSTILE}'
    why: 'W {HOSTILE}'
    always: yes
    options:
      a: {{label: 'A {HOSTILE}', hint: 'I {HOSTILE}'}}
      b: {{label: {LONG}}}
    cites: [R1]
  - {{id: tell, ask: 'S {HOSTILE}', kind: text, limit: 200, always: yes}}
outcomes:
  - id: done
    title: 'O {HOSTILE}'
    means: 'M {HOSTILE}'
    decides: 'D {HOSTILE}'
    rules: [{{id: D1, says: 'R {HOSTILE}', when: {{pick: a}}, certainty: certain, cites: [R1]}}]
    steps: [{{do: 'P {HOSTILE}', who: 'Y {HOSTILE}', clock: 'C {HOSTILE}'}}]
"""


def test_hostile_text_is_shown_as_written_on_every_screen() -> None:
    """Brackets, combining marks and right-to-left letters stand in title, question and result."""
    app = app_of(FLOW)

    def assert_shown(*firsts: str) -> None:
        seen = shown(app)
        missing = [first for first in firsts if f"{first} {HOSTILE}" not in seen]
        assert not missing, seen

    async def steps(pilot: Pilot[None]) -> None:
        assert_shown("T")
        await press(pilot, "enter")
        assert_shown("Q", "H", "A", "I")
        assert "W [unknown]" in shown(app)
        await press(pilot, "f2", "1", "enter")
        assert_shown("Q", "S", "A")
        assert f"New (press F2): O {HOSTILE}" in shown(app)
        await press(pilot, "ctrl+p", "3", "enter")
        await press(pilot, *"[/b]", "enter")
        assert_shown("Q", "S", "A")
        assert "[/b]" in shown(app)
        await press(pilot, "g")
        assert_shown("O", "P", "Y", "C", "M", "D", "R", "Z")

    drive(app, steps, (200, 100))
    assert app.return_code in {0, None}


def test_a_word_longer_than_the_window_is_broken_not_lost() -> None:
    """Every letter of a very long option is on the screen."""
    app = app_of(FLOW)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "down", "down")
        assert LONG in shown(app).replace(" ", "").replace("\u2502", "")

    drive(app, steps, (60, 40))


def test_control_characters_that_are_typed_or_pasted_become_visible() -> None:
    """Escape, C1 and reordering characters reach the screen as their codes only."""
    app = app_of(FLOW)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "1", "enter")
        assert isinstance(app.screen, AskScreen)
        typed = app.screen.query_one(AnswerInput)
        typed.insert_text_at_cursor("a\x1b[31m\u202eb\x9bc\ufffd")
        await pilot.pause()
        assert typed.value == "a\\x1b[31m\\u202eb\\x9bc\ufffd"
        assert typed.value in shown(app)
        await press(pilot, "enter")
        assert app.walkthrough.stage == "review"

    drive(app, steps, WIDE)
