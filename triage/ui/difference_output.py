"""What `triage check --against` prints: which answers now lead elsewhere, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from triage.check.difference import Difference, Move, Shift
from triage.core.model import Flow
from triage.ui.headless import plain

MOST_SHOWN = 12


def difference_in_words(was: Flow, now: Flow, found: Difference) -> Iterator[str]:
    """Yield lines for people: what is lost without anything in its place comes first."""
    if found.changes_nothing:
        yield f"{now.id}: every set of answers leads where it led before."
        return
    titles = {outcome.id: outcome.title for flow in (was, now) for outcome in flow.outcomes}
    yield f"{now.id}: what changes for the people who answer"
    yield f"  {found.kept:,} paths lead where they led before."
    yield from (f"  {line}." for line in found.asked)
    if found.new:
        yield f"  {found.new:,} paths are new: they hold answers that there were not before."
    if found.gone:
        yield f"  {found.gone:,} paths are gone: they held answers that there no longer are."
    for move in found.moves[:MOST_SHOWN]:
        yield f"  {_move(move, titles)} For example:"
        yield f"    {json.dumps(_example(move))}"
    if len(found.moves) > MOST_SHOWN:
        yield f"  {len(found.moves) - MOST_SHOWN} more kinds of moves: see --format json."
    for shift in found.shifts:
        yield (
            f"  {shift.paths:,} paths: {_named(shift.outcome, titles)} stays, and its certainty "
            f"is now {shift.certainty}. For example:"
        )
        yield f"    {json.dumps(_example(shift))}"


def difference_as_data(now: Flow, found: Difference) -> dict[str, object]:
    """Return the same as data; numbers are text, since they may have hundreds of digits."""
    return {
        "id": now.id,
        "changes_nothing": found.changes_nothing,
        "kept": str(found.kept),
        "new": str(found.new),
        "gone": str(found.gone),
        "asked": list(found.asked),
        "moves": [
            {
                "from": move.lost or None,
                "to": move.gained or None,
                "paths": str(move.paths),
                "example": _example(move),
            }
            for move in found.moves
        ],
        "certainty": [
            {
                "outcome": shift.outcome,
                "now": shift.certainty,
                "paths": str(shift.paths),
                "example": _example(shift),
            }
            for shift in found.shifts
        ],
    }


def _move(move: Move, titles: dict[str, str]) -> str:
    paths = f"{move.paths:,} paths"
    if not move.gained:
        return f"{paths} lose {_named(move.lost, titles)}, and gain nothing."
    if not move.lost:
        return f"{paths} gain {_named(move.gained, titles)}, and lose nothing."
    return f"{paths} move from {_named(move.lost, titles)} to {_named(move.gained, titles)}."


def _named(id_: str, titles: dict[str, str]) -> str:
    return f"{id_} ({titles[id_]})"


def _example(of: Move | Shift) -> dict[str, object]:
    return {question: plain(value) for question, value in of.example}
