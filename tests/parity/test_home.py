"""Home in every front end, in a pseudo-terminal: from walk to walk with the answers carried."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.parity.keys import DOWN, pick
from tests.parity.terminal import ROOT, Terminal
from triage.ui import words

PACK = str(ROOT / "tests" / "ui" / "menu_pack")
CARRIED = f"18 or over ({words.ORIGINS['earlier']})"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def plain() -> None:
    """Go from the first walk on to the second, and from there Home."""
    with Terminal("plain", "--pack", PACK) as terminal:
        seen = 0
        for prompt, reply in (
            ("q to leave:", ""),
            ("Answer:", "2"),
            ("Answer:", "2"),
            ("b to go back:", "0"),
            ("Number:", "8"),
            ("q to leave:", ""),
            ("Answer:", "1"),
            ("Answer:", "1"),
            ("b to go back:", "0"),
            ("Number:", "8"),
            ("q to leave:", "q"),
        ):
            terminal.wait(
                lambda: terminal.written(seen).rstrip(" ").endswith(prompt),  # noqa: B023
                prompt,
            )
            seen = len(terminal.raw)
            terminal.send(f"{reply}\r")
        assert terminal.end() == 130
        written = terminal.written()
        assert CARRIED in written
        assert words.FORGET in written
        assert "\x1b" not in written


def ask() -> None:
    """Go the same way by arrow keys."""
    with Terminal("ask", "--pack", PACK) as terminal:
        for text, label in (
            ("Ready?", "What has happened?"),
            ("? Have you told anyone?", "No"),
            ("? How old is the child?", "18 or over"),
            ("Check your answers. ", words.GO_ON),
            ("What next?", "What comes next?"),
            ("This is what the second walk is for.", words.BEGIN),
            ("? Has the meeting been?", "Yes"),
            ("? Is the child at school?", "Yes"),
            (CARRIED, words.GO_ON),
            ("What next? (Use arrow keys)", words.BACK_TO_START),
            (words.FORGET, "Leave"),
        ):
            terminal.wait_for(text)
            terminal.pump(0.3)
            pick(terminal, label)
        assert terminal.end() == 130


def screen() -> None:
    """Go the same way on the full screen."""
    with Terminal("--pack", PACK, size=(80, 40)) as terminal:
        for text, keys in (
            ("Enter begin", "\r"),
            ("Have you told anyone?", "2\r"),
            ("How old is the child?", "2\r"),
            ("Check your answers", "g"),
            (words.BACK_TO_START, "6\r"),
            ("This is what the second walk is for.", "\r"),
            ("Has the meeting been?", "1\r"),
            ("Is the child at school?", "1\r"),
            (CARRIED, "g"),
            (words.BACK_TO_START, "6\r"),
            (words.FORGET, "\x11"),
        ):
            terminal.wait_for(text)
            terminal.send(keys)
        assert terminal.end() == 130


@pytest.mark.parametrize("walked", [plain, ask, screen], ids=lambda front_end: front_end.__name__)
def test_answers_go_along_from_walk_to_walk_and_home(walked: Callable[[], None]) -> None:
    """What the first walk was told is in the review of the second, and Home can forget it."""
    walked()


def test_ask_reads_the_rules_behind_a_question_and_returns_to_it() -> None:
    """The entry below the answers shows them; a rule is typed, b goes back, the question stays."""
    with Terminal("ask") as terminal:
        for text, keys in (
            ("Ready?", "\r"),
            ("? Could a child, or anyone else, be in danger now?", f"{DOWN * 5}\r"),
            ("The rules behind this, in our words", "R5.58\r"),
            ("Who it binds: Any professional", "b\r"),
        ):
            terminal.wait_for(text)
            terminal.pump(0.3)
            terminal.send(keys)
        terminal.wait_for("RB.22 (duty;")
        terminal.pump(0.3)
        terminal.send("b\r")
        terminal.wait(lambda: terminal.words().endswith("Go back Leave"), "the question again")
        terminal.send(f"{DOWN}\r")
        terminal.wait_for("Question 2 of ")
        terminal.send("\x03")
        assert terminal.end() == 130
