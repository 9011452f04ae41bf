"""Conditions as written in a flow: from the YAML tree to the model.

A condition is the name of a fact or a mapping with exactly one key. Names that do not exist,
options that a question does not have, and comparisons that a kind does not allow are noted
with the nearest valid name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from triage.core.domains import EARLIEST, LATEST, moved
from triage.core.model import (
    Answered,
    AtLeast,
    Bound,
    Chosen,
    Fact,
    Not,
    Question,
    Suggested,
    Test,
    Within,
)
from triage.core.values import iso_day
from triage.errors import Place
from triage.pack.naming import OPERATORS, shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Items, Node, Text

_BOUNDS = {"from": 0, "over": 1, "up_to": 0, "under": -1, "is": 0}
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)

UNREADABLE: Test = AtLeast(1, (Fact("?"), Fact("?")))
"""Stands in for a condition that has a problem of its own; such a pack is never compiled."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a condition may use: the flow's questions, and the pack's facts."""

    questions: Mapping[str, Question]
    facts: Mapping[str, object]
    elsewhere: Mapping[str, object]
    """Questions that exist in the pack but that this flow does not ask."""
    keys: Collection[str]
    """What the key of a condition may be: the questions and the operators."""
    suggested: Collection[str] = ()
    """The outcomes of the flows that this one follows."""


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
        return _operator(source, scope, node.keys[key], value)
    question = scope.questions.get(key)
    if question is None:
        _note_unknown_key(source, scope, node.keys[key], key)
        return UNREADABLE
    return _comparison(source, question, value, node.keys[key])


def _fact(source: Source, scope: Scope, node: Text) -> Test:
    name = node.value.strip()
    if name in scope.facts:
        return Fact(name, source.place(node))
    if name in scope.questions:
        source.note(
            node,
            "bad-condition",
            f"{name} is a question; a condition on it needs a value.",
            f"Write {{{name}: VALUE}}.",
        )
    else:
        source.note_unknown(node, "unknown-fact", "There is no fact", name, scope.facts)
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
        source.note_unknown(key, "unknown-question", "There is no question", name, scope.keys)


def _operator(source: Source, scope: Scope, key: Text, value: Node) -> Test:
    place = source.place(key)
    if key.value == "not":
        return Not(read_condition(source, scope, value), place)
    if key.value == "answered":
        return _answered(source, scope, value, place)
    if key.value == "suggested":
        return _suggested(source, scope, value, place)
    if key.value == "at_least":
        return _at_least(source, scope, value, place)
    parts = _parts(source, scope, key.value, value)
    count = len(parts) if key.value == "all" else 1
    return AtLeast(count, parts, place) if parts else UNREADABLE


def _parts(source: Source, scope: Scope, key: str, value: Node) -> tuple[Test, ...]:
    """Return the conditions in a list, which must not be empty."""
    nodes = source.items(value, key)
    if type(value) is Items and not nodes:
        source.note(value, "empty-condition", f"{key} has no conditions.", "Add at least one.")
    return tuple(read_condition(source, scope, each) for each in nodes)


def _answered(source: Source, scope: Scope, value: Node, place: Place) -> Test:
    nodes = [value] if type(value) is Text else source.items(value, "answered")
    parts: list[Test] = []
    for node in nodes:
        name = source.text(node, "An entry of answered")
        if name in scope.questions:
            parts.append(Answered(name, source.place(node)))
        elif type(node) is Text:
            _note_unknown_key(source, scope, node, name)
    if type(value) is Items and not nodes:
        source.note(value, "empty-condition", "answered names no questions.", "Add at least one.")
    return AtLeast(len(parts), tuple(parts), place) if parts else UNREADABLE


def _suggested(source: Source, scope: Scope, value: Node, place: Place) -> Test:
    """Return the condition that any of some outcomes of earlier flows is shown."""
    nodes = [value] if type(value) is Text else source.items(value, "suggested")
    parts: list[Test] = []
    for node in nodes:
        name = source.text(node, "An entry of suggested")
        if name in scope.suggested:
            parts.append(Suggested(name, source.place(node)))
        elif type(node) is Text:
            source.note(
                node,
                "outcome-not-before",
                f"No flow that this one follows has the outcome {shown(name)}.",
                source.nearest(name, scope.suggested)
                if scope.suggested
                else "Start the flow with follows: and the id of the flow that has it.",
            )
    if type(value) is Items and not nodes:
        source.note(value, "empty-condition", "suggested names no outcomes.", "Add at least one.")
    return AtLeast(1, tuple(parts), place) if parts else UNREADABLE


