"""What can be reached at all, through any number of hops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.check.deciding import Decider
from triage.check.paths import PathCount, Paths
from triage.core.budget import OutOfReach
from triage.core.conditions import Condition
from triage.core.domains import ABSENT
from triage.core.model import Flow


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
    counted = _counted(count)
    questions: dict[str, bool | None] = {}
    for question in asked:
        number = program.index[question.id]
        known = counted.get(number)
        questions[question.id] = (
            _possible(decider, program.whens[number]) if known is None else known
        )
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


def _counted(count: PathCount) -> dict[int, bool]:
    """Return whether each question that counting has come to is asked on any path."""
    return {
        question: any(ways[0][0] != ABSENT for ways in moves.values())
        for strand in count.strands
        for question, moves in zip(strand.questions, strand.moves, strict=False)
    }


def _possible(decider: Decider, condition: Condition) -> bool | None:
    try:
        return decider.possible(condition)
    except OutOfReach:
        return None
