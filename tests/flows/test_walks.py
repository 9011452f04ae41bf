"""Worked walks through the flows: the real command ends each of them in its outcomes, in order."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.check.command import triage

FILES = sorted(Path(__file__).with_name("walks").glob("*.yaml"))
FEWEST_WALKS = 5


def walks(file: Path) -> list[dict[str, Any]]:
    """Return the walks of one file: each has an id, says, answers and outcomes."""
    text = file.read_text(encoding="utf-8")
    # BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
    found: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - only text
    return found


@cache
def results(file: Path) -> dict[str, dict[str, Any]]:
    """Return what `triage run` prints for each walk of a file, by the id of the walk."""
    lines = "".join(json.dumps(walk["answers"]) + "\n" for walk in walks(file))
    done = triage("run", file.stem, "--jsonl", stdin=lines)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    ids = [walk["id"] for walk in walks(file)]
    return dict(zip(ids, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize(
    ("file", "walk"),
    [
        pytest.param(file, walk, id=f"{file.stem}-{walk['id']}")
        for file in FILES
        for walk in walks(file)
    ],
)
def test_walk(file: Path, walk: dict[str, Any]) -> None:
    """A walk asks nothing more, and shows its outcomes in order."""
    result = results(file)[walk["id"]]
    shown = [outcome["id"] for outcome in result["outcomes"]]
    assert (result["next"], result["complete"]) == (None, True)
    assert shown == walk["outcomes"], walk["says"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_there_are_enough_walks(file: Path) -> None:
    """A flow has at least five different walks."""
    assert len({walk["id"] for walk in walks(file)}) == len(walks(file)) >= FEWEST_WALKS
