"""The walkthrough that every front end shares: forward, back, change, review, the next child."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from triage.errors import AnswerError
from triage.pack.reader import Pack, read_pack
from triage.ui.screens import Ask, Result, Review, Welcome
from triage.ui.walkthrough import Walkthrough

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 11, 23)
CALM = {
    "safety": "arranged",
    "stage": "new",
    "age": "under_18",
    "care": "neither",
    "outcome": "serious_harm",
    "place": "dorset",
    "resident": "dorset",
    "abuse": "not_suspected",
    "abusive_event": "no",
    "process": ["none"],
    "suicide_unexplained": "no",
    "family_known": "no",
    "setting": "none",
    "harmed_others": "no",
    "learning": ["none"],
    "lead_available": "yes",
    "disagreement": "none",
    "other_worry": "no",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


@pytest.fixture
def walk(pack: Pack) -> Walkthrough:
    """Return a walkthrough of the incident journey at its first question."""
    walkthrough = Walkthrough(pack, "incident", TODAY)
    walkthrough.begin()
    return walkthrough


def go_through(walk: Walkthrough, **other: object) -> list[str]:
    """Answer calmly, apart from `other`, until the review; return the questions asked."""
    asked = []
    while walk.stage == "asking":
        question = walk.question
        assert question is not None
        asked.append(question)
        walk.answer({**CALM, **other}[question])
    return asked


def stage_of(walk: Walkthrough) -> str:
    """Return where the walkthrough stands."""
    return walk.stage


def ask_of(walk: Walkthrough) -> Ask:
    """Return the question screen that is shown."""
    screen = walk.screen
    assert isinstance(screen, Ask)
    return screen


def test_the_first_screen_says_safety_what_it_is_not_and_how_old_the_guidance_is(
    pack: Pack,
) -> None:
    """The welcome carries 999, "not a referral", the passed review date and what was replaced."""
    screen = Walkthrough(pack, "incident", TODAY).screen
    assert isinstance(screen, Welcome)
    assert "ring 999" in screen.safety[0]
    assert "not a referral and not a notification" in screen.not_a_referral[0]
    banner = " ".join(screen.banner)
    assert "version 3.1, dated 9 September 2024" in banner
    assert "September 2025. That date has passed (today is 23 November 2026)" in banner
    assert "Working Together to Safeguard Children 2026 (not in the guidance)" in banner


def test_the_review_date_is_not_said_to_have_passed_before_it_has(pack: Pack) -> None:
    """On the last day of the review month nothing is said of it; on the next day it is."""
    for day, passed in ((datetime.date(2025, 9, 30), False), (datetime.date(2025, 10, 1), True)):
        screen = Walkthrough(pack, "incident", day).screen
        assert isinstance(screen, Welcome)
        assert any("has passed" in line for line in screen.banner) is passed


def test_a_walk_ends_in_the_review_and_then_in_what_to_do(walk: Walkthrough) -> None:
    """After the last question comes the review of every answer, then the outcomes."""
    asked = go_through(walk)
    review = walk.screen
    assert isinstance(review, Review)
    assert [answered.id for answered in review.answers] == asked == list(CALM)
    walk.go_on()
    result = walk.screen
    assert isinstance(result, Result)
    assert [block.id for block in result.outcomes] == ["not_indicated"]
    assert result.summary_title == "Record of a check"
    assert "lead officer" in result.closing


def test_going_back_to_the_start_and_forward_again_loses_nothing(walk: Walkthrough) -> None:
    """Back from the review to the welcome shows each answer, and going forward asks no more."""
    asked = go_through(walk)
    walk.back()
    seen = []
    while walk.stage == "asking":
        screen = ask_of(walk)
        seen.append(screen.id)
        assert screen.answer is not None
        walk.back()
    assert seen == asked[::-1]
    assert stage_of(walk) == "welcome"
    walk.begin()
    assert stage_of(walk) == "review"


def test_an_earlier_answer_can_be_passed_through_or_changed(walk: Walkthrough) -> None:
    """After going back, the same answer leads forward through the answered questions."""
    for question in ("safety", "stage", "age"):
        walk.answer(CALM[question])
    walk.back()
    walk.back()
    assert walk.question == "stage"
    walk.answer("new")
    assert walk.question == "age"
    walk.answer("25_plus")
    assert walk.question == "began_before_18"
    assert "care" not in walk.position.asked


def test_changing_from_the_review_returns_there_by_way_of_new_questions(
    walk: Walkthrough,
) -> None:
    """A change that opens questions asks them, then returns to the review."""
    go_through(walk)
    walk.change("learning")
    walk.answer(["good_practice"])
    assert walk.stage == "review"
    walk.change("care")
    walk.answer("looked_after")
    assert walk.question == "care_la"
    walk.answer("dorset")
    assert walk.question == "linked"
    walk.answer("no")
    assert walk.stage == "review"
    walk.change("care")
    walk.back()
    assert walk.stage == "review"


def test_a_bad_answer_stays_and_shows_nothing_of_it(walk: Walkthrough) -> None:
    """An invalid value raises, keeps the question, and is not repeated."""
    with pytest.raises(AnswerError) as caught:
        walk.answer("Kim Example")
    assert walk.question == "safety"
    assert "Kim" not in str(caught.value)


def test_what_an_answer_newly_means_is_marked_new_once(walk: Walkthrough) -> None:
    """SAFETY shows as soon as the first question is answered, as new only then."""
    walk.answer("danger")
    assert [(m.title, m.new) for m in ask_of(walk).already] == [
        ("Act now to keep people safe", True)
    ]
    walk.answer("new")
    assert [m.new for m in ask_of(walk).already] == [False]


def test_nothing_is_said_to_be_meant_before_the_first_answer(pack: Pack) -> None:
    """An outcome that stands whatever is answered is not what the answers mean yet."""
    walk = Walkthrough(pack, "what_happens_next", TODAY)
    walk.begin()
    assert walk.position.outcomes
    assert not ask_of(walk).already
    walk.answer("arranged")
    assert [meaning.new for meaning in ask_of(walk).already] == [False]


def test_progress_is_exact_at_both_ends(walk: Walkthrough) -> None:
    """The number counts up, the bounds only close in, and the last question is the last."""
    bounds: list[tuple[int, int]] = []
    while walk.stage == "asking":
        screen = ask_of(walk)
        parts = screen.progress.removeprefix("Question ").replace(" to ", " of ").split(" of ")
        number, shortest, longest = int(parts[0]), int(parts[1]), int(parts[-1])
        assert number == len(bounds) + 1
        assert number <= shortest <= longest
        bounds.append((shortest, longest))
        walk.answer(CALM[screen.id])
    assert all(a[0] <= b[0] and a[1] >= b[1] for a, b in pairwise(bounds))
    assert bounds[-1] == (len(bounds), len(bounds))


def test_preparing_leaves_nothing_to_work_out_for_any_question(pack: Pack) -> None:
    """After it, no question has to look for how many can still come, whatever is answered."""
    walk = Walkthrough(pack, "incident", TODAY)
    assert not walk.program.remaining
    walk.prepare()
    known = len(walk.program.remaining)
    assert known
    walk.begin()
    while walk.stage == "asking":
        walk.answer(CALM[ask_of(walk).id])
    assert len(walk.program.remaining) == known


def test_another_child_keeps_the_incident_and_asks_about_safety_again(
    walk: Walkthrough,
) -> None:
    """The next child starts with the incident's answers, marked as kept, and no others."""
    go_through(walk, outcome="died")
    walk.go_on()
    walk.another_child()
    assert walk.question == "safety"
    assert set(walk.position.answers) == {
        "stage",
        "place",
        "learning",
        "lead_available",
        "disagreement",
    }
    go_through(walk)
    review = walk.screen
    assert isinstance(review, Review)
    kept = {answered.id for answered in review.answers if answered.origin == "child_before"}
    assert kept == {"stage", "place", "learning", "lead_available", "disagreement"}


