"""The worked walks in `walks/`, one file for each flow, by the real `triage run ID --jsonl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.check.command import triage

FILES = sorted(Path(__file__).with_name("walks").glob("*.yaml"))
FEWEST = 5


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_walk_comes_out_as_it_says(file: Path) -> None:
    """A walk's answers are complete, all asked for, and lead to its outcomes in their order."""
    # BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
    walks = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    lines = "".join(json.dumps(walk["answers"]) + "\n" for walk in walks)
    done = triage("run", file.stem, "--jsonl", stdin=lines)
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({walk["id"] for walk in walks}) == len(walks) == len(results) >= FEWEST
    for walk, result in zip(walks, results, strict=True):
        assert came_out(result) == (True, walk["outcomes"], [], []), (walk["id"], walk["says"])


def came_out(result: dict[str, Any]) -> tuple[bool, list[str], list[str], list[str]]:
    """Return whether nothing is left to ask, the outcomes, and the answers nobody asked for."""
    shown = [outcome["id"] for outcome in result["outcomes"]]
    return result["complete"], shown, result["ignored"], result["waiting"]
