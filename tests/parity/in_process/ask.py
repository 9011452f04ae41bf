"""A walk through the conversation of `triage ask`, by what is painted for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from unittest import mock

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output.vt100 import Vt100_Output

from tests.parity.in_process.ending import Ending, Person
from triage.core.model import Question
from triage.ui import words
from triage.ui.prompts.asking import HANGING
from triage.ui.prompts.conversation import Conversation
from triage.ui.prompts.save_step import AFTERWARDS, COPY, REASONS

COLUMNS, ROWS = 200, 50
DOWN, ENTER, CLEAR, LEAVE = "\x1b[B", "\r", "\x01\x0b", "\x03"
POINTER = " \N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} "
BOXES = "\N{WHITE CIRCLE}\N{BLACK CIRCLE} "

own_keys = cache(load_key_bindings)
"""prompt_toolkit's own keys, which it makes anew for each prompt: hundreds, always the same."""


class _Paper:
    """What is painted on, in place of a terminal; `seen` is called after each paint."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self.seen: Callable[[], None] = lambda: None

    def write(self, text: str) -> None:
        """Paint."""
        self._stream.feed(text)

    def flush(self) -> None:
        """Let whoever looks see it."""
        self.seen()

    def fileno(self) -> int:
        """Have no file behind it."""
        raise OSError

    @property
    def lines(self) -> list[str]:
        """What stands there now; pyte's own way to ask looks at each empty place."""
        rows = [self._screen.buffer[number] for number in range(ROWS)]
        ends = [max(row, default=-1) + 1 for row in rows]
        return [
            "".join(row[column].data for column in range(end)).rstrip()
            for row, end in zip(rows, ends, strict=True)
        ]


class _Looker:
    """Looks at each new prompt once, and presses all the keys that answer it."""

    def __init__(self, person: Person, paper: _Paper, keys: PipeInput) -> None:
        self._person = person
        self._paper = paper
        self._press = keys.send_text
        self._written: list[str] = []
        self._prompts = 0
        self._saved = False

    def write(self, line: str) -> None:
        """Take a line that stands above the next prompt."""
        self._written.append(line)

    def look(self) -> None:
        """Answer the prompt that is painted now, unless it has been answered."""
        lines = self._paper.lines
        prompts = [place for place, line in enumerate(lines) if line.startswith("? ")]
        if len(prompts) == self._prompts:
            return
        self._prompts += 1
        prompt = lines[prompts[-1]].removeprefix("? ")
        below = takewhile(bool, lines[prompts[-1] + 1 :])
        options = [line for line in below if not line.startswith(HANGING)]
        self._press(self._keys(prompt, options))
        self._written.clear()

    def _keys(self, prompt: str, options: list[str]) -> str:
        if prompt.startswith("Ready?"):
            return _pick(options, words.BEGIN) + ENTER
        if prompt.startswith(words.REVIEW_TITLE):
            return _pick(options, words.GO_ON) + ENTER
        if prompt.startswith("What next?"):
            return self._next(options) + ENTER
        if "a new file" in prompt:
            return f"{CLEAR}{self._person.target}{ENTER}"
        if prompt.startswith((COPY, REASONS, AFTERWARDS)):
            return ENTER
        question = self._person.meets(prompt.startswith)
        failed = any(line.startswith("Error: ") for line in self._written)
        return LEAVE if question is None or failed else self._answer(question, options) + ENTER

    def _next(self, options: list[str]) -> str:
        if self._saved:
            return _pick(options, words.LEAVE)
        self._saved = True
        self._person.reads(self._written)
        return _pick(options, words.SAVE)

    def _answer(self, question: Question, options: list[str]) -> str:
        if not question.options:
            return self._person.typed(question)
        labels = self._person.labels(question)
        if question.kind == "choice":
            return _pick(options, *labels)
        ways = [_pick(options, label) for label in labels]
        return "".join(
            f"{way.removeprefix(before)} " for before, way in zip(["", *ways], ways, strict=False)
        )


def _pick(options: list[str], label: str) -> str:
    """Return the keys that go from the marked line to the one with this label."""
    (place,) = (
        number
        for number, line in enumerate(options)
        if (text := line[len(POINTER) :].lstrip(BOXES)) == label or text.startswith(f"{label}. ")
    )
    (start,) = (number for number, line in enumerate(options) if line.startswith(POINTER))
    assert start <= place
    return DOWN * (place - start)


def walk(person: Person) -> Ending:
    """Walk to the end, save, and leave."""
    paper = _Paper()
    output = Vt100_Output(
        paper,  # type: ignore[arg-type]
        lambda: Size(rows=ROWS, columns=COLUMNS),
        term="xterm",
        enable_cpr=False,
    )
    with (
        mock.patch.dict(os.environ, {"COLUMNS": str(COLUMNS)}),
        mock.patch("prompt_toolkit.application.application.load_key_bindings", own_keys),
        create_pipe_input() as keys,
        create_app_session(input=keys, output=output),
    ):
        looker = _Looker(person, paper, keys)
        paper.seen = looker.look
        _ = Conversation(person.walkthrough, looker.write, person.saver).run()
    return person.ending()
