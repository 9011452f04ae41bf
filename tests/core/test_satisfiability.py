"""Exact questions about closed conditions: against evaluating every assignment."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_conditions import QUESTIONS, Recipe, holds, made, recipes
from triage.core import satisfiability
from triage.core.conditions import FALSE, TRUE, Condition, all_of, any_of, at_least, atom, negate
from triage.core.domains import Domain, domain_of
from triage.core.model import Chosen, Option, Question
from triage.core.satisfiability import Solver

CELLS = (0b010, 0b100, 0b1000)
PRESENT = 0b1110


def domain() -> Domain:
    """Return the domain of a question with three answers that conditions tell apart."""
    options = tuple(Option(value, value) for value in "abc")
    tests = [Chosen("q", frozenset(value)) for value in "abc"]
    return domain_of(Question("q", "What?", options=options), tests)


SOLVER = Solver([domain() for _ in QUESTIONS])


def certain(solver: Solver, condition: Condition) -> bool:
    """Say whether every answer makes a condition true, from the start."""
    return solver.certain(solver.worlds.begin(condition))


def matters(solver: Solver, condition: Condition, question: int) -> bool:
    """Say whether the answer to a question can make a difference to a condition, from the start."""
    return solver.matters(solver.worlds.begin(condition), question)


def closed_recipes() -> st.SearchStrategy[Recipe]:
    """Return the strategy for closed conditions: atoms are over the cells of a question in play."""
    return recipes().map(closed)


def closed(how: Recipe) -> Recipe:
    """Return how to make the same shape with the atoms of three cells."""
    match how:
        case ("atom", int(question), int(mask)):
            return "atom", question, mask << 1
    return tuple(closed(part) if isinstance(part, tuple) else part for part in how)


def truths(how: Recipe) -> dict[tuple[int, ...], bool]:
    """Return the truth value for one cell of each question, in every way."""
    return {
        bits: holds(how, dict(enumerate(bits)))
        for bits in itertools.product(CELLS, repeat=len(QUESTIONS))
    }


@given(closed_recipes())
def test_possible_and_certain_are_exact(how: Recipe) -> None:
    """A condition is satisfiable where some answers make it true, and certain where all do."""
    condition, values = made(how, PRESENT), set(truths(how).values())
    assert SOLVER.satisfiable(condition) == (True in values)
    assert certain(SOLVER, condition) == (values == {True})


@given(closed_recipes())
def test_settling_decides_what_is_decided(how: Recipe) -> None:
    """A condition that is true, or false, for all answers is settled; another stays itself."""
    condition, values = made(how, PRESENT), set(truths(how).values())
    settled = SOLVER.settle(condition)
    if values == {True}:
        assert settled is TRUE
    elif values == {False}:
        assert settled is FALSE
    else:
        assert settled is condition


@given(closed_recipes(), st.sampled_from(QUESTIONS))
def test_mattering_is_exact(how: Recipe, question: int) -> None:
    """A question matters to a condition where two answers to it alone make a difference."""
    seen: dict[tuple[int, ...], bool] = {}
    differs = False
    for bits, value in truths(how).items():
        others = bits[:question] + bits[question + 1 :]
        differs |= seen.setdefault(others, value) != value
    assert matters(SOLVER, made(how, PRESENT), question) == differs


def test_a_small_memo_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memo is emptied when it is full, and nothing comes out differently."""
    monkeypatch.setattr(satisfiability, "MOST_REMEMBERED", 1)
    solver = Solver([domain() for _ in QUESTIONS])
    a, b, c = (atom(question, 0b0010, PRESENT) for question in range(3))
    for condition in (all_of([a, b]), any_of([a, c]), at_least(2, [a, b, c])) * 2:
        assert solver.satisfiable(condition)
        assert not certain(solver, condition)
        assert matters(solver, condition, 0)
        assert not matters(solver, condition, 3)
        assert len(solver._known) <= 1


def test_cells_are_compared_by_what_they_mean() -> None:
    """Two cells that leave the same in different words do not hide a third that leaves less."""
    b, c = (atom(question, 0b0010, PRESENT) for question in (1, 2))
    b_in_other_words = any_of([all_of([b, c]), all_of([b, negate(c)])])
    first, second = (atom(0, cell, PRESENT) for cell in CELLS[:2])
    condition = any_of([all_of([first, b_in_other_words]), all_of([second, b])])
    assert matters(SOLVER, condition, 0)
    assert not matters(SOLVER, condition, 2)


def test_parts_that_share_nothing_are_counted() -> None:
    """Of parts without a question in common, as many must be possible as are wanted."""
    solver = Solver([domain() for _ in range(6)])

    def never(first: int, second: int) -> Condition:
        a, b = atom(first, 0b0010, PRESENT), atom(second, 0b0010, PRESENT)
        return all_of(
            [
                any_of([a, b]),
                any_of([negate(a), b]),
                any_of([a, negate(b)]),
                any_of([negate(a), negate(b)]),
            ]
        )

    parts = [never(0, 1), never(2, 3), atom(4, 0b0010, PRESENT), atom(5, 0b0010, PRESENT)]
    assert solver.satisfiable(at_least(2, parts))
    assert not solver.satisfiable(at_least(3, parts))


def test_kleene_alone_is_not_enough() -> None:
    """Parts that share a question can exclude each other without any of them being false."""
    a, b, c = (atom(question, 0b0010, PRESENT) for question in range(3))
    exactly_one = all_of([any_of([a, b]), any_of([negate(a), negate(b)])])
    both_same = all_of([any_of([a, negate(b)]), any_of([b, negate(a)])])
    assert SOLVER.satisfiable(exactly_one)
    assert SOLVER.settle(all_of([exactly_one, both_same, c])) is FALSE
    assert SOLVER.settle(any_of([exactly_one, both_same])) is TRUE
    assert not matters(SOLVER, any_of([all_of([a, c]), all_of([negate(a), c])]), 0)
