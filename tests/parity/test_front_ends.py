"""Every front end, walked by keys in a pseudo-terminal, leads to the same summary."""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, triage
from tests.flows.test_decision_table import DEFAULTS, VIGNETTES
from tests.parity import terminal
from tests.parity.drivers import DRIVERS, Asked, Command, questions_of
from triage.core.program import compile_program
from triage.pack.reader import read_pack

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

PROGRAM = compile_program(read_pack(ROOT).walk("incident"))


def questions_asked(answers: Mapping[str, object]) -> list[Asked]:
    """Return the questions of an incident in the engine's own order, with what to choose."""
    return questions_of(PROGRAM, answers)


def headless_summary(walk: str, answers: Mapping[str, object], target: Path) -> str:
    """Return the summary that `triage run --summary` writes for these answers."""
    done = triage("run", walk, "--summary", str(target), given=json.dumps(answers))
    assert done.returncode == 0, done.stderr
    return comparable(target)


def comparable(target: Path) -> str:
    """Return a summary without its random reference and its time."""
    text = target.read_text(encoding="utf-8")
    reference = re.search(r"Reference:\W* ([2-9A-Z]{4})", text)
    assert reference
    text = text.replace(reference.group(1), "REFERENCE")
    return re.sub(r"\d\d:\d\d", "TIME", text)


def compare(case: dict[str, Any], front_end: str, folder: Path, program: Command = None) -> None:
    """Walk a case by keys and headless; fail where a question or the summary is another."""
    answers = DEFAULTS | case["answers"]
    asked = questions_asked(answers)
    target = folder / "walked.md"
    DRIVERS[front_end](asked, target, "incident", program)
    given = {question.id: answers[question.id] for question in asked}
    walked = comparable(target)
    headless = headless_summary("incident", given, folder / "headless.md")
    # With its own words, so that these say where in any way of running the tests.
    assert walked == headless, "\n".join(
        difflib.unified_diff(headless.splitlines(), walked.splitlines(), "headless", "walked")
    )
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("front_end", DRIVERS)
@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: str(case["id"]))
def test_a_case_ends_in_the_same_summary(
    case: dict[str, Any], front_end: str, tmp_path: Path
) -> None:
    """A case walked by keys writes the summary that the same answers write headless."""
    compare(case, front_end, tmp_path)


@pytest.mark.parametrize(
    ("front_end", "fault", "told"),
    [
        ("plain", "skips a question", "Question 2 of "),
        ("ask", "takes the neighbour", "Not sure"),
        ("screen", "drops an answer", "Not finished"),
    ],
)
def test_a_planted_divergence_fails(
    front_end: str, fault: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison fails, and says where, for a front end that is made to diverge."""
    monkeypatch.setattr(terminal, "PATIENCE", 8.0)  # what is waited for never comes
    program = [sys.executable, str(Path(__file__).with_name("divergence.py")), fault]
    with pytest.raises(AssertionError, match=told):
        compare(VIGNETTES[0], front_end, tmp_path, program)
