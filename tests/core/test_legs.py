"""A flow that follows another: a leg of its own, what it reads, and what it asks after all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.core.brute_force import WORDS, BruteForce
from triage.core.engine import begin, replay
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.core.progress import Remaining, remaining
from triage.core.values import Value
from triage.pack.reader import read_pack

PACK = Path(__file__).parents[1] / "pack" / "good" / "following"


def flows() -> tuple[Flow, ...]:
    """Return the first flow and the second, which follows it; "not known" is left out."""
    first, second = read_pack(PACK).walk("both")
    known = tuple(replace(question, not_known=False) for question in second.questions)
    return first, replace(second, questions=known)


PROGRAM = compile_program(flows())
ORACLE = BruteForce(flows())


def every_answer() -> Iterator[dict[str, Value]]:
    """Yield every set of answers to some of the questions, in whatever play."""
    choices = [[None, *ORACLE.values[id_]] for id_ in ORACLE.order]
    for given in itertools.product(*choices):
        yield {
            id_: value for id_, value in zip(ORACLE.order, given, strict=True) if value is not None
        }


def test_a_journey_stands_where_the_words_of_its_flows_say() -> None:
    """Every set of answers means and asks what walking all worlds one by one finds."""
    count = 0
    for given in every_answer():
        position, standing = replay(PROGRAM, given), ORACLE.standing(given)
        assert tuple(outcome.id for outcome in position.outcomes) == standing.outcomes
        assert {outcome.id for outcome in position.open} == set(standing.open)
        assert position.asked == standing.asked
        assert position.ignored == standing.ignored
        assert position.next == standing.next, given
        assert [position.done(leg) for leg in (0, 1)] == [
            ORACLE.done(given, 0),
            standing.next is None,
        ]
        count += 1
    assert count == 4 * 3 * 3 * 3 * 2 * 2


def test_questions_still_to_come_are_counted_to_the_end_of_a_leg_or_of_the_last() -> None:
    """The first leg alone is counted as the first flow alone; the whole as it is walked."""
    alone = compile_program(flows()[:1])
    for given in every_answer():
        position = replay(PROGRAM, given)
        own = {id_: value for id_, value in given.items() if id_ in alone.index}
        assert remaining(position, 0) == remaining(replay(alone, own))
        assert remaining(position) == Remaining(*ORACLE.remaining(given))


def test_a_flow_brings_those_that_it_follows() -> None:
    """It is never walked without them, and none of them comes twice."""
    first, second = flows()
    assert [flow.id for flow in compile_program((second,)).flows] == ["first", "second"]
    assert [flow.id for flow in compile_program((first, second)).flows] == ["first", "second"]
    assert [flow.id for flow in read_pack(PACK).walk("second")] == ["first", "second"]
    assert begin(PROGRAM).next == "harmed"


def test_what_was_skipped_is_asked_after_all_in_its_place_where_it_is_wanted() -> None:
    """It comes where the later flow has it, and not at all where its condition does not hold."""
    given: dict[str, Value] = {"harmed": "yes"}
    assert replay(PROGRAM, given).next == "now"
    assert replay(PROGRAM, {**given, "now": "yes"}).next == "place"
    given |= {"now": "yes", "place": "home"}
    assert replay(PROGRAM, given).next == "known"
    assert replay(PROGRAM, {**given, "known": "yes"}).next == "room"
    given = {"harmed": "yes"}
    assert replay(PROGRAM, {**given, "now": "no", "why": WORDS}).complete


def test_an_answer_that_was_given_is_not_asked_for_again() -> None:
    """What the first flow needed and asked is only read."""
    given: dict[str, Value] = {"harmed": "no", "place": "school", "now": "yes", "why": WORDS}
    assert replay(PROGRAM, given).complete


def test_what_was_not_in_play_is_not_asked_after_all() -> None:
    """Wanting an answer does not bring its question into play."""
    given: dict[str, Value] = {"harmed": "no", "place": "school", "now": "yes", "why": WORDS}
    assert "known" not in replay(PROGRAM, {**given, "known": "yes"}).asked


def test_asking_after_all_changes_nothing_that_the_first_flow_says() -> None:
    """Outcomes, and which questions are in play, are those of the first flow by itself."""
    alone = compile_program(flows()[:1])
    for given in every_answer():
        own = {id_: value for id_, value in given.items() if id_ in alone.index}
        position, before = replay(PROGRAM, given), replay(alone, own)
        assert position.outcomes == before.outcomes
        assert position.open == before.open
        asked = [id_ for id_ in position.asked if id_ in alone.index]
        assert tuple(asked) == before.asked
