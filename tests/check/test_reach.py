"""What can be reached: against the paths that the engine walks."""

from __future__ import annotations

import random

import pytest

from tests.check.random_flows import OUTCOMES, paths_of, random_program
from triage.check.deciding import Decider
from triage.check.paths import PathCount
from triage.check.reach import Reach, reach_of
from triage.core.budget import Budget
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


def reached(program: Program, most: int | None = None) -> Reach:
    """Return what can be reached, with a budget for counting."""
    count = PathCount(program, None if most is None else Budget(most))
    return reach_of(Decider(program), count, count.all())


@pytest.mark.parametrize("most", [None, 0, 700])
def test_what_is_reached_is_what_some_path_reaches(most: int | None) -> None:
    """Questions, options and outcomes are reached where a path has them, whatever the budget."""
    dice = random.Random(7)
    for _ in range(20):
        program = random_program(dice, 6)
        paths = paths_of(program)
        found = reached(program, most)
        for question in program.questions:
            wanted = any(question.id in path.answers for path in paths)
            assert found.questions[question.id] == wanted
            for option in question.options:
                assert found.options[question.id, option.value] == wanted
        for id_ in OUTCOMES:
            assert found.outcomes[id_] == any(id_ in path.shown for path in paths)


def test_what_is_ruled_out_hops_away_is_found() -> None:
    """A question that needs both answers to an earlier one is never asked, nor what follows it."""
    program = compile_program((read_flow_text(HOPS),))
    found = reached(program)
    assert [id_ for id_, known in found.questions.items() if known is False] == ["never", "after"]
    assert found.outcomes == {"deep": True, "lost": False}
