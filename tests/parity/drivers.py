"""How each front end is walked from its first screen to a saved summary, by keys alone.

A driver is given the questions in the order in which the engine asks them. Each front end must
show them in that order; a driver fails where one shows another. `program` is what to run, if it
is not the program itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.parity.terminal import Terminal
from triage.core.engine import begin
from triage.core.program import Program
from triage.ui import words

TRIAGE = 0
"""The first leg of a journey."""

TRIAGE = 0
"""The first leg of a journey."""

UP, DOWN = "\x1b[A", "\x1b[B"

Command = list[str] | None
"""What to run in place of `triage`, if anything."""


@dataclass(frozen=True)
class Asked:
    """One question as it is to be shown, with its answer.

    The answer is the numbers of the options to choose, from 1, or what is to be typed.
    """

    id: str
    ask: str
    multiple: bool
    numbers: tuple[int, ...]
    typed: str = ""


def questions_of(program: Program, answers: Mapping[str, object]) -> list[Asked]:
    """Return the questions of the first leg in the engine's order, with what to choose or type."""
    position = begin(program)
    asked = []
    while not position.done(TRIAGE):
        id_ = position.next
        assert id_ is not None
        question, value = program.questions[program.index[id_]], answers[id_]
        typed = str(value) if not question.options else ""
        chosen: list[str] = value if isinstance(value, list) else [str(value)]
        values = [option.value for option in question.options]
        numbers = tuple(sorted(values.index(each) + 1 for each in chosen)) if not typed else ()
        asked.append(Asked(id_, question.ask, question.kind == "choices", numbers, typed))
        position = position.answer(id_, value)
    return asked


def plain(
    asked: Sequence[Asked], target: Path, journey: str = "incident", program: Command = None
) -> None:
    """Walk `triage plain`."""
    with Terminal("plain", "--journey", journey, program=program) as terminal:
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
            reply(question.typed or ",".join(map(str, question.numbers)))
        prompt("b to go back:")
        reply("0")
        prompt("Number:")
        reply(number_of(terminal, words.SAVE))
        prompt("goes back):")
        reply(str(target))
        prompt("(no names):")
        reply("")
        terminal.wait_for("Saved: ")
        prompt("until you leave:")
        reply("")
        prompt("Number:")
        reply(number_of(terminal, words.LEAVE))
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.raw, "plain output holds an escape character"


def ask(
    asked: Sequence[Asked], target: Path, journey: str = "incident", program: Command = None
) -> None:
    """Walk `triage ask`."""
    with Terminal("ask", "--journey", journey, program=program) as terminal:
        terminal.wait_for("Ready?")
        terminal.send("\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            start = len(terminal.raw)
            terminal.wait_for(f"? {question.ask}")
            if question.typed:
                terminal.send(f"{question.typed}\r")
            elif question.multiple:
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
        pick(terminal, words.SAVE)
        terminal.wait_for("Which copy?")
        terminal.send("\r")
        terminal.wait_for("a new file, ending in")
        terminal.send(f"\x01\x0b{target}\r")  # to the start, clear to the end, then the path
        terminal.wait_for("Your reasons")
        terminal.send("\r")
        terminal.wait_for("Saved: ")
        terminal.wait_for("Your answers?")
        start = len(terminal.raw)
        terminal.send("\r")
        terminal.wait_for_new("What next", start)
        terminal.send(UP + "\r")  # from the first line around to the last
        assert terminal.end() == 0


def screen(
    asked: Sequence[Asked], target: Path, journey: str = "incident", program: Command = None
) -> None:
    """Walk `triage`, the full screen."""
    with Terminal("--journey", journey, size=(200, 60), program=program) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait_for(question.ask)
            terminal.send(question.typed or "".join(map(str, question.numbers)))
            terminal.send("\r")
        terminal.wait_for("Check your answers")
        terminal.send("g")
        terminal.wait_for("What to do now")
        terminal.wait_for(words.LEAVE)
        terminal.send(f"{number_of(terminal, words.SAVE)}\r")
        terminal.wait_for("Your reasons")
        # To the start of the box, clear to its end, the file, and no reasons.
        terminal.send(f"\x01\x0b{target}\r\r")
        terminal.wait_for("Saved: ")
        terminal.send("\r")
        terminal.wait(lambda: "Saved: " not in terminal.words(), "the dialog to close")
        terminal.wait_for(words.LEAVE)
        terminal.send(f"{number_of(terminal, words.LEAVE)}\r")
        assert terminal.end() == 0


def number_of(terminal: Terminal, label: str) -> str:
    """Return the number that stands before a label on the screen, the last time it is there."""
    found = re.findall(rf"(\d+)\.? +{re.escape(label)}", terminal.words())
    assert found, f"{label} is not on the screen:\n{terminal.shown()}"
    return str(found[-1])


def pick(terminal: Terminal, label: str) -> None:
    """Move the mark of a prompt down to the line that begins with a label, and press Enter."""
    for _ in range(40):
        if marked(terminal).startswith(label):
            terminal.send("\r")
            return
        before = marked(terminal)
        terminal.send(DOWN)
        terminal.wait(lambda: marked(terminal) not in {"", before}, "the mark to move")  # noqa: B023
    message = f"{label} is not there:\n{terminal.shown()}"
    raise AssertionError(message)


def marked(terminal: Terminal) -> str:
    """Return the beginning of the line with the mark, or nothing while it is drawn."""
    lines = [line.strip() for line in terminal.shown().splitlines()]
    return next((line[1:].strip() for line in reversed(lines) if line.startswith("»")), "")


class Driver(Protocol):
    """Walks one front end from its first screen to a saved summary."""

    def __call__(
        self, asked: Sequence[Asked], target: Path, journey: str = ..., program: Command = ...
    ) -> None:
        """Answer these questions of a journey, and save to `target`."""


DRIVERS: dict[str, Driver] = {"plain": plain, "ask": ask, "screen": screen}
