"""What `triage check --against` prints: which answers now lead elsewhere, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from triage.check.difference import Difference, Move, Shift, StepMove
from triage.core.model import Flow
from triage.ui.run.results import plain

MOST_SHOWN = 12


def difference_in_words(was: Flow, now: Flow, found: Difference) -> Iterator[str]:
    """Yield lines for people: what is lost without anything in its place comes first."""
    if found.changes_nothing:
        yield f"{now.id}: every set of answers leads where it led before."
        return
    titles = {outcome.id: outcome.title for flow in (was, now) for outcome in flow.outcomes}
    yield f"{now.id}: what changes for the people who answer"
    yield f"  {_paths(found.kept, 'is', 'are')} as before."
    yield from (f"  {line}." for line in found.asked)
    if found.new:
        yield f"  {_paths(found.new, 'is', 'are')} new, with answers that there were not before."
    if found.gone:
        yield f"  {_paths(found.gone, 'is', 'are')} gone, with answers that there no longer are."
    for move in found.moves[:MOST_SHOWN]:
        yield f"  {_move(move, titles)} For example:"
        yield f"    {json.dumps(_example(move))}"
    if len(found.moves) > MOST_SHOWN:
        yield f"  {len(found.moves) - MOST_SHOWN} more kinds of moves: see --format json."
    for shift in found.shifts:
        yield (
            f"  {_paths(shift.paths, 'keeps', 'keep')} {_named(shift.outcome, titles)}, "
            f"and its certainty is now {shift.certainty}. For example:"
        )
        yield f"    {json.dumps(_example(shift))}"
    for moved in found.steps:
        yield (
            f"  {_paths(moved.paths, 'keeps', 'keep')} {_named(moved.outcome, titles)}, "
            f"and {moved.step} is {'now' if moved.shown else 'no longer'} to be done. For example:"
        )
        yield f"    {json.dumps(_example(moved))}"


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
        "steps": [
            {
                "outcome": moved.outcome,
                "step": moved.step,
                "shown": moved.shown,
                "paths": str(moved.paths),
                "example": _example(moved),
            }
            for moved in found.steps
        ],
    }


def _move(move: Move, titles: dict[str, str]) -> str:
    lose, gain = ("loses", "gains") if move.paths == 1 else ("lose", "gain")
    if not move.gained:
        return f"{_paths(move.paths, lose, lose)} {_named(move.lost, titles)}, and {gain} nothing."
    if not move.lost:
        return (
            f"{_paths(move.paths, gain, gain)} {_named(move.gained, titles)}, and {lose} nothing."
        )
    moves = _paths(move.paths, "moves", "move")
    return f"{moves} from {_named(move.lost, titles)} to {_named(move.gained, titles)}."


def _paths(number: int, one: str, several: str) -> str:
    """Return how many paths do something, such as "1 path moves" or "214 paths move"."""
    return f"{number:,} path {one}" if number == 1 else f"{number:,} paths {several}"


def _named(id_: str, titles: dict[str, str]) -> str:
    return f"{id_} ({titles[id_]})"


def _example(of: Move | Shift | StepMove) -> dict[str, object]:
    return {question: plain(value) for question, value in of.example}