def _at_least(source: Source, scope: Scope, value: Node, place: Place) -> Test:
    fields = source.fields(value, "at_least")
    if fields is None:
        return UNREADABLE
    source.known_keys(fields, "at_least", {"count": 1, "of": 1})
    if not source.required(fields, "at_least", ("count", "of")):
        return UNREADABLE
    parts = _parts(source, scope, "of", fields.nodes["of"])
    node = fields.nodes["count"]
    count = source.text(node, "count")
    if re.fullmatch("[0-9]{1,6}", count) and 1 <= int(count) <= len(parts):
        return AtLeast(int(count), parts, place)
    if parts and type(node) is Text:
        source.note(
            node,
            "bad-count",
            f"count must be a whole number from 1 to {len(parts)}.",
            "Change it, or add conditions.",
        )
    return UNREADABLE


def _comparison(source: Source, question: Question, value: Node, key: Text) -> Test:
    if question.kind in ("text", "repeat"):
        what = "text" if question.kind == "text" else "a list of entries"
        source.note(
            key,
            "text-read",
            f"{question.id} is {what}; conditions do not read what it says.",
            f"Use {{answered: [{question.id}]}}.",
        )
        return UNREADABLE
    if question.kind in ("number", "date"):
        return _within(source, question, value, source.place(key))
    if not question.options:
        return UNREADABLE  # noted where the question stands: its kind or its options are wrong
    known = {option.value: option for option in question.options}
    nodes = [value] if type(value) is Text else source.items(value, f"The value of {question.id}")
    values = []
    for node in nodes:
        text = source.text(node, f"A value of {question.id}")
        if text in known:
            values.append(text)
        elif type(node) is Text:
            source.note_unknown(node, "unknown-option", f"{question.id} has no option", text, known)
    if type(value) is Items and not nodes:
        source.note(
            value, "empty-condition", f"No value of {question.id} is named.", "Add at least one."
        )
    if not values:
        return UNREADABLE
    return Chosen(question.id, frozenset(values), source.place(key))


def _within(source: Source, question: Question, value: Node, place: Place) -> Test:
    if type(value) is Text:
        exact = read_bound(source, question.kind, value)
        return UNREADABLE if exact is None else Within(question.id, exact, exact, place)
    fields = source.fields(value, f"The bounds of {question.id}")
    if fields is None:
        return UNREADABLE
    source.known_keys(fields, "A comparison", _BOUNDS)
    if not fields.nodes:
        source.note(value, "empty-condition", "No bound is given.", "Use from, over, up_to, under.")
    lows: list[Bound] = []
    highs: list[Bound] = []
    for name, node in fields.nodes.items():
        bound = read_bound(source, question.kind, node) if name in _BOUNDS else None
        if bound is None:
            continue
        end = moved(bound, _BOUNDS[name])
        if name in ("from", "over", "is"):
            lows.append(end)
        if name in ("up_to", "under", "is"):
            highs.append(end)
    if not lows and not highs:
        return UNREADABLE
    return Within(question.id, max(lows, default=None), min(highs, default=None), place)


def read_bound(source: Source, kind: str, node: Node) -> Bound | None:
    """Return a whole number, or an ISO date with a year from 1900 to 2199."""
    text = source.text(node, "A bound")
    if kind == "number":
        if _NUMBER.fullmatch(text):
            return int(text)
        wanted = "Write a whole number, like 18."
    else:
        wanted = "Write a date from 1900 to 2199 with the year first, like 2024-09-09."
        day = iso_day(text)
        if day is not None and EARLIEST <= day <= LATEST:
            return day
    if type(node) is Text:
        source.note(node, "bad-bound", f"{shown(text)} cannot be compared with.", wanted)
    return None
