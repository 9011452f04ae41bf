"""Text that Textual would read as markup, or a terminal as commands, is shown as written."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from tests.ui.tui.driving import WIDE, app_of, at_home, drive, pack, press, shown
from triage.errors import Place
from triage.pack.citations import Citation, Citer
from triage.pack.digest import GuidanceRule, Section
from triage.pack.glossary import Term
from triage.pack.guidance import Digest, Guidance
from triage.pack.menu import Entry, Group
from triage.pack.points import NationalPoint, Reading, UnclearPoint
from triage.pack.reader import Pack, read_flow_text
from triage.ui import words
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


def hostile_pack() -> Pack:
    """Return a pack whose menu, guidance and glossary say it everywhere."""
    rule = GuidanceRule(
        "R5.1", "R5", "duty", f"B {HOSTILE}", "certain", f"L {HOSTILE}", (f"N {HOSTILE}",), ("A1",)
    )
    section = Section("R5", "5", f"X {HOSTILE}", f"U {HOSTILE}", (rule,))
    reading = Reading(f"G {HOSTILE}", ("R5.1",))
    point = UnclearPoint("A1", f"J {HOSTILE}", "gap", (reading,), f"K {HOSTILE}")
    digest = Digest("none", (section,), {"R5.1": rule}, {"A1": point})
    national = NationalPoint(
        "N1", f"V {HOSTILE}", f"E {HOSTILE}", f"F {HOSTILE}", "read", "Sure.", (), ("R5.1",)
    )
    term = Term("term", f"TT {HOSTILE}", f"TM {HOSTILE}", (f"TP {HOSTILE}",), f"TR {HOSTILE}")
    used = Citation("R5.1", Citer("question", "pick", f"UQ {HOSTILE}"), Place("f.yaml", 1))
    entries = (
        Entry("hostile", None, f"EW {HOSTILE}", f"EA {HOSTILE}", ("5",)),
        Entry("", "guidance", f"EG {HOSTILE}", ""),
        Entry("", "glossary", f"EL {HOSTILE}", ""),
    )
    flow = read_flow_text(FLOW)
    return replace(
        pack(),
        flows={flow.id: flow},
        journeys={},
        menu=(Group(f"MG {HOSTILE}", entries),),
        citations=(used,),
        guidance=Guidance({"none": digest}, {"N1": national}, {}, {"term": term}),
    )


def test_hostile_text_of_the_menu_and_the_guidance_is_shown_as_written() -> None:
    """On Home, in every kind of page of the guidance, in its links, and as the banner."""
    hostile = hostile_pack()
    app = at_home(hostile, lambda: hostile)

    def assert_shown(*firsts: str) -> None:
        seen = shown(app)
        missing = [first for first in firsts if f"{first} {HOSTILE}" not in seen]
        assert not missing, seen

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert_shown("MG", "EW", "EA", "EG", "EL")
        await press(pilot, "2", "enter")
        assert_shown("X")
        await press(pilot, "enter")
        assert_shown("X", "U", "EW", "EA", "B", "L")
        await press(pilot, "2", "enter")
        assert_shown("L", "B", "N", "J", "G", "K", "V", "E", "F", "UQ")
        await press(pilot, "2", "enter")
        assert_shown("J", "G", "K")
        await press(pilot, "escape", "4", "enter")
        assert "question pick" in shown(app)
        assert_shown("UQ", "L")
        await press(pilot, "f3", "slash", *"[/b]", "enter")
        assert "[/b]" in shown(app)
        await press(pilot, *["escape"] * 6, "3", "enter")
        assert_shown("TT", "TM")
        await press(pilot, "enter")
        assert_shown("TT", "TM", "TP", "TR")
        await press(pilot, "escape", "escape", "1", "enter", "r")
        assert_shown("Q")
        assert f"{words.READ_MISSING}: R1" in shown(app)

    drive(app, steps, (200, 100))
    assert app.return_code in {0, None}


def test_control_characters_in_a_search_become_visible() -> None:
    """What is typed or pasted into the box reaches the screen as codes only, and nothing ends."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "slash")
        app.screen.query_one(AnswerInput).insert_text_at_cursor("a\x1b[31m\u202eb\x9bc")
        await press(pilot, "enter")
        assert app.screen.query_one(AnswerInput).value == "a\\x1b[31m\\u202eb\\x9bc"

    drive(app, steps, WIDE)


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
