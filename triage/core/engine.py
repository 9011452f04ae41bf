"""Where a person stands in a flow: a pure function of the program and the answers given.

A `Position` is immutable. Answering one more question makes a new one that shares almost
everything with the old: only conditions that read the question are evaluated further, so the
cost does not grow with the number of questions answered before. Changing or removing an answer
replays the others; going back and resuming are the same thing.

A question is *in play* when its `when` is true, whatever else is answered. Every answer in play
is read, in whatever order it was given. An answer is *ignored* when its question's `when` is
false: every condition on it is then false. While the `when` is undecided the answer is
*waiting*: it counts only if the question comes into play.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from triage.core.answers import Answers, checked, unknown_question
from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    all_of,
    negate,
    restrict,
    substitute,
)
from triage.core.domains import ABSENT
from triage.core.model import Outcome, Question, Value
from triage.core.program import CompiledOutcome, Program, close
from triage.core.vector import Vector

Given = Vector[Value | None]

_NONE, _UNKNOWN = -1, -2


class Position:
    """The answers given so far, and what is left of every condition; see `begin`."""

    __slots__ = (
        "_bits",
        "_closed_whens",
        "_cursor",
        "_given",
        "_goals",
        "_late",
        "_next",
        "_settled",
        "_whens",
        "program",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - made on every answer; keywords would cost a tenth
        self,
        program: Program,
        given: Given,
        whens: Vector[Condition],
        goals: tuple[Condition, ...],
        cursor: int,
        late: tuple[int, ...],
    ) -> None:
        """Use `begin`, `answer`, `without` and `replay`; this is for them."""
        self.program = program
        self._given = given
        self._whens = whens
        self._goals = goals
        self._cursor = cursor
        self._late = late
        self._next = _UNKNOWN
        self._bits: dict[int, int] | None = None
        self._settled: dict[int, Condition] = {}
        self._closed_whens: dict[int, Condition] = {}

    def __repr__(self) -> str:
        """Return which questions are answered, never how."""
        return f"Position({self.answers!r}, next {self.next})"

    # Moving -------------------------------------------------------------------------------

    def answer(self, question: str, value: object) -> Position:
        """Return the position with one more answer, or with another answer to that question.

        Raises `AnswerError` where the question is unknown or the value is not valid.
        """
        program = self.program
        number = program.index.get(question)
        if number is None:
            raise unknown_question(question, program.index)
        domain = program.domains[number]
        bit = domain.bits.get(value) if type(value) is str else None
        if bit is None:
            known: Value = checked(program.questions[number], value)
            bit = domain.bit_of(known)
        else:
            known = cast("str", value)
        if self._given[number] is not None:
            return replay(program, {**self.answers, question: known})
        given = self._given.replace(number, known)
        whens, goals = self._whens, self._goals
        if whens[number] is TRUE:
            if program.when_readers[number]:
                whens, goals = _spread(program, given, whens, goals, number, bit)
            elif program.outcome_readers[number]:
                goals = _restrict_goals(program, goals, number, bit)
        late = self._late
        if whens[number] is not TRUE and whens[number] is not FALSE:
            late = (*late, number)
        cursor = self._cursor if self._next < 0 else self._next
        return Position(program, given, whens, goals, cursor, late)

    def without(self, question: str) -> Position:
        """Return the position as if `question` had not been answered; nothing else is lost."""
        answers = {id_: value for id_, value in self.answers.items() if id_ != question}
        return replay(self.program, answers)

    # What was given ------------------------------------------------------------------------

    @property
    def answers(self) -> Answers:
        """Every answer given, in play or not, in asking order."""
        return Answers({question.id: value for _, question, value in self._given_answers()})

    def given(self, number: int) -> bool:
        """Say whether question `number` has an answer, in play or not."""
        return self._given[number] is not None

    def in_play(self, number: int) -> Condition:
        """Return whether question `number` is in play: `TRUE`, `FALSE`, or what decides it."""
        when = self._whens[number]
        if not when.reads:
            return when
        return self.program.solver.settle(self._close(when))

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions whose answers are read: answered and in play."""
        return tuple(q.id for n, q, _ in self._given_answers() if self.in_play(n) is TRUE)

    @property
    def ignored(self) -> tuple[str, ...]:
        """The answered questions that are not in play."""
        return tuple(q.id for n, q, _ in self._given_answers() if self.in_play(n) is FALSE)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The answered questions of which it is not known yet whether they are in play."""
        return tuple(q.id for n, q, _ in self._given_answers() if self.in_play(n).reads)

    def _given_answers(self) -> Iterator[tuple[int, Question, Value]]:
        for number, value in enumerate(self._given):
            if value is not None:
                yield number, self.program.questions[number], value

    def bits(self) -> Mapping[int, int]:
        """Return the cell of each answer that is read, by question number."""
        if self._bits is None:
            self._bits = {
                number: self.program.domains[number].bit_of(value)
                for number, _, value in self._given_answers()
                if self.in_play(number) is TRUE
            }
        return self._bits

    # What is next --------------------------------------------------------------------------

    @property
    def next(self) -> str | None:
        """The id of the question to ask now, or none when the walk is complete.

        It is the first unanswered question, in order, that is in play and either marked
        `always` or still able to change an outcome that is open.
        """
        if self._next == _UNKNOWN:
            self._next = self._find_next()
        return None if self._next == _NONE else self.program.questions[self._next].id

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.next is None

    def _find_next(self) -> int:
        # Answers only ever settle conditions, so what was passed over once stays passed over.
        program, given, whens = self.program, self._given, self._whens
        questions = program.questions
        for number in range(self._cursor, len(questions)):
            if (
                given[number] is None
                and (whens[number] is TRUE or self.in_play(number) is TRUE)
                and (questions[number].always or self.matters(number))
            ):
                return number
        return _NONE

    def matters(self, number: int) -> bool:
        """Say whether the answer to question `number` can still change what is undecided."""
        program = self.program
        return any(
            program.solver.depends(self.undecided(outcome), number)
            for outcome in program.reached_outcomes[number]
        ) or any(
            program.solver.depends(self.in_play(asked), number)
            for asked in program.reached_whens[number]
            if self._given[asked] is None
        )

    # What the answers mean -------------------------------------------------------------------

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that the answers already mean, most urgent first."""
        return tuple(self.program.outcomes[number].outcome for number in self.shown())

    @property
    def open(self) -> tuple[Outcome, ...]:
        """The outcomes that are not shown and that further answers could still make true."""
        return tuple(
            compiled.outcome
            for number, compiled in enumerate(self.program.outcomes)
            if self.undecided(number) is not FALSE
        )

    def shown(self) -> tuple[int, ...]:
        """Return the numbers of the outcomes that already hold and that none takes the place of."""
        return tuple(
            number
            for number, compiled in enumerate(self.program.outcomes)
            if self.settled(number) is TRUE and not self._replaced(compiled)
        )

    def settled(self, number: int) -> Condition:
        """Return whether the outcome holds: `TRUE`, `FALSE`, or what it still depends on."""
        known = self._settled.get(number)
        if known is None:
            known = self.program.solver.settle(self._close(self._goals[number]))
            self._settled[number] = known
        return known

    def undecided(self, number: int) -> Condition:
        """Return what being shown still depends on, or `FALSE` where the outcome is not open."""
        compiled = self.program.outcomes[number]
        holds = self.settled(number)
        if holds is TRUE or holds is FALSE or self._replaced(compiled):
            return FALSE
        if compiled.yields_to is None:
            return holds
        both = all_of((holds, negate(self.settled(compiled.yields_to))))
        return both if self.program.solver.satisfiable(both) else FALSE

    def residual(self, condition: Condition) -> Condition:
        """Return what is left of any condition of the program, settled exactly."""
        if not condition.reads:
            return condition
        read, whens = self.bits(), self._whens

        def known(part: Atom) -> Condition:
            bit = read.get(part.question)
            if bit is None:
                if whens[part.question] is not FALSE:
                    return part
                bit = ABSENT
            return TRUE if part.mask & bit else FALSE

        left = substitute(condition, known)
        return self.program.solver.settle(self._close(left)) if left.reads else left

    def _replaced(self, compiled: CompiledOutcome) -> bool:
        return compiled.yields_to is not None and self.settled(compiled.yields_to) is TRUE

    def _close(self, condition: Condition) -> Condition:
        if not condition.reads:
            return condition
        domains, given, whens = self.program.domains, self._given, self._whens
        waiting = {}
        for number in self._late:
            value = given[number]
            if value is not None and whens[number] is not TRUE:
                waiting[number] = domains[number].bit_of(value)
        return close(condition, whens.__getitem__, self._closed_whens, waiting)


