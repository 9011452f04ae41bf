"""What made a summary can be found again from it, in every document and every format."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import partial

import pytest

from benchmarks.reading_back import READERS, squeezed
from tests.report import test_rapid_review_report as rapid_review
from tests.report.full_referrals import FULL_REFERRALS, full_referral
from tests.report.samples import pack, particulars, templates, walked
from triage.core.engine import Position, replay
from triage.report.documents import made
from triage.report.formats import FORMATS
from triage.report.in_words import day
from triage.report.redaction.redacted import redacted
from triage.report.rests_on import Release, release_of
from triage.report.summary import Particulars, Summary, summarise
from triage.ui.rests_on import banner

LAID_OUT = [ending for ending in FORMATS if ending not in {"ics", "json"}]
NAMED = release_of("hill", "Incidents at Anna Example House, Blandford", "6.5")
"""A title that a redacted copy would change in anybody's own words."""
PACK_LINE = "Pack: Incidents at Anna Example House, Blandford (hill), version 6.5"
NO_VERSION = "Pack: this pack gives no version"

NOTES = {"summary": "About this summary", "first_message": "Next"}
"""The heading of the notes at the end, by document; the skeleton of a report has them all over."""


def given(release: Release = NAMED, *, first_message: bool = False) -> Particulars:
    """Return what a caller passes in, with the real words on the edition."""
    return dataclasses.replace(
        particulars(),
        pack=release,
        banner=banner(pack(), pack().flows.values(), particulars().made_at.date()),
        first_message=first_message,
    )


def full(name: str) -> Summary:
    """Return the summary of a full referral."""
    return summarise(full_referral(name), given())


def report_position() -> Position:
    """Return where a walk through the flow of the agency's report ends."""
    return replay(rapid_review.program(), rapid_review.walks()["calm_start"])


DOCUMENTS: Mapping[str, Callable[[], Summary]] = {
    **{name: partial(full, name) for name in FULL_REFERRALS},
    "first message": lambda: summarise(full_referral("v23"), given(first_message=True)),
    "record": lambda: summarise(walked("v17"), given()),
    "report": lambda: summarise(report_position(), given()),
    "redacted": lambda: redacted(full("several")),
}


def notes(summary: Summary, ending: str) -> str:
    """Return what an independent parser reads of the notes at the end, without space."""
    raw = made(summary, FORMATS[ending], templates())
    seen = squeezed("\n".join(READERS[ending](raw)))
    heading = NOTES.get(summary.document)
    return seen if heading is None else seen[seen.rindex(squeezed(heading)) :]


@pytest.mark.parametrize("ending", LAID_OUT)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_says_at_its_end_what_made_it(name: str, ending: str) -> None:
    """Pack, edition, flows with their digests, version of the tool and reference are all read."""
    summary = DOCUMENTS[name]()
    expected = [
        PACK_LINE,
        *(
            f"Questions and rules: {flow.id}, version {flow.version}, digest {flow.digest}"
            for flow in summary.flows
        ),
        *(f"{e.title}, version {e.version}, dated {day(e.dated)}" for e in summary.editions),
        f"Tool: triage {summary.tool_version}. Reference: {summary.reference}.",
    ]
    seen = notes(summary, ending)
    assert summary.flows
    assert summary.editions
    assert [text for text in expected if squeezed(text) not in seen] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_data_have_it_in_parts(name: str) -> None:
    """Other programs find the pack, each flow, the edition, the tool and the reference by name."""
    summary = DOCUMENTS[name]()
    raw = made(summary, FORMATS["json"], templates())
    READERS["json"](raw)
    data = json.loads(raw)["summary"]
    assert data["pack"] == {
        "id": "hill",
        "title": "Incidents at Anna Example House, Blandford",
        "version": "6.5",
        "says": PACK_LINE.removeprefix("Pack: "),
    }
    assert data["flows"] == [dataclasses.asdict(flow) for flow in summary.flows]
    assert [each["version"] for each in data["editions"]] == ["3.1"]
    assert (data["tool_version"], data["reference"]) == ("9.8.7", "7F3K")


@pytest.mark.parametrize("name", ["v23", "redacted"])
def test_a_referral_says_it_in_its_form_too(name: str) -> None:
    """The field on what the referral rests on has the pack, as it is, between its other lines."""
    (field,) = [field for field in DOCUMENTS[name]().form.fields if field.number == 2]
    assert [line.partition(":")[0] for line in field.lines[1:3]] == ["Pack", "Questions and rules"]
    assert field.lines[1] == PACK_LINE


@pytest.mark.parametrize("ending", LAID_OUT)
def test_a_pack_that_gives_no_version_says_so(ending: str) -> None:
    """Where there is nothing to show, every document says that, and leaves no gap."""
    none = release_of("", "", "")
    for summary in (
        summarise(full_referral("v23"), given(none)),
        summarise(full_referral("v23"), given(none, first_message=True)),
        summarise(report_position(), given(none)),
    ):
        assert squeezed(NO_VERSION) in notes(summary, ending)
        assert "(),version" not in notes(summary, ending)
