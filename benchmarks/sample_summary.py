"""The summary of a made-up walk through the real incident flow, for measurements of formats."""

from __future__ import annotations

import datetime
from functools import cache

from triage.core.engine import Position, replay
from triage.core.program import compile_program
from triage.pack.locations import pack_folder
from triage.pack.reader import read_pack
from triage.report.rests_on import Edition, release_of
from triage.report.summary import Particulars, Summary, summarise
from triage.report.to_do import Contact

ANSWERS: dict[str, object] = {
    "safety": "arranged",
    "stage": "new",
    "age": "under_18",
    "care": "neither",
    "outcome": "died",
    "place": "dorset",
    "resident": "dorset",
    "abuse": "unsure",
    "abusive_event": "no",
    "process": ["none"],
    "learning": ["near_miss", "other"],
}


@cache
def _position() -> Position:
    program = compile_program(read_pack(pack_folder(None)).walk("incident"))
    return replay(program, ANSWERS)


def sample_summary(own_reasons: str) -> Summary:
    """Return the summary; the moment, the reference and the contacts are made up."""
    particulars = Particulars(
        reference="7F3K",
        made_at=datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC),
        tool_version="0",
        marking="OFFICIAL-SENSITIVE",
        lawful_basis="",
        addressee="lead_officer",
        safety=("If a child is in danger, ring 999.",),
        pack=release_of("sample", "A sample", "0"),
        editions=(Edition("Guidance", "3.1", datetime.date(2024, 9, 9)),),
        banner=("Rests on an old edition.",),
        contacts={"lead_officer": Contact("Lead officer", ("Telephone: 000",), "A note.")},
    )
    return summarise(_position(), particulars, own_reasons)
