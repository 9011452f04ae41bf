"""What can be reached: against the paths that the engine walks, and each with a walk there."""

from __future__ import annotations

import random

import pytest

from tests.check.random_flows import OUTCOMES, paths_of, random_program
from triage.check.deciding import Decider
from triage.check.paths import PathCount
from triage.check.reach import Reach, reach_of, walk_to_answer, walk_to_outcome, walk_to_question
from triage.core.budget import Budget
from triage.core.conditions import TRUE
from triage.core.engine import replay
from triage.core.program import Program, compile_program
from triage.pack.reader import read_flow_text

HOPS = """
flow: hops
title: Hops
version: 1
edition: none
questions:
  - {id: a, ask: A?, options: {yes: 'Yes', no: 'No'}}
  - {id: b, ask: B?, when: {a: yes}, options: {yes: 'Yes', no: 'No'}}
  - {id: c, ask: C?, when: {b: yes}, options: {yes: 'Yes', no: 'No'}}
  - {id: never, ask: N?, when: {all: [{c: yes}, {a: no}]}, options: {yes: 'Yes', no: 'No'}}
  - {id: after, ask: F?, when: {answered: [never]}, options: {yes: 'Yes', no: 'No'}}
outcomes:
  - {id: deep, title: D, rules: [{id: R, says: S., certainty: certain, when: {c: yes}}]}
  - {id: lost, title: L, rules: [{id: R, says: S., certainty: certain, when: {after: yes}}]}
"""


def reached(program: Program, most: int | None = None) -> tuple[Reach, PathCount]:
    """Return what can be reached, with a budget for counting."""
    count = PathCount(program, None if most is None else Budget(most))
    return reach_of(Decider(program), count, count.all()), count


@pytest.mark.parametrize("most", [None, 0, 700])
def test_what_is_reached_is_what_some_path_reaches(most: int | None) -> None:
    """Questions, options and outcomes are reached where a path has them, whatever the budget."""
    dice = random.Random(7)
    for _ in range(20):
        program = random_program(dice, 6)
        paths = paths_of(program)
        found, _ = reached(program, most)
        for question in program.questions:
            wanted = any(question.id in path.answers for path in paths)
            assert found.questions[question.id] == wanted
            for option in question.options:
                assert found.options[question.id, option.value] == wanted
        for id_ in OUTCOMES:
            assert found.outcomes[id_] == any(id_ in path.shown for path in paths)


@pytest.mark.parametrize("most", [None, 0])
def test_a_walk_leads_to_each_thing_that_is_reached(most: int | None) -> None:
    """Replayed, each walk asks the question with that answer, or shows the outcome."""
    dice = random.Random(8)
    for _ in range(10):
        program = random_program(dice, 6)
        found, count = reached(program, most)
        for number, question in enumerate(program.questions):
            walk = walk_to_question(program, count, question.id)
            assert (walk is not None) == found.questions[question.id]
            for option in question.options:
                there = walk_to_answer(program, count, question.id, option.value)
                if there is not None:
                    position = replay(program, dict(there))
                    assert position.in_play(number) is TRUE
                    assert dict(there)[question.id] == option.value
                    assert list(position.asked) == [id_ for id_, _ in there]
        for id_ in OUTCOMES:
            walk = walk_to_outcome(program, id_)
            assert (walk is not None) == found.outcomes[id_]
            if walk is not None:
                assert id_ in [each.id for each in replay(program, dict(walk)).outcomes]


def test_what_is_ruled_out_hops_away_is_found() -> None:
    """A question that needs both answers to an earlier one is never asked, nor what follows it."""
    program = compile_program((read_flow_text(HOPS),))
    found, count = reached(program)
    assert [id_ for id_, known in found.questions.items() if known is False] == ["never", "after"]
    assert found.outcomes == {"deep": True, "lost": False}
    assert walk_to_question(program, count, "never") is None
    assert walk_to_outcome(program, "lost") is None
    assert walk_to_answer(program, count, "c", "no") == (("a", "yes"), ("b", "yes"), ("c", "no"))
