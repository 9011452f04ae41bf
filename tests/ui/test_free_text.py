"""Warnings about texts that were typed: where, what, what to do instead, and nothing for others."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path

import pytest

from tests.command import triage
from tests.report.samples import ROOT, pack
from triage.ui import words
from triage.ui.free_text import MOST_SHOWN, TextCheck, warning
from triage.ui.walkthrough import Walkthrough

FLOW = """flow: telling
title: A flow in which one tells
version: 1
edition: test-1
questions:
  - {id: who, ask: Who?, options: {child: A child, adult: An adult}}
  - {id: note, ask: What else?, kind: text, limit: 400}
  - id: days
    ask: Which days?
    kind: repeat
    most: 3
    each: a day
    parts:
      - {id: kind, ask: Which kind?, kind: choice, options: {good: Good, bad: Bad}}
      - {id: what, ask: What happened?, kind: text, limit: 100}
outcomes:
  - id: tell
    title: Tell the lead officer
    rules: [{id: T01, says: So., certainty: certain, when: {who: child}}]
"""
ANSWERS = """who: child
note: Mr Example told us
days:
  - {kind: good, what: it was on 3 May 2024}
  - kind: bad
    what: |
      at home
      in DT1 1XJ
"""
SECRETS = ("Example", "3 May", "DT1", "1XJ", "07700")


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack whose flow asks for texts."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "flows").mkdir()
    (folder / "flows" / "telling.yaml").write_text(FLOW, encoding="utf-8")
    return folder


def run(pack: Path, given: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    return triage("run", "telling", "--pack", str(pack), *more, given=given)


def test_a_concern_says_where_it_is_and_what_to_do_instead() -> None:
    """Line and character lead to the piece; the sentence is for the person's own screen."""
    (concern,) = TextCheck(pack()).concerns("It rained.\nHe lives in DT1 1XJ.")
    assert (concern.line, concern.column) == (2, 13)
    assert list(warning((concern,)))[1] == (
        "Line 2, character 13: “DT1 1XJ” may be a postcode. Give the council area instead."
    )
    assert "DT1" not in repr(concern)


def test_what_to_do_instead_is_said_once_for_each_kind() -> None:
    """Three names need one piece of advice; each line still says where, what, and of which kind."""
    concerns = TextCheck(pack()).concerns("Mr Ab, Mr Bo and Mr Cal")
    lines = list(warning(concerns))[1:-1]
    assert len(lines) == 3
    assert all("may be a person's name." in line for line in lines)
    assert sum("Say the role instead" in line for line in lines) == 1


def test_a_walk_looks_at_what_was_typed_with_the_words_of_its_pack() -> None:
    """The pack's own words are no names; an empty text gives nothing."""
    walk = Walkthrough(pack(), "incident", datetime.date(2026, 11, 23))
    assert walk.concerns("We told the Lead Officer, and the Dorset Council Solicitors.") == ()
    assert walk.concerns("  \n") == ()
    assert len(walk.concerns("We told Mr Example.")) == 1


def test_a_long_list_is_cut_and_says_so() -> None:
    """A pasted letter does not push the question off the screen."""
    text = " and ".join(f"Mr {name}son" for name in ("Ab", "Bo", "Cal", "Do", "Ed", "Fo", "Gi"))
    text += " or Mr Hal, Mr Ill, Mr Jo"
    said = list(warning(TextCheck(pack()).concerns(text)))
    assert len(said) == MOST_SHOWN + 3
    assert said[0] == words.MAY_IDENTIFY
    assert said[-2] == "There are 2 more like that."
    assert said[-1] == words.YOU_MAY_GO_ON
    assert list(warning(())) == []


def test_run_names_file_line_and_column_of_each_text_and_shows_none(
    telling: Path, tmp_path: Path
) -> None:
    """In YAML, texts of entries too: where they begin in the file, and where in the text."""
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8")
    done = run(telling, "", "--answers", str(file))
    assert done.returncode == 0
    places = [line.partition(" (")[0] for line in done.stderr.splitlines()]
    assert places == [
        f"{file}:2:7: the answer to note may hold a person's name",
        f"{file}:4:24: the answer to days may hold a full date",
        f"{file}:6:11: the answer to days may hold a postcode",
    ]
    assert "(line 2, character 4 of the text)" in done.stderr
    assert not [secret for secret in SECRETS if secret in done.stderr]


def test_run_names_the_line_of_a_stream(telling: Path) -> None:
    """With --jsonl, the line is that of the object; a text that names nobody gives no warning."""
    lines = [{"note": "It rained."}, {"note": "x 07700 900123"}]
    done = run(telling, "\n".join(map(json.dumps, lines)), "--jsonl")
    assert done.returncode == 0
    assert done.stderr.startswith("standard input:2:10: the answer to note may hold a telephone")
    assert done.stderr.count("\n") == 1
    assert not [secret for secret in SECRETS if secret in done.stderr]


def test_run_makes_a_redacted_copy_of_every_text(telling: Path, tmp_path: Path) -> None:
    """Texts of answers and of entries are redacted; the changes are listed with their places."""
    (telling / "content").mkdir(exist_ok=True)
    templates = telling / "content" / "templates"
    if not templates.exists():
        templates.symlink_to(ROOT / "content" / "templates")
    file, copy = tmp_path / "answers.yaml", tmp_path / "copy.txt"
    file.write_text(ANSWERS, encoding="utf-8")
    done = run(telling, "", "--answers", str(file), "--summary", str(copy), "--redacted")
    assert done.returncode == 0, done.stderr
    text = copy.read_text(encoding="utf-8")
    assert "[Adult A] told us" in text
    assert "[May 2024]" in text
    assert "in [postcode]" in text
    assert "- Answer 2, line 1: a person's name is now [Adult A]" in text
    assert not [secret for secret in SECRETS if secret in text + done.stderr]
    assert "3 changes are listed in it, to check." in done.stderr


def test_redacted_needs_a_summary_and_is_no_calendar(telling: Path, tmp_path: Path) -> None:
    """Either is a wrong use, said in words, and nothing is written."""
    done = run(telling, "{}", "--redacted")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--summary" in done.stderr
    done = run(telling, "{}", "--redacted", "--summary", str(tmp_path / "a.ics"))
    assert done.returncode == 2
    assert words.NO_REDACTED_CALENDAR in done.stderr
    assert list(tmp_path.iterdir()) == []
