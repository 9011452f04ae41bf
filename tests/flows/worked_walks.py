"""The worked walks of `walks/`, one file for each flow: answers, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, eq=False)
class WorkedWalk:
    """Answers through one flow, each a text or a list of ticks, and the outcomes in order."""

    flow: str
    id: str
    says: str
    answers: dict[str, str | list[str]]
    outcomes: list[str]

    def __str__(self) -> str:
        """Return a name that no other walk has."""
        return f"{self.flow}-{self.id}"


def walks_of(file: Path) -> list[WorkedWalk]:
    """Return the walks of one file, in their order."""
    # BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
    walks = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return [WorkedWalk(flow=file.stem, **walk) for walk in walks]


def _files() -> Iterator[Path]:
    yield from sorted(Path(__file__).with_name("walks").glob("*.yaml"))


WALKS = {file.stem: walks_of(file) for file in _files()}
"""The walks of every flow that has some, by the flow's id."""
