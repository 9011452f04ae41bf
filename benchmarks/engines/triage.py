"""triage itself: read and check the YAML text, compile it, then ask and answer one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from benchmarks.canonical import to_yaml
from benchmarks.engines.adapter import Driver, Engine, WrongEndingError, check_ending, importing

READER = "triage.pack.reader"
PROGRAM = "triage.core.program"
ENGINE_MODULE = "triage.core.engine"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled program and the function that begins a walk through it."""

    program: Any
    begin: Any


def load(text: str) -> Compiled:
    """Return the compiled program of a flow's YAML text."""
    flow = import_module(READER).read_flow_text(text, "canonical.yaml")
    program = import_module(PROGRAM).compile_program([flow])
    return Compiled(program, import_module(ENGINE_MODULE).begin)


def walk(model: Compiled, answers: Sequence[str]) -> None:
    """Answer each question that the engine says is next, until none is left."""
    position = model.begin(model.program)
    answered = 0
    while (question := position.next) is not None:
        if answered == len(answers) or question != f"q{answered + 1}":
            message = f"After {answered} answers the next question was {question!r}."
            raise WrongEndingError(message)
        position = position.answer(question, answers[answered])
        answered += 1
    check_ending(" + ".join(outcome.id for outcome in position.outcomes), answered, answers)


ENGINE = Engine(
    name="triage",
    runtime="triage",
    native_text=to_yaml,
    driver=Driver("triage", importing(READER, PROGRAM, ENGINE_MODULE), load, walk),
)
