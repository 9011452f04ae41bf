"""What is written outside the full screen is broken between words, however narrow the terminal."""

from __future__ import annotations

import sys

import pytest

from tests.parity.terminal import Terminal
from triage.ui import words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


LEAVES_THE_SCREEN = b"\x1b[?1049l"


def whole(terminal: Terminal, sentence: str, columns: int) -> bool:
    """Say whether the words of a sentence were written, none cut and no line too long."""
    lines = [line.rstrip("\r") for line in terminal.said().split("\n")]
    fitting = " ".join(line.strip() for line in lines if len(line) <= columns)
    return sentence in fitting


@pytest.mark.parametrize("columns", [40, 80])
def test_the_lines_before_and_after_the_full_screen_fit(columns: int) -> None:
    """Safety while it starts, and what it says once it is left."""
    with Terminal("--journey", "incident", size=(columns, 12)) as terminal:
        terminal.wait_for("Enter begin")
        assert whole(terminal, words.SAFETY[0], columns - 1)
        terminal.send("\x11")
        assert terminal.end() == 130
        terminal.raw = terminal.raw.partition(LEAVES_THE_SCREEN)[2]
        for sentence in (words.LEFT, *words.SAFETY):
            assert whole(terminal, sentence, columns - 1), sentence


@pytest.mark.parametrize("columns", [40, 56, 80])
def test_what_was_chosen_is_broken_between_words(columns: int) -> None:
    """Behind a prompt that is answered stands the answer, whole or in lines of its own."""
    steps = "No, steps are in place to keep everyone safe. Someone has checked, and people know"
    with Terminal("ask", "--journey", "incident", size=(columns, 60)) as terminal:
        terminal.wait_for("Ready?")
        terminal.send("\r")
        terminal.wait_for("danger now?")
        terminal.wait_for("(Use arrow keys)")
        terminal.send("\x1b[B\x1b[B\x1b[B\r")
        terminal.wait_for("Question 2 of")
        assert steps in terminal.words().partition("Question 2 of")[0]
        terminal.send("\x03")
        assert terminal.end() == 130


def test_a_prompt_of_plain_lines_is_broken_between_words() -> None:
    """The prompt of the first screen is longer than a narrow line."""
    with Terminal("plain", size=(40, 40)) as terminal:
        terminal.wait_for("or q to leave:")
        assert whole(terminal, "Press Enter to begin number 1, or type a number, ?", 39)
        terminal.send("q\r")
        assert terminal.end() == 130
