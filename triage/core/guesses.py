"""Answers that meet a goal, found without a search."""

from __future__ import annotations

from triage.core.conditions import TRUE, members
from triage.core.worlds import World, Worlds

FAR = 40
"""A goal that may depend on so many questions is worth a guess before a search."""


def guessed(worlds: Worlds, world: World) -> dict[int, int] | None:
    """Return the first or the last answer to every question, by cell bit, where it meets a goal."""
    for place in (0, -1):
        guess = {each: worlds.domains[each].cells[place].bit for each in members(world.open)}
        if worlds.given(world, guess).goal is TRUE:
            return guess
    return None
