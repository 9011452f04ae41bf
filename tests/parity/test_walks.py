"""Each worked walk goes through every front end, and ends alike in all of them."""

from __future__ import annotations

import dataclasses
import io
import json
import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.flows.worked_walks import WALKS, WorkedWalk
from tests.parity.drivers import DRIVERS, questions_of
from tests.parity.in_process import ask, faults, plain, screen
from tests.parity.in_process.ending import MOMENT, Ending, Person
from tests.parity.test_front_ends import comparable, headless_summary
from tests.parts import part
from triage.pack.reader import Pack, read_pack
from triage.ui.run.results import run_one
from triage.ui.saving import SummaryFile
from triage.ui.walkthrough import Walkthrough

ROOT = Path(__file__).resolve().parents[2]
FRONT_ENDS: dict[str, Callable[[Person], Ending]] = {
    "plain": plain.walk,
    "ask": ask.walk,
    "screen": screen.walk,
}
EVERY_WALK = [walk for walks in WALKS.values() for walk in walks]
TAKEN = [
    *((walk, "plain") for walk in EVERY_WALK),
    *((walk, "ask") for walk in part(0, 2, EVERY_WALK)),
    *((walk, "screen") for walk in part(1, 2, EVERY_WALK)),
]
"""Each walk in lines and in one of the others, or in all three."""

LONGEST = {flow: max(walks, key=lambda walk: len(walk.answers)) for flow, walks in WALKS.items()}


@cache
def pack() -> Pack:
    """Return the built-in pack, read once."""
    return read_pack(ROOT)


@cache
def walkthrough(flow: str) -> Walkthrough:
    """Return one walkthrough for all walks of a flow: what it has worked out is kept."""
    return Walkthrough(pack(), flow, MOMENT.date())


@cache
def headless(walk: WorkedWalk) -> Ending:
    """Return the ending as `triage run FLOW --summary FILE` has it."""
    program, out = walkthrough(walk.flow).program, io.StringIO()
    position = run_one(walk.flow, program, json.dumps(walk.answers).encode(), out)
    with TemporaryDirectory() as folder:
        target = Path(folder, "headless.txt")
        _ = SummaryFile(pack(), lambda: MOMENT, random.Random(1)).write(position, str(target))
        saved = target.read_bytes().decode("utf-8")
    result = json.loads(out.getvalue())
    return Ending(
        tuple(program.questions[program.index[id_]].ask for id_ in result["asked"]),
        tuple((outcome["id"], outcome["title"]) for outcome in result["outcomes"]),
        saved,
    )


@cache
def by_command(flow: str) -> str:
    """Return the summary of a flow's longest walk that the real command writes."""
    with TemporaryDirectory() as folder:
        return headless_summary(flow, LONGEST[flow].answers, Path(folder, "headless.md"))


def walked(front_end: str, walk: WorkedWalk, target: Path) -> Ending:
    """Return the ending as the front end has it."""
    return FRONT_ENDS[front_end](Person(walkthrough(walk.flow), walk.answers, target))


@pytest.mark.parametrize(("walk", "front_end"), TAKEN, ids=str)
def test_a_walk_ends_alike(
    walk: WorkedWalk, front_end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The questions, the outcomes and the file that is saved are those of the answers alone."""
    monkeypatch.chdir(tmp_path)
    expected = headless(walk)
    assert [id_ for id_, _ in expected.outcomes] == walk.outcomes
    assert walked(front_end, walk, Path("walked.txt")) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("front_end", DRIVERS)
@pytest.mark.parametrize("flow", LONGEST)
def test_the_real_program_ends_alike(flow: str, front_end: str, tmp_path: Path) -> None:
    """The longest walk of each flow, by keys in a terminal, saves what the command saves."""
    target = tmp_path / "walked.md"
    asked = questions_of(walkthrough(flow).program, LONGEST[flow].answers)
    DRIVERS[front_end](asked, target, flow)
    assert comparable(target) == by_command(flow)


(TICKING,) = (walk for walk in WALKS["local_review"] if walk.id == "after_a_rapid_review")


@pytest.mark.parametrize("plant", [faults.in_plain, faults.in_ask, faults.in_screen])
def test_a_planted_divergence_is_seen(
    plant: Callable[[pytest.MonkeyPatch, faults.Hand | None], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A question left out, a tick lost and a neighbour taken each show in the ending."""
    monkeypatch.chdir(tmp_path)
    front_end = plant.__name__.removeprefix("in_")
    expected = headless(TICKING)

    def differs(hand: faults.Hand | None, name: str) -> list[str]:
        with monkeypatch.context() as patch:
            plant(patch, hand)
            found = walked(front_end, TICKING, Path(name))
        fields = dataclasses.fields(Ending)
        return [f.name for f in fields if getattr(found, f.name) != getattr(expected, f.name)]

    assert differs(None, "left-out.txt") == ["asked"]
    assert differs(faults.drops, "dropped.txt") == ["saved"]
    assert "saved" in differs(faults.slips, "slipped.txt")
