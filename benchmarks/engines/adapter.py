"""What an engine of the benchmark is: how to write its text, load it, and walk it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, Literal, TypeVar

from benchmarks.canonical import REFER, CanonicalFlow

Runtime = Literal["triage", "peers", "docassemble", "node"]
Model = TypeVar("Model")


class WrongEndingError(Exception):
    """A walk did not end where the canonical flow ends, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Driver(Generic[Model]):
    """An engine inside a Python process.

    `session` imports the engine, and raises `ImportError` where it is not installed; `load`
    turns the engine's own text into what a service would keep in memory; `walk` makes one
    fresh pass through all questions and raises `WrongEndingError` if it ends wrongly. A
    probe, which is no engine, has no `walk`.
    """

    distribution: str | None
    session: Callable[[], AbstractContextManager[None]]
    load: Callable[[str], Model]
    walk: Callable[[Model, Sequence[str]], None] | None


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: its name, which interpreter runs it, and the canonical flow as its own text.

    `driver` is absent where the engine does not run in Python.
    """

    name: str
    runtime: Runtime
    native_text: Callable[[CanonicalFlow], str]
    driver: Driver[Any] | None


def check_ending(ending: object, answered: int, answers: Sequence[str]) -> None:
    """Raise `WrongEndingError` unless all answers were taken and the ending is `refer`."""
    if ending != REFER or answered != len(answers):
        message = f"The walk took {answered} of {len(answers)} answers and ended in {ending!r}."
        raise WrongEndingError(message)


def importing(*modules: str) -> Callable[[], AbstractContextManager[None]]:
    """Return a session that only imports `modules`, so that imports are in no measured time."""

    @contextmanager
    def session() -> Iterator[None]:
        for module in modules:
            import_module(module)
        yield

    return session
