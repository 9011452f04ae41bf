"""What walks have to show of the answers to each question; see `triage.check.covering`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import chain

from triage.check.covering.target import Target, Unreachable, best_of
from triage.core.conditions import TRUE, Condition, all_of, any_of, atom, negate, restrict
from triage.core.domains import bounds_of, ordinal
from triage.core.model import Flow, Question, Within
from triage.core.program import Program
from triage.core.values import NOT_KNOWN, Value
from triage.core.written_conditions import conditions_of, leaves_of


def answer_targets(program: Program) -> Iterator[Target | Unreachable]:
    """Yield the targets of all questions, in asking order."""
    written = _bounds_written(program.flows)
    for number, question in enumerate(program.questions):
        answers = _AnswerTargets(program, number)
        for value, shown in _answers(question, written.get(question.id, ())):
            yield answers.target(f"{question.id}={shown}", value)


class _AnswerTargets:
    """The targets of the answers to one question."""

    def __init__(self, program: Program, number: int) -> None:
        self._program = program
        self._number = number
        self._domain = program.domains[number]
        self._in_play = program.close(program.whens[number])
        self._shown = [program.shown(each) for each in program.reached_outcomes[number]]
        # What later legs ask changes nothing that is said at the end of this one.
        leg = next(each for each in program.legs if number < each.questions)
        self._others_in_play = [
            in_play
            for other in range(number + 1, leg.questions)
            if number in (in_play := program.close(program.whens[other])).reads
        ]

    def target(self, name: str, value: Value) -> Target | Unreachable:
        domain = self._domain
        bit = domain.bit_of(value)
        goal = all_of((self._in_play, atom(self._number, bit, domain.present)))
        wanted = (
            self._decides(shown, bit, other)
            for other in self._others(bit, value)
            for shown in self._shown
        )
        best = best_of(self._program, goal, chain(wanted, (TRUE,)))
        if best is None:
            return Unreachable(name, f"{self._program.questions[self._number].id} is never asked")
        return Target(name, best, (self._number, value))

    def _others(self, bit: int, value: Value) -> list[int]:
        """Return the cells of other answers, those across the nearest boundary first."""
        cells = self._domain.cells
        here = next(place for place, cell in enumerate(cells) if cell.bit == bit)
        first = cells[here].sample
        if isinstance(value, int | datetime.date) and isinstance(first, int | datetime.date):
            steps_up = ordinal(value) - ordinal(first)
            is_low = 2 * steps_up < cells[here].weight
        else:
            is_low = True
        near = [cells[n].bit for n in (here - 1, here + 1) if 0 <= n < len(cells)]
        rest = [cell.bit for cell in cells if cell.bit not in (bit, *near)]
        return [*(near if is_low else reversed(near)), *rest]

    def _decides(self, shown: Condition, bit: int, other: int) -> Condition:
        """Return where an outcome is shown with just one of two answers, all else being equal."""
        return all_of(
            (
                self._differ(shown, bit, other),
                *(negate(self._differ(each, bit, other)) for each in self._others_in_play),
            )
        )

    def _differ(self, condition: Condition, bit: int, other: int) -> Condition:
        one, two = (restrict(condition, self._number, each) for each in (bit, other))
        return any_of((all_of((one, negate(two))), all_of((negate(one), two))))


def _answers(question: Question, written: Iterable[int]) -> Iterator[tuple[Value, str]]:
    """Yield the answers that a question's targets name, each with how it is written."""
    if question.kind == "choice":
        yield from ((option.value, option.value) for option in question.options)
    elif question.kind == "choices":
        yield from (((option.value,), option.value) for option in question.options)
    elif question.kind == "text":
        yield "x", "any text"
    elif question.kind == "repeat":
        yield (), "any entries"
    else:
        least, greatest = bounds_of(question)
        near = {place + step for place in written for step in (-1, 0, 1)}
        for place in sorted({least, greatest, *near}):
            if least <= place <= greatest:
                value: Value = place
                if question.kind == "date":
                    value = datetime.date.fromordinal(place)
                yield value, str(value)
    if question.not_known:
        yield NOT_KNOWN, NOT_KNOWN.value


def _bounds_written(flows: Iterable[Flow]) -> dict[str, set[int]]:
    """Return the first and the last number or day inside each comparison, by question."""
    found: dict[str, set[int]] = {}
    for flow in flows:
        for test in conditions_of(flow, safeguards=False):
            for leaf in leaves_of(test):
                if not isinstance(leaf, Within):
                    continue
                ends = [ordinal(end) for end in (leaf.low, leaf.high) if end is not None]
                found.setdefault(leaf.question, set()).update(ends)
    return found
