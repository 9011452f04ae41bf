"""Saving: the name that is typed, and one reference in the name and in the document."""

from __future__ import annotations

import datetime
import errno
import os
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reading_back import READERS, squeezed
from tests.report.samples import cases, pack, particulars, walked
from triage.core.engine import replay
from triage.core.program import compile_program
from triage.errors import UsageError
from triage.pack.handling import Handling
from triage.pack.release import Release
from triage.report.formats import FORMATS
from triage.report.summary import summarise
from triage.ui.saving import SummaryFile, WalkthroughSaver
from triage.ui.walkthrough import Walkthrough

MOMENT = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)

DAYS = {
    "safety": "arranged",
    "stage": "new",
    "next_told": "yes",
    "outcome": "died",
    "care": "looked_after",
    "next_aware_known": "known",
    "next_aware_day": "2026-03-02",
    "next_incident_known": "known",
    "next_incident_day": "2026-02-27",
    "next_roles": "no",
}


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


def test_what_is_saved_about_one_child_has_one_reference_and_names_of_its_own(
    tmp_path: Path,
) -> None:
    """A first message and what follows it are found together; each suggested name is new."""
    summaries = file()
    first = summaries.suggested()
    with pytest.raises(UsageError):
        summaries.write(walked("v01"), str(tmp_path / "none" / first))
    assert summaries.suggested() == first
    summaries.write(walked("v01"), str(tmp_path / first))
    second = summaries.suggested()
    assert second == first.replace(".txt", "-2.txt")
    summaries.write(walked("v11"), str(tmp_path / second))
    reference = f"Reference: {summaries.reference}"
    for name in (first, second):
        assert reference in (tmp_path / name).read_text(encoding="utf-8")


def test_another_child_and_what_follows_forgetting_have_a_reference_of_their_own() -> None:
    """Nothing ties what is saved about one child to what is saved about another."""
    walk, saver = walked_through()
    seen = [saver.suggested()]
    walk.another_child()
    seen.append(saver.suggested())
    walk.forget()
    seen.append(saver.suggested())
    assert len(set(seen)) == 3


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


def walked_through() -> tuple[Walkthrough, WalkthroughSaver]:
    """Return a walkthrough that is answered to its end, and what saves it."""
    walk = Walkthrough(pack(), "incident", MOMENT.date())
    walk.begin()
    while walk.question is not None:
        walk.answer(cases()["v11"][walk.question])
    return walk, WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))


