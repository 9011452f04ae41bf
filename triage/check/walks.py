"""Whole walks, out of the few answers that decide something.

A walk is the answers in asking order, as `triage run` takes them. It is always made by the engine
itself, so that what a walk shows is what a person would see.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.engine import replay
from triage.core.program import Program
from triage.core.values import Value

Walk = tuple[tuple[str, Value], ...]


def decided(program: Program, found: Mapping[int, int]) -> dict[str, Value]:
    """Return answers given by question number and cell bit as answers by question id."""
    return {
        program.questions[number].id: cell.sample
        for number, bit in found.items()
        for cell in program.domains[number].cells
        if cell.bit == bit
    }


def completed(
    program: Program, deciding: Mapping[str, Value], rest: Mapping[str, Value] | None = None
) -> Walk:
    """Return the deciding answers and, for what else the engine asks, `rest` or any answer.

    Every answer in a walk is to a question in play, so a deciding one that may not come into play
    is given only where the engine asks for it.
    """
    others = {**(rest or {}), **deciding}
    given = dict(deciding)
    while True:
        position = replay(program, given)
        while (asked := position.next) is not None:
            first = program.domains[program.index[asked]].cells[0].sample
            position = position.answer(asked, others.get(asked, first))
        answers = position.answers
        walk = tuple((question, answers[question]) for question in position.asked)
        read = dict(walk)
        if given.keys() <= read.keys():
            return walk
        given = {question: value for question, value in given.items() if question in read}
