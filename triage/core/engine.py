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
from triage.core.legs import AfterAll, Leg
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

    def in_play(self, number: int) -> Condition:
        """Return whether question `number` is in play: `TRUE`, `FALSE`, or what decides it."""
        when = self._rest.whens[number]
        if when is TRUE or when is FALSE:
            return when
        return self.program.solver.settled(self._world(when))

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

        As answers come in it only ever goes up, but for what `_find_left_over` says.
        """
        if self._next == _UNKNOWN:
            self._next = self._find_next()
        return None if self._next == _NONE else self._next

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.place is None

    def done(self, leg: int) -> bool:
        """Say whether nothing is left to ask in a leg and those before it."""
        return self.place is None or self._leg > leg

    def _find_next(self) -> int:
        # Answers only ever settle conditions, so what was passed over once stays passed over.
        for leg in self.program.legs:
            if self._cursor < leg.end or leg is self.program.legs[-1]:
                self._leg = leg.number
                found = self._find_in(leg)
                if found != _NONE:
                    return found
        return _NONE

    def _find_in(self, leg: Leg) -> int:
        """Return the place of the first question to ask in a leg."""
        program, given, whens = self.program, self._given, self._rest.whens
        questions = program.questions
        for place in range(max(self._cursor, leg.start), leg.end):
            number = program.asking[place]
            if (
                given[number] is None
                and (whens[number] is TRUE or self.in_play(number) is TRUE)
                and (
                    questions[number].always
                    or (program.after_all and self._wanted(number, leg))
                    or self.matters(number, leg)
                )
            ):
                return place
        return self._find_left_over(leg)

    def _wanted(self, number: int, leg: Leg) -> bool:
        """Say whether question `number` is to be asked after all in this leg."""
        return any(
            self.settled(goal) is TRUE
            for goal, each in self._after_all(leg)
            if each.question == number and each.leg == leg.number
        )

    def _after_all(self, leg: Leg) -> Iterator[tuple[int, AfterAll]]:
        """Yield what is asked after all up to a leg and has no answer, with its goal's number."""
        for goal, each in enumerate(self.program.after_all, start=len(self.program.outcomes)):
            if each.leg <= leg.number and self._given[each.question] is None:
                yield goal, each

    def _find_left_over(self, leg: Leg) -> int:
        """Return what to ask where something is open that no question was found to matter to.

        That happens only out of the solver's reach, or where what decides whether a question is
        asked after all has itself no place in the leg. A walk never ends on what is not decided:
        the earliest question that it can depend on is asked.
        """
        program = self.program
        worlds = [self._undecided(number) for number in range(leg.outcomes)]
        worlds += [
            self._world(when)
            for number in program.always
            if number < leg.questions
            and self._given[number] is None
            and (when := self.in_play(number)).scope
        ]
        worlds += [self._standing(goal) for goal, _ in self._after_all(leg)]
        left = 0
        for world in worlds:
            left |= world.open if world.goal.scope else 0
        return program.asking.index((left & -left).bit_length() - 1) if left else _NONE

    def matters(self, number: int, leg: Leg) -> bool:
        """Say whether the answer to question `number` can change what is undecided up to a leg."""
        program, solver = self.program, self.program.solver
        after_all = program.reached_after_all[number]
        return (
            any(
                self.decides(number, outcome)
                for outcome in program.reached_outcomes[number]
                if outcome < leg.outcomes
            )
            or any(
                solver.matters(self._world(self._rest.whens[asked]), number)
                for asked in program.reached_whens[number]
                if asked < leg.questions and self._given[asked] is None
            )
            or any(
                solver.matters(self._standing(goal), number)
                for goal, _ in (self._after_all(leg) if after_all else ())
                if goal - len(program.outcomes) in after_all
            )
        )

    def decides(self, number: int, outcome: int) -> bool:
        """Say whether the answer to question `number` can still decide an open outcome."""
        world = self._undecided(outcome)
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
        return self._standing(number).goal

    def undecided(self, number: int) -> Condition:
        """Return what being shown still depends on, or `FALSE` where the outcome is not open."""
        return self._undecided(number).goal

    def _standing(self, number: int) -> World:
        known = self._settled.get(number)
        if known is None:
            world = self._world(self._rest.goals[number])
            settled = self.program.solver.settled(world)
            known = world if settled is world.goal else self._world(settled)
            self._settled[number] = known
        return known

    def _undecided(self, number: int) -> World:
        if self._open is None:
            self._open = {}
        known = self._open.get(number)
        if known is None:
            known = self._open[number] = self._find_undecided(number)
        return known

    def _find_undecided(self, number: int) -> World:
        compiled = self.program.outcomes[number]
        holds = self._standing(number)
        if holds.goal is TRUE or holds.goal is FALSE or self._replaced(compiled):
            return self._world(FALSE)
        if compiled.yields_to is None or self.settled(compiled.yields_to) is FALSE:
            return holds
        both = self._world(all_of((holds.goal, negate(self.settled(compiled.yields_to)))))
        return both if self.program.solver.possible(both) else self._world(FALSE)

    def residual(self, condition: Condition) -> Condition:
        """Return what is left of any condition of the program, settled exactly."""
        placed = self._rest.placed & condition.scope
        bits = {
            number: ABSENT if self._rest.whens[number] is FALSE else self._bit(number)
            for number in members(placed)
        }
        left = restrict_all(condition, bits, placed)
        return self.program.solver.settled(self._world(left))

    def state(self, leg: Leg) -> Hashable:
        """Return what the questions still to come up to a leg depend on; equal ones, asked alike.

        A decided outcome asks for nothing, whichever way it went.
        """
        program = self.program
        parts: list[Hashable] = [leg.number]
        for number, compiled in enumerate(program.outcomes[: leg.outcomes]):
            holds = self._standing(number)
            is_open = holds.goal.scope and not self._replaced(compiled)
            parts.append(key_of(holds) if is_open else None)
        for number in program.always:
            if number < leg.questions:
                left = FALSE if self._given[number] is not None else self.in_play(number)
                parts.append(key_of(self._world(left)) if left.scope else left)
        parts.extend((goal, key_of(self._standing(goal))) for goal, _ in self._after_all(leg))
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

    def _world(self, goal: Condition) -> World:
        """Return the world of a goal that is left over in this position."""
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
