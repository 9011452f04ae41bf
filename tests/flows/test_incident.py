"""The incident journey, by the real command and by the engine, against the decision table."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from tests.command import ROOT, triage
from tests.flows.decision_table import in_play, outcomes, random_answers
from triage.core.engine import Position, begin, replay
from triage.core.program import Program, compile_program
from triage.pack.reader import read_pack

TOTAL_ANSWERS = 3_000
WALKS = 300
FILLINGS = 2
ORDERS = 20

# A child harmed in Dorset, and no sign of concern: one worrying answer then shows what it does.
# Uniform answers nearly always hold several, of which one is enough for most outcomes.
CALM: Mapping[str, object] = {
    "safety": "arranged",
    "stage": "new",
    "age": "under_18",
    "place": "dorset",
    "resident": "dorset",
    "abuse": "not_suspected",
    "abusive_event": "no",
    "process": ["none"],
    "suicide_unexplained": "no",
    "family_known": "no",
    "setting": "none",
    "linked": "no",
    "harmed_others": "no",
    "learning": ["none"],
    "disagreement": "none",
    "other_worry": "no",
}
MOST_WORRIES = 3


def cases() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the default answers and the ten worked cases."""
    text = Path(__file__).with_name("vignettes.yaml").read_text(encoding="utf-8")
    # BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
    file = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it builds nothing but text
    return file["defaults"], file["vignettes"]


DEFAULTS, VIGNETTES = cases()


@cache
def incident() -> Program:
    """Return the program of the incident flow in the built-in pack."""
    return compile_program(read_pack(ROOT).walk("serious_incident"))


def by_command(lines: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
    """Return what `triage run incident --jsonl` prints for each line of answers."""
    done = triage(
        "run", "incident", "--jsonl", given="".join(json.dumps(line) + "\n" for line in lines)
    )
    assert (done.returncode, done.stderr) == (0, "")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(lines)
    return results


def merged(case: Mapping[str, Any]) -> dict[str, object]:
    """Return all the answers of a worked case."""
    return {**DEFAULTS, **case["answers"]}


def ids(position: Position) -> list[str]:
    """Return the ids of the outcomes that are shown so far."""
    return [outcome.id for outcome in position.outcomes]


def seeded_answers(count: int, seed: int) -> Iterator[dict[str, object]]:
    """Yield total answers: every other one is quite random, the rest are calm but for a few."""
    rng = random.Random(seed)
    for turn in range(count):
        answers = random_answers(rng)
        if turn % 2:
            worries = rng.sample(sorted(CALM), rng.randint(0, MOST_WORRIES))
            answers |= {
                question: calm for question, calm in CALM.items() if question not in worries
            }
        yield answers


def test_the_worked_cases_come_out_as_expected() -> None:
    """Each of the ten cases gives exactly its outcomes, none of those it must never give."""
    results = by_command([merged(case) for case in VIGNETTES])
    assert len(VIGNETTES) == 10
    for case, result in zip(VIGNETTES, results, strict=True):
        shown = [outcome["id"] for outcome in result["outcomes"]]
        assert sorted(shown) == sorted(case["expected"]), case["id"]
        assert not set(shown) & set(case["never"]), case["id"]
        left = result["next"], result["open"], result["waiting"]
        assert left == ("referral_now", [], []), case["id"]


def test_the_order_of_the_answers_makes_no_difference() -> None:
    """The ten cases in twenty shuffled orders of their answers give the same objects."""
    rng = random.Random(1)
    expected, lines = by_command([merged(case) for case in VIGNETTES]), []
    for _ in range(ORDERS):
        for case in VIGNETTES:
            answers = list(merged(case).items())
            rng.shuffle(answers)
            lines.append(dict(answers))
    assert by_command(lines) == expected * ORDERS


def test_the_certainty_is_that_of_the_strongest_row() -> None:
    """Rows that another row covers show in the certainty, which they raise to certain."""
    rows: list[tuple[dict[str, object], str]] = [
        ({"abuse": "suspected"}, "judgement"),  # D09
        ({"abuse": "unsure", "process": ["section_47"]}, "judgement"),  # D09
        ({"abuse": "unsure", "abusive_event": "yes"}, "certain"),  # D04
        ({"abuse": "not_suspected", "process": ["section_47"]}, "certain"),  # D05
    ]
    lines = [{**DEFAULTS, "outcome": "harm_uncertain", **answers} for answers, _ in rows]
    for result, (answers, certainty) in zip(by_command(lines), rows, strict=True):
        found = {outcome["id"]: outcome["certainty"] for outcome in result["outcomes"]}
        assert found == {"raise": certainty}, answers


def test_the_engine_agrees_with_the_decision_table() -> None:
    """On random total answers, outcomes and questions in play are those of the table."""
    for answers in seeded_answers(TOTAL_ANSWERS, 2):
        position = replay(incident(), answers)
        asked = in_play(answers)
        assert set(ids(position)) == outcomes(answers), answers
        assert set(position.asked) == asked, answers
        assert set(position.ignored) == answers.keys() - asked, answers
        assert not position.open, answers


SEEN: dict[str, Position] = {}
"""Positions by how they were reached: walks that begin alike share what is worked out there."""


def walk(answers: Mapping[str, object]) -> list[Position]:
    """Return every position of a walk that asks what the engine asks next."""
    way = ""
    positions = [SEEN.setdefault(way, begin(incident()))]
    while (question := positions[-1].next) is not None:
        way += f" {question}={answers[question]}"
        if way not in SEEN:
            SEEN[way] = positions[-1].answer(question, answers[question])
        positions.append(SEEN[way])
    return positions


def fillings(known: Mapping[str, object], rng: random.Random) -> Iterator[dict[str, object]]:
    """Yield total answers that agree with the known ones and differ in all others."""
    for _ in range(FILLINGS):
        yield {**random_answers(rng), **known}


def test_leaving_questions_out_never_changes_the_result() -> None:
    """What a walk did not ask can be answered in any way, and the table says the same."""
    rng = random.Random(3)
    left_out = 0
    for answers in seeded_answers(WALKS, 4):
        end = walk(answers)[-1]
        assert not end.ignored
        assert not end.waiting
        assert not end.open
        known = {question: answers[question] for question in end.asked}
        for filled in fillings(known, rng):
            assert set(ids(end)) == outcomes(filled), filled
            left_out += len(in_play(filled) - known.keys())
    assert left_out > WALKS


def test_what_is_shown_early_is_never_lost() -> None:
    """Step by step, outcomes only join, except that `discuss` makes room for `raise`."""
    for answers in seeded_answers(WALKS, 4):
        positions = walk(answers)
        last = set(ids(positions[-1]))
        for before, after in pairwise(positions):
            lost = set(ids(before)) - set(ids(after))
            assert lost <= {"discuss"}, answers
            assert not lost or "raise" in ids(after), answers
        for position in positions:
            still_open = {outcome.id for outcome in position.open}
            assert last <= set(ids(position)) | still_open, answers
            assert still_open.isdisjoint(ids(position)), answers


def test_what_is_shown_early_holds_however_the_walk_goes_on() -> None:
    """At every step of a walk, what is shown is in the table's result for any other ending."""
    rng = random.Random(5)
    for answers in seeded_answers(WALKS, 4):
        for position in walk(answers):
            known = {question: answers[question] for question in position.asked}
            for filled in fillings(known, rng):
                missing = set(ids(position)) - outcomes(filled)
                assert missing <= {"discuss"}, filled
                assert not missing or "raise" in outcomes(filled), filled
