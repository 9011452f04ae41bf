"""Conditions and what is left of them: against evaluating every assignment, and by table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.small_flows import Dice
from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    Threshold,
    all_of,
    any_of,
    at_least,
    atom,
    constant,
    negate,
    restrict,
    substitute,
)
from triage.core.domains import ABSENT

FULL = 0b111
"""Each question here has two cells, and the bit that stands for "not in play"."""
QUESTIONS = range(4)
BITS = (ABSENT, 0b010, 0b100)
Recipe = tuple[object, ...]
"""How a condition is made: an atom, or an operation with its parts."""


def on(question: int, mask: int) -> Condition:
    """Return an atom of these questions."""
    return atom(question, mask, FULL)


def recipes() -> st.SearchStrategy[Recipe]:
    """Return the strategy for how to make a condition."""
    return st.binary(min_size=96, max_size=96).map(lambda chance: recipe(Dice(chance), 3))


def recipe(dice: Dice, depth: int) -> Recipe:
    """Draw how to make a condition with at most `depth` operations above an atom."""
    form = dice.pick(("atom", "all", "any", "at_least", "not") if depth else ("atom",))
    if form == "atom":
        return "atom", dice.below(len(QUESTIONS)), dice.below(FULL + 1)
    if form == "not":
        return "not", recipe(dice, depth - 1)
    parts = [recipe(dice, depth - 1) for _ in range(1 + dice.below(3))]
    count = dice.below(len(parts) + 2) if form == "at_least" else 0
    return form, count, *parts


def made(how: Recipe, full: int = FULL) -> Condition:
    """Make the condition; `full` is the mask of all that a question can be."""
    match how:
        case ("atom", int(question), int(mask)):
            return atom(question, mask, full)
        case ("not", tuple(part)):
            return negate(made(part, full))
        case (form, int(count), *parts):
            conditions = [made(part, full) for part in parts if isinstance(part, tuple)]
            if form == "at_least":
                return at_least(count, conditions)
            return all_of(conditions) if form == "all" else any_of(conditions)
    raise TypeError(how)


def holds(how: Recipe, bits: Mapping[int, int]) -> bool:
    """Say whether the condition holds for one cell of each question, without making it."""
    match how:
        case ("atom", int(question), int(mask)):
            return bool(mask & bits[question])
        case ("not", tuple(part)):
            return not holds(part, bits)
        case (form, int(count), *parts):
            true = [holds(part, bits) for part in parts if isinstance(part, tuple)]
            if form == "at_least":
                return sum(true) >= count
            return all(true) if form == "all" else any(true)
    raise TypeError(how)


def assignments() -> Iterator[dict[int, int]]:
    """Yield one cell, or "not in play", for each question, in every way."""
    for bits in itertools.product(BITS, repeat=len(QUESTIONS)):
        yield dict(zip(QUESTIONS, bits, strict=True))


def value(condition: Condition, bits: Mapping[int, int]) -> bool:
    """Evaluate a condition by restricting it question by question."""
    for question, bit in bits.items():
        condition = restrict(condition, question, bit)
    assert condition in (TRUE, FALSE)
    return condition is TRUE


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all that it is made of."""
    yield condition
    if isinstance(condition, Threshold):
        for part in condition.of:
            yield from parts_of(part)


@given(recipes())
def test_a_condition_means_what_it_was_made_from(how: Recipe) -> None:
    """Merging, flattening and absorbing change no truth value."""
    condition = made(how)
    for bits in assignments():
        assert value(condition, bits) == holds(how, bits)


@given(recipes(), st.sampled_from(QUESTIONS), st.sampled_from(BITS))
def test_what_is_left_no_longer_reads_the_question(how: Recipe, question: int, bit: int) -> None:
    """A residual does not read what was put in, and agrees wherever that stands."""
    condition = made(how)
    left = restrict(condition, question, bit)
    assert left.reads <= condition.reads - {question}
    for bits in assignments():
        assert value(left, bits) == holds(how, {**bits, question: bit})


@given(recipes(), st.permutations(QUESTIONS))
def test_the_order_of_putting_answers_in_makes_no_difference(how: Recipe, order: list[int]) -> None:
    """Whichever question is put in first, the truth value that comes out is the same."""
    for bits in itertools.islice(assignments(), 0, None, 7):
        assert value(made(how), {q: bits[q] for q in order}) == holds(how, bits)


