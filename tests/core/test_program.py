"""Flows and journeys made ready: closed conditions, and questions that several flows ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from tests.core.brute_force import BruteForce, World
from tests.core.small_flows import Case, cases, journeys, standing
from tests.core.test_engine import HARM, HARM_CASE
from triage.check.paths import count
from triage.core.conditions import TRUE, Condition, restrict
from triage.core.engine import begin, replay
from triage.core.model import Flow
from triage.core.program import Program, compile_program
from triage.core.progress import Remaining, remaining
from triage.pack.reader import read_pack


def value(program: Program, condition: Condition, world: World) -> bool:
    """Evaluate a closed condition: every question has an answer, whether or not it is in play."""
    for number, answer in enumerate(world.answers):
        condition = restrict(condition, number, program.domains[number].bit_of(answer))
    assert not condition.reads
    return condition is TRUE


@given(cases())
def test_closed_conditions_read_questions_as_independent(case: Case) -> None:
    """Closed, a `when`, a rule and an outcome need nothing but one answer to each question."""
    program = case.program
    whens = [program.close(when) for when in program.whens]
    holds = [program.close(compiled.holds) for compiled in program.outcomes]
    shown = [program.shown(number) for number in range(len(program.outcomes))]
    ids = list(case.oracle.outcomes)
    for world in case.oracle.worlds[::3]:
        for question, when in zip(case.oracle.order, whens, strict=True):
            assert value(program, when, world) == (question in world.in_play)
        for id_, held, seen in zip(ids, holds, shown, strict=True):
            assert value(program, held, world) == (id_ in world.holds)
            assert value(program, seen, world) == (id_ in world.shown)


@given(cases())
def test_facts_are_conditions_like_any_other(case: Case) -> None:
    """A condition compiled later, as safeguards are, means what it means in a rule."""
    for outcome in case.flow.outcomes:
        if outcome.unless is not None:
            closed = case.program.close(case.program.condition(outcome.unless))
            for world in case.oracle.worlds[::5]:
                if value(case.program, closed, world):
                    assert outcome.id not in world.holds
    assert case.program.condition(None) is TRUE


def test_questions_and_outcomes_keep_the_order_of_the_file() -> None:
    """Questions and outcomes are numbered as they stand in the file."""
    program = HARM_CASE.program
    assert [program.index[q.id] for q in program.questions] == [0, 1, 2, 3]
    assert list(program.outcome_index) == ["raise", "discuss", "ours", "nothing"]
    assert program.always == (3,)


def test_what_reads_a_question_is_known() -> None:
    """A question knows the outcomes it reaches: directly, through a `when`, or by yielding."""
    program = HARM_CASE.program
    assert program.when_readers == ((1, 3), (2,), (), ())
    assert program.goal_readers[0] == (1, 2, 3)
    assert program.reached_outcomes == ((0, 1, 2, 3), (0, 1, 2, 3), (2, 3), ())
    assert program.reached_whens == ((3,), (), (), ())


# Journeys -------------------------------------------------------------------------------------

AGAIN = """
flow: again
title: The flow that comes after
version: 1
edition: none
questions:
  - {use: happened, when: {place: here}}
  - {id: place, ask: Where?, options: {here: Here, there: There}}
  - {use: seen_by, when: {happened: nothing}}
  - {use: abuse, always: yes}
outcomes:
  - id: tell
    title: Tell
    rules:
      - {id: D5, says: Others saw it., certainty: certain,
         when: {all: [{place: there}, {any: [{seen_by: others}, harmed]}]}}
"""
JOURNEY = "journey: both\ntitle: Both\nflows: [harm, again]\n"


def journey(folder: Path, again: str = AGAIN) -> tuple[Flow, ...]:
    """Return the two flows of a journey, read from files."""
    (folder / "flows").mkdir(exist_ok=True)
    for name, text in (("harm", HARM), ("again", again), ("both", JOURNEY)):
        (folder / "flows" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_pack(folder).walk("both")


AFTER = AGAIN.replace("  - {use: happened, when: {place: here}}\n", "").replace(
    "  - {use: seen_by", "  - {use: happened}\n  - {use: seen_by"
)


@given(journeys())
def test_journeys_say_what_every_completion_says(case: Case) -> None:
    """Two flows over the same questions are walked, counted and measured as one."""
    answers = {}
    position = begin(case.program)
    for question, value_ in case.given:
        position, answers[question] = position.answer(question, value_), value_
        assert standing(position) == case.oracle.standing(answers)
    assert remaining(position) == Remaining(*case.oracle.remaining(answers))
    paths = count(case.program)
    assert (paths.total, paths.outcomes) == case.oracle.paths()


def test_a_journey_is_one_flow_of_all_questions(tmp_path: Path) -> None:
    """A question that two flows ask stands once, and is in play where either flow asks it."""
    flows = journey(tmp_path, AFTER)
    program, oracle = compile_program(flows), BruteForce(flows)
    assert [q.id for q in program.questions] == ["happened", "abuse", "seen_by", "notes", "place"]
    assert count(program).total == oracle.paths()[0]
    assert count(program).outcomes == oracle.paths()[1]
    for world in oracle.worlds[::5]:
        answers = dict(zip(oracle.order, world.answers, strict=True))
        for left_out in oracle.order:
            given_ = {id_: value for id_, value in answers.items() if id_ != left_out}
            assert standing(replay(program, given_)) == oracle.standing(given_)


def test_a_question_is_always_asked_where_one_flow_says_so() -> None:
    """`always` counts in a journey, whichever of its flows marks the question."""
    first = Case(HARM).flow
    marked = [replace(question, always=True) for question in first.questions]
    second = replace(first, id="second", questions=tuple(marked), outcomes=())
    calm = {"happened": "harm", "abuse": "yes"}
    alone = compile_program([replace(first, outcomes=first.outcomes[:2])])
    assert replay(alone, calm).complete
    both = compile_program([replace(first, outcomes=first.outcomes[:2]), second])
    assert BruteForce(both.flows).standing(calm).next == "seen_by"
    assert replay(both, calm).next == "seen_by"


def test_a_conditional_question_opens_up_in_a_journey(tmp_path: Path) -> None:
    """A question with a `when` in one flow and none in another is in play."""
    program = compile_program(journey(tmp_path, AFTER))
    assert program.whens[program.index["abuse"]] is TRUE
    assert program.whens[program.index["seen_by"]].reads == {0, 1}
