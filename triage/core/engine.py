"""Where a person stands in a flow: a pure function of the program and the answers given.

A `Position` is immutable. Answering one more question makes a new one that shares almost
everything with the old: only conditions that read the question are evaluated further, so the
cost does not grow with the number of questions answered before. Changing or removing an answer
replays the others; going back and resuming are the same thing.

A question is *in play* when its `when` is true, whatever else is answered. Every answer in play
is read, in whatever order it was given. An answer is *ignored* when its question's `when` is
false: every condition on it is then false. While the `when` is undecided the answer is
*waiting*: it counts only if the question comes into play.

A journey is asked leg by leg (`triage.core.legs`): a leg begins once nothing that belongs to those
before it is left to ask. What an earlier leg *skipped*, since nothing that it decides needed it,
a later one may ask after all; that changes nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import cast

from triage.core.answers import Answers, checked, unknown_question
from triage.core.asking import next_place, unasked_after_all
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import (
    FALSE,
    TRUE,
    Condition,
    all_of,
    members,
    negate,
    restrict_all,
)
from triage.core.domains import ABSENT
from triage.core.legs import Leg
from triage.core.model import Outcome, Question
from triage.core.program import Program
from triage.core.rest import Given, Rest
from triage.core.values import Value
from triage.core.vector import Vector
from triage.core.worlds import Touched, World, key_of

_NONE, _UNKNOWN = -1, -2


class Position:
    """The answers given so far, and what is left of every condition; see `begin`."""

    __slots__ = (
        "_bits",
        "_cursor",
        "_given",
        "_leg",
        "_next",
        "_open",
        "_rest",
        "_settled",
        "program",
    )

    def __init__(
        self,
        program: Program,
        given: Given,
        rest: Rest,
        cursor: int,
        settled: dict[int, World],
    ) -> None:
        """Use `begin`, `answer`, `without` and `replay`; this is for them."""
        self.program = program
        self._given = given
        self._rest = rest
        self._cursor = cursor
        self._next = _UNKNOWN
        self._leg = 0
        self._bits: dict[int, int] | None = None
        self._settled = settled
        self._open: dict[int, World] | None = None

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
        cursor = self._cursor if self._next < 0 else self._next
        settled = self._unaffected(number) if self._settled else {}
        rest = self._rest.after(program, given, number, bit)
        return Position(program, given, rest, cursor, settled)

    def _unaffected(self, number: int) -> dict[int, World]:
        """Return what is known of the goals that do not depend on question `number`."""
        program = self.program
        outcomes, others = program.reached_outcomes[number], program.reached_after_all[number]
        first = len(program.outcomes)
        return {
            goal: left
            for goal, left in self._settled.items()
            if goal not in outcomes and goal - first not in others
        }

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

    def when(self, number: int) -> Condition:
        """Return what is left of the `when` of question `number`, not settled exactly."""
        return self._rest.whens[number]

    def in_play(self, number: int) -> Condition:
        """Return whether question `number` is in play: `TRUE`, `FALSE`, or what decides it."""
        when = self._rest.whens[number]
        if when is TRUE or when is FALSE:
            return when
        return self.program.solver.settled(self.world_of(when))

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
        return tuple(q.id for n, q, _ in self._given_answers() if self.in_play(n).scope)

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
        `always`, or asked after all, or still able to change what is open.
        """
        place = self.place
        program = self.program
        return None if place is None else program.questions[program.asking[place]].id

    @property
    def place(self) -> int | None:
        """The place of the next question in the asking order.

        As answers come in it only ever goes up, but where nothing else decides what is left.
        """
        if self._next == _UNKNOWN:
            place, self._leg = next_place(self, self._cursor)
            self._next = _NONE if place is None else place
        return None if self._next == _NONE else self._next

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.place is None

    def done(self, leg: int) -> bool:
        """Say whether nothing is left to ask in a leg and those before it."""
        return self.place is None or self._leg > leg

    def decides(self, number: int, outcome: int) -> bool:
        """Say whether the answer to question `number` can still decide an open outcome."""
        world = self.left_open(outcome)
        return world.goal is not FALSE and self.program.solver.matters(world, number)

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
        return self.standing(number).goal

    def undecided(self, number: int) -> Condition:
        """Return what being shown still depends on, or `FALSE` where the outcome is not open."""
        return self.left_open(number).goal

    def standing(self, number: int) -> World:
        """Return the world of what a goal still depends on; a decided one has a constant goal."""
        known = self._settled.get(number)
        if known is None:
            world = self.world_of(self._rest.goals[number])
            settled = self.program.solver.settled(world)
            known = world if settled is world.goal else self.world_of(settled)
            self._settled[number] = known
        return known

    def left_open(self, number: int) -> World:
        """Return the world of what being shown still depends on; its goal is `FALSE` if nothing."""
        if self._open is None:
            self._open = {}
        known = self._open.get(number)
        if known is None:
            known = self._open[number] = self._find_undecided(number)
        return known

    def _find_undecided(self, number: int) -> World:
        compiled = self.program.outcomes[number]
        holds = self.standing(number)
        if holds.goal is TRUE or holds.goal is FALSE or self._replaced(compiled):
            return self.world_of(FALSE)
        if compiled.yields_to is None or self.settled(compiled.yields_to) is FALSE:
            return holds
        both = self.world_of(all_of((holds.goal, negate(self.settled(compiled.yields_to)))))
        return both if self.program.solver.possible(both) else self.world_of(FALSE)

    def residual(self, condition: Condition) -> Condition:
        """Return what is left of any condition of the program, settled exactly."""
        placed = self._rest.placed & condition.scope
        bits = {
            number: ABSENT if self._rest.whens[number] is FALSE else self._bit(number)
            for number in members(placed)
        }
        left = restrict_all(condition, bits, placed)
        return self.program.solver.settled(self.world_of(left))

    def state(self, leg: Leg) -> Hashable:
        """Return what the questions still to come up to a leg depend on; equal ones, asked alike.

        A decided outcome asks for nothing, whichever way it went.
        """
        program = self.program
        parts: list[Hashable] = [leg.number]
        for number, compiled in enumerate(program.outcomes[: leg.outcomes]):
            holds = self.standing(number)
            is_open = holds.goal.scope and not self._replaced(compiled)
            parts.append(key_of(holds) if is_open else None)
        for number in program.always:
            if number < leg.questions:
                left = FALSE if self._given[number] is not None else self.in_play(number)
                parts.append(key_of(self.world_of(left)) if left.scope else left)
        parts.extend(
            (goal, key_of(self.standing(goal))) for goal, _ in unasked_after_all(self, leg)
        )
        return tuple(parts)

    def at_most(self, leg: Leg) -> int:
        """Return how many questions up to a leg have no answer and may yet come into play."""
        unplaced = ~self._rest.placed & (1 << leg.questions) - 1
        return sum(self._given[number] is None for number in members(unplaced))

    @property
    def size(self) -> int:
        """What one look at all that is undecided costs; see `triage.core.budget`."""
        return sum(goal.size for goal in self._rest.goals)

    def _replaced(self, compiled: CompiledOutcome) -> bool:
        return compiled.yields_to is not None and self.settled(compiled.yields_to) is TRUE

    def _bit(self, number: int) -> int:
        """Return the cell of the answer to question `number`, or 0 where it has none."""
        value = self._given[number]
        return 0 if value is None else self.program.domains[number].bit_of(value)

    def world_of(self, goal: Condition) -> World:
        """Return the world of a condition that is left over in this position."""
        worlds, rest = self.program.solver.worlds, self._rest
        if not rest.touched:
            return worlds.within(goal, {}, rest.placed)
        touched = {
            number: Touched(number, rest.whens[number], self._bit(number))
            for number in members(worlds.cone(goal) & rest.touched)
        }
        return worlds.within(goal, touched, rest.placed)


def begin(program: Program) -> Position:
    """Return the position before the first answer."""
    given: Given = Vector([None] * len(program.questions))
    goals = tuple(compiled.holds for compiled in program.outcomes)
    goals += tuple(each.wanted for each in program.after_all)
    rest = Rest(Vector(program.whens), goals, 0, 0)
    never = [(number, ABSENT) for number, when in enumerate(program.whens) if when is FALSE]
    return Position(program, given, rest.spread(program, given, never), 0, {})


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
