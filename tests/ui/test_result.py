"""The last screen: what to do before why, nothing lost, and what would change it, cut to a few."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from tests.report.samples import cases, pack
from triage.core.explain import changes
from triage.ui import words
from triage.ui.presenter.changes import FEW
from triage.ui.presenter.result_parts import all_changes, first_part, parts
from triage.ui.screens import Result
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 23)
CASES = [*sorted(cases()), "many reasons"]
MANY = {"age": "unsure", "abuse": "unsure", "abusive_event": "unsure", "process": ["unsure"]}


def answers_of(case: str) -> Mapping[str, Any]:
    """Return the answers of a worked case, or of one in which several rules fire at once."""
    return cases()["v01"] | MANY if case == "many reasons" else cases()[case]


def walked(answers: Mapping[str, Any]) -> Walkthrough:
    """Return a walkthrough at the result of these answers."""
    walk = Walkthrough(pack(), "incident", TODAY)
    walk.begin()
    while walk.question is not None:
        walk.answer(answers[walk.question])
    walk.go_on()
    return walk


def result_of(answers: Mapping[str, Any]) -> Result:
    """Return the last screen for these answers."""
    screen = walked(answers).screen
    assert isinstance(screen, Result)
    return screen


def written(result: Result) -> list[str]:
    """Return every text of every part, headings too, in reading order."""
    return [
        text
        for part in parts(result, "All.")
        for text in (part.title, *(x.text for x in part.lines))
    ]


@pytest.mark.parametrize("case", CASES)
def test_what_to_do_stands_before_why_and_why_before_what_would_change_it(case: str) -> None:
    """The parts come in the order in which a person in a hurry needs them."""
    titles = [part.title for part in parts(result_of(answers_of(case)), "")]
    order = [
        words.FIRST_TITLE,
        words.YOURS_TITLE,
        words.OTHERS_TITLE,
        words.OUTCOMES_TITLE,
        words.CHANGES_TITLE,
        words.AFTER_TITLE,
    ]
    assert titles == [title for title in order if title in titles]
    assert {*order} - {*titles} <= {words.OTHERS_TITLE}


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_an_outcome_is_lost(case: str) -> None:
    """Title, meaning, certainty, decider, each rule, the answers behind it, each citation."""
    result = result_of(answers_of(case))
    text = "\n".join(written(result))
    for block in result.outcomes:
        sure = words.certainty(block.certainty, in_guidance=not block.not_in_guidance)
        for said in (block.title, block.means, block.decides, sure, *block.cites):
            assert said in text
        for reason in block.reasons:
            assert f"{reason.says} (Rule {reason.rule})" in text
            for question, answer in reason.because:
                assert f"{question} {words.stop(answer)}" in text
    for act in (*result.to_do.yours, *result.to_do.others):
        for said in (act.who.removeprefix("You"), act.when, act.tell, act.note, *act.ways):
            assert said in text
        for said in (*act.why, *act.cites, *(task.do for task in act.tasks)):
            assert said in text
    for line in (*result.not_a_referral, *result.safety, *result.banner, result.closing):
        assert line in text


@pytest.mark.parametrize("case", CASES)
def test_a_long_list_of_changes_is_cut_and_all_of_it_can_be_seen(case: str) -> None:
    """A few changes are shown, their number left out is said, and the whole list is there."""
    walk = walked(answers_of(case))
    result = walk.screen
    assert isinstance(result, Result)
    few = [line for group in result.changes.few for line in group.lines]
    every = [line for group in result.changes.all for line in group.lines]
    assert few == every[:FEW]
    assert result.changes.more == len(every) - len(few)
    text = "\n".join(line.text for line in all_changes(result).lines)
    assert len(every) <= len(changes(walk.position))
    for change in changes(walk.position):
        question = walk.program.questions[walk.program.index[change.question]]
        assert f"{question.ask} If “" in text
    if result.changes.more:
        assert f"{result.changes.more} more change" in "\n".join(written(result))


def test_one_case_has_an_outcome_for_several_reasons() -> None:
    """The case that stands for many reasons has them, so that the tests above see them."""
    blocks = result_of(answers_of("many reasons")).outcomes
    assert any(len(block.reasons) > 1 for block in blocks)


def test_what_the_person_was_not_sure_of_comes_first_among_changes() -> None:
    """Then what would add something, and last what would only take something away."""
    answers = cases()["v01"] | {"lead_available": "unsure", "learning": ["other"]}
    titles = [group.title for group in result_of(answers).changes.all]
    assert titles == [words.CHANGES_UNSURE, words.CHANGES_ADD, words.CHANGES_TAKE_AWAY]


def test_answers_that_would_do_the_same_stand_together() -> None:
    """Two other answers to one question with one effect are one line, and both are named."""
    lines = [
        line
        for group in result_of(cases()["v17"]).changes.all
        for line in group.lines
        if line.startswith("Was the child living, staying or held")
    ]
    assert any("“A children's home”, “" in line for line in lines)


def test_no_repr_of_the_last_screen_shows_an_answer() -> None:
    """Neither the screen nor its parts show a given answer when printed by accident."""
    result = result_of(cases()["v01"] | {"abuse": "unsure", "setting": "custody"})
    shown = repr(result.changes) + repr(parts(result, "")) + repr(first_part(result))
    assert "custody" not in shown.lower()
    assert "not sure" not in shown.lower().replace(words.CHANGES_UNSURE.lower(), "")
