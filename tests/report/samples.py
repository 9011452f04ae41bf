"""Summaries of the ten worked cases on the real flow, with the templates of the real pack."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from triage.core.engine import Position, begin, replay
from triage.core.model import Question
from triage.core.program import Program, compile_program
from triage.pack.reader import Pack, read_pack
from triage.report.rests_on import Edition, release_of
from triage.report.summary import Particulars, Summary, summarise
from triage.report.to_do import Contact

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "flows" / "vignettes.yaml"
REFERRAL, RECORD = "v01", "v17"
TRIAGE = 0
"""The first leg of the incident journey; the referral is the second."""


@cache
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


@cache
def program() -> Program:
    """Return the incident journey, compiled."""
    return compile_program(pack().walk("incident"))


def triage_questions() -> tuple[Question, ...]:
    """Return the questions before the result: those of the incident flow."""
    return program().questions[: program().legs[TRIAGE].questions]


@cache
def templates() -> dict[str, str]:
    """Return the templates of the built-in pack by file name."""
    folder = ROOT / "content" / "templates"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Return all answers of each worked case, with the defaults filled in."""
    # BaseLoader: every scalar is text, so that yes and no are answers and not booleans.
    read = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return {case["id"]: read["defaults"] | case["answers"] for case in read["vignettes"]}


def walked(case: str, **changed: object) -> Position:
    """Return the position after a worked case, answered as it is asked, with some changes."""
    answers = cases()[case] | changed
    position = begin(program())
    while position.next is not None and not position.done(TRIAGE):
        position = position.answer(position.next, answers[position.next])
    return position


def part_answered(**answers: object) -> Position:
    """Return a position with these answers only."""
    return replay(program(), answers)


def particulars() -> Particulars:
    """Return what a caller would pass in, with made-up values that tests can look for."""
    edition = next(iter(pack().editions.values()))
    return Particulars(
        reference="7F3K",
        made_at=datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC),
        tool_version="9.8.7",
        marking="OFFICIAL-SENSITIVE",
        lawful_basis="Our own basis.",
        addressee="lead_officer",
        safety=("If a child is in danger, ring 999.", "Do not wait."),
        pack=release_of("test_pack", "Questions of a test", "6.5"),
        editions=(Edition(edition.title, edition.version, edition.dated),),
        banner=("Rests on an old edition.", "Its review date has passed."),
        contacts={
            id_: Contact(contact.role, ("Telephone: 000",), contact.note)
            for id_, contact in pack().contacts.items()
        },
        form=pack().form,
    )


def summary(case: str, own_reasons: str = "", **changed: object) -> Summary:
    """Return the summary of a worked case."""
    return summarise(walked(case, **changed), particulars(), own_reasons)
