"""Conditions as written in a flow: from the YAML tree to the model.

A condition is the name of a fact or a mapping with exactly one key. Names that do not exist,
options that a question does not have, and comparisons that a kind does not allow are noted
with the nearest valid name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.model import (
    Answered,
    AtLeast,
    Bound,
    Chosen,
    Fact,
    Not,
    Question,
    Test,
    Within,
)
from triage.pack.naming import OPERATORS, nearest, shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Node, Text

_BOUNDS = {"from": 0, "over": 1, "up_to": 0, "under": -1, "is": 0}
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

UNREADABLE: Test = AtLeast(1, (Fact("?"), Fact("?")))
"""Stands in for a condition that has a problem of its own; such a pack is never compiled."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a condition may use: the flow's questions, and the pack's facts."""

    questions: Mapping[str, Question]
    facts: Mapping[str, object]
    elsewhere: Mapping[str, object]
    """Questions that exist in the pack but that this flow does not ask."""


def read_condition(source: Source, scope: Scope, node: Node) -> Test:
    """Return the condition at `node`; what is wrong with it is noted in `source`."""
    if type(node) is Text:
        return _fact(source, scope, node)
    if type(node) is not Fields:
        source.note(
            node,
            "bad-condition",
            "A condition is the name of a fact, or one key with a value, not a list.",
            "Write {all: [...]} or {any: [...]} around the list.",
        )
        return UNREADABLE
    if len(node.nodes) != 1:
        source.note(
            node,
            "bad-condition",
            f"A condition has exactly one key; this one has {len(node.nodes)}.",
            "Put them under {all: [...]} or {any: [...]}.",
        )
        return UNREADABLE
    ((key, value),) = node.nodes.items()
    if key in OPERATORS:
        return _operator(source, scope, key, value)
    question = scope.questions.get(key)
    if question is None:
        _note_unknown_key(source, scope, node.keys[key], key)
        return UNREADABLE
    return _comparison(source, question, value, node.keys[key])


def _fact(source: Source, scope: Scope, node: Text) -> Test:
    name = node.value.strip()
    if name in scope.facts:
        return Fact(name)
    if name in scope.questions:
        source.note(
            node,
            "bad-condition",
            f"{name} is a question; a condition on it needs a value.",
            f"Write {{{name}: VALUE}}.",
        )
    else:
        source.note(
            node, "unknown-fact", f"There is no fact {shown(name)}.", nearest(name, scope.facts)
        )
    return UNREADABLE


def _note_unknown_key(source: Source, scope: Scope, key: Text, name: str) -> None:
    if name in scope.elsewhere:
        source.note(
            key,
            "question-not-asked",
            f"This flow does not ask {name}.",
            f"Add '- use: {name}' to its questions.",
        )
    elif name in scope.facts:
        source.note(
            key, "bad-condition", f"{name} is a fact; it takes no value.", "Write its name alone."
        )
    else:
        known = [*scope.questions, *OPERATORS]
        source.note(
            key, "unknown-question", f"There is no question {shown(name)}.", nearest(name, known)
        )


def _operator(source: Source, scope: Scope, key: str, value: Node) -> Test:
    if key == "not":
        return Not(read_condition(source, scope, value))
    if key == "answered":
        return _answered(source, scope, value)
    if key == "at_least":
        return _at_least(source, scope, value)
    nodes = source.items(value, key)
    if not nodes:
        if type(value) is not Text and type(value) is not Fields:
            source.note(value, "empty-condition", f"{key} has no conditions.", "Add at least one.")
        return UNREADABLE
    parts = tuple(read_condition(source, scope, each) for each in nodes)
    return AtLeast(len(parts) if key == "all" else 1, parts)


def _answered(source: Source, scope: Scope, value: Node) -> Test:
    nodes = [value] if type(value) is Text else source.items(value, "answered")
    parts: list[Test] = []
    for node in nodes:
        name = source.text(node, "An entry of answered")
        if name in scope.questions:
            parts.append(Answered(name))
        elif type(node) is Text:
            _note_unknown_key(source, scope, node, name)
    if not nodes:
        source.note(value, "empty-condition", "answered names no questions.", "Add at least one.")
    return AtLeast(len(parts), tuple(parts)) if parts else UNREADABLE


