"""The digest of a flow: of what it means and says, and of nothing else."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.report.samples import ROOT, pack
from triage.pack.reader import read_flow_text
from triage.report.digest import flow_digest

FLOW = """
flow: small
title: A small flow
version: 1
edition: none
questions:
  - {id: happened, ask: What happened?, options: {died: Died, harm: Harmed, nothing: Nothing}}
  - {id: seen, ask: Who saw it?, when: bad, options: {us: Us, others: Others}}
facts:
  bad: {happened: [died, harm]}
  worse: {happened: died}
outcomes:
  - id: raise
    title: Raise
    rules: [{id: D1, says: It happened., certainty: certain, when: bad}]
"""
PLACES = "# a comment\n\n\n" + FLOW.replace("outcomes:", "\n\n# and another\noutcomes:")
OTHER_ORDER = FLOW.replace("  bad: {happened: [died, harm]}\n", "").replace(
    "  worse: {happened: died}\n",
    "  worse: {happened: died}\n  bad: {happened: [harm, died]}\n",
)


def digest(text: str) -> str:
    """Return the digest of a flow in a text."""
    return flow_digest(read_flow_text(text))


def test_it_is_twelve_hexadecimal_digits() -> None:
    """A digest is short enough to be read aloud."""
    assert re.fullmatch(r"[0-9a-f]{12}", digest(FLOW))


@pytest.mark.parametrize("text", [PLACES, OTHER_ORDER], ids=["places", "order of sets"])
def test_layout_makes_no_difference(text: str) -> None:
    """Comments, line numbers, and the order of facts and of values in a set are left out."""
    assert text != FLOW
    assert digest(text) == digest(FLOW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Who saw it?", "Who has seen it?"),
        ("[died, harm]", "[died]"),
        ("certainty: certain", "certainty: judgement"),
        ("version: 1", "version: 2"),
        ("{us: Us, others: Others}", "{others: Others, us: Us}"),
        ("when: bad, options", "when: worse, options"),
        ("id: D1", "id: D2"),
    ],
)
def test_one_word_makes_a_difference(before: str, after: str) -> None:
    """Any change of words, order of options or meaning gives another digest."""
    assert before in FLOW
    assert digest(FLOW.replace(before, after)) != digest(FLOW)


def test_it_is_the_same_in_every_run() -> None:
    """Other processes, with other seeds for their sets, find the same digest."""
    script = (
        "from pathlib import Path; from triage.pack.reader import read_pack; "
        "from triage.report.digest import flow_digest; "
        "print(flow_digest(read_pack(Path.cwd()).flows['serious_incident']))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {flow_digest(pack().flows["serious_incident"])}
