"""No answer is shown by accident: not by a `repr`, not by a log line, not by a crash."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from tests.core.small_flows import Case
from triage.core.answers import Answers
from triage.core.engine import Position, replay
from triage.core.explain import changes, deciding, findings
from triage.core.progress import remaining
from triage.core.vector import Vector
from triage.errors import AnswerError

FLOW = """
flow: private
title: Private
version: 1
edition: none
questions:
  - {id: who, ask: Who?, options: {canary_option: Canary, other_option: Other}}
  - {id: signs, ask: Signs?, kind: choices, options: {canary_tick: Canary, other_tick: Other}}
  - {id: weeks, ask: Weeks?, kind: number, min: 0, max: 999999}
  - {id: day, ask: Day?, kind: date}
  - {id: notes, ask: Notes?, kind: text, limit: 99, always: yes}
  - {id: more, ask: More?, when: {who: other_option}, options: {canary_more: Canary, other: Other}}
outcomes:
  - id: shown
    title: Shown
    rules:
      - id: D1
        says: All.
        certainty: certain
        when:
          all:
            - {who: canary_option}
            - {signs: canary_tick}
            - {weeks: {over: 700000}}
            - {day: {under: 1980-01-01}}
            - {answered: [notes]}
  - id: other
    title: Other
    rules: [{id: D2, says: More., certainty: certain, when: {more: other}}]
"""
ANSWERS: dict[str, object] = {
    "who": "canary_option",
    "signs": ["canary_tick"],
    "weeks": 777123,
    "day": "1977-07-05",
    "notes": "Canary Zoe Quint",
    "more": "canary_more",
}
CANARIES = ("canary", "Canary", "Zoe", "777123", "1977", "other_option", "other_tick")
CASE = Case(FLOW)


def position() -> Position:
    """Return a position that holds an answer of every kind."""
    return replay(CASE.program, ANSWERS)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lambda p: p, id="position"),
        pytest.param(lambda p: p.answers, id="answers"),
        pytest.param(lambda p: p._given, id="the vector of answers"),
        pytest.param(lambda p: list(p.answers.keys()), id="the questions answered"),
        pytest.param(lambda p: [f.reasons for f in findings(p)], id="reasons"),
        pytest.param(changes, id="changes"),
        pytest.param(remaining, id="remaining"),
        pytest.param(lambda p: deciding(p, "more"), id="deciding"),
        pytest.param(lambda p: (p.asked, p.ignored, p.waiting, p.next), id="the ids"),
        pytest.param(lambda p: p.without("who"), id="without an answer"),
        pytest.param(lambda p: Vector(p.answers.values()), id="a vector of them"),
        pytest.param(lambda p: {"answers": [Answers(p.answers)]}, id="inside other things"),
    ],
)
def test_no_repr_shows_an_answer(seen: Callable[[Position], object]) -> None:
    """Whatever a log or a crash may print of a position, no answer is in it."""
    value = seen(position())
    for shown in (repr(value), str(value), f"{value}", f"{value!s:>9}", ascii(value)):
        assert not any(canary in shown for canary in CANARIES)


def test_a_finding_shows_no_answer() -> None:
    """A finding shows its outcome as the flow has it, and nothing of the answers."""
    shown = repr(findings(position()))
    for outcome in CASE.flow.outcomes:
        shown = shown.replace(repr(outcome), "")
    assert not any(canary in shown for canary in CANARIES)


def test_a_repr_names_questions() -> None:
    """A `repr` still says which questions are answered, which is enough to find a fault."""
    everything = "Answers to who, signs, weeks, day, notes, more"
    assert repr(position()) == f"Position({everything}, next None)"
    assert repr(position()._given) == "Vector of 6"
    (finding,) = findings(position())
    assert repr(finding.reasons[0]) == "Reason(D1, from who, signs, weeks, day)"
    first = changes(position())[0]
    assert repr(first) == "Change(who, +(), -('shown',), ?())"
    assert repr(findings(replay(CASE.program, {}))) == "()"


def test_the_answers_are_there_all_the_same() -> None:
    """What a `repr` hides can be read: the canaries of these tests are really in the position."""
    held = position()
    assert held.answers["notes"] == "Canary Zoe Quint"
    assert findings(held)[0].reasons[0].answers["weeks"] == 777123
    assert {change.value for change in changes(held)} >= {"other_option", ("other_tick",)}


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("weeks", "Canary Zoe Quint"),
        ("day", "1977-77-77"),
        ("notes", ["Canary Zoe Quint"]),
        ("who", "Canary Zoe Quint"),
        ("signs", ["canary_tick", "Canary Zoe Quint"]),
        ("weeks", 777_123_777),
        ("Canary Zoe Quint", "yes"),
    ],
)
def test_a_refusal_shows_no_answer(question: str, raw: object) -> None:
    """An error over one answer shows neither that answer nor any other."""
    with pytest.raises(AnswerError) as caught:
        position().answer(question, raw)
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None
    last = "".join(traceback.format_exception_only(error)) + repr(error)
    valid = "canary_option, other_option", "canary_tick, other_tick", "1900-01-01"
    for known in valid:
        last = last.replace(known, "")
    assert not any(canary in last for canary in CANARIES)