def _at_least(source: Source, scope: Scope, value: Node) -> Test:
    fields = source.fields(value, "at_least")
    if fields is None:
        return UNREADABLE
    source.known_keys(fields, "at_least", {"count": 1, "of": 1})
    if not source.required(fields, "at_least", ("count", "of")):
        return UNREADABLE
    nodes = source.items(fields.nodes["of"], "of")
    parts = tuple(read_condition(source, scope, each) for each in nodes)
    count = source.take_text(fields, "count")
    if not re.fullmatch("[0-9]{1,4}", count) or not 1 <= int(count) <= max(1, len(parts)):
        source.note(
            fields.nodes["count"],
            "bad-count",
            f"count must be a whole number from 1 to {len(parts)}.",
            "Change it, or add conditions.",
        )
        return UNREADABLE
    if not parts:
        source.note(
            fields.nodes["of"],
            "empty-condition",
            "at_least has no conditions.",
            "Add at least one.",
        )
        return UNREADABLE
    return AtLeast(int(count), parts)


def _comparison(source: Source, question: Question, value: Node, key: Text) -> Test:
    if question.kind == "text":
        source.note(
            key,
            "text-read",
            f"{question.id} is text; conditions do not read its words.",
            f"Use {{answered: [{question.id}]}}.",
        )
        return UNREADABLE
    if question.kind in ("number", "date"):
        return _within(source, question, value)
    known = {option.value: option for option in question.options}
    nodes = [value] if type(value) is Text else source.items(value, f"The value of {question.id}")
    values = []
    for node in nodes:
        text = source.text(node, f"A value of {question.id}")
        if text in known:
            values.append(text)
        elif type(node) is Text:
            source.note(
                node,
                "unknown-option",
                f"{question.id} has no option {shown(text)}.",
                nearest(text, known),
            )
    if not nodes and type(value) is not Fields:
        source.note(
            value, "empty-condition", f"No value of {question.id} is named.", "Add at least one."
        )
    return Chosen(question.id, frozenset(values)) if values else UNREADABLE


def _within(source: Source, question: Question, value: Node) -> Test:
    if type(value) is Text:
        exact = read_bound(source, question.kind, value)
        return UNREADABLE if exact is None else Within(question.id, exact, exact)
    fields = source.fields(value, f"The bounds of {question.id}")
    if fields is None:
        return UNREADABLE
    source.known_keys(fields, "A comparison", _BOUNDS)
    if not fields.nodes:
        source.note(value, "empty-condition", "No bound is given.", "Use from, over, up_to, under.")
    low: Bound | None = None
    high: Bound | None = None
    for name, node in fields.nodes.items():
        bound = read_bound(source, question.kind, node) if name in _BOUNDS else None
        if bound is None:
            return UNREADABLE
        moved = _moved(bound, _BOUNDS[name])
        if name in ("from", "over", "is"):
            low = moved if low is None else max(low, moved)
        if name in ("up_to", "under", "is"):
            high = moved if high is None else min(high, moved)
    return Within(question.id, low, high) if fields.nodes else UNREADABLE


def _moved(bound: Bound, days: int) -> Bound:
    if isinstance(bound, datetime.date):
        return bound + datetime.timedelta(days=days)
    return bound + days


def read_bound(source: Source, kind: str, node: Node) -> Bound | None:
    """Return a whole number, or an ISO date with a year from 1900 to 2199."""
    text = source.text(node, "A bound")
    if kind == "number":
        if _NUMBER.fullmatch(text):
            return int(text)
        wanted = "Write a whole number, like 18."
    else:
        wanted = "Write a date from 1900 to 2199 with the year first, like 2024-09-09."
        if _DATE.fullmatch(text) and "1900" <= text[:4] <= "2199":
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                pass  # noted below: a day that no month has
    if type(node) is Text:
        source.note(node, "bad-bound", f"{shown(text)} cannot be compared with.", wanted)
    return None


def facts_in(test: Test) -> frozenset[str]:
    """Return the facts that a condition names itself."""
    match test:
        case Fact():
            return frozenset((test.name,))
        case AtLeast():
            return frozenset().union(*[facts_in(part) for part in test.of])
        case Not():
            return facts_in(test.of)
        case _:
            return frozenset()


def questions_in(test: Test) -> frozenset[str]:
    """Return the questions that a condition names itself, not through facts."""
    match test:
        case Chosen() | Within() | Answered():
            return frozenset((test.question,))
        case AtLeast():
            return frozenset().union(*[questions_in(part) for part in test.of])
        case Not():
            return questions_in(test.of)
        case _:
            return frozenset()
