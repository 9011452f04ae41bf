"""A day that can hardly be: one calm line beside the answer, in every front end, and no bar."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.parity.keys import pick
from tests.parity.terminal import ROOT, Terminal
from tests.report.samples import pack
from tests.ui.plain_talk import hold
from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import NARROW, SMALL, USUAL, drive, press, shown
from triage.pack.reader import Pack, read_flow_bytes, read_pack
from triage.ui import words
from triage.ui.plain.wording import DOUBT_BACK
from triage.ui.screens import Ask, Review
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 27)
BEFORE = words.comes_before("When did it happen?")
FLOW = Path(__file__).parents[1] / "pack" / "good" / "odd_days.yaml"


def pack_of_days() -> Pack:
    """Return the built-in pack with the flow of days alone."""
    flow = read_flow_bytes(FLOW.read_bytes(), FLOW.name)
    return dataclasses.replace(pack(), flows={flow.id: flow}, journeys={}, menu=())


def walk(*answers: object) -> Walkthrough:
    """Return a walkthrough of the flow of days, with these answers given."""
    found = Walkthrough(pack_of_days(), "odd_days", TODAY)
    found.begin()
    for answer in answers:
        found.answer(answer)
    return found


def review(found: Walkthrough) -> Review:
    """Return the screen, on which the answers are checked."""
    screen = found.screen
    assert isinstance(screen, Review)
    return screen


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["2026-11-27"], ""),
        (["2026-11-28"], words.NOT_COME),
        (["3 February 2027"], words.NOT_COME),
        (["2026-11-20", "2026-11-20"], ""),
        (["2026-11-20", "2026-11-13"], BEFORE),
        (["2026-11-20", "2027-01-01"], words.NOT_COME),
        (["2026-11-20", "not known"], ""),
        (["2026-11-20", "2026-11-21", "2027-01-01"], ""),
        (["2026-11-20", "2026-11-22", "2026-11-21"], words.comes_before("When were you told?")),
        (["2026-11-20", "not known", "2026-11-19"], BEFORE),
    ],
)
def test_only_a_day_that_can_hardly_be_is_doubted(answers: list[str], said: str) -> None:
    """Today is no doubt, nor is a day to come where the flow does not say that it has come."""
    assert walk(*answers).doubt == said


def test_a_doubt_goes_with_the_day_that_it_is_of() -> None:
    """It follows from the answers as they are, whichever of two days was changed."""
    found = walk("2026-11-20", "2026-11-21", "2026-12-01", "done")
    assert [each.doubt for each in review(found).answers] == ["", "", "", ""]
    found.change("happened")
    found.answer("2026-11-25")
    assert [each.doubt for each in review(found).answers] == ["", BEFORE, "", ""]
    assert review(found).answers[1].said() == f"21 November 2026. {BEFORE}"


def test_a_day_in_a_list_is_doubted_when_it_is_given_and_in_the_review() -> None:
    """Parts that may lie ahead are not."""
    found = walk("2026-11-20", "2026-11-21", "2026-12-01", "add", "2027-01-01")
    assert found.doubt == words.NOT_COME
    found.answer("2027-01-08")
    assert found.doubt == ""
    assert isinstance(found.screen, Ask)
    assert found.screen.doubt == words.NOT_COME_AMONG
    found.answer("done")
    assert review(found).answers[-1].doubt == words.NOT_COME_AMONG


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_the_full_screen_says_it_and_goes_on(size: tuple[int, int]) -> None:
    """Below the next question, at the question itself when gone back to, and in the review."""
    app = TriageApp(walk(), PRETENDED, no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"3/2/2027", "enter")
        assert app.walkthrough.question == "told"
        assert f"{words.NOT_COME} {wording.DOUBT_BACK}" in shown(app)
        await press(pilot, "escape")
        assert words.NOT_COME in shown(app)
        await press(pilot, "ctrl+u", *"3/2/2026", "enter")
        assert words.NOT_COME not in shown(app)
        await press(pilot, *"1/2/2026", "enter")
        assert "comes before the one at “When did it happen?”" in shown(app)
        await press(pilot, *"1/1/2027", "enter", "2", "enter")
        assert app.walkthrough.stage == "review"
        assert "1 February 2026. That day comes before" in shown(app)

    drive(app, steps, size)


def test_plain_lines_say_it_and_go_on() -> None:
    """Once behind the answer, again where it is asked again, and in the review."""
    typed = ["", "3 February 2027", "b", "", "not known", "1/2/2027", "2", "q"]
    _, lines = hold(Walkthrough(pack_of_days(), "odd_days", TODAY), typed)
    given = lines.index("You answered: 3 February 2027")
    assert lines[given + 1] == f"{words.NOT_COME} {DOUBT_BACK}"
    again = lines.index("Your answer so far: 3 February 2027")
    assert lines[again + 1] == words.NOT_COME
    assert f"1. When did it happen? 3 February 2027. {words.NOT_COME}" in lines


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_prompts_say_it_and_go_on(tmp_path: Path) -> None:
    """In the real program, where the day is the clock's."""
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / FLOW.name).write_bytes(FLOW.read_bytes())
    arguments = ("ask", "--pack", str(tmp_path), "--journey", "odd_days")
    with Terminal(*arguments, size=(100, 40), cwd=tmp_path) as terminal:
        terminal.wait_for("Ready?")
        terminal.send("\r")
        terminal.wait_for("? When did it happen?")
        terminal.send("3/2/2199\r")
        terminal.wait_for(f"{words.NOT_COME} “Go back” leads to it.")
        terminal.wait_for("? When were you told?")
        terminal.send("\r")
        pick(terminal, "Go back")
        terminal.wait(lambda: terminal.words().count(words.NOT_COME) == 2, "the doubt again")
        terminal.send("\x03")
        assert terminal.end() == 130


def test_the_days_of_the_referral_that_have_come_are_marked_so() -> None:
    """The day of what happened, and that the council knew of it; a meeting may lie ahead."""
    questions = {
        question.id: question
        for flow in read_pack(ROOT).flows.values()
        for question in flow.questions
        if question.kind == "date"
    }
    ahead = {"next_panel_day", "next_published_day"}
    assert {id_ for id_, question in questions.items() if not question.past} == ahead
    assert questions["council_aware_day"].not_before == ("incident_day", "care_death_day")
