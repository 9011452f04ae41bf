"""How many questions are still to come: against walking every walk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.brute_force import values_of
from tests.core.small_flows import Case, cases
from tests.core.test_engine import HARM, HARM_CASE
from triage.core import progress
from triage.core.engine import begin, replay
from triage.core.progress import Remaining, look_ahead, remaining, remaining_if_known

picks = st.lists(st.integers(0, 63), min_size=6, max_size=6)


@given(cases())
def test_bounds_are_those_of_walking_every_walk(case: Case) -> None:
    """At the start and after any answers, the bounds are the fewest and most questions to come."""
    assert remaining(begin(case.program)) == Remaining(*case.oracle.remaining({}))
    assert remaining(case.position()) == Remaining(*case.oracle.remaining(case.answers))


@given(cases(), picks)
def test_a_walk_keeps_within_its_bounds(case: Case, numbers: list[int]) -> None:
    """Each answer to the next question narrows the bounds, and they end at none."""
    position = case.position()
    for number in numbers:
        if (question := position.next) is None:
            break
        before = remaining(position)
        values = values_of(case.oracle.questions[question])
        position = position.answer(question, values[number % len(values)])
        after = remaining(position)
        assert before.shortest - 1 <= after.shortest
        assert after.longest <= before.longest - 1
    assert (remaining(position) == Remaining(0, 0)) == position.complete


def test_the_memo_is_emptied_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memo is emptied, and what it held is found again."""
    monkeypatch.setattr(progress, "MOST_REMEMBERED", 0)
    program = Case(HARM).program
    died, harm = (replay(program, {"happened": happened}) for happened in ("died", "harm"))
    assert remaining(died) == Remaining(2, 2)
    assert remaining(harm) == Remaining(1, 2)
    assert remaining_if_known(died) is None
    assert remaining(died) == Remaining(2, 2)


def test_positions_are_looked_ahead_from_at_the_same_time() -> None:
    """Steps of two take turns while one ends before the other, and both find what is true."""
    program = Case(HARM).program
    died = replay(program, {"happened": "died"})
    steps = look_ahead(begin(program)), look_ahead(died)
    next(steps[0])
    for _ in steps[1]:
        assert remaining_if_known(died) is None
    assert remaining_if_known(died) == Remaining(2, 2)
    program.remaining.clear()
    for _ in steps[0]:
        assert remaining_if_known(begin(program)) is None
    assert remaining_if_known(begin(program)) == Remaining(1, 3)


@pytest.mark.parametrize(
    ("answers", "shortest", "longest"),
    [
        ({}, 1, 3),
        ({"happened": "nothing"}, 0, 0),
        ({"happened": "harm"}, 1, 2),
        ({"happened": "died"}, 2, 2),
        ({"happened": "died", "notes": "words"}, 1, 1),
        ({"seen_by": "us"}, 1, 3),
        ({"happened": "harm", "abuse": "yes"}, 1, 1),
    ],
)
def test_bounds(answers: dict[str, str], shortest: int, longest: int) -> None:
    """A flow worked out on paper has the bounds worked out on paper."""
    position = replay(HARM_CASE.program, answers)
    assert remaining(position) == Remaining(shortest, longest)
