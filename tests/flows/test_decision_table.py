"""The oracle against the ten worked cases, and against its own contract."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows.decision_table import (
    ALONE,
    MULTI,
    OUTCOMES,
    QUESTIONS,
    in_play,
    outcomes,
    random_answers,
    raw_outcomes,
    rows,
)

# BaseLoader: every scalar is text, so that yes and no are answers and not booleans.
_FILE = yaml.load(
    Path(__file__).with_name("vignettes.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - it makes nothing but texts
)
DEFAULTS: dict[str, Any] = _FILE["defaults"]
VIGNETTES: list[dict[str, Any]] = _FILE["vignettes"]

# Every row of the table; D03 and the other missing numbers do not exist.
ROWS = frozenset(
    [
        "D01",
        "D02",
        "D04",
        "D05",
        "D06",
        "D07",
        "D08",
        "D09",
        "D11",
        "D11b",
        "D12",
        "D15",
        "D18",
        "D19",
        "D20",
        "D21",
        "D23",
        "D23b",
        "D24",
        "D26",
        "D27",
        "D28",
        "D29",
        "D30",
        "D32",
        "D33",
        "D34",
        "D35",
        "D36",
        "D37",
        "D38",
        "D39",
        "D40",
        "D41",
        "D42",
        "D43",
    ]
)
ADULT_ROWS = frozenset(
    ["D01", "D12", "D15", "D20", "D23", "D23b", "D35", "D36", "D37", "D38", "D39", "D42"]
)
SAMPLE = 4_000


def total(given: dict[str, Any], rng: random.Random) -> dict[str, object]:
    """Fill the questions that the cases leave out, which must not be in play, at random."""
    answers = random_answers(rng) | given
    left_out = in_play(answers) - set(given)
    assert not left_out, f"asked, but neither answered nor given a default: {sorted(left_out)}"
    return answers


def test_there_are_ten_cases() -> None:
    """The file holds ten different cases."""
    assert len({case["id"] for case in VIGNETTES}) == len(VIGNETTES) == 10


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: str(case["id"]))
def test_case(case: dict[str, Any]) -> None:
    """Each case gives exactly what is expected, whatever is answered out of play."""
    rng = random.Random(case["id"])
    for _ in range(20):
        answers = total(DEFAULTS | case["answers"], rng)
        shown = outcomes(answers)
        assert shown == set(case["expected"]), sorted(rows(answers))
        assert shown.isdisjoint(case["never"])


def test_answers_that_are_not_in_play_are_ignored() -> None:
    """Other answers to questions out of play change neither rows nor outcomes."""
    rng = random.Random(1)
    for _ in range(SAMPLE):
        answers = random_answers(rng)
        asked = in_play(answers)
        other = random_answers(rng) | {q: a for q, a in answers.items() if q in asked}
        assert in_play(other) == asked
        assert (rows(other), outcomes(other)) == (rows(answers), outcomes(answers))


def test_every_row_and_outcome_can_be_reached_and_no_other() -> None:
    """Random answers fire every row of the table and show every outcome."""
    rng = random.Random(2)
    seen_rows: set[str] = set()
    seen_outcomes: set[str] = set()
    # Uniform answers are nearly all worrying ones: every other walk is held to the calm answers.
    calm: dict[str, object] = {"safety": "arranged", "stage": "new", "disagreement": "none"}
    calm |= {"abuse": "not_suspected", "process": ["none"], "learning": ["none"]}
    no = ("abusive_event", "suicide_unexplained", "linked", "harmed_others", "other_worry")
    calm |= dict.fromkeys(no, "no")
    for turn in range(SAMPLE):
        answers = random_answers(rng) | (calm if turn % 2 else {})
        seen_rows |= rows(answers)
        seen_outcomes |= outcomes(answers)
    assert seen_rows == ROWS
    assert seen_outcomes == OUTCOMES


def test_an_adult_takes_only_the_rows_for_adults() -> None:
    """No row about children fires for an adult."""
    rng = random.Random(3)
    for _ in range(SAMPLE):
        answers = random_answers(rng) | {"age": rng.choice(["18_24", "25_plus"])}
        assert rows(answers) <= ADULT_ROWS


def test_discuss_is_hidden_by_raise_and_by_a_decision_not_to_notify_only() -> None:
    """DISCUSS gives way to RAISE and to the decision of the partners, and to nothing else."""
    rng = random.Random(4)
    for _ in range(SAMPLE):
        answers = random_answers(rng)
        raw, shown = raw_outcomes(answers), outcomes(answers)
        hidden = "raise" in raw or answers["stage"] == "dsp_not_met"
        assert shown == (raw - {"discuss"} if hidden else raw)


def test_random_answers_reach_every_option() -> None:
    """The random answers of these tests leave no option out."""
    rng = random.Random(5)
    seen: dict[str, set[str]] = {question: set() for question in QUESTIONS}
    for _ in range(1_000):
        for question, answer in random_answers(rng).items():
            if isinstance(answer, list):
                assert question in MULTI
                assert len(answer) == 1 or ALONE.isdisjoint(answer)
                seen[question].update(answer)
            else:
                seen[question].add(str(answer))
    assert seen == {question: set(options) for question, options in QUESTIONS.items()}


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": "17"},
        {"process": "none"},
        {"process": []},
        {"process": ["none", "section_47"]},
        {"learning": ["luck"]},
        {"no_such_question": "yes"},
    ],
    ids=str,
)
def test_answers_the_table_does_not_know_are_refused(wrong: dict[str, object]) -> None:
    """A question or value that the table does not have is an error."""
    with pytest.raises(ValueError, match=r"\w"):
        outcomes(random_answers(random.Random(6)) | wrong)
