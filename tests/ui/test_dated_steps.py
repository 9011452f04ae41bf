"""Dates and checklists of a flow, on the last screen and in what is saved."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest

from triage.core.engine import Position, replay
from triage.core.program import compile_program
from triage.pack.reader import Pack, read_pack
from triage.ui.line_by_line import lines
from triage.ui.presenter.clock_lines import clock_lines
from triage.ui.presenter.result import result
from triage.ui.saving import SummaryFile
from triage.ui.tui.screens.result import result_page

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)
FLOW = """
flow: review
title: A review
version: 1
edition: dorset-3.1
moments: {decided: decided_day, published: published_day}
document: {id: paper, title: A paper of our own}
questions:
  - {id: decided_day, ask: Which day was it decided?, kind: date}
  - {id: published_day, ask: Which day is it published?, kind: date, always: yes}
outcomes:
  - id: work
    title: The work of a review
    rules:
      - {id: T01, says: So., certainty: certain, when: {decided_day: {from: 1900-01-01}}}
    steps:
      - {do: Begin., who: You}
    checklist:
      - title: The report
        items:
          - {do: Publish the report, who: The partners, timeline: review, cites: [R12.3]}
          - {do: Publish it again, who: The partners, timeline: review}
"""
TEMPLATE = "{{ title }}\n{% for list in checklist %}\n{{ list.title }}\n{% endfor %}\n"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return a pack with the clocks of the built-in one, and a flow with dates."""
    folder = tmp_path_factory.mktemp("pack")
    files = {"flows/review.yaml": FLOW}
    for name in ("timelines.yaml", "editions.yaml"):
        files[f"content/{name}"] = (ROOT / "content" / name).read_text(encoding="utf-8")
    for ending in ("md", "txt"):
        files[f"content/templates/paper.{ending}.j2"] = TEMPLATE
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_pack(folder)


def at(pack: Pack, **days: str) -> Position:
    """Return the position where these days were answered."""
    answers = {f"{moment}_day": day for moment, day in days.items()}
    return replay(compile_program(tuple(pack.flows.values())), answers)


def test_answered_days_become_dates(pack: Pack) -> None:
    """Six months from the decision, and seven working days before the publication, are dated."""
    found = clock_lines(pack, at(pack, decided="2026-03-02", published="2026-04-08"))
    review = " ".join(found["review"])
    assert "Wednesday 2 September 2026" in review
    # Seven working days before 8 April 2026, over Good Friday and Easter Monday.
    assert "Thursday 26 March 2026" in review
    # The decision starts this clock, so a step with a day of its own says which.
    assert review.count("Counts from the day the review is published.") == 2
    assert "triage deadlines --notified DATE" in " ".join(found["rapid_review"])


def test_days_that_are_no_use_are_said_calmly(pack: Pack) -> None:
    """An impossible order, or a year that is not known, gives words in place of dates."""
    for days in ({"decided": "2026-03-02", "published": "2026-01-05"}, {"decided": "2031-03-03"}):
        found = clock_lines(pack, at(pack, **days))["review"]
        assert found[0].startswith("No dates can be worked out")
        assert not any(day in line for day in days.values() for line in found)


def test_every_front_end_shows_the_list_with_its_dates_once(pack: Pack) -> None:
    """The checklist stands on the last screen; the clock is given at its first item only."""
    shown = result(pack, at(pack, decided="2026-03-02", published="2026-04-08"), NOW.date())
    plain = "\n".join(lines.result(shown, "a"))
    page = "\n".join(part.plain for part in result_page(shown, []).parts)
    for text in (plain, page):
        assert "Publish the report" in text
        assert "Publish it again" in text
        assert "Rests on: R12.3" in text
        assert text.count("Wednesday 2 September 2026") == 1


def test_a_flow_saves_its_own_document(pack: Pack, tmp_path: Path) -> None:
    """What is saved has the title and the templates that the flow names."""
    position = at(pack, decided="2026-03-02", published="2026-04-08")
    assert result(pack, position, NOW.date()).summary_title == "A paper of our own"
    for ending in ("md", "txt"):
        file = tmp_path / f"a.{ending}"
        _ = SummaryFile(pack, lambda: NOW, random.Random(1)).write(position, str(file))
        assert file.read_text(encoding="utf-8").split("\n")[0] == "A paper of our own"
        assert "The report" in file.read_text(encoding="utf-8")
