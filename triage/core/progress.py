"""The exact shortest and longest number of questions still to come.

From a position the engine's own walk is followed for every answer at once: equal states (the
same open outcomes, with the same conditions left) are merged, so each is looked at once. What
was found is remembered in the program, and the next position finds it there.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.conditions import FALSE, TRUE, Condition, all_of, negate, restrict
from triage.core.engine import Position
from triage.core.program import Program


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many more questions there are, at the fewest and at the most."""

    shortest: int
    longest: int


MOST_STATES = 20_000
"""The states remembered in a program before its memo is emptied."""

State = tuple[Condition, ...]
"""What each outcome still depends on, then each unanswered question marked `always`."""


def remaining(position: Position) -> Remaining:
    """Return the exact bounds on the number of questions that will still be asked."""
    start = _state(position)
    if len(position.program.remaining) > MOST_STATES:
        position.program.remaining.clear()
    layers: dict[int, dict[State, tuple[State, ...]]] = {}
    known = position.program.remaining
    steps: dict[tuple[int, int], dict[Condition, Condition]] = {}
    pending = [start]
    while pending:
        state = pending.pop()
        if state in known:
            continue
        question = _next(position.program, state)
        if question is None:
            known[state] = (0, 0)
            continue
        layer = layers.setdefault(question, {})
        if state not in layer:
            layer[state] = _after(position.program, state, question, steps)
            pending.extend(layer[state])
    for question in sorted(layers, reverse=True):
        for state, following in layers[question].items():
            bounds = [known[after] for after in following]
            known[state] = (
                1 + min(low for low, _ in bounds),
                1 + max(high for _, high in bounds),
            )
    return Remaining(*known[start])


def _state(position: Position) -> State:
    program = position.program
    parts = [position.settled(number) for number in range(len(program.outcomes))]
    parts.extend(
        FALSE if position.given(number) else position.in_play(number) for number in program.always
    )
    return _settled(program, parts, None)


def _after(
    program: Program,
    state: State,
    question: int,
    steps: dict[tuple[int, int], dict[Condition, Condition]],
) -> tuple[State, ...]:
    """Return the different states that the answers to `question` lead to.

    `steps` remembers, for each cell of each question, what became of each part.
    """
    found: dict[State, None] = {}
    for cell in program.domains[question].cells:
        memo = steps.setdefault((question, cell.bit), {})
        parts = []
        for part in state:
            if question in part.reads:
                left = memo.get(part)
                if left is None:
                    left = program.solver.settle(restrict(part, question, cell.bit))
                    memo[part] = left
                parts.append(left)
            else:
                parts.append(part)
        found[_settled(program, parts, question)] = None
    return tuple(found)


def _settled(program: Program, parts: list[Condition], asked: int | None) -> State:
    """Merge what makes no difference to the questions to come.

    A decided outcome asks for nothing, whichever way it went, so it becomes `FALSE`; so does
    one whose place another has taken, and a question marked `always` once it is asked.
    """
    count = len(program.outcomes)
    for number, compiled in enumerate(program.outcomes):
        target = compiled.yields_to
        if target is not None and parts[target] is TRUE:
            parts[number] = FALSE
    for number in range(count):
        if parts[number] is TRUE:
            parts[number] = FALSE
    if asked is not None and asked in program.always:
        parts[count + program.always.index(asked)] = FALSE
    return tuple(parts)


def _next(program: Program, state: State) -> int | None:
    """Return the question that the engine asks in this state, or none."""
    count = len(program.outcomes)
    due = [q for q, in_play in zip(program.always, state[count:], strict=True) if in_play is TRUE]
    limit = min(due, default=len(program.questions))
    undecided = [_undecided(program, state, number) for number in range(count)]
    undecided.extend(part for part in state[count:] if part.reads)
    candidates = sorted({q for part in undecided for q in part.reads if q < limit})
    for question in candidates:
        if any(program.solver.depends(part, question) for part in undecided):
            return question
    return limit if due else None


def _undecided(program: Program, state: State, number: int) -> Condition:
    """Return what being shown still depends on, as `Position.undecided` does."""
    holds = state[number]
    if not holds.reads:
        return FALSE
    target = program.outcomes[number].yields_to
    if target is None:
        return holds
    both = all_of((holds, negate(state[target])))
    return both if program.solver.satisfiable(both) else FALSE
