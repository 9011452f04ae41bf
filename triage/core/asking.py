"""Which question is asked next: a pure function of where a person stands.

It is the first unanswered question, in the asking order, that is in play and that is marked
`always`, is asked after all, or can still change what is undecided. A leg's questions come only
once nothing is left to ask in the legs before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.core.conditions import TRUE
from triage.core.legs import AfterAll, Leg

if TYPE_CHECKING:
    from triage.core.engine import Position


def next_place(position: Position, cursor: int) -> tuple[int | None, int]:
    """Return the place of the next question in the asking order, and the leg that asks it.

    Nothing before the place `cursor` is left to ask. Answers only ever settle conditions, so what
    was passed over once stays passed over. Without a next question the leg is the last.
    """
    legs = position.program.legs
    for leg in legs:
        if cursor < leg.end or leg is legs[-1]:
            found = _place_in(position, cursor, leg)
            if found is not None:
                return found, leg.number
    return None, legs[-1].number


def _place_in(position: Position, cursor: int, leg: Leg) -> int | None:
    program = position.program
    questions = program.questions
    for place in range(max(cursor, leg.start), leg.end):
        number = program.asking[place]
        if (
            not position.given(number)
            and (position.when(number) is TRUE or position.in_play(number) is TRUE)
            and (
                questions[number].always
                or (program.after_all and _is_wanted(position, number, leg))
                or _matters(position, number, leg)
            )
        ):
            return place
    return _left_over(position, leg)


def _is_wanted(position: Position, number: int, leg: Leg) -> bool:
    """Say whether question `number` is to be asked after all in this leg."""
    return any(
        position.settled(goal) is TRUE
        for goal, each in unasked_after_all(position, leg)
        if each.question == number and each.leg == leg.number
    )


def unasked_after_all(position: Position, leg: Leg) -> Iterator[tuple[int, AfterAll]]:
    """Yield what is asked after all up to a leg and has no answer, with its goal's number."""
    program = position.program
    for goal, each in enumerate(program.after_all, start=len(program.outcomes)):
        if each.leg <= leg.number and not position.given(each.question):
            yield goal, each


def _matters(position: Position, number: int, leg: Leg) -> bool:
    """Say whether the answer to question `number` can change what is undecided up to a leg."""
    program, solver = position.program, position.program.solver
    after_all = program.reached_after_all[number]
    return (
        any(
            position.decides(number, outcome)
            for outcome in program.reached_outcomes[number]
            if outcome < leg.outcomes
        )
        or any(
            solver.matters(position.world_of(position.when(asked)), number)
            for asked in program.reached_whens[number]
            if asked < leg.questions and not position.given(asked)
        )
        or any(
            solver.matters(position.standing(goal), number)
            for goal, _ in (unasked_after_all(position, leg) if after_all else ())
            if goal - len(program.outcomes) in after_all
        )
    )


def _left_over(position: Position, leg: Leg) -> int | None:
    """Return what to ask where something is open that no question was found to matter to.

    That happens only out of the solver's reach, or where what decides whether a question is
    asked after all has itself no place in the leg. A walk never ends on what is not decided:
    the earliest question that it can depend on is asked.
    """
    program = position.program
    worlds = [position.left_open(number) for number in range(leg.outcomes)]
    worlds += [
        position.world_of(when)
        for number in program.always
        if number < leg.questions
        and not position.given(number)
        and (when := position.in_play(number)).scope
    ]
    worlds += [position.standing(goal) for goal, _ in unasked_after_all(position, leg)]
    left = 0
    for world in worlds:
        left |= world.open if world.goal.scope else 0
    return program.asking.index((left & -left).bit_length() - 1) if left else None
