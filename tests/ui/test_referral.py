"""From the result of the triage into the referral: asked, reviewed, previewed, and back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.report.samples import cases, pack
from tests.ui.referral_walks import (
    REFERRAL,
    TODAY,
    ask_of,
    at_result,
    at_review,
    go_through,
    offered,
)
from tests.ui.test_preview import MOMENT
from triage.report.plain_text import WIDTH
from triage.ui import words
from triage.ui.saving import SummaryFile, WalkthroughSaver
from triage.ui.screens import Home, Preview, Review
from triage.ui.walkthrough import Walkthrough


def stage_of(walk: Walkthrough) -> str:
    """Return where the walkthrough stands."""
    return walk.stage


def home_of(walk: Walkthrough) -> Home:
    """Return the Home that is shown."""
    screen = walk.screen
    assert isinstance(screen, Home)
    return screen


def preview_of(walk: Walkthrough) -> Preview:
    """Return the preview that is shown."""
    screen = walk.screen
    assert isinstance(screen, Preview)
    return screen


def review_of(walk: Walkthrough) -> Review:
    """Return the review that is shown."""
    screen = walk.screen
    assert isinstance(screen, Review)
    return screen


@pytest.mark.parametrize("case", sorted(cases()))
def test_the_result_offers_the_referral_first_whatever_it_says(case: str) -> None:
    """Without a Home too; what it suggests is the same as before, and the choice is theirs."""
    walk = at_result(case)
    offer = offered(walk)
    assert offer.title == "Prepare the referral to the lead officer"
    assert not offer.begun
    assert stage_of(walk) == "result"


def test_progress_counts_what_is_still_asked_and_nothing_that_is_known() -> None:
    """The first question is number 1, and the count to the end is exact once the choice is made."""
    walk = at_result("v11")
    walk.take(offered(walk))
    assert ask_of(walk).progress.startswith("Question 1 of 1 to ")
    walk.answer("first_message")
    asked: list[str] = []
    while (id_ := walk.question) is not None:
        number = len(asked) + 2
        assert ask_of(walk).progress == f"Question {number} of 6"
        asked.append(id_)
        walk.answer(REFERRAL[id_])
    assert asked == ["safe_now", "purpose", "referrer_role", "age_band", "abuse_kinds"]


def test_back_from_the_first_question_leads_to_the_result_and_loses_nothing() -> None:
    """The offer then says that it is begun, and taking it goes on where one was."""
    walk = at_result("v11")
    walk.take(offered(walk))
    walk.answer("first_message")
    walk.back()
    walk.back()
    assert stage_of(walk) == "result"
    assert offered(walk).begun
    walk.take(offered(walk))
    assert walk.question == "safe_now"
    assert walk.position.answers["referral_now"] == "first_message"


def test_the_review_is_grouped_by_the_form_and_says_what_came_from_before() -> None:
    """Each heading once, in the order of the form; every answer of the leg is there once."""
    walk = at_review("v11")
    review = review_of(walk)
    headings = [each.section for each in review.answers if each.section]
    assert headings[0] == words.REVIEW_CHOICE
    form = pack().form
    assert form is not None
    sections = [section.title for section in form.sections]
    assert headings[1:] == [title for title in sections if title in headings]
    assert len(headings) == len(set(headings)) > 6
    ids = [each.id for each in review.answers]
    assert len(ids) == len(set(ids))
    carried = {each.id for each in review.answers if each.origin == "earlier"}
    assert {"age", "care", "outcome", "place"} <= carried
    assert carried.isdisjoint(REFERRAL)
    assert review.go_on == words.GO_ON_TO_PREVIEW


def test_changing_an_answer_from_the_review_returns_there() -> None:
    """Also for one that came from the triage, as long as that stays complete."""
    walk = at_review("v11")
    for question, value in (("referrer_role", "Nurse"), ("family_known", "historic")):
        walk.change(question)
        walk.answer(value)
        assert stage_of(walk) == "review"
        assert walk.leg == 1
        assert walk.position.answers[question] == value


def test_a_change_that_opens_the_triage_again_asks_there_first() -> None:
    """Only what the triage does not know yet comes before its result, and then the referral."""
    walk = at_review("v11", referral_now="first_message")
    walk.change("age")
    walk.answer("25_plus")
    asked = []
    while (id_ := walk.question) is not None:
        asked.append((id_, walk.leg))
        walk.answer({**cases()["v11"], "began_before_18": "no"}[id_])
    assert asked == [("began_before_18", 0)]
    assert (stage_of(walk), walk.leg) == ("result", 0)
    walk.take(offered(walk))
    assert go_through(walk) == ["own_way", "area_happened", "area_lives"]
    assert (stage_of(walk), walk.leg) == ("review", 1)


def test_a_change_of_what_the_answers_suggest_shows_the_result_again() -> None:
    """Nobody goes on to save a referral without having seen that there is something to do today."""
    walk = at_review("v17", referral_now="first_message")
    assert [outcome.id for outcome in walk.position.outcomes] == ["not_indicated"]
    walk.change("abuse")
    walk.answer("suspected")
    assert (stage_of(walk), walk.leg) == ("result", 0)
    assert "raise" in [outcome.id for outcome in walk.position.outcomes]
    walk.take(offered(walk))
    assert (stage_of(walk), walk.leg) == ("review", 1)


def test_the_first_message_is_previewed_alone_where_it_was_chosen(tmp_path: Path) -> None:
    """What is shown and saved is what `--first-message` writes; the whole is one choice away."""
    walk = at_review("v11", referral_now="first_message")
    saver = WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))
    walk.go_on()
    assert preview_of(walk).summary_title == "First message to the lead officer"
    message = saver.preview("", WIDTH)
    file = SummaryFile(pack(), lambda: MOMENT, random.Random(1))
    file.write(walk.position, str(tmp_path / "a.txt"), first_message=True)
    assert message == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert preview_of(walk).others[0] == words.PREVIEW_WHOLE
    walk.preview_other()
    assert preview_of(walk).summary_title == "Referral summary"
    assert saver.preview("", WIDTH) != message
    walk.back()
    assert stage_of(walk) == "review"


def test_the_whole_is_previewed_where_the_full_referral_was_chosen(tmp_path: Path) -> None:
    """It is what is saved, and equals what the answers alone give."""
    walk = at_review("v11")
    saver = WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))
    walk.go_on()
    assert preview_of(walk).others[0] == words.PREVIEW_MESSAGE
    shown = saver.preview("", WIDTH)
    saver.save(str(tmp_path / "a.txt"), "")
    assert shown == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "(1) Which agency: School" in " ".join(shown.split())


def test_what_is_missing_is_named_and_can_be_gone_to() -> None:
    """What was not known is asked for again, and answering or going back returns there."""
    walk = at_review("v11", place_type="unsure")
    walk.go_on()
    (gap,) = preview_of(walk).gaps
    assert gap.label == "Where it happened, and where the child lives"
    walk.give(gap.ask)
    assert ask_of(walk).ask == "What kind of place did it happen in?"
    walk.back()
    assert stage_of(walk) == "preview"
    walk.give(gap.ask)
    walk.answer("hospital")
    assert stage_of(walk) == "preview"
    assert not preview_of(walk).missing


def test_no_referral_ends_in_the_record_with_the_reason() -> None:
    """Acting against what the answers suggest is asked why, and the reason is in what is saved."""
    walk = at_review("v11", referral_now="none")
    assert [each.id for each in review_of(walk).answers][:2] == ["referral_now", "own_way"]
    walk.go_on()
    assert preview_of(walk).summary_title == "Record of a check"
    assert not preview_of(walk).missing
    assert preview_of(walk).others == (words.PREVIEW_REDACTED,)
    saver = WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))
    assert str(REFERRAL["own_way"]) in saver.preview("", WIDTH)


def test_every_screen_of_a_training_copy_says_so_and_no_other_does() -> None:
    """From the answer on, in the referral and back in the triage; not before, and not for live."""
    walk = at_result("v11")
    assert walk.mark == ""
    walk.take(offered(walk))
    for purpose, marked in (("live", False), ("self_check", False), ("training", True)):
        while (id_ := walk.question) is not None and id_ != "purpose":
            walk.answer(REFERRAL[id_])
            assert walk.mark == ""
        walk.answer(purpose)
        assert bool(walk.mark) is marked
        walk.back()
    walk.to_result()
    assert walk.mark


def test_forgetting_and_the_next_child_start_without_a_referral() -> None:
    """Nothing that was typed about one child is there for the next, nor after forgetting."""
    walk = at_review("v11")
    walk.to_result()
    walk.another_child()
    typed = {id_ for id_ in walk.position.answers if id_ in {"safe_now", "what_happened", "sex"}}
    assert not typed
    assert walk.leg == 0
    walk.forget()
    assert not walk.position.answers
    assert not walk.session.lists


def test_the_referral_is_left_for_home_and_found_again() -> None:
    """From Home the incident goes on at its review, and the referral where it was."""
    walk = Walkthrough(pack(), None, TODAY)
    walk.take(home_of(walk).offers[0])
    while (id_ := walk.question) is not None:
        walk.answer(cases()["v11"][id_])
    walk.go_on()
    walk.take(offered(walk))
    walk.answer("full")
    walk.answer("Everyone is safe.")
    walk.home()
    (begun, *_) = home_of(walk).offers
    assert begun.begun
    walk.take(begun)
    assert stage_of(walk) == "review"
    walk.go_on()
    walk.take(offered(walk))
    assert walk.question == "purpose"
    assert walk.position.answers["safe_now"] == "Everyone is safe."


def test_no_repr_shows_what_was_typed() -> None:
    """Walk, trail, screens and preview show none of it when printed by accident."""
    walk = at_review("v11", safe_now="Kim of 12 Example Road", own_way="Kim")
    shown = repr((walk, walk.trail, walk.screen, walk.session, walk.position))
    walk.go_on()
    shown += repr((walk.screen, preview_of(walk).gaps))
    assert "Kim" not in shown


@pytest.mark.parametrize("wanted", ["first_message", "full"])
def test_no_question_has_a_higher_number_than_there_are(wanted: str) -> None:
    """Whoever looks back at what the triage was told never reads of question 7 of 6."""
    walk = at_result("v11")
    walk.take(offered(walk))
    walk.prepare()
    go_through(walk, referral_now=wanted)
    seen = []
    walk.back()
    while stage_of(walk) == "asking":
        _, number, _, total = ask_of(walk).progress.split()
        seen.append((int(number), int(total)))
        walk.back()
    assert len(seen) > seen[0][1]
    assert all(1 <= number <= total for number, total in seen)
    assert [number for number, _ in seen] == sorted((number for number, _ in seen), reverse=True)