@pytest.mark.parametrize("ending", [each for each in FORMATS if each != "ics"])
def test_a_walkthrough_can_be_saved_in_every_format(tmp_path: Path, ending: str) -> None:
    """Each ending that the screens name gives a file, of that format, that holds every answer."""
    walk, saver = walked_through()
    said = saver.save(str(tmp_path / f"a.{ending}"), "Because I am worried.")
    assert f"a.{ending}" in said
    read = squeezed("\n".join(READERS[ending]((tmp_path / f"a.{ending}").read_bytes())))
    answers = summarise(walk.position, particulars()).answers
    assert len(answers) > 10
    assert all(squeezed(answer.question) in read for answer in answers)
    assert all(squeezed(answer.answer) in read for answer in answers)
    assert "BecauseIamworried." in read


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no second names to fail on")
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link"])
@pytest.mark.parametrize("ending", ["txt", "docx", "pdf"])
def test_a_failed_save_loses_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, ending: str
) -> None:
    """When the disk fails, nothing is left there, every answer is still given, and saving works."""
    walk, saver = walked_through()
    before = walk.position

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fail_to_make(path: str, flags: int, *rest: int, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT:
            fail()
        return real(path, flags, *rest, dir_fd=dir_fd)

    target = tmp_path / f"a.{ending}"
    # What writes the format is loaded before the disk fails.
    saver.save(str(tmp_path / f"first.{ending}"), "Mine.")
    first = (tmp_path / f"first.{ending}").read_bytes()
    name = saver.suggested()
    real = os.open
    with monkeypatch.context() as patched:
        if call == "open":
            patched.setattr(os, "open", fail_to_make)
        else:
            patched.setattr(os, call, fail)
        with pytest.raises(UsageError, match="no room") as raised:
            saver.save(str(target), "Mine.")
    assert "Mine." not in str(raised.value)
    assert [each.name for each in tmp_path.iterdir()] == [f"first.{ending}"]
    assert (tmp_path / f"first.{ending}").read_bytes() == first
    assert walk.position is before
    assert saver.suggested() == name
    saver.save(str(target), "Mine.")
    assert target.exists()


def test_a_walk_that_gives_days_has_a_calendar(tmp_path: Path) -> None:
    """The dates of the clocks are events; nothing of the answers stands in them."""
    program = compile_program(pack().walk("what_happens_next"))
    position = replay(program, DAYS)
    file().write(position, str(tmp_path / "a.ics"), "Mine.")
    raw = (tmp_path / "a.ics").read_bytes()
    texts = READERS["ics"](raw)
    assert len(texts) > 4
    assert b"DTSTART;VALUE=DATE:202603" in raw
    assert b"Mine." not in raw
    labels = [answer.answer for answer in summarise(position, particulars()).answers]
    assert not [label for label in labels if len(label) > 15 and label in raw.decode()]


def test_a_walk_without_days_says_that_there_is_no_date(tmp_path: Path) -> None:
    """A calendar without an event would only look as if nothing were due."""
    with pytest.raises(UsageError, match="No clock has a date"):
        file().write(walked("v01"), str(tmp_path / "a.ics"))
    assert list(tmp_path.iterdir()) == []


def test_the_pack_says_how_a_summary_is_marked(tmp_path: Path) -> None:
    """Marking and lawful basis are those of the pack; the built-in one gives no basis."""
    assert pack().handling == Handling("OFFICIAL-SENSITIVE", "")
    own = replace(pack(), handling=Handling("OFFICIAL", "Our own line."))
    SummaryFile(own, lambda: MOMENT, random.Random(1)).write(walked("v01"), str(tmp_path / "a.txt"))
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text.startswith("OFFICIAL\n")
    assert "as your partnership gives it: Our own line." in text


def test_a_summary_says_the_version_of_the_pack_that_it_was_made_with(tmp_path: Path) -> None:
    """Title and version are those of the pack in use; a pack without any is said to have none."""
    for name, release, said in (
        ("a.txt", Release("hill", "Hill", "2.7"), "Pack: Hill (hill), version 2.7."),
        ("b.txt", Release(), "Pack: this pack gives no version."),
    ):
        own = replace(pack(), release=release)
        summaries = SummaryFile(own, lambda: MOMENT, random.Random(1))
        summaries.write(walked("v01"), str(tmp_path / name))
        assert said in (tmp_path / name).read_text(encoding="utf-8")
        assert said in summaries.preview(walked("v01"), "", 80)


def test_the_pack_says_how_long_to_keep_a_file(tmp_path: Path) -> None:
    """Its sentence is said after each save; the built-in one names no time of its own."""
    said = file().write(walked("v01"), str(tmp_path / "a.txt"))
    assert said.endswith("For how long to keep it, follow your organisation's retention rules.")
    own = replace(pack(), handling=Handling(keep="Delete it after the meeting"))
    summaries = SummaryFile(own, lambda: MOMENT, random.Random(1))
    said = summaries.write(walked("v01"), str(tmp_path / "b.txt"))
    assert said.endswith("Delete it after the meeting.")


@pytest.mark.parametrize("ending", [each for each in FORMATS if each != "ics"])
def test_a_redacted_copy_can_be_saved_in_every_format(tmp_path: Path, ending: str) -> None:
    """It says what it is, has the rest of the words, and nothing of the name."""
    _, saver = walked_through()
    target = tmp_path / f"a.{ending}"
    said = saver.save(str(target), "Worried by Mr Example.", redacted=True)
    assert "1 change is listed in it, to check." in said
    read = squeezed("\n".join(READERS[ending](target.read_bytes())))
    assert "Worriedby[AdultA]." in read
    assert "(redactedcopy)" in read
    assert "Example" not in read


def test_a_calendar_is_never_redacted(tmp_path: Path) -> None:
    """It would have the exact days after all."""
    _, saver = walked_through()
    with pytest.raises(UsageError, match="exact days"):
        saver.save(str(tmp_path / "a.ics"), "", redacted=True)
    assert list(tmp_path.iterdir()) == []
