"""Ticking by number, where numbers have two digits too, and what a line that stands alone does."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.tui.driving import (
    NARROW,
    SMALL,
    USUAL,
    app_of,
    asking,
    drive,
    incident,
    press,
    shown,
)
from triage.ui.tui.app import TriageApp
from triage.ui.tui.widgets.choices import beginnings
from triage.ui.tui.widgets.ticks import TickList

ROWS = "\n".join(f"      o{number}: Option {number}" for number in range(1, 12))
MANY = f"""
flow: many
title: Many to tick
version: 1
edition: none
questions:
  - id: which
    ask: Which of these?
    kind: choices
    options:
{ROWS}
      unsure: {{label: Not sure, unsure: yes, alone: yes}}
    always: yes
outcomes:
  - {{id: done, title: Done, rules: [{{id: D1, says: Always., certainty: certain, cites: [R1]}}]}}
"""


def ticked(app: TriageApp) -> set[int]:
    """Return the numbers that are ticked, from 1."""
    return {index + 1 for index in asking(app).query_one(TickList).ticked}


def test_numbers_that_others_begin_with() -> None:
    """With ten lines it is the 1 alone, with twenty the 2 as well, and never a letter."""
    assert beginnings([*map(str, range(1, 10))]) == []
    assert beginnings([*map(str, range(1, 11))]) == ["1"]
    assert beginnings([*map(str, range(1, 21))]) == ["1", "2"]
    assert beginnings(["1", "A", "B"]) == []


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_a_number_ticks_where_no_other_begins_with_it(size: tuple[int, int]) -> None:
    """3 ticks at once and again takes the tick away, 10 and 11 tick their own, 1 takes Space."""
    app = app_of(MANY)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "9")
        assert ticked(app) == {3, 9}
        await press(pilot, "3")
        assert ticked(app) == {9}
        await press(pilot, "1")
        assert ticked(app) == {9}
        await press(pilot, "0")
        assert ticked(app) == {9, 10}
        await press(pilot, "1", "space", "1", "1", "2")
        assert ticked(app) == {1, 2, 9, 10, 11}
        await press(pilot, "enter")
        chosen = ("o1", "o2", "o9", "o10", "o11")
        assert app.walkthrough.position.answers["which"] == chosen

    drive(app, steps, size)


def test_what_to_do_for_a_1_is_said_where_it_only_marks() -> None:
    """Below the answers and in the help; where nine or fewer stand there, neither says so."""
    app = app_of(MANY)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert "For 1, press the number, then Space." in shown(app)
        await press(pilot, "f1")
        assert "After a 1, it ticks 1." in shown(app)

    drive(app, steps)
    app = incident("learning")

    async def few(pilot: Pilot[None]) -> None:
        assert "Space" not in shown(app)
        await press(pilot, "f1")
        assert "After a 1" not in shown(app)

    drive(app, few)


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_a_tick_that_takes_others_away_says_so(size: tuple[int, int]) -> None:
    """One line names what stands alone, both ways round; the next tick clears it."""
    app = app_of(MANY)
    gone = "stands alone, so"

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "4", "5", "1", "2")
        assert ticked(app) == {12}
        assert "“Not sure” stands alone, so your other ticks are gone." in shown(app)
        await press(pilot, "4")
        assert ticked(app) == {4}
        assert "“Not sure” stands alone, so its tick is gone." in shown(app)
        await press(pilot, "5")
        assert gone not in shown(app)
        await press(pilot, "5", "1", "2")
        assert "so your other tick is gone" in shown(app)
        await press(pilot, "1", "2")
        assert ticked(app) == set()
        assert gone not in shown(app)

    drive(app, steps, size)
