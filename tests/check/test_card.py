"""What a check says of a flow besides its proofs: numbers, shares, what is reached."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.check.test_reach import HOPS
from tests.command import triage
from triage.check.findings import Findings
from triage.check.report import check_flows
from triage.pack.reader import read_flow_text
from triage.ui.check.output import Report, as_json, as_text

QUESTION = "  - {id: qN, ask: Q?, options: {a: A, b: B, c: C}}\n"
INVALID = 3
HUGE = 10_000
"""So many questions have more paths than Python turns into text at once: 4,772 digits."""


def report(folder: Path, text: str, code: int = 0) -> tuple[str, dict[str, object]]:
    """Return what `triage check` prints of one flow, as text and as JSON, ending with that code."""
    (folder / "flows").mkdir()
    (folder / "flows" / "one.yaml").write_text(text, encoding="utf-8")
    said = triage("check", "--pack", str(folder))
    machine = triage("check", "--pack", str(folder), "--format", "json")
    assert said.returncode == machine.returncode == code, said.stdout + said.stderr
    (flow,) = json.loads(machine.stdout)["flows"]
    return said.stdout, flow


def test_the_card_says_what_can_never_be_reached(tmp_path: Path) -> None:
    """Questions and outcomes that no answers lead to are named, for people and for machines."""
    said, flow = report(tmp_path, HOPS, INVALID)
    assert "  reached: 3 of 5 questions, 6 of 10 options, 1 of 2 outcomes\n" in said
    for line in ("the question never", "the question after", "the outcome lost"):
        assert f"    never reached: {line}\n" in said
    assert flow["reached"] == {
        "questions": {"reached": 3, "undecided": 0, "of": 5},
        "options": {"reached": 6, "undecided": 0, "of": 10},
        "outcomes": {"reached": 1, "undecided": 0, "of": 2},
    }
    assert flow["unreachable"] == {"questions": ["never", "after"], "outcomes": ["lost"]}


def test_the_card_has_exact_shares_and_lengths(tmp_path: Path) -> None:
    """Paths by hand: no; yes no; yes yes no; yes yes yes. One of the four shows the outcome."""
    said, flow = report(tmp_path, HOPS, INVALID)
    assert "  4 answer paths, counted through " in said
    assert "  a path asks 1 to 3 questions\n" in said
    assert "    deep: 25.00 % (1/4)\n" in said
    assert "    lost: 0 %\n" in said
    assert (flow["shortest"], flow["longest"], flow["exact"]) == (1, 3, True)
    assert flow["shares"] == {
        "deep": {"fraction": "1/4", "percent": "25.00"},
        "lost": {"fraction": "0/1", "percent": "0"},
    }
    assert flow["bounds"] == {"paths": [4, 4], "outcomes": {"deep": [1, 1], "lost": [0, 0]}}


def test_numbers_of_thousands_of_digits_are_printed() -> None:
    """A flow of ten thousand questions has its number of paths printed to the last digit."""
    head = HOPS.partition("  - {id: a,")[0]
    questions = "".join(QUESTION.replace("N", str(n)) for n in range(HUGE))
    rule = "{id: R, says: S., certainty: certain, when: {q7: a}}"
    text = f"{head}{questions}outcomes:\n  - {{id: only, title: O, rules: [{rule}]}}\n"
    flow_read = read_flow_text(text)
    assert len(flow_read.questions) == HUGE
    card = Report(check_flows([flow_read], time.perf_counter), Findings(()))
    said, (flow,) = as_text(card), json.loads(as_json(card))["flows"]
    paths = str(flow["paths"])
    assert len(paths) == 4_772
    assert int(paths[:4_000]) == 3**HUGE // 10**772
    assert int(paths[-1_000:]) == 3**HUGE % 10**1_000
    assert "a number of 4,772 digits" in said
    assert "    only: 33.33 % (1/3)\n" in said
