"""The incident flow, most of it held still so that the slow way can try the rest."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.core.brute_force import BruteForce
from tests.core.small_flows import standing
from triage.core.engine import replay
from triage.core.explain import changes, findings
from triage.core.model import Flow
from triage.core.program import Program, compile_program
from triage.core.progress import Remaining, remaining
from triage.core.values import Value
from triage.pack.reader import read_pack

ROOT = Path(__file__).parents[2]

CALM: Mapping[str, Value] = {
    "safety": "arranged",
    "stage": "new",
    "age": "under_18",
    "care": "neither",
    "care_la": "dorset",
    "outcome": "serious_harm",
    "began_before_18": "no",
    "place": "dorset",
    "resident": "dorset",
    "abuse": "not_suspected",
    "abusive_event": "no",
    "process": ("none",),
    "suicide_unexplained": "no",
    "family_known": "no",
    "setting": "none",
    "linked": "no",
    "harmed_others": "no",
    "learning": ("none",),
    "lead_available": "yes",
    "disagreement": "none",
    "other_worry": "no",
}


@dataclass(frozen=True)
class Held:
    """The incident flow with a few questions left free, and one answer to each other one."""

    free: tuple[str, ...]
    other: Mapping[str, Value]

    @cached_property
    def fixed(self) -> dict[str, Value]:
        """The answer to each question that is held still."""
        return {id_: v for id_, v in {**CALM, **self.other}.items() if id_ not in self.free}

    @cached_property
    def flow(self) -> Flow:
        """The flow as it is shipped."""
        return read_pack(ROOT).flows["serious_incident"]

    @cached_property
    def program(self) -> Program:
        """The whole flow, made ready for the engine: nothing is left out of it."""
        return compile_program([self.flow])

    @cached_property
    def oracle(self) -> BruteForce:
        """The flow, worked out the slow way over the free questions."""
        return BruteForce([self.flow], self.fixed)

    def some_answers(self, rng: random.Random) -> dict[str, Value]:
        """Return the fixed answers and those to some of the free questions."""
        free = rng.sample(self.free, rng.randrange(len(self.free) + 1))
        return {**self.fixed, **{id_: rng.choice(self.oracle.values[id_]) for id_ in free}}


HELD = {
    "who": Held(("age", "care", "care_la", "outcome", "began_before_18"), {}),
    "where": Held(
        ("age", "place", "resident", "care_la", "safety"),
        {"care": "looked_after", "outcome": "died"},
    ),
    "signs": Held(
        ("abuse", "abusive_event", "linked", "suicide_unexplained", "family_known", "stage"),
        {"care": "looked_after", "outcome": "died"},
    ),
    "ticks": Held(("outcome", "process", "abusive_event"), {"learning": ("near_miss",)}),
}


@pytest.fixture(scope="module", params=list(HELD.values()), ids=list(HELD))
def held(request: pytest.FixtureRequest) -> Held:
    """Return the incident flow with these questions left free."""
    assert isinstance(request.param, Held)
    return request.param


def test_every_question_has_an_answer_to_hold_it_still(held: Held) -> None:
    """The answers above are to all questions of the shipped flow, and the flow takes them."""
    assert list(CALM) == [question.id for question in held.flow.questions]
    assert replay(held.program, CALM).answers == CALM


def test_each_position_says_what_every_completion_says(held: Held) -> None:
    """With any of the free questions answered, the engine says what trying all the rest says."""
    rng = random.Random(1)
    for _ in range(30):
        answers = held.some_answers(rng)
        assert standing(replay(held.program, answers)) == held.oracle.standing(answers)


def test_each_finished_case_says_what_the_slow_way_says(held: Held) -> None:
    """With every question answered, what is shown is what the rules say."""
    for world in random.Random(2).sample(held.oracle.worlds, 80):
        answers = dict(zip(held.oracle.order, world.answers, strict=True))
        position = replay(held.program, answers)
        assert {outcome.id for outcome in position.outcomes} == world.shown
        assert set(position.asked) == world.in_play


def test_reasons_are_the_rules_that_fired(held: Held) -> None:
    """Each outcome is explained by the rules that fired, from answers that alone are enough."""
    rng = random.Random(3)
    for _ in range(10):
        answers = held.some_answers(rng)
        position = replay(held.program, answers)
        for finding in findings(position):
            rules = [reason.rule.id for reason in finding.reasons]
            assert rules == held.oracle.fired(answers, finding.outcome.id)
            for reason in finding.reasons:
                alone = replay(held.program, reason.answers)
                fired = alone.program.outcomes[alone.program.outcome_index[finding.outcome.id]]
                (rule,) = [each for each in fired.rules if each.rule.id == reason.rule.id]
                assert not alone.residual(rule.condition).reads


def test_changes_are_what_the_slow_way_says(held: Held) -> None:
    """Each change of a free answer gains, loses and opens what the slow way says."""
    rng = random.Random(4)
    for _ in range(4):
        answers = held.some_answers(rng)
        for change in changes(replay(held.program, answers)):
            if change.question in held.free:
                difference = held.oracle.difference(answers, change.question, change.value)
                assert (change.gained, change.lost, change.undecided) == (
                    difference.gained,
                    difference.lost,
                    difference.undecided,
                )


def test_progress_is_what_walking_every_walk_says(held: Held) -> None:
    """With up to three free questions unanswered, the bounds are those of every walk."""
    rng = random.Random(5)
    for _ in range(8):
        answers = held.some_answers(rng)
        unanswered = [id_ for id_ in held.free if id_ not in answers]
        for id_ in unanswered[3:]:
            answers[id_] = rng.choice(held.oracle.values[id_])
        bounds = Remaining(*held.oracle.remaining(answers))
        assert remaining(replay(held.program, answers)) == bounds
