"""What is left of a program's conditions once some questions are answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from triage.core.conditions import FALSE, TRUE, Condition, restrict
from triage.core.domains import ABSENT
from triage.core.model import Value
from triage.core.program import Program
from triage.core.vector import Vector

Given = Vector[Value | None]
"""The answer to each question, by number; none where there is none."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of every `when` and every outcome, and which questions are placed.

    A question is placed when its answer is read, or when it is known not to be in play; it is
    touched while it is not placed and differs from how it stood at the start. Both are bit masks.
    """

    whens: Vector[Condition]
    goals: tuple[Condition, ...]
    placed: int
    touched: int

    def after(self, program: Program, given: Given, number: int, bit: int) -> Rest:
        """Return what is left once question `number` is answered."""
        when = self.whens[number]
        if when is FALSE:
            return self
        if when is not TRUE:
            return replace(self, touched=self.touched | 1 << number)
        return self.spread(program, given, [(number, bit)])

    def spread(self, program: Program, given: Given, queue: list[tuple[int, int]]) -> Rest:
        """Put answers and absences into all that reads them, and into all that follows."""
        whens, goals, placed, touched = self.whens, self.goals, self.placed, self.touched
        changed = list(goals)
        while queue:
            question, cell = queue.pop()
            placed |= 1 << question
            touched &= ~(1 << question)
            for reader in program.outcome_readers[question]:
                changed[reader] = restrict(changed[reader], question, cell)
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
        return Rest(whens, tuple(changed), placed, touched)
