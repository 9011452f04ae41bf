"""How each front end is walked from its first screen to a saved summary, by keys alone.

A driver is given the questions in the order in which the engine asks them. Each front end must
show them in that order; a driver fails where one shows another. `program` is what to run, if it
is not the program itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.parity.terminal import Terminal

UP, DOWN = "\x1b[A", "\x1b[B"

Program = list[str] | None


@dataclass(frozen=True)
class Asked:
    """One question as it is to be shown, and the numbers of the options to choose, from 1."""

    id: str
    ask: str
    multiple: bool
    numbers: tuple[int, ...]


def plain(asked: Sequence[Asked], target: Path, program: Program = None) -> None:
    """Walk `triage plain`."""
    with Terminal("plain", program=program) as terminal:
        seen = 0

        def prompt(text: str) -> None:
            nonlocal seen
            terminal.wait(lambda: terminal.written(seen).rstrip(" ").endswith(text), text)

        def reply(text: str) -> None:
            nonlocal seen
            seen = len(terminal.raw)
            terminal.send(f"{text}\r")

        prompt("q to leave:")
        reply("")
        for number, question in enumerate(asked, start=1):
            prompt("Answer:")
            for shown in (f"Question {number} of ", question.ask):
                assert shown in terminal.written(seen), f"{shown} is not what is asked"
            reply(",".join(map(str, question.numbers)))
        prompt("b to go back:")
        reply("0")
        prompt("Number:")
        reply("1")
        prompt("goes back):")
        reply(str(target))
        prompt("(no names):")
        reply("")
        terminal.wait_for("Saved: ")
        prompt("Number:")
        reply("4")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.raw, "plain output holds an escape character"


def ask(asked: Sequence[Asked], target: Path, program: Program = None) -> None:
    """Walk `triage ask`."""
    with Terminal("ask", program=program) as terminal:
        terminal.wait_for("Ready?")
        terminal.send("\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            start = len(terminal.raw)
            terminal.wait_for(f"? {question.ask}")
            if question.multiple:
                at = 1
                for chosen in question.numbers:
                    terminal.send(DOWN * (chosen - at) + " ")
                    at = chosen
                terminal.send("\r")
            else:
                terminal.send(DOWN * (question.numbers[0] - 1) + "\r")
            terminal.wait(lambda start=start: len(terminal.raw) > start, "an echo")  # type: ignore[misc]
        terminal.wait_for("Check your answers. ")
        terminal.send("\r")
        terminal.wait_for("What next?")
        terminal.send("\r")
        terminal.wait_for("a new file (empty goes back)")
        terminal.send(f"\x01\x0b{target}\r")  # to the start, clear to the end, then the path
        terminal.wait_for("Your reasons")
        terminal.send("\r")
        terminal.wait_for("Saved: ")
        terminal.send(UP + "\r")  # from the first line around to the last
        assert terminal.end() == 0


def screen(asked: Sequence[Asked], target: Path, program: Program = None) -> None:
    """Walk `triage`, the full screen."""
    with Terminal(size=(200, 60), program=program) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait_for(question.ask)
            terminal.send("".join(map(str, question.numbers)))
            terminal.send("\r")
        terminal.wait_for("Check your answers")
        terminal.send("g")
        terminal.wait_for("What to do now")
        terminal.wait_for("Save a summary")
        terminal.send("1\r")
        terminal.wait_for("Your reasons")
        # To the start of the box, clear to its end, the file, and no reasons.
        terminal.send(f"\x01\x0b{target}\r\r")
        terminal.wait_for("Saved: ")
        terminal.send("\r")
        terminal.wait(lambda: "Saved: " not in terminal.words(), "the dialog to close")
        terminal.send("4\r")
        assert terminal.end() == 0
