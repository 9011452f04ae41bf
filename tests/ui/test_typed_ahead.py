"""Keys that come faster than the program draws do what they would have done one by one.

People type ahead, and a slow connection delivers keys together. A key that overtakes another
would give an answer that nobody chose.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.parity.terminal import Terminal
from tests.ui import every_text
from tests.ui.leaving.places import FRONT_ENDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

DOWN = "\x1b[B"
AHEAD = {
    "screen": "1\r2\r7\r2026-03-02\rKim\x7f\x7fy\r\r2\r",
    "ask": f"{DOWN}\r{DOWN} \r7\r2026-03-02\rKim\x7f\x7fy\r\r{DOWN * 2}\r",
    "plain": "1\r2\r7\r2026-03-02\rKim\x7f\x7fy\r",
}
"""The first option, the second one ticked, 7, a date, a text typed with corrections, an empty list.

In plain lines, more lines behind an empty one are taken for a text that was pasted, so the text is
ended when it is there.
"""


@pytest.mark.parametrize("name", AHEAD)
def test_answers_typed_ahead_are_the_answers_given(name: str, tmp_path: Path) -> None:
    """All answers sent at once stand in the review as they were meant."""
    front_end = FRONT_ENDS[name]
    pack = every_text.write(tmp_path / "pack")
    arguments = (*front_end.arguments, "--pack", str(pack), "--journey", every_text.FLOW)
    with Terminal(*arguments, size=front_end.size, cwd=tmp_path) as terminal:
        front_end.go(terminal, "choice")
        terminal.send(AHEAD[name])
        if name == "plain":
            terminal.wait(lambda: terminal.words().endswith("to end:"), "the end of the text")
            terminal.send("\r")
            terminal.wait_for("3. Not known.")
            terminal.send("2\r")
        terminal.wait_for("Check your answers")
        terminal.wait_for("tell-ask:")
        for answer in (
            "pick-sure-label:",
            "ticks-two-label:",
            "7 many-unit:",
            "2 March 2026",
            "Ky",
        ):
            terminal.wait_for(answer)
        review = terminal.words().partition("Check your answers")[2]
        assert "pick-maybe-label:" not in review
        assert "ticks-one-label:" not in review


def test_enter_pressed_twice_answers_one_question(tmp_path: Path) -> None:
    """On the full screen the next question starts with nothing marked, however fast Enter comes."""
    with Terminal(size=(100, 30), cwd=tmp_path) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        terminal.wait_for("Question 1 of ")
        terminal.send("3\r\r")
        terminal.wait_for("Choose an answer first")
        assert "Question 2 of " in terminal.words()


def test_a_question_looks_the_same_however_early_its_first_key_comes(tmp_path: Path) -> None:
    """The fourth option is marked at once, and the question with all its options is in sight."""
    with Terminal(size=(80, 24), cwd=tmp_path) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        terminal.wait_for("Question 1 of ")
        terminal.send(
            "3\r1\r2\r3\r2\r1\r1\r4\r3\r4"
        )  # to the question on processes, and its fourth
        terminal.wait_for("4 [x]")
        terminal.wait_for("6 [ ] None of these")
        terminal.wait_for("Which of these is open")
