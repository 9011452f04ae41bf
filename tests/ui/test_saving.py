"""Saving: the name that is typed, and one reference in the name and in the document."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest

from tests.report.samples import cases, pack, walked
from triage.errors import UsageError
from triage.ui.saving import SummaryFile, WalkthroughSaver
from triage.ui.walkthrough import Walkthrough

MOMENT = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)


def file() -> SummaryFile:
    """Return what writes summaries of the real pack, with chance that can be repeated."""
    return SummaryFile(pack(), lambda: MOMENT, random.Random(1))


def test_the_reference_in_the_name_is_the_one_in_the_document(tmp_path: Path) -> None:
    """What is suggested, asked again and then saved, has one reference everywhere."""
    summaries = file()
    name = summaries.suggested()
    assert summaries.suggested() == name
    reference = name.removeprefix("triage-2026-11-23-").removesuffix(".txt")
    summaries.write(walked("v01"), str(tmp_path / name))
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.count(f"Reference: {reference}") == 2


def test_the_next_document_has_a_reference_of_its_own(tmp_path: Path) -> None:
    """A summary that was written uses its reference up; one that was refused does not."""
    summaries = file()
    first = summaries.suggested()
    with pytest.raises(UsageError):
        summaries.write(walked("v01"), str(tmp_path / "none" / first))
    assert summaries.suggested() == first
    summaries.write(walked("v01"), str(tmp_path / first))
    assert summaries.suggested() != first


def test_a_walkthrough_is_saved_as_it_stands_now(tmp_path: Path) -> None:
    """What is answered after the saver was made is in the document."""
    walk = Walkthrough(pack(), "incident", MOMENT.date())
    saver = WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))
    walk.begin()
    while walk.question is not None:
        walk.answer(cases()["v01"][walk.question])
    said = saver.save(str(tmp_path / "a.txt"), "Because I am worried.")
    assert str(tmp_path / "a.txt") in said
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "Because I am worried." in text
    assert "Not finished" not in text


@pytest.mark.parametrize("path", ["~nobody.here/a.md", "~.md", "~\0.md", "a\0.md", "", "~"])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_lost(path: str) -> None:
    """Whatever is typed as a file name is a file or a `UsageError`, never a crash."""
    with pytest.raises(UsageError):
        file().write(walked("v01"), path)
