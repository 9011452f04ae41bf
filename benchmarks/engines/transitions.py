"""The `transitions` library: a state for each question, a trigger for each option."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from benchmarks.canonical import END, to_json
from benchmarks.engines.adapter import Driver, Engine, check_ending, importing

DECIDING = "deciding"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The machine, and what the session needs for its score."""

    machine: Any
    first: str
    score: dict[str, Any]


class Session:
    """What one person has answered; the machine adds `state` and `trigger`."""

    state: str
    trigger: Any

    def __init__(self, score: dict[str, Any]) -> None:
        """Begin without answers."""
        self.answers: dict[str, str] = {}
        self.counted = 0
        self._scored = frozenset(score["of"])
        self._score = score

    def record(self, answer: str) -> None:
        """Keep the answer to the current question."""
        self.answers[self.state] = answer
        self.counted += answer == self._score["answer"] and self.state in self._scored

    @property
    def reached(self) -> bool:
        """Whether the score is high enough."""
        return bool(self.counted >= self._score["at_least"])


def load(text: str) -> Loaded:
    """Return the machine of the flow's JSON, without a session."""
    logging.disable(logging.CRITICAL)
    document = json.loads(text)
    names = [question["id"] for question in document["questions"]]
    machine = import_module("transitions").Machine(
        model=None,
        states=[*names, DECIDING, document["reached"], document["otherwise"]],
        transitions=list(_transitions(document)),
        initial=names[0],
        auto_transitions=False,
    )
    return Loaded(machine, names[0], document["score"])


def walk(model: Loaded, answers: Sequence[str]) -> None:
    """Join a fresh session to the machine and trigger one event for each answer."""
    session = Session(model.score)
    model.machine.add_model(session, initial=model.first)
    for answer in answers:
        session.trigger(f"answer_{answer}", answer)
    session.trigger("decide")
    check_ending(session.state, len(session.answers), answers)
    model.machine.remove_model(session)


def _transitions(document: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield one transition for each option of each question, and the two that decide."""
    for question in document["questions"]:
        for option, following in question["next"].items():
            yield {
                "trigger": f"answer_{option}",
                "source": question["id"],
                "dest": DECIDING if following == END else following,
                "before": "record",
            }
    for condition, ending in (("conditions", "reached"), ("unless", "otherwise")):
        decision = {"trigger": "decide", "source": DECIDING, "dest": document[ending]}
        yield decision | {condition: "reached"}


ENGINE = Engine(
    name="transitions",
    runtime="peers",
    native_text=to_json,
    driver=Driver("transitions", importing("transitions"), load, walk),
)
