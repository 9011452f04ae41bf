"""The clock of a step in one line, which comes from the timelines, wherever a step is shown."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest

from tests.report.samples import walked
from triage.core.engine import Position
from triage.pack.reader import Pack, read_pack
from triage.report.in_words import clock_in_words
from triage.report.to_do import Act
from triage.ui.line_by_line import lines
from triage.ui.presenter.result import result as last_screen
from triage.ui.saving import SummaryFile
from triage.ui.screens import Result
from triage.ui.tui.screens.result import result_page

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)
COUNCIL = (
    "The council's clock (for everyone else it is today): day 4 meeting of the Delegated "
    "Safeguarding Partners; day 5 notification to the national Panel. Dates: triage deadlines "
    "--aware DATE (for a child in care who died, also --incident DATE)"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


@pytest.fixture(scope="module")
def position() -> Position:
    """Return a position where the lead officer has to be told."""
    return walked("v01")


def test_the_line_comes_from_the_data(pack: Pack) -> None:
    """Only steps with a short name are in it, with both days where target and limit differ."""
    assert clock_in_words(pack.timelines["before_notification"]) == COUNCIL
    review = clock_in_words(pack.timelines["rapid_review"])
    assert "day 10 Rapid Review meeting (day 11 at the latest); day 13 " in review
    assert review.endswith("Dates: triage deadlines --notified DATE")
    reply = clock_in_words(pack.timelines["panel_reply"])
    assert reply.startswith("The national Panel's reply: day 10 ")
    assert reply.endswith("--panel-meeting DATE")


def test_the_line_says_each_day_that_its_steps_count_from(pack: Pack) -> None:
    """A local review has two days: the decision to hold it, and its publication."""
    local = clock_in_words(pack.timelines["review"])
    assert "6 months from the decision, " in local
    assert "7 working days before publication, " in local
    assert local.endswith("Dates: triage deadlines --decided DATE --published DATE")


def test_every_clock_has_something_to_say_in_its_line(pack: Pack) -> None:
    """Without a step that has a short name, its title would stand there twice."""
    for timeline in pack.timelines.values():
        title = timeline.short or timeline.title
        assert f"{title}: {timeline.title}" not in clock_in_words(timeline)


@pytest.mark.parametrize(
    ("outcome", "timeline"),
    [
        ("raise", "before_notification"),
        ("discuss", "before_notification"),
        ("setting", "before_notification"),
        ("cic_death", "before_notification"),
        ("notified", "rapid_review"),
    ],
)
def test_outcomes_that_speak_of_a_clock_name_it(pack: Pack, outcome: str, timeline: str) -> None:
    """Each of these has one step of that clock, and still says by when in words."""
    flow = pack.flows["serious_incident"]
    (found,) = [each for each in flow.outcomes if each.id == outcome]
    steps = [step for step in found.steps if step.timeline == timeline]
    assert len(steps) == 1
    assert steps[0].clock


def test_every_way_of_showing_a_step_shows_its_clock(
    pack: Pack, position: Position, tmp_path: Path
) -> None:
    """Plain lines, the full screen, and both summaries have the line once, under the step."""
    result = last_screen(pack, position, NOW.date())
    assert [line for act in acts(result) for task in act.tasks for line in task.clock] == [
        f"{COUNCIL}."
    ]
    assert f"{COUNCIL}." in [line.strip() for line in lines.result(result, "a")]
    assert any(f"{COUNCIL}." in part.plain for part in result_page(result, []).parts)
    for ending in ("md", "txt"):
        file = tmp_path / f"a.{ending}"
        _ = SummaryFile(pack, lambda: NOW, random.Random(1)).write(position, str(file))
        words = " ".join(file.read_text(encoding="utf-8").replace("\\", "").split())
        assert words.count(f"{COUNCIL}.") == 1


def acts(result: Result) -> tuple[Act, ...]:
    """Return all that a result asks anybody to do."""
    return (*result.to_do.yours, *result.to_do.others)


def test_a_pack_without_timelines_shows_none(pack: Pack, position: Position) -> None:
    """A step may name a clock that the pack does not have: it is then left out."""
    without = Pack(pack.flows, pack.journeys, pack.contacts, pack.editions, pack.templates)
    result = last_screen(without, position, NOW.date())
    assert not [task for act in acts(result) for task in act.tasks if task.clock]
