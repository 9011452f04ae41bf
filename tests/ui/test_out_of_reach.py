"""What a screen says where not everything could be looked at."""

from __future__ import annotations

import datetime

from tests.core.test_long_flows import chain, tangle
from triage.core.engine import begin, replay
from triage.core.progress import Remaining
from triage.ui.presenter.changes import what_would_change
from triage.ui.presenter.question import ask
from triage.ui.walk.trail import Trail
from triage.ui.words import changes_untried, progress

TODAY = datetime.date(2026, 11, 23)


def test_progress_that_is_not_exact_gives_the_greatest_number_only() -> None:
    """Nobody is told "1 to 40" where the fewest is not known; they are told that it is no more."""
    trail = Trail(begin(tangle()), 0, {}, TODAY)
    assert ask(trail, "q0", frozenset()).progress == "Question 1"
    for _ in trail.look_ahead():
        pass
    assert ask(trail, "q0", frozenset()).progress == "Question 1, at most 40 in all"
    assert progress(5, 4, Remaining(5, 8)) == "Question 5 of 9 to 12"
    assert progress(5, 4, Remaining(5, 5)) == "Question 5 of 9"
    assert progress(5, 4, None) == "Question 5"


def test_a_long_walk_says_what_was_not_tried() -> None:
    """Where not all answers are tried for what would change, the screen knows how many were not."""
    program = chain(200, "{P: [b, c]}")
    walked = replay(program, {f"q{n}": "b" for n in range(200)})
    assert what_would_change(walked).untried == 150
    assert what_would_change(replay(program, {"q0": "a"})).untried == 0


def test_one_answer_is_not_many() -> None:
    """The sentence is right for one answer and for several."""
    assert changes_untried(1) == (
        "You gave many answers. What the last answer would change was not looked at."
    )
    assert "the last 7 answers would change" in changes_untried(7)
