"""The floor: the least that Python can do, a walk through plain dicts with nothing checked.

It has no conditions, facts, citations or history; it shows how much of a time is Python itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from benchmarks.canonical import END, to_json
from benchmarks.engines.adapter import Driver, Engine, check_ending


@dataclass(frozen=True, slots=True)
class Tables:
    """The document, and its questions by id."""

    document: dict[str, Any]
    questions: dict[str, Any]


def load(text: str) -> Tables:
    """Return the flow's JSON as dicts."""
    document = json.loads(text)
    return Tables(document, {question["id"]: question for question in document["questions"]})


def walk(model: Tables, answers: Sequence[str]) -> None:
    """Follow the spelled-out next question of each answer, then count the score."""
    given: dict[str, str] = {}
    current = model.document["questions"][0]["id"]
    while current != END:
        question = model.questions[current]
        answer = answers[len(given)]
        if answer not in question["options"]:
            raise ValueError(current)
        given[current] = answer
        current = question["next"][answer]
    score = model.document["score"]
    reached = sum(given.get(name) == score["answer"] for name in score["of"]) >= score["at_least"]
    ending = model.document["reached" if reached else "otherwise"]
    check_ending(ending, len(given), answers)


ENGINE = Engine(
    name="floor",
    runtime="triage",
    native_text=to_json,
    driver=Driver(None, nullcontext, load, walk),
)
