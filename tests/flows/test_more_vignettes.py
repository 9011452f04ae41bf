"""Further worked cases by the real command: outcomes, how sure each is, and what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows.decision_table import OUTCOMES
from tests.flows.test_incident import DEFAULTS, by_command

# BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
CASES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("more_vignettes.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - it builds nothing but text
)["vignettes"]


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, Any]]:
    """Return what the command prints for every case, by the case's id."""
    lines = [{**DEFAULTS, **case["answers"]} for case in CASES]
    return dict(zip((case["id"] for case in CASES), by_command(lines), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_comes_out_as_expected(
    case: dict[str, Any], results: dict[str, dict[str, Any]]
) -> None:
    """A case gives just its outcomes in their order, as sure as it says, for the rules it names."""
    result = results[case["id"]]
    found = [(outcome["id"], outcome["certainty"]) for outcome in result["outcomes"]]
    assert found == list(case["certainty"].items())
    assert {id_ for id_, _ in found}.isdisjoint(case["never"])
    assert set(case["rules"]) <= {rule for each in result["outcomes"] for rule in each["cites"]}
    assert (result["next"], result["open"], result["waiting"]) == ("referral_now", [], [])


def test_every_outcome_but_the_first_stands_in_some_case() -> None:
    """All but danger, which the ten cases have, and each id once."""
    shown = {outcome for case in CASES for outcome in case["certainty"]}
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert shown == OUTCOMES - {"safety"}
