"""The referral flow over the ten worked cases: what it asks, and what it leaves alone."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reading_back import READERS
from tests.command import ROOT, triage
from tests.flows.test_incident import VIGNETTES, ids, merged
from triage.core.engine import Position, replay
from triage.core.explain import findings
from triage.core.program import Program, compile_program
from triage.errors import AnswerError
from triage.pack.reader import Pack, read_pack
from triage.report.form import filled_form
from triage.report.summary import title_for

MOST_OF_A_FIRST_MESSAGE = 9
TRIAGE = 0
WORDS = {"safe_now": "Everyone is safe.", "own_way": "I want to.", "referrer_role": "Nurse"}
CALM = {"answers": {"abuse": "not_suspected"}}
ONLY_IN_FULL = ("sex", "ethnicity", "disability")
NO_NOT_KNOWN = ("safe_now", "age_band", "likely_age_band", "referral_now", "own_way")


@cache
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


@cache
def journey() -> Program:
    """Return the incident journey, compiled."""
    return compile_program(pack().walk("incident"))


def triaged(case: dict[str, Any], *, only_asked: bool) -> Position:
    """Return a worked case with the triage done: all that is known, or only what is asked."""
    answers = merged(case)
    if not only_asked:
        return replay(journey(), answers)
    position = replay(journey(), {})
    while not position.done(TRIAGE):
        assert position.next is not None
        position = position.answer(position.next, answers[position.next])
    return position


def prepared(position: Position, choice: str, answers: dict[str, object]) -> list[str]:
    """Return the further questions asked for a choice; any answer will do to what is not known."""
    asked = []
    while (question := position.next) is not None:
        asked.append(question)
        number = journey().index[question]
        first = journey().domains[number].cells[0].sample
        known = {"referral_now": choice, **WORDS, **answers}
        position = position.answer(question, known.get(question, first))
    return asked


@pytest.mark.parametrize("only_asked", [True, False], ids=["as it is asked", "all that is known"])
@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_a_first_message_takes_at_most_nine_further_answers(
    case: dict[str, Any],
    only_asked: bool,
) -> None:
    """Nothing that is known is asked again, and nothing that only the full referral needs."""
    position = triaged(case, only_asked=only_asked)
    asked = prepared(position, "first_message", merged(case))
    assert len(asked) <= MOST_OF_A_FIRST_MESSAGE, asked
    assert asked[0] == "referral_now"
    assert not set(asked) & set(position.answers)
    assert not set(asked) & set(ONLY_IN_FULL)
    assert {"purpose", "referrer_role", "safe_now", "abuse_kinds"} <= set(asked)


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_a_reason_is_asked_for_only_against_what_the_answers_suggest(case: dict[str, Any]) -> None:
    """It follows the choice at once, where a person goes the other way, and nowhere else."""
    position = triaged(case, only_asked=True)
    points = {"raise", "discuss", "setting", "cic_death", "cl_death", "notified", "tell_dorset"}
    pointed = bool(points & set(ids(position)))
    named = bool((points | {"learn", "safety"}) & set(ids(position)))
    for choice in ("first_message", "full", "none"):
        chosen = position.answer("referral_now", choice)
        against = pointed if choice == "none" else not named
        assert (chosen.next == "own_way") == against


@pytest.mark.parametrize(
    "answers",
    [
        {"outcome": "near_miss"},
        {"outcome": "no_harm", "learning": ["good_practice"]},
        {"stage": "dsp_not_met", "abuse": "unsure"},
        {"safety": "unsure", "outcome": "no_harm"},
    ],
    ids=["near miss", "good practice", "not notified", "not sure of danger"],
)
def test_whoever_is_told_to_tell_the_lead_officer_of_learning_or_danger_needs_no_reason_to(
    answers: dict[str, object],
) -> None:
    """A step says to tell them, so a referral is no other way; nor is it a duty. R5.58, R5.61."""
    position = replay(journey(), {**merged(CALM), **answers})
    assert set(ids(position)) <= {"learn", "safety"}
    told = [step.contact for each in findings(position) for step in each.steps]
    assert "lead_officer" in told
    for choice in ("first_message", "full", "none"):
        assert position.answer("referral_now", choice).next != "own_way"


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_whoever_has_told_the_lead_officer_needs_no_reason_and_prepares_nothing(
    case: dict[str, Any],
) -> None:
    """It is no other way than the answers suggest, and ends with the choice."""
    position = triaged(case, only_asked=True).answer("referral_now", "told")
    assert position.complete
    assert title_for(position, findings(position), pack().form) == "Record of a check"


@pytest.mark.parametrize(
    ("age", "question", "eighteen"),
    [("under_18", "age_band", False), ("unsure", "likely_age_band", True), ("unborn", "", False)],
)
def test_the_age_group_fits_the_age(age: str, question: str, *, eighteen: bool) -> None:
    """Whoever said "under 18" is not offered more; field 9 has what was answered last."""
    answers = {**merged(VIGNETTES[0]), **FIRST, "age": age}
    position = replay(journey(), answers)
    asked = [id_ for id_ in ("age_band", "likely_age_band") if id_ == position.next]
    assert asked == ([question] if question else [])
    if question:
        options = journey().questions[journey().index[question]].options
        assert ("18_or_over" in [option.value for option in options]) == eighteen
        with pytest.raises(AnswerError):
            position.answer("age_band", "18_or_over")
        answers[question] = "16_17"
    position = replay(journey(), answers)
    form = pack().form
    assert form is not None
    (field,) = [each for each in filled_form(form, position, {}).fields if each.number == 9]
    assert [each.id for each in field.answers] == [question or "age"]
    assert not field.needed


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_the_referral_changes_nothing_that_the_triage_says(case: dict[str, Any]) -> None:
    """No outcome is open once the triage is done, and its outcomes stay, whatever is added."""
    position = triaged(case, only_asked=True)
    assert position.open == ()
    before = ids(position)
    assert sorted(before) == sorted(case["expected"])
    for choice in ("first_message", "full", "told", "none"):
        after = position
        while (question := after.next) is not None:
            first = journey().domains[journey().index[question]].cells[0].sample
            known = {"referral_now": choice, **WORDS, **merged(case)}
            after = after.answer(question, known.get(question, first))
        assert ids(after) == before
        assert after.open == ()


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_the_triage_is_asked_as_it_is_alone(case: dict[str, Any]) -> None:
    """In the journey, the questions before the result are those of the incident flow by itself."""
    alone = compile_program(pack().walk("serious_incident"))
    position, answers = replay(alone, {}), merged(case)
    while position.next is not None:
        position = position.answer(position.next, answers[position.next])
    assert triaged(case, only_asked=True).asked == position.asked


def test_not_known_is_an_answer_to_all_but_a_few() -> None:
    """Every typed question, list and choice of the full referral can be answered "not known"."""
    flow = pack().flows["referral"]
    for question in flow.questions:
        if question.borrowed or question.id in NO_NOT_KNOWN:
            continue
        unsure = any(option.unsure for option in question.options)
        assert unsure or question.not_known, question.id
    named = {question.id: question for question in flow.questions}
    for id_ in NO_NOT_KNOWN:
        assert not named[id_].not_known
        assert not any(option.unsure for option in named[id_].options)


def test_the_full_referral_can_be_not_known_throughout() -> None:
    """A walk that answers "not known" wherever it can ends complete, by the real command."""
    answers = dict(merged(VIGNETTES[0]))
    answers |= {"referral_now": "full", "age_band": "under_1", "purpose": "live"}
    answers |= {id_: words for id_, words in WORDS.items() if id_ != "own_way"}
    position = replay(journey(), answers)
    while (question := position.next) is not None:
        asked = journey().questions[journey().index[question]]
        unsure = [option.value for option in asked.options if option.unsure]
        given = unsure[0] if unsure else "not_known"
        answers[question] = given
        position = position.answer(question, given)
    done = triage("run", "incident", given=json.dumps(answers))
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert (result["complete"], result["open"], result["ignored"]) == (True, [], [])
    assert sorted(each["id"] for each in result["outcomes"]) == ["cdr", "raise"]


FIRST = {"referral_now": "first_message", "purpose": "training", "abuse_kinds": ["unsure"], **WORDS}
ADULT = {"18_24", "25_plus"}


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_the_first_message_of_each_case_is_written_by_the_real_command(
    case: dict[str, Any], tmp_path: Path
) -> None:
    """It names the lead officer, what was done for safety, and nothing that is still needed."""
    answers = {**merged(case), **FIRST, "age_band": "6_10"}
    if answers["age"] in ADULT:
        answers |= {"area_happened": "dorset", "area_lives": "dorset"}
    file = tmp_path / "first.txt"
    wanted = ("--summary", str(file), "--first-message")
    done = triage("run", "incident", *wanted, given=json.dumps(answers))
    assert done.returncode == 0, done.stderr
    text = " ".join(file.read_text(encoding="utf-8").split())
    assert text.startswith("TRAINING COPY. Not a real case. Do not send it. OFFICIAL-SENSITIVE")
    assert "To: Lead officer (Head of Quality Assurance & Partnerships)" in text
    assert "Everyone is safe." in text
    assert "Still needed" not in text
    assert ("I want to." in text) == ("own_way" in json.loads(done.stdout)["asked"])


def test_the_first_message_needs_a_file_and_a_referral(tmp_path: Path) -> None:
    """Without --summary, or without a referral, it is exit 2 with what to do, and no file."""
    answers = json.dumps(merged(VIGNETTES[0]))
    done = triage("run", "incident", "--first-message", given=answers)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--first-message goes with --summary FILE" in done.stderr
    file = tmp_path / "first.txt"
    wanted = ("--summary", str(file), "--first-message")
    done = triage("run", "incident", *wanted, given=answers)
    assert done.returncode == 2
    assert "Answer referral_now first" in done.stderr
    assert not file.exists()


def test_the_dates_of_a_training_copy_say_so_too(tmp_path: Path) -> None:
    """The day on which the council became aware gives dates, each marked in the calendar."""
    answers = {**merged(VIGNETTES[0]), **FIRST, "referral_now": "full", "age_band": "under_1"}
    answers |= {"council_aware_day": "2026-11-16"}
    file = tmp_path / "days.ics"
    done = triage("run", "incident", "--summary", str(file), given=json.dumps(answers))
    assert done.returncode == 0, done.stderr
    titles = READERS["ics"](file.read_bytes())[::2]
    assert titles
    assert all(title.startswith("TRAINING COPY. Not a real case.") for title in titles)


@pytest.mark.parametrize(("case", "first"), [("v01", "17 November"), ("v11", "16 November")])
def test_the_council_clock_counts_from_a_death_only_for_a_child_in_care(
    case: str, first: str, tmp_path: Path
) -> None:
    """For everyone else it counts from the day on which the council became aware, however late."""
    (vignette,) = [each for each in VIGNETTES if each["id"] == case]
    answers = {**merged(vignette), **FIRST, "referral_now": "full", "age_band": "under_1"}
    answers |= {"council_aware_day": "2026-11-17", "incident_day": "2026-11-16"}
    answers |= {"care_death_day": "2026-11-16"}
    file = tmp_path / "full.txt"
    done = triage("run", "incident", "--summary", str(file), given=json.dumps(answers))
    assert done.returncode == 0, done.stderr
    text = " ".join(file.read_text(encoding="utf-8").split())
    days = re.findall(r"Before a notification, from \w+ (\d+ \w+) 2026", text)
    assert days
    assert set(days) == {first}
