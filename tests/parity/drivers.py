"""How each front end is walked from its first screen to a saved summary, by keys alone.

A driver is given the questions in the order in which the engine asks them. Each front end must
show them in that order; a driver fails where one shows another. `program` is what to run, if it
is not the program itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.parity.keys import Lines, arrows, save_at_prompts, save_in_lines, save_on_screen
from tests.parity.terminal import Terminal
from triage.core.engine import begin
from triage.core.program import Program

TRIAGE = 0
"""The first leg of a journey."""

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
        lines = Lines(terminal)
        lines.prompt("q to leave:")
        lines.reply("")
        for number, question in enumerate(asked, start=1):
            lines.prompt("Answer:")
            for shown in (f"Question {number} of ", question.ask):
                assert shown in lines.written, f"{shown} is not what is asked"
            lines.reply(question.typed or ",".join(map(str, question.numbers)))
        lines.prompt("b to go back:")
        lines.reply("0")
        lines.prompt("Number:")
        save_in_lines(terminal, lines, target)
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
            else:
                terminal.send(arrows(question.numbers, ticks=question.multiple))
            terminal.wait(lambda start=start: len(terminal.raw) > start, "an echo")  # type: ignore[misc]
        terminal.wait_for("Check your answers. ")
        terminal.send("\r")
        terminal.wait_for("What next?")
        save_at_prompts(terminal, target)


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
        save_on_screen(terminal, target)


class Driver(Protocol):
    """Walks one front end from its first screen to a saved summary."""

    def __call__(
        self, asked: Sequence[Asked], target: Path, journey: str = ..., program: Command = ...
    ) -> None:
        """Answer these questions of a journey, and save to `target`."""


DRIVERS: dict[str, Driver] = {"plain": plain, "ask": ask, "screen": screen}
