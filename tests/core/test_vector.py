"""The persistent vector: against a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.vector import Vector

replacements = st.lists(st.tuples(st.integers(0, 10_000), st.integers()), max_size=20)


@given(st.lists(st.integers(), min_size=1, max_size=200), replacements)
def test_replacing_is_as_in_a_list(items: list[int], changes: list[tuple[int, int]]) -> None:
    """Each new vector reads like a list with that item replaced; all older ones stay."""
    vector, model = Vector(items), list(items)
    kept = [(vector, list(model))]
    for place, item in changes:
        vector = vector.replace(place % len(items), item)
        model[place % len(items)] = item
        kept.append((vector, list(model)))
    for old, wanted in kept:
        assert list(old) == wanted
        assert len(old) == len(wanted)
        assert [old[place] for place in range(len(old))] == wanted


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 127, 128, 129, 4096, 10_000])
def test_every_place_of_every_length(length: int) -> None:
    """Nothing is lost or doubled where one block ends and the next begins."""
    vector = Vector(range(length))
    assert list(vector) == list(range(length))
    for place in {0, 62, 63, 64, 65, 127, 128, length - 1} & set(range(length)):
        assert vector[place] == place
        changed = vector.replace(place, -1)
        assert changed[place] == -1
        assert vector[place] == place
        assert sum(changed) == sum(vector) - place - 1


def test_a_place_beyond_the_end_does_not_exist() -> None:
    """Reading or replacing beyond the end is refused."""
    vector = Vector([1, 2, 3])
    with pytest.raises(IndexError):
        vector[3]
    with pytest.raises(IndexError):
        vector.replace(64, 0)


def test_the_source_can_change_afterwards() -> None:
    """A vector keeps its own copy of the items."""
    items = [1, 2, 3]
    vector = Vector(items)
    items[0] = 9
    assert list(vector) == [1, 2, 3]


def test_replacing_shares_what_does_not_change() -> None:
    """Only the block of the replaced item is copied, so the length costs nothing."""
    vector = Vector(range(1_000))
    changed = vector.replace(500, -1)
    shared = [a is b for a, b in zip(vector._blocks, changed._blocks, strict=True)]
    assert shared.count(False) == 1
    assert len(shared) == 16
