"""What can be reached at all, through any number of hops, with answers that lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.check.deciding import Decider
from triage.check.paths import PathCount, Paths
from triage.check.proof import shortest
from triage.check.strands import Trail, steps_of
from triage.check.walks import Walk, completed, decided
from triage.core.budget import OutOfReach
from triage.core.conditions import Condition
from triage.core.domains import ABSENT
from triage.core.model import Flow
from triage.core.program import Program
from triage.core.values import Value


@dataclass(frozen=True, slots=True)
class Reach:
    """Which questions can be asked and which outcomes shown, by id; `None` is not decided.

    An option can be chosen wherever its question can be asked.
    """

    questions: Mapping[str, bool | None]
    options: Mapping[tuple[str, str], bool | None]
    outcomes: Mapping[str, bool | None]


def reach_of(decider: Decider, count: PathCount, paths: Paths, flow: Flow | None = None) -> Reach:
    """Return what can be reached, in one flow or in all: as was counted, else by a search.

    What a flow asks after all is reached where the flow that it follows asks it.
    """
    program = decider.program
    asked = program.questions if flow is None else flow.questions
    trails = _trails(count)
    walked = sum(
        1 << question
        for strand in count.strands
        for question in strand.questions[: len(strand.moves)]
    )
    questions: dict[str, bool | None] = {}
    for question in asked:
        number = program.index[question.id]
        if walked >> number & 1:
            questions[question.id] = number in trails
        else:
            questions[question.id] = _possible(decider, program.whens[number])
    outcomes: dict[str, bool | None] = {}
    for id_, least in paths.outcomes.items():
        if least or not paths.outcomes_at_most[id_]:
            outcomes[id_] = least > 0
        else:
            outcomes[id_] = _possible(decider, program.ends_with(program.outcome_index[id_]))
    options = {
        (question.id, option.value): questions[question.id]
        for question in asked
        for option in question.options
    }
    return Reach(questions, options, outcomes)


def walk_to_question(program: Program, count: PathCount, id_: str) -> Walk | None:
    """Return a walk on which a question is asked, or none where it cannot be.

    The walk answers what has to be answered for that, and ends with the question itself.
    """
    number = program.index[id_]
    domain = program.domains[number]
    return walk_to_answer(program, count, id_, domain.cells[0].sample)


def walk_to_answer(program: Program, count: PathCount, id_: str, value: Value) -> Walk | None:
    """Return a walk that ends with this answer to a question, or none where it is never asked."""
    number = program.index[id_]
    trails = _trails(count)
    if number in trails:
        found = dict(steps_of(trails[number]))
    else:
        searched, _ = shortest(program, program.whens[number])
        if searched is None:
            return None
        found = searched
    before = decided(program, dict(sorted(found.items())))
    return (*before.items(), (id_, value))


def walk_to_outcome(program: Program, id_: str) -> Walk | None:
    """Return a whole walk that ends with an outcome, or none where it can never be shown."""
    found, _ = shortest(program, program.ends_with(program.outcome_index[id_]))
    return None if found is None else completed(program, decided(program, found))


def _trails(count: PathCount) -> dict[int, Trail | None]:
    """Return a shortest way to each question that counting found asked."""
    trails: dict[int, Trail | None] = {}
    for strand in count.strands:
        for question, layer, moves in zip(
            strand.questions, strand.layers, strand.moves, strict=False
        ):
            asked = [layer[state] for state, ways in moves.items() if ways[0][0] != ABSENT]
            if asked:
                trails[question] = min(asked, key=lambda ways: ways.fewest).trail
    return trails


def _possible(decider: Decider, condition: Condition) -> bool | None:
    try:
        return decider.possible(condition)
    except OutOfReach:
        return None
