"""A full referral, made by keys in a pseudo-terminal, is what the same answers make headless."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.parity.referral import DRIVERS, Step, answers_of, steps_of
from tests.parity.test_front_ends import comparable, headless_summary, questions_asked
from tests.report.full_referrals import FULL_REFERRALS
from triage.core.program import Program, compile_program
from triage.pack.reader import read_pack

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

ROOT = Path(__file__).resolve().parents[2]


def program() -> Program:
    """Return the incident journey, compiled."""
    return compile_program(read_pack(ROOT).walk("incident"))


def given(name: str) -> dict[str, object]:
    """Return the answers to all that is asked in a full referral, and to nothing else."""
    asked = {question.id for question in questions_asked(answers_of(name))}
    asked |= {step.screen.id.partition(" ")[0] for step in steps_of(name)}
    return {id_: value for id_, value in answers_of(name).items() if id_ in asked}


@pytest.mark.parametrize(
    ("name", "front_end"),
    [*((name, "screen") for name in FULL_REFERRALS), ("v11", "plain"), ("v11", "ask")],
)
def test_a_full_referral_by_keys_is_what_the_answers_make(
    name: str, front_end: str, tmp_path: Path
) -> None:
    """Question by question and entry by entry; reference and time aside, the files are equal."""
    target = tmp_path / "walked.md"
    DRIVERS[front_end](questions_asked(answers_of(name)), steps_of(name), target)
    assert comparable(target) == headless_summary("incident", given(name), tmp_path / "headless.md")
    assert target.stat().st_mode & 0o777 == 0o600


def test_the_steps_ask_for_every_part_of_every_entry() -> None:
    """The walks above go through lists of many entries, long texts and what is not known."""
    steps = steps_of("several")
    kinds = {(step.screen.kind, step.screen.several_lines, step.screen.acts) for step in steps}
    assert {("text", True, False), ("text", False, False), ("choice", False, True)} <= kinds
    assert sum(_adds(step, "key_dates") for step in steps) == 10
    assert any(step.value == "not_known" for step in steps)


def _adds(step: Step, question: str) -> bool:
    return step.screen.id == question and step.value == "add"
