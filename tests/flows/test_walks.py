"""The worked walks in `walks/`, one file for each flow, by the real `triage run ID --jsonl`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.command import ROOT, triage
from tests.flows.worked_walks import WALKS
from triage.pack.reader import read_pack

FEWEST = 5


@pytest.mark.parametrize("flow", WALKS)
def test_each_walk_comes_out_as_it_says(flow: str) -> None:
    """A walk's answers are complete, all asked for, and lead to its outcomes in their order."""
    walks = WALKS[flow]
    lines = "".join(json.dumps(walk.answers) + "\n" for walk in walks)
    done = triage("run", flow, "--jsonl", given=lines)
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({walk.id for walk in walks}) == len(walks) == len(results) >= FEWEST
    for walk, result in zip(walks, results, strict=True):
        assert came_out(result) == (True, walk.outcomes, [], []), (walk.id, walk.says)


def came_out(result: dict[str, Any]) -> tuple[bool, list[str], list[str], list[str]]:
    """Return whether nothing is left to ask, the outcomes, and the answers nobody asked for."""
    shown = [outcome["id"] for outcome in result["outcomes"]]
    return result["complete"], shown, result["ignored"], result["waiting"]


def test_a_local_review_without_a_notification_is_never_denied() -> None:
    """R5.61: partners may choose one in other circumstances, whatever the menu has it for."""
    outcomes = read_pack(ROOT).flows["learning_options"].outcomes
    cites = {each.id: each.cites for each in outcomes}
    for outcome in ("lo_check_review", "lo_not_notified", "lo_local_review"):
        assert "R5.61" in cites[outcome], outcome
