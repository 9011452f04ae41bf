"""The save step of all three front ends, by keys in a terminal: warn, redact, forget."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.parity.drivers import Asked, questions_of
from tests.parity.keys import arrows
from tests.parity.terminal import Terminal
from tests.report.samples import cases, pack
from tests.ui.plain_talk import hold
from tests.ui.pretending import PretendedSaver
from triage.core.program import compile_program
from triage.ui import words
from triage.ui.plain.save_step import FORGET_OR_KEEP, REASONS
from triage.ui.plain.wording import CHANGE_OR_GO_ON
from triage.ui.walkthrough import Walkthrough

WALK, CASE = "serious_incident", "v17"
TYPED = "Mr Example rang on 3 May 2026"
SAVE, LEAVE = "1", "4"
NO_PTY = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")


def at_the_result() -> Walkthrough:
    """Return a walk that stands at its result, where nothing but saving is offered first."""
    walk = Walkthrough(pack(), WALK, datetime.date(2026, 11, 23))
    walk.begin()
    while walk.question is not None:
        walk.answer(cases()[CASE][walk.question])
    walk.go_on()
    return walk


def talk(typed: Iterable[str], saver: PretendedSaver) -> list[str]:
    """Hold the plain conversation from the result on; return every line that was written."""
    _, lines = hold(at_the_result(), typed, saver)
    return lines


class Noting(PretendedSaver):
    """Writes nothing, and keeps what it was asked to write."""

    asked: list[tuple[str, bool]]

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        object.__setattr__(self, "asked", [])

    def save(self, path: str, reasons: str, *, redacted: bool = False) -> str:
        """Keep what was asked for."""
        self.asked.append((reasons, redacted))
        return f"Saved: {path}."


def test_plain_warns_with_each_place_and_goes_on_at_enter() -> None:
    """Each concern is a line of its own that makes sense alone; Enter saves what was typed."""
    saver = Noting()
    lines = talk([SAVE, "", TYPED, "", "", LEAVE], saver)
    assert saver.asked == [(TYPED, False)]
    start = lines.index(words.MAY_IDENTIFY)
    assert lines[start + 1].startswith("Line 1, character 1: “Mr Example” may be a person's name.")
    assert lines[start + 2].startswith("Line 1, character 20: “3 May 2026” may be a full date.")
    assert lines[start + 3] == words.YOU_MAY_GO_ON
    assert lines[start + 4] == f"> {CHANGE_OR_GO_ON}"


def test_plain_lets_the_words_be_changed() -> None:
    """C asks for the reasons again, and looks at them again."""
    saver = Noting()
    lines = talk([SAVE, "", TYPED, "c", "It rained", "", LEAVE], saver)
    assert saver.asked == [("It rained", False)]
    assert lines.count(f"> {REASONS}") == 2
    assert lines.count(words.MAY_IDENTIFY) == 1


def test_plain_makes_a_redacted_copy_without_a_warning() -> None:
    """R at the file name asks for it, r again takes that back; what is found is taken out."""
    saver = Noting()
    lines = talk([SAVE, "r", "r", "r", "", TYPED, "", LEAVE], saver)
    assert saver.asked == [(TYPED, True)]
    assert words.MAY_IDENTIFY not in lines
    assert lines.count(f"{words.REDACTED_COPY}. {words.REDACTED_ABOUT}") == 2


def test_plain_forgets_the_answers_when_asked() -> None:
    """F after saving leads back to the first screen, where nothing is answered."""
    lines = talk([SAVE, "", "", "f", "", "q"], Noting())
    at = lines.index(words.FORGOTTEN)
    assert f"> {FORGET_OR_KEEP}" in lines[:at]
    rest = lines[at:]
    assert [line for line in rest if line.startswith("Question 1 of ")]


def asked() -> list[Asked]:
    """Return the questions of the walk in order, with the numbers of their answers."""
    return questions_of(compile_program(pack().walk(WALK) or ()), cases()[CASE])


def to_the_result(terminal: Terminal, *, plain: bool) -> None:
    """Walk to the result, by numbers."""
    terminal.wait_for("q to leave:" if plain else "Enter begin")
    terminal.send("\r")
    for place, question in enumerate(asked(), start=1):
        terminal.wait_for(f"Question {place} of ")
        terminal.send(("," if plain else "").join(map(str, question.numbers)) + "\r")
    terminal.wait_for("Check your answers")
    terminal.send("0\r" if plain else "g")


def prompts_to_the_result(terminal: Terminal) -> int:
    """Walk to the result in prompts; return after which byte it is written."""
    terminal.wait_for("Ready?")
    terminal.send("\r")
    for place, question in enumerate(asked(), start=1):
        terminal.wait_for(f"Question {place} of ")
        start = len(terminal.raw)
        terminal.wait_for(f"? {question.ask}")
        terminal.send(arrows(question.numbers, ticks=question.multiple))
        terminal.wait(lambda start=start: len(terminal.raw) > start, "an echo")  # type: ignore[misc]
    terminal.wait_for_new(r"\? Check your answers. ", start)
    start = len(terminal.raw)
    terminal.send("\r")
    return start


@NO_PTY
def test_the_full_screen_saves_a_redacted_copy_by_keys(tmp_path: Path) -> None:
    """Warned first, ticked then; the file has roles and months, and the screen is drawn whole."""
    with Terminal("--journey", WALK, size=(80, 24), cwd=tmp_path) as terminal:
        to_the_result(terminal, plain=False)
        terminal.wait_for(words.SAVE)
        terminal.send("1\r")
        terminal.wait_for("Your reasons")
        terminal.send(f"\r{TYPED}, and Mr Sample in DT1 1XJ, and Liam\r")
        terminal.wait_for("Press Enter again")
        terminal.send("\t ")
        terminal.wait_for("[x]")
        terminal.send("\r")
        terminal.wait_for("Saved: ")
        terminal.wait(lambda: terminal.shown().count("\u256d") == 1, "one dialog only")
        terminal.send("f")
        terminal.wait_for("Enter begin")
        terminal.send("\x11")
        assert terminal.end() == 130
    (file,) = tmp_path.iterdir()
    text = file.read_text(encoding="utf-8")
    assert "[Adult A] rang on [May 2026]" in text
    assert "Example" not in text


@NO_PTY
@pytest.mark.parametrize("way_in", ["", "plain", "ask"])
def test_a_folder_that_is_gone_ends_nothing(tmp_path: Path, way_in: str) -> None:
    """With the folder gone that one started in, the save step asks for another, and saves there."""
    gone, other = tmp_path / "gone", tmp_path / "other"
    gone.mkdir()
    other.mkdir()
    arguments = [each for each in (way_in, "--journey", WALK) if each]
    with Terminal(*arguments, size=(200, 60), cwd=gone) as terminal:
        if way_in == "ask":
            prompts_to_the_result(terminal)
        else:
            to_the_result(terminal, plain=way_in == "plain")
        terminal.wait_for(words.SAVE)
        gone.rmdir()
        terminal.send("\r" if way_in == "ask" else "1\r")
        if way_in == "ask":
            terminal.wait_for("Which copy")
            terminal.send("\r")
        terminal.wait_for(words.FOLDER_GONE.partition(". ")[0])
        terminal.send("" if way_in == "plain" else "\x01\x0b")
        terminal.send(f"{other}/a.txt\r")
        terminal.wait_for("Your reasons")
        terminal.send("\r")
        terminal.wait_for("Saved: ")
    assert [each.name for each in other.iterdir()] == ["a.txt"]


@NO_PTY
def test_plain_saves_a_redacted_copy_by_lines(tmp_path: Path) -> None:
    """The same by lines."""
    with Terminal("plain", "--journey", WALK, cwd=tmp_path) as terminal:
        to_the_result(terminal, plain=True)
        for prompt, typed in (
            ("Number: ", SAVE),
            ("b goes back): ", "r"),
            ("full summary, b goes back): ", ""),
            ("(no names): ", TYPED),
            ("until you leave: ", ""),
            ("Number: ", LEAVE),
        ):
            terminal.wait(lambda p=prompt: terminal.written().endswith(p), prompt)  # type: ignore[misc]
            terminal.send(f"{typed}\r")
        assert terminal.end() == 0
    (file,) = tmp_path.iterdir()
    assert "[Adult A] rang on [May 2026]" in file.read_text(encoding="utf-8")


@NO_PTY
def test_ask_warns_lets_the_words_be_changed_and_forgets(tmp_path: Path) -> None:
    """In prompts: the warning stands above the choice, the words come back to be changed."""
    with Terminal("ask", "--journey", WALK, cwd=tmp_path) as terminal:
        start = prompts_to_the_result(terminal)
        for prompt, typed in (
            ("What next", "\r"),
            ("Which copy", "\r"),
            (".*a new file, ending in", "\r"),
            ("Your reasons", f"{TYPED}\r"),
            ("What now", "\r"),
            ("Your reasons", "\x01\x0bIt rained\r"),
            ("Your answers", "\x1b[B\r"),
            ("Ready", "\x03"),
        ):
            terminal.wait_for_new(rf"\? {prompt}", start)
            start = len(terminal.raw)
            terminal.send(typed)
        assert terminal.end() == 130
        said = terminal.said()
    assert "“Mr Example” may be a person's name." in said
    assert words.FORGOTTEN in said
    (file,) = tmp_path.iterdir()
    text = file.read_text(encoding="utf-8")
    assert "It rained" in text
    assert "Example" not in text
