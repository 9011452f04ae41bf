"""Text that could be markup or commands, on Home and in the guidance, is shown as written."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from tests.ui.tui.driving import WIDE, at_home, drive, pack, press, shown
from triage.errors import Place
from triage.pack.citations import Citation, Citer
from triage.pack.digest import GuidanceRule, Section
from triage.pack.glossary import Term
from triage.pack.guidance import Digest, Guidance
from triage.pack.menu import Entry, Group
from triage.pack.points import NationalPoint, Reading, UnclearPoint
from triage.pack.reader import Pack, read_flow_text
from triage.ui import words
from triage.ui.tui.widgets.answer_input import AnswerInput

HEBREW = "\u05e9\u05dc\u05d5\u05dd"
HOSTILE = f"[unknown] [/b] [@click=app.leave_now]x[/] [LADO] [$quiet] \\[b] e\u0301 {HEBREW}"
FLOW = f"""
flow: hostile
title: Hostile
version: 1
edition: none
questions:
  - id: pick
    ask: 'Q {HOSTILE}'
    always: yes
    options: {{a: A, b: B}}
    cites: [R1]
outcomes:
  - {{id: done, title: Done, rules: [{{id: D1, says: So., certainty: certain}}]}}
"""


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