@given(recipes())
def test_negation_turns_every_truth_value_over(how: Recipe) -> None:
    """A negation holds exactly where the condition does not, and negating again gives it back."""
    condition = made(how)
    for bits in assignments():
        assert value(negate(condition), bits) != holds(how, bits)
    assert negate(negate(condition)) == condition


@given(recipes())
def test_every_part_is_in_normal_form(how: Recipe) -> None:
    """No part is a constant, empty, full, or a threshold that one part or none could decide."""
    condition = made(how)
    for question in (None, *QUESTIONS):
        left = condition if question is None else restrict(condition, question, BITS[1])
        for part in parts_of(left):
            if isinstance(part, Atom):
                assert 0 < part.mask < part.full
            elif isinstance(part, Threshold):
                assert len(part.of) > 1
                assert 1 <= part.count <= len(part.of)
                assert not {TRUE, FALSE} & set(part.of)
                assert part.reads == frozenset().union(*(inner.reads for inner in part.of))


@given(recipes(), recipes())
def test_a_memo_may_be_shared(first: Recipe, second: Recipe) -> None:
    """Conditions restricted with one memo for the same cell come out as without it."""
    memo: dict[Condition, Condition] = {}
    for how in (first, second, ("all", 0, first, second)):
        condition = made(how)
        assert restrict(condition, 1, 2, memo) == restrict(condition, 1, 2)


@given(recipes())
def test_substituting_atoms_for_themselves_changes_nothing(how: Recipe) -> None:
    """Putting constants in place of a question's atoms is the same as restricting by a cell."""
    condition = made(how)

    def known(part: Atom) -> Condition:
        return constant(bool(part.mask & ABSENT)) if part.question == 0 else part

    for bits in assignments():
        left = substitute(condition, known)
        assert value(left, bits) == holds(how, {**bits, 0: ABSENT})
        assert value(substitute(condition, lambda part: part), bits) == holds(how, bits)


A, B, C = on(0, 0b010), on(1, 0b010), on(2, 0b010)
NOT_A = on(0, 0b101)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(all_of([]), TRUE, id="all of nothing is true"),
        pytest.param(any_of([]), FALSE, id="any of nothing is false"),
        pytest.param(all_of([A]), A, id="all of one is that one"),
        pytest.param(any_of([A]), A, id="any of one is that one"),
        pytest.param(all_of([A, FALSE]), FALSE, id="false decides all"),
        pytest.param(any_of([A, TRUE]), TRUE, id="true decides any"),
        pytest.param(all_of([A, TRUE]), A, id="true adds nothing to all"),
        pytest.param(any_of([A, FALSE]), A, id="false adds nothing to any"),
        pytest.param(all_of([A, NOT_A]), FALSE, id="all of a and not a"),
        pytest.param(any_of([A, NOT_A]), TRUE, id="any of a and not a"),
        pytest.param(all_of([on(0, 0b110), on(0, 0b011)]), A, id="atoms of one question meet"),
        pytest.param(any_of([on(0, 0b001), on(0, 0b100)]), NOT_A, id="atoms of one question join"),
        pytest.param(all_of([A, any_of([A, B])]), A, id="a and (a or b)"),
        pytest.param(any_of([A, all_of([A, B])]), A, id="a or (a and b)"),
        pytest.param(all_of([A, any_of([on(0, 0b011), B])]), A, id="a wider atom is absorbed"),
        pytest.param(all_of([A, all_of([B, C])]), all_of([A, B, C]), id="all is flattened"),
        pytest.param(any_of([any_of([B, C]), A]), any_of([C, B, A]), id="any is flattened"),
        pytest.param(at_least(0, [A]), TRUE, id="at least none"),
        pytest.param(at_least(2, [A]), FALSE, id="at least more than there are"),
        pytest.param(at_least(1, [A, B]), any_of([A, B]), id="at least one is any"),
        pytest.param(at_least(2, [A, B]), all_of([A, B]), id="at least every one is all"),
        pytest.param(at_least(2, [A, TRUE, B]), any_of([A, B]), id="what is true counts"),
        pytest.param(at_least(2, [A, FALSE, B]), all_of([A, B]), id="what is false does not"),
        pytest.param(at_least(2, [A, A, B]), at_least(2, [B, A, A]), id="repeats are kept"),
        pytest.param(negate(TRUE), FALSE, id="not true"),
        pytest.param(negate(FALSE), TRUE, id="not false"),
        pytest.param(negate(A), NOT_A, id="not of an atom is the other cells and absence"),
        pytest.param(negate(all_of([A, B])), any_of([negate(A), negate(B)]), id="not all"),
        pytest.param(
            negate(at_least(2, [A, B, C])),
            at_least(2, [negate(A), negate(B), negate(C)]),
            id="not two of three is two of three not",
        ),
        pytest.param(constant(True), TRUE, id="constant true"),
        pytest.param(constant(False), FALSE, id="constant false"),
        pytest.param(on(0, 0), FALSE, id="no cell"),
        pytest.param(on(0, FULL), TRUE, id="every cell and absence"),
    ],
)
def test_making(condition: Condition, expected: Condition) -> None:
    """Conditions are simplified as they are made, and equal ones compare equal."""
    assert condition == expected
    assert hash(condition) == hash(expected)


