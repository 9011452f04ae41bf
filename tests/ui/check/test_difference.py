"""What a change of a flow does, in words for people and as data for scripts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.check.faults import FAULTS, shipped
from triage.check.difference import Difference, Move, Shift, difference
from triage.core.engine import replay
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text
from triage.ui.check.difference import MOST_SHOWN, difference_as_data, difference_in_words

TEXT = """
flow: small
title: Small
version: 1
edition: test-1
questions:
  - {id: day, ask: When?, kind: date, min: 2026-01-01, max: 2026-01-31}
  - {id: signs, ask: What was seen?, kind: choices, options: {a: A, b: B}}
outcomes:
  - id: tell
    title: Tell the lead officer
    rules: [{id: T1, says: So., certainty: certain, when: {day: {over: 2026-01-10}}}]
  - id: learn
    title: Share what was learned
    rules: [{id: L1, says: So., certainty: certain, when: {signs: b}}]
"""


def lines(was: str, now: str) -> list[str]:
    """Return the lines for people."""
    before, after = read_flow_text(was), read_flow_text(now)
    return list(difference_in_words(before, after, difference(before, after)))


def test_no_difference_is_one_line() -> None:
    """Where nothing changes, that is all there is to read."""
    found = lines(TEXT, TEXT.replace("title: Small", "title: Other words"))
    assert found == ["small: every set of answers leads where it led before."]


def test_what_changes_is_counted_and_shown_by_an_example() -> None:
    """Numbers, names and titles of what moves, each with answers that can be run as they are."""
    now = TEXT.replace("over: 2026-01-10", "over: 2026-01-20").replace("a: A,", "a: A, c: C,")
    now = now.replace("certain, when: {signs: b}", "judgement, when: {signs: b}")
    found = lines(TEXT, now)
    assert found == [
        "small: what changes for the people who answer",
        "  63 paths are as before.",
        "  new option of signs: c.",
        "  124 paths are new, with answers that there were not before.",
        "  30 paths lose tell (Tell the lead officer), and gain nothing. For example:",
        '    {"day": "2026-01-11", "signs": ["a"]}',
        (
            "  62 paths keep learn (Share what was learned), and its certainty is now judgement."
            " For example:"
        ),
        '    {"day": "2026-01-01", "signs": ["b"]}',
    ]
    assert lines(now, TEXT)[2:6] == [
        "  option gone from signs: c.",
        "  124 paths are gone, with answers that there no longer are.",
        "  30 paths gain tell (Tell the lead officer), and lose nothing. For example:",
        '    {"day": "2026-01-11", "signs": ["a"]}',
    ]


def test_as_data() -> None:
    """The object for scripts says the same; numbers are text, and what is not there is null."""
    was = read_flow_text(TEXT)
    now = read_flow_text(TEXT.replace("over: 2026-01-10", "over: 2026-01-30"))
    found = difference_as_data(now, difference(was, now))
    assert json.loads(json.dumps(found)) == {
        "id": "small",
        "changes_nothing": False,
        "kept": "33",
        "new": "0",
        "gone": "0",
        "asked": [],
        "moves": [
            {
                "from": "tell",
                "to": None,
                "paths": "60",
                "example": {"day": "2026-01-11", "signs": ["a"]},
            }
        ],
        "certainty": [],
        "steps": [],
    }
    assert difference_as_data(was, difference(was, was))["changes_nothing"] is True


def test_certainty_as_data() -> None:
    """A shift names its outcome, its certainty now, its paths and an example."""
    was = read_flow_text(TEXT)
    now = read_flow_text(TEXT.replace("certain, when: {signs", "judgement, when: {signs"))
    (shift,) = json.loads(json.dumps(difference_as_data(now, difference(was, now))))["certainty"]
    example = {"day": "2026-01-01", "signs": ["b"]}
    assert shift == {"outcome": "learn", "now": "judgement", "paths": "62", "example": example}


def test_a_step_that_comes_or_goes_is_said() -> None:
    """What is to be done for other answers than before is counted, with an example."""
    rules = "[{id: L1, says: So., certainty: certain, when: {signs: b}}]"
    several = rules.replace("}}]", "}}, {id: L2, says: So., certainty: certain, when: {signs: a}}]")
    before = TEXT.replace(rules, f"{several}\n    steps: [{{do: Share it.}}]")
    after = before.replace("{do: Share it.}", "{do: Share it., only_for: [L2]}")
    says = "62 paths keep learn (Share what was learned), and step 1 of learn is"
    answers = "{'day': '2026-01-01', 'signs': ['b']}".replace("'", '"')
    for was, now, which in ((before, after, "no longer"), (after, before, "now")):
        found = lines(was, now)
        assert f"  {says[:2].replace('62', '31')}" not in found
        assert found[2:] == [f"  31{says[2:]} {which} to be done. For example:", f"    {answers}"]
    flows = [read_flow_text(text) for text in (before, after)]
    (data,) = json.loads(json.dumps(difference_as_data(flows[1], difference(*flows))))["steps"]
    assert data == {
        "outcome": "learn",
        "step": "step 1 of learn",
        "shown": False,
        "paths": "31",
        "example": json.loads(answers),
    }


def test_a_long_list_is_cut_and_says_so() -> None:
    """No more kinds of moves are shown than can be read; the rest are counted."""
    flow = read_flow_text(TEXT)
    move = Move("tell", "learn", 10**30, (("signs", ("a",)),))
    found = Difference((move,) * (MOST_SHOWN + 3), (), 0, 0, 0, ())
    shown = list(difference_in_words(flow, flow, found))
    start = f"  {10**30:,} paths move from tell (Tell the lead officer) to learn ("
    assert sum(line.startswith(start) for line in shown) == MOST_SHOWN
    assert shown[-1] == "  3 more kinds of moves: see --format json."
    moves = difference_as_data(flow, found)["moves"]
    assert isinstance(moves, list)
    assert len(moves) == MOST_SHOWN + 3


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            0,
            (
                "3,312 paths move from safety (Act now to keep people safe) to not_indicated"
                " (Your answers do not point to a notification). For example:"
            ),
        ),
        (
            2,
            (
                "52,424,207,640 paths lose cic_death"
                " (Tell the lead officer today: a child in care has died), and gain nothing."
                " For example:"
            ),
        ),
        (
            5,
            (
                "3,312 paths gain not_indicated (Your answers do not point to a notification),"
                " and lose nothing. For example:"
            ),
        ),
    ],
)
def test_one_edit_of_the_shipped_flow_is_one_sentence(number: int, sentence: str) -> None:
    """A planted mistake is said in a sentence, and its example shows what a person would see."""
    was, now = shipped(), FAULTS[number].edited(shipped())
    found = lines(was, now)
    assert f"  {sentence}" in found
    example = json.loads(found[found.index(f"  {sentence}") + 1])
    words = sentence.split()
    there = {name for name in ("safety", "cic_death", "not_indicated") if name in words}
    changed = shown_for(was, example) ^ shown_for(now, example)
    assert changed == there


def shown_for(text: str, answers: dict[str, object]) -> set[str]:
    """Return the outcomes that these answers lead to."""
    position = replay(compile_program((read_flow_text(text),)), answers)
    return {outcome.id for outcome in position.outcomes}


def test_an_outcome_that_is_gone_is_still_named_by_its_title() -> None:
    """What is lost for good has the title that it had."""
    was = read_flow_text(TEXT)
    now = replace(was, outcomes=was.outcomes[:1])
    found = list(difference_in_words(was, now, difference(was, now)))
    assert "  62 paths lose learn (Share what was learned), and gain nothing. For example:" in found


def test_shifts_are_shown_after_moves() -> None:
    """What people lose comes before what they are told with less certainty."""
    flow: Flow = read_flow_text(TEXT)
    move = Move("tell", "", 1, (("signs", ("a",)),))
    shift = Shift("learn", "certain", 2, (("signs", ("b",)),))
    shown = list(difference_in_words(flow, flow, Difference((move,), (shift,), 0, 0, 3, ())))
    assert [line.split(" path")[0] for line in shown if "For example" in line] == ["  1", "  2"]
