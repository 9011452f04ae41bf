"""What is left of a program's conditions once some questions are answered."""

from __future__ import annotations

from typing import NamedTuple

from triage.core.conditions import FALSE, TRUE, Condition, restrict
from triage.core.domains import ABSENT
from triage.core.program import Program
from triage.core.values import Value
from triage.core.vector import Vector

Given = Vector[Value | None]
"""The answer to each question, by number; none where there is none."""


class Rest(NamedTuple):
    """What is left of every `when` and every goal, and which questions are placed.

    A question is placed when its answer is read, or when it is known not to be in play; it is
    touched while it is not placed and differs from how it stood at the start. Both are bit masks.
    """

    whens: Vector[Condition]
    goals: tuple[Condition, ...]
    placed: int
    touched: int

    def after(self, program: Program, given: Given, number: int, bit: int) -> Rest:
        """Return what is left once question `number` is answered."""
        whens, goals, placed, touched = self
        when = whens[number]
        if when is FALSE:
            return self
        if when is not TRUE:
            return Rest(whens, goals, placed, touched | 1 << number)
        if not program.when_readers[number]:
            if program.goal_readers[number]:
                goals = _put(program, goals, number, bit)
            this = 1 << number
            return Rest(whens, goals, placed | this, touched & ~this if touched else 0)
        return self.spread(program, given, [(number, bit)])

    def spread(self, program: Program, given: Given, queue: list[tuple[int, int]]) -> Rest:
        """Put answers and absences into all that reads them, and into all that follows."""
        whens, goals, placed, touched = self
        while queue:
            question, cell = queue.pop()
            placed |= 1 << question
            if touched:
                touched &= ~(1 << question)
            if program.goal_readers[question]:
                goals = _put(program, goals, question, cell)
            for reader in program.when_readers[question]:
                before = whens[reader]
                after = restrict(before, question, cell)
                if after is before:
                    continue
                whens = whens.replace(reader, after)
                value = given[reader]
                if after is FALSE:
                    queue.append((reader, ABSENT))
                elif after is TRUE and value is not None:
                    queue.append((reader, program.domains[reader].bit_of(value)))
                else:
                    touched |= 1 << reader
        return Rest(whens, goals, placed, touched)


def _put(
    program: Program, goals: tuple[Condition, ...], question: int, cell: int
) -> tuple[Condition, ...]:
    """Put one answer (or an absence) into the goals that read it."""
    changed = list(goals)
    for reader in program.goal_readers[question]:
        changed[reader] = restrict(changed[reader], question, cell)
    return tuple(changed)