def test_the_next_child_is_numbered_and_what_was_kept_is_said(walk: Walkthrough) -> None:
    """From the second child on, each screen says which one it is; nothing kept is new or hidden."""
    go_through(walk, lead_available="no")
    walk.go_on()
    walk.another_child()
    first = ask_of(walk)
    assert first.progress.startswith("Child 2. Question 1 of ")
    assert [meaning.title for meaning in first.already] == ["If you cannot reach the lead officer"]
    assert not any(meaning.new for meaning in first.already)
    walk.answer("arranged")
    walk.change("stage")
    assert ask_of(walk).origin == "child_before"
    walk.answer("new")
    go_through(walk)
    review = walk.screen
    assert isinstance(review, Review)
    assert review.title == "Child 2. Check your answers"
    walk.go_on()
    result = walk.screen
    assert isinstance(result, Result)
    assert result.title == "Child 2. What to do now"
    walk.another_child()
    assert ask_of(walk).progress.startswith("Child 3. ")
    walk.forget()
    walk.begin()
    assert ask_of(walk).progress.startswith("Question 1 of ")


def test_forgetting_leaves_no_answer_behind(walk: Walkthrough) -> None:
    """After forgetting, no answer is held anywhere in the walkthrough."""
    go_through(walk)
    walk.forget()
    assert dict(walk.position.answers) == {}
    assert walk.stage == "welcome"


def test_no_repr_shows_an_answer(walk: Walkthrough) -> None:
    """Neither the walkthrough nor its screens show an answer when printed by accident."""
    go_through(walk, abuse="suspected")
    for thing in (walk, walk.position, walk.screen):
        assert "suspected" not in repr(thing).lower()
