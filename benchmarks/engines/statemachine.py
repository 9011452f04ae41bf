"""The `python-statemachine` library: a machine class is made from a definition of states."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from benchmarks.canonical import END, to_json
from benchmarks.engines.adapter import Driver, Engine, check_ending, importing

DECIDING = "deciding"
FACTORY = "statemachine.io"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The machine class, and what the session needs for its score."""

    machine_class: Any
    names: tuple[str, ...]
    score: dict[str, Any]


class Session:
    """What one person has answered; the machine finds `record` and `reached` by name."""

    def __init__(self, score: dict[str, Any]) -> None:
        """Begin without answers; the machine keeps its place in `state`."""
        self.state: Any = None
        self.answers: dict[str, str] = {}
        self.counted = 0
        self._scored = frozenset(score["of"])
        self._score = score

    def record(self, question: str, answer: str) -> None:
        """Keep the answer to the current question."""
        self.answers[question] = answer
        self.counted += answer == self._score["answer"] and question in self._scored

    def reached(self) -> bool:
        """Return whether the score is high enough."""
        return bool(self.counted >= self._score["at_least"])


def load(text: str) -> Loaded:
    """Return the machine class of the flow's JSON."""
    document = json.loads(text)
    factory = import_module(FACTORY).create_machine_class_from_definition
    machine_class = factory("Canonical", states=_states(document))
    names = tuple(question["id"] for question in document["questions"])
    return Loaded(machine_class, names, document["score"])


def walk(model: Loaded, answers: Sequence[str]) -> None:
    """Start a machine on a fresh session and send one event for each answer."""
    session = Session(model.score)
    machine = model.machine_class(session)
    for question, answer in zip(model.names, answers, strict=True):
        machine.send(f"answer_{answer}", question=question, answer=answer)
    machine.send("decide")
    (ending,) = machine.configuration_values
    check_ending(ending, len(session.answers), answers)


def _states(document: dict[str, Any]) -> dict[str, Any]:
    """Return a state for each question, one that decides, and one for each ending."""
    reached, otherwise = document["reached"], document["otherwise"]
    states: dict[str, Any] = {
        question["id"]: {
            "on": {
                f"answer_{option}": [
                    {"target": DECIDING if following == END else following, "on": "record"}
                ]
                for option, following in question["next"].items()
            }
        }
        for question in document["questions"]
    }
    states[document["questions"][0]["id"]]["initial"] = True
    decide = [{"target": reached, "cond": "reached"}, {"target": otherwise, "unless": "reached"}]
    states[DECIDING] = {"on": {"decide": decide}}
    return states | {reached: {"final": True}, otherwise: {"final": True}}


ENGINE = Engine(
    name="python-statemachine",
    runtime="peers",
    native_text=to_json,
    driver=Driver("python-statemachine", importing(FACTORY), load, walk),
)