TWO_OF_THREE = at_least(2, [A, B, C])


@pytest.mark.parametrize(
    ("condition", "question", "bit", "expected"),
    [
        pytest.param(A, 0, 0b010, TRUE, id="inside"),
        pytest.param(A, 0, 0b100, FALSE, id="outside"),
        pytest.param(A, 0, ABSENT, FALSE, id="absent: a condition is false"),
        pytest.param(negate(A), 0, ABSENT, TRUE, id="absent: not of it is true"),
        pytest.param(A, 1, 0b010, A, id="another question"),
        pytest.param(all_of([A, B]), 0, 0b010, B, id="all, one true"),
        pytest.param(all_of([A, B]), 0, 0b100, FALSE, id="all, one false"),
        pytest.param(any_of([A, B]), 0, 0b010, TRUE, id="any, one true"),
        pytest.param(any_of([A, B]), 0, 0b100, B, id="any, one false"),
        pytest.param(TWO_OF_THREE, 0, 0b010, any_of([B, C]), id="two of three, one true"),
        pytest.param(TWO_OF_THREE, 0, 0b100, all_of([B, C]), id="two of three, one false"),
        pytest.param(at_least(2, [A, A, B]), 0, 0b010, TRUE, id="a repeat counts twice"),
        pytest.param(at_least(2, [A, A, B]), 0, 0b100, FALSE, id="a repeat fails twice"),
        pytest.param(TRUE, 0, 0b010, TRUE, id="true"),
        pytest.param(FALSE, 0, 0b010, FALSE, id="false"),
    ],
)
def test_restricting(condition: Condition, question: int, bit: int, expected: Condition) -> None:
    """One answer leaves of a condition only what still matters."""
    assert restrict(condition, question, bit) == expected


def test_a_condition_that_does_not_read_the_question_stays_the_same_object() -> None:
    """Nothing is rebuilt where nothing changes, so that an answer costs what it touches."""
    condition = all_of([A, any_of([B, C])])
    assert restrict(condition, 3, 0b010) is condition


def test_a_negation_is_remembered() -> None:
    """Negating a condition again gives the same object, so that it is made once."""
    assert negate(TWO_OF_THREE) is negate(TWO_OF_THREE)


def test_equal_parts_in_any_order_make_equal_conditions() -> None:
    """Conditions have one canonical order, so that equal residuals can be merged."""
    parts = [A, NOT_A, B, all_of([B, C]), TWO_OF_THREE]
    for make in (all_of, any_of, lambda some: at_least(3, some)):
        assert len({make(list(order)) for order in itertools.permutations(parts)}) == 1


def test_conditions_of_different_kinds_differ() -> None:
    """An atom, a threshold and a constant are never equal; nor are atoms of other cells."""
    different = [TRUE, FALSE, A, NOT_A, B, atom(0, 0b010, 0b1111), all_of([A, B]), any_of([A, B])]
    for first, second in itertools.combinations(different, 2):
        assert first != second


def test_a_condition_reads_well() -> None:
    """The `repr` of a condition shows its questions and cells, for failing tests."""
    assert repr(A) == "q0&10"
    assert repr(TRUE) == "TRUE"
    assert repr(all_of([A, B])) in ("2of(q0&10, q1&10)", "2of(q1&10, q0&10)")
