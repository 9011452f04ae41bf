"""The search and its worlds: cases that once came out wrong, and what worlds promise."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from tests.core.brute_force import BruteForce
from tests.core.small_flows import Case, cases
from triage.core.budget import Budget, OutOfReach
from triage.core.conditions import FALSE, TRUE, negate, restrict, restrict_all
from triage.core.engine import begin
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.core.search import Search
from triage.core.trials import answers_of
from triage.core.worlds import key_of
from triage.pack.reader import read_flow_text

HEAD = "flow: f\ntitle: F\nversion: 1\nedition: none\nquestions:\n"
ABC = "options: {a: A, b: B, c: C}"

PADDING = "  - {{id: z{}, ask: Z?, options: {{a: A, b: B}}}}\n"

NARROWER = f"""\
  - {{id: q0, ask: Q?, {ABC}}}
  - {{id: q1, ask: Q?, {ABC}, when: {{answered: [q0]}}}}
  - {{id: q2, ask: Q?, {ABC}, when: {{q1: [b, c]}}}}
outcomes:
  - id: o
    title: O
    rules:
      - {{id: R, says: S., certainty: certain, when: {{any: [{{answered: [q2]}}, {{q1: a}}]}}}}
"""
"""q1 is always answered, with a or with what brings q2 in: the outcome is certain at once."""

ROUND = f"""\
  - {{id: q0, ask: Q?, {ABC}}}
  - {{id: q1, ask: Q?, {ABC}}}
  - {{id: q2, ask: Q?, {ABC}}}
  - {{id: q3, ask: Q?, {ABC}}}
  - {{id: q4, ask: Q?, {ABC}, when: {{any: [{{q0: c}}, {{q1: c}}, {{q2: c}}, {{q3: c}}]}}}}
outcomes:
  - id: o
    title: O
    rules:
      - id: R
        says: S.
        certainty: certain
        when: {{any: [{{not: {{q4: a}}}}, {{q0: c}}, {{q1: c}}]}}
"""
"""What a `when` needs and what the goal rules out of it must not take turns for ever."""


def flow_with(padding: int, questions: str) -> Flow:
    """Return a flow with so many questions before: the order of parts follows their numbers."""
    before = "".join(PADDING.format(number) for number in range(padding))
    return read_flow_text(f"{HEAD}{before}{questions}")


@pytest.mark.parametrize("padding", range(4))
@pytest.mark.parametrize("questions", [NARROWER, ROUND], ids=["narrower", "round"])
def test_it_is_settled_what_every_world_says(questions: str, padding: int) -> None:
    """Possible and certain are those of trying every set of answers, well within the budget."""
    flow = flow_with(padding, questions)
    program, oracle = compile_program((flow,)), BruteForce((flow,))
    goal = program.ends_with(0)
    shown = {"o" in world.shown for world in oracle.worlds}
    for condition, wanted in ((goal, True in shown), (negate(goal), False in shown)):
        worlds = program.solver.worlds
        found = Search(worlds, {}, Budget(20_000)).find((worlds.begin(condition),))
        assert (found is not None) == wanted
    assert (not begin(program).open) == (len(shown) == 1)


@given(cases())
def test_what_is_found_makes_the_goal_true(case: Case) -> None:
    """Whatever else is answered, the answers found make the goal true; with none, nothing does."""
    worlds = case.program.solver.worlds
    for number, id_ in enumerate(case.oracle.outcomes):
        shows = {id_ in world.shown for world in case.oracle.worlds}
        for goal, wanted in ((case.program.ends_with(number), True), (None, False)):
            condition = goal or negate(case.program.ends_with(number))
            found = Search(worlds, {}, Budget(10**7)).find((worlds.begin(condition),))
            assert (found is not None) == (wanted in shows)
            if found is not None:
                assert case.program.solver.certain(worlds.begin(condition, answers_of(found)))


@given(cases())
def test_the_order_of_answers_makes_no_difference_to_a_world(case: Case) -> None:
    """A world is the same whether answers come one by one, in any order, or all at once."""
    program = case.program
    worlds = program.solver.worlds
    bits = {
        (number := program.index[id_]): program.domains[number].bit_of(value)
        for id_, value in case.answers.items()
    }
    for number in range(len(program.outcomes)):
        start = worlds.begin(program.ends_with(number))
        wanted = key_of(worlds.given(start, bits))
        for order in itertools.islice(itertools.permutations(bits), 0, 24, 5):
            world = start
            for question in order:
                world = worlds.give(world, question, bits[question])
            assert key_of(world) == wanted


@given(cases())
def test_many_answers_at_once_are_as_many_one_by_one(case: Case) -> None:
    """Putting several answers into a condition together leaves what putting each in leaves."""
    program = case.program
    bits = {
        (number := program.index[id_]): program.domains[number].bit_of(value)
        for id_, value in case.answers.items()
    }
    for compiled in program.outcomes:
        one_by_one = compiled.holds
        for question, bit in bits.items():
            one_by_one = restrict(one_by_one, question, bit)
        scope = sum(1 << question for question in bits)
        together = restrict_all(compiled.holds, bits, scope)
        assert together.reads == one_by_one.reads
        assert (together is TRUE, together is FALSE) == (one_by_one is TRUE, one_by_one is FALSE)


def test_a_search_out_of_its_budget_says_so() -> None:
    """It raises, and finds the same as ever when it is given enough."""
    program = compile_program((flow_with(0, ROUND),))
    worlds = program.solver.worlds
    goal = (worlds.begin(negate(program.ends_with(0))),)
    with pytest.raises(OutOfReach):
        Search(worlds, {}, Budget(50)).find(goal)
    enough = Budget(10**6)
    Search(worlds, {}, enough).find(goal)
    again = Budget(enough.spent)
    Search(worlds, {}, again).find(goal)
    assert (again.spent, again.states) == (enough.spent, enough.states)