def begin(program: Program) -> Position:
    """Return the position before the first answer."""
    count = len(program.questions)
    given: Given = Vector([None] * count)
    whens = Vector(program.whens)
    goals = tuple(compiled.holds for compiled in program.outcomes)
    for number, when in enumerate(program.whens):
        if when is FALSE:
            whens, goals = _spread(program, given, whens, goals, number, ABSENT)
    return Position(program, given, whens, goals, 0, ())


def replay(program: Program, answers: Mapping[str, object]) -> Position:
    """Return the position that these answers lead to, in whatever order they are given.

    Raises `AnswerError` for the first unknown question or invalid value.
    """
    for question in answers:
        if question not in program.index:
            raise unknown_question(question, program.index)
    position = begin(program)
    for question in sorted(answers, key=program.index.__getitem__):
        position = position.answer(question, answers[question])
    return position


def _restrict_goals(
    program: Program, goals: tuple[Condition, ...], number: int, bit: int
) -> tuple[Condition, ...]:
    changed = list(goals)
    for reader in program.outcome_readers[number]:
        changed[reader] = restrict(changed[reader], number, bit)
    return tuple(changed)


def _spread(  # noqa: PLR0913, PLR0917 - the parts of a position, which is not made yet
    program: Program,
    given: Given,
    whens: Vector[Condition],
    goals: tuple[Condition, ...],
    number: int,
    bit: int,
) -> tuple[Vector[Condition], tuple[Condition, ...]]:
    """Put one answer (or an absence) into all that reads it, and into all that follows from it."""
    changed = list(goals)
    queue = [(number, bit)]
    while queue:
        question, cell = queue.pop()
        for reader in program.outcome_readers[question]:
            changed[reader] = restrict(changed[reader], question, cell)
        for reader in program.when_readers[question]:
            before = whens[reader]
            after = restrict(before, question, cell)
            if after is before:
                continue
            whens = whens.replace(reader, after)
            if after is FALSE:
                queue.append((reader, ABSENT))
            elif after is TRUE:
                value = given[reader]
                if value is not None:
                    queue.append((reader, program.domains[reader].bit_of(value)))
    return whens, tuple(changed)
