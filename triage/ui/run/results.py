"""`triage run`: answers in, one JSON object out, for scripts and tests.

The shape of the object is a contract (`docs/reference/headless.md`). Output is pure ASCII, so
no answer can carry a control character to a terminal.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO, TextIO

from triage.core.engine import Position, replay
from triage.core.explain import Finding, findings
from triage.core.program import Program
from triage.core.values import Entry, NotKnown, Value
from triage.errors import AnswerError
from triage.pack.answer_file import read_answers
from triage.pack.tree import MOST_BYTES

MOST_REASONS = 5


def result(walk: str, position: Position) -> dict[str, object]:
    """Return what the answers mean, as the object that `triage run` prints."""
    return {
        "flow": walk,
        "complete": position.complete,
        "next": position.next,
        "asked": list(position.asked),
        "ignored": list(position.ignored),
        "waiting": list(position.waiting),
        "outcomes": [_outcome(finding) for finding in findings(position)],
        "open": [outcome.id for outcome in position.open],
    }


def _outcome(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.outcome.id,
        "title": finding.outcome.title,
        "certainty": finding.certainty,
        "cites": list(finding.cites),
        "because": [
            {question: plain(value) for question, value in reason.answers.items()}
            for reason in finding.reasons[:MOST_REASONS]
        ],
    }


def plain(value: Value) -> object:
    """Return an answer as JSON has it: ticks and entries as lists, a date as ISO text."""
    if isinstance(value, tuple):
        return [_entry(each) if isinstance(each, Entry) else each for each in value]
    if isinstance(value, NotKnown):
        return value.value
    return value.isoformat() if isinstance(value, datetime.date) else value


def _entry(entry: Entry) -> dict[str, object]:
    return {part: plain(value) for part, value in entry.items()}


def run_one(walk: str, program: Program, raw: bytes, out: TextIO) -> Position:
    """Write the result of one object of answers; raises `AnswerError`."""
    position = replay(program, read_answers(raw))
    out.write(json.dumps(result(walk, position), indent=2) + "\n")
    return position


def run_lines(
    walk: str,
    program: Program,
    lines: BinaryIO,
    out: TextIO,
    look_at: Callable[[Position, bytes, int], None] = lambda *_: None,
) -> int:
    """Write one result for each line of answers, in order; return how many lines were bad.

    A bad line gets an `error` object in its place and the next line is read: memory stays the
    same however many lines there are. Each good line is also given to `look_at`, with its number.
    """
    bad = 0
    for number, line in enumerate(_lines(lines), start=1):
        try:
            position = replay(program, read_answers(line))
            answer = result(walk, position)
            look_at(position, line, number)
        except AnswerError as error:
            bad += 1
            answer = {"error": {"message": str(error), "question": error.question, "line": number}}
        out.write(json.dumps(answer, separators=(",", ":")) + "\n")
    return bad


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines without their ends; one that is too long is cut, and refused later on."""
    while line := stream.readline(MOST_BYTES + 2):
        whole = line.endswith(b"\n") or len(line) < MOST_BYTES + 2
        yield line.rstrip(b"\r\n")
        while not whole:
            rest = stream.readline(MOST_BYTES)
            whole = rest.endswith(b"\n") or not rest
