"""Every error that triage raises on purpose, in one tree.

    TriageError
    ├── UsageError          the command line or the answers are wrong       (exit code 2)
    │   ├── AnswerError     one answer is unknown, malformed or out of bounds
    │   └── ReasonsError    a person's own reasons cannot be saved as they are
    ├── PackError           a flow, journey or content file is invalid      (exit code 3)
    ├── TerminalRequired    a front end was started without a terminal      (exit code 4)
    └── TerminalLost        the terminal has gone, which is leaving         (exit code 130)

A message says what happened, where, and what to do next. No message holds the text of an
answer: an `AnswerError` shows the given value only where `triage.core.answers` allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return `file:line:column`, the form that editors jump to."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a pack, as data: where, what, and what to do about it."""

    place: Place
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        """Return one line: `file:line:column`, what is wrong, what to do."""
        return f"{self.place}: {self.message} {self.fix}"


class TriageError(Exception):
    """The root of every error that triage raises on purpose."""


class UsageError(TriageError):
    """The command line, or a file named on it, cannot be used as it is."""


class AnswerError(UsageError):
    """One answer cannot be taken; `question` names the question, never the answer."""

    def __init__(self, message: str, question: str | None = None) -> None:
        """Keep the question's id beside the message, for machines."""
        super().__init__(message)
        self.question = question


class ReasonsError(UsageError):
    """The reasons that a person has added to a summary cannot be saved as they are."""


class PackError(TriageError):
    """A pack has at least one invalid file, so all of it is refused."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep every problem, in the order of file, line and column."""
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TerminalRequired(TriageError):
    """A front end that asks questions was started without a terminal."""


class TerminalLost(TriageError):
    """The terminal that a person was asked on has gone: its window or connection is closed."""
