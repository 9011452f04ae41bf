"""`triage ask`: Enter alone answers nothing, and the mark of a list stops at its ends."""

from __future__ import annotations

import sys

import pytest

from tests.parity.keys import DOWN, marked, pick
from tests.parity.terminal import Terminal
from triage.ui.prompts.wording import CHOOSE, CHOOSE_HOW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

UP = "\x1b[A"


def at_first_question() -> Terminal:
    """Start at the first question of an incident, which has three answers."""
    terminal = Terminal("ask", "--journey", "incident", size=(80, 40))
    terminal.wait_for("Ready?")
    terminal.send("\r")
    terminal.wait(lambda: marked(terminal) == CHOOSE, "the line that is no answer")
    return terminal


def test_enter_held_down_answers_nothing() -> None:
    """It says how to choose, however often it comes; an answer is taken from the line below."""
    with at_first_question() as terminal:
        terminal.send("\r" * 10)
        terminal.wait(lambda: terminal.said().count(CHOOSE_HOW) == 10, "ten times how to choose")
        terminal.wait(lambda: marked(terminal) == CHOOSE, "the line that is no answer")
        assert "Question 2" not in terminal.said()
        terminal.send(f"{DOWN}\r")
        terminal.wait_for("Question 2 of ")
        assert "Yes, someone may be in danger" in terminal.words()


def test_a_question_that_is_answered_starts_at_its_answer() -> None:
    """After going back, Enter alone keeps it, and there is no line that is no answer."""
    with at_first_question() as terminal:
        terminal.send(f"{DOWN * 2}\r")
        terminal.wait_for("Question 2 of ")
        terminal.wait(lambda: marked(terminal) == CHOOSE, "the line that is no answer")
        pick(terminal, "Go back")
        terminal.wait(lambda: marked(terminal) == "Not sure", "the answer that was given")
        start = len(terminal.raw)
        terminal.send("\r")
        terminal.wait_for_new("Question 2 of ", start)


@pytest.mark.parametrize(("keys", "first"), [((UP, "k", "\x10"), True), ((DOWN, "j"), False)])
def test_the_mark_does_not_go_around_the_ends(keys: tuple[str, ...], *, first: bool) -> None:
    """Up from the first line is not "Leave", and Down from "Leave" is not the first line."""
    with at_first_question() as terminal:
        expected = CHOOSE if first else "Leave"
        for key in keys:
            terminal.send(key * (2 if first else 30))
            while terminal.pump(0.3):
                pass
            assert marked(terminal) == expected, key


def test_the_mark_does_not_go_around_in_a_list_with_headings() -> None:
    """At Home a heading stands above the first line, and Up stays below it."""
    with Terminal("ask", size=(80, 60)) as terminal:
        terminal.wait_for("Ready?")
        terminal.wait(lambda: marked(terminal) != "", "a mark")
        before = marked(terminal)
        terminal.send(UP * 3)
        while terminal.pump(0.3):
            pass
        assert marked(terminal) == before != "Leave"
