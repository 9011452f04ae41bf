"""How each front end goes from the result of the triage through a whole referral, by keys alone.

What is to be shown and what is to be answered comes from a walkthrough without any front end:
question by question, and for a list of entries step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.parity.drivers import Asked
from tests.parity.keys import (
    DOWN,
    Lines,
    arrows,
    save_at_prompts,
    save_in_lines,
    save_on_screen,
)
from tests.parity.terminal import Terminal
from tests.report.full_referrals import COMMON, FULL_REFERRALS
from tests.report.samples import cases
from tests.ui.referral_walks import at_result, offered
from triage.core.model import Question
from triage.core.values import NOT_KNOWN
from triage.ui import words
from triage.ui.screens import Ask
from triage.ui.tui.widgets.choices import beginnings
from triage.ui.walkthrough import Walkthrough

NOT = NOT_KNOWN.value


@dataclass(frozen=True)
class Step:
    """One question screen of the referral as it is to be shown, and the answer to it."""

    screen: Ask
    value: object

    @property
    def numbers(self) -> list[int]:
        """The numbers of the options to choose, from 1."""
        values = self.value if isinstance(self.value, list) else [self.value]
        order = [choice.value for choice in self.screen.choices]
        return sorted(order.index(str(value)) + 1 for value in values)


def answers_of(name: str) -> dict[str, object]:
    """Return all that is answered in a full referral, by question."""
    case, own = FULL_REFERRALS[name]
    return {**cases()[case], **COMMON, **own}


def steps_of(name: str) -> list[Step]:
    """Return the steps of a full referral, from its first question to its review."""
    answers = answers_of(name)
    walk = at_result(FULL_REFERRALS[name][0], **FULL_REFERRALS[name][1])
    walk.take(offered(walk))
    return steps_from(walk, answers)


def steps_from(walk: Walkthrough, answers: Mapping[str, object]) -> list[Step]:
    """Return the steps from where a walkthrough is, to its review."""
    steps = []
    while (id_ := walk.question) is not None:
        question = walk.program.questions[walk.program.index[id_]]
        for value in _values(question, answers[id_]):
            steps.append(Step(_ask_of(walk), value))
            walk.answer(value)
    return steps


def _values(question: Question, answer: object) -> Iterator[object]:
    """Yield what is chosen and given for an answer: for a list, entry by entry."""
    if question.kind != "repeat" or not isinstance(answer, list):
        yield answer
        return
    for entry in answer:
        yield "add"
        yield from (entry.get(part.id, NOT) for part in question.parts)
    yield "done"


def _ask_of(walk: Walkthrough) -> Ask:
    screen = walk.screen
    assert isinstance(screen, Ask)
    return screen


def plain(asked: Sequence[Asked], steps: Sequence[Step], target: Path) -> None:
    """Walk `triage plain`."""
    with Terminal("plain", "--journey", "incident") as terminal:
        lines = Lines(terminal)
        lines.prompt("q to leave:")
        lines.reply("")
        for question in asked:
            lines.prompt("Answer:")
            lines.reply(question.typed or ",".join(map(str, question.numbers)))
        lines.prompt("b to go back:")
        lines.reply("0")
        lines.prompt("Number:")
        lines.reply("1")
        for step in steps:
            lines.prompt("Answer:")
            assert step.screen.ask in lines.written
            if step.screen.choices:
                lines.reply(",".join(map(str, step.numbers)))
                continue
            first, *more = str(step.value).replace(NOT, words.NOT_KNOWN).split("\n")
            lines.reply(first)
            for line in (*more, "") if step.screen.several_lines and first != "Not known" else ():
                lines.prompt(words.MORE_LINES.strip())
                lines.reply(line)
        lines.prompt("b to go back:")
        lines.reply("0")
        lines.prompt("Number:")
        assert words.PREVIEW_END in lines.written
        save_in_lines(terminal, lines, target)


def ask(asked: Sequence[Asked], steps: Sequence[Step], target: Path) -> None:
    """Walk `triage ask`."""
    with Terminal("ask", "--journey", "incident", size=(200, 60)) as terminal:

        def wait_and_send(text: str, keys: str) -> None:
            terminal.wait(lambda: text in terminal.words()[-4000:], text)
            terminal.pump(0.1)
            seen = len(terminal.raw)
            terminal.send(keys)
            terminal.wait(lambda: len(terminal.raw) > seen, "an echo")

        wait_and_send("Ready?", "\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            wait_and_send(f"? {question.ask}", arrows(question.numbers, ticks=question.multiple))
        wait_and_send("Check your answers. ", "\r")
        wait_and_send("What next?", "\r")
        for step in steps:
            terminal.wait_for(step.screen.progress)
            wait_and_send(f"? {step.screen.ask}", _for_ask(step))
        wait_and_send("Check your answers. ", "\r")
        terminal.wait_for("What next?")
        save_at_prompts(terminal, target)


def _for_ask(step: Step) -> str:
    if step.screen.choices:
        return arrows(step.numbers, ticks=step.screen.kind == "choices")
    text = str(step.value).replace("\n", "\r").replace(NOT, words.NOT_KNOWN)
    return f"{text}\r\r" if step.screen.several_lines else f"{text}\r"


def screen(asked: Sequence[Asked], steps: Sequence[Step], target: Path) -> None:
    """Walk `triage`, the full screen."""
    with Terminal("--journey", "incident", size=(160, 60)) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        for number, question in enumerate(asked, start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait_for(question.ask)
            terminal.send("".join(map(str, question.numbers)) + "\r")
        terminal.wait_for("Check your answers")
        terminal.send("g")
        terminal.wait_for("Prepare the referral to the lead officer")
        terminal.send("1\r")
        for step in steps:
            terminal.wait_for(step.screen.progress)
            terminal.wait_for(step.screen.ask)
            terminal.send(keys_for(step))
        terminal.wait_for("Check your answers")
        terminal.send("g")
        terminal.wait_for(words.PREVIEW_LEAD)
        save_on_screen(terminal, target)


def keys_for(step: Step) -> str:
    """Return the keys that give an answer on the full screen."""
    if step.screen.choices:
        known = [str(number) for number, _ in enumerate(step.screen.choices, start=1)]
        spaced = beginnings(known) if step.screen.kind == "choices" else []
        pressed = (f"{number}{' ' * (str(number) in spaced)}" for number in step.numbers)
        return "".join(pressed) + "\r"
    if step.value == NOT:
        return f"\t{DOWN}\r" if step.screen.several_lines else "\t\r"
    text = str(step.value).replace("\n", "\r")
    return f"{text}\r\r" if step.screen.several_lines else f"{text}\r"


Walk = Callable[[Sequence[Asked], Sequence[Step], Path], None]
DRIVERS: Mapping[str, Walk] = {"plain": plain, "ask": ask, "screen": screen}
