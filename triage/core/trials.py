"""What the search tries at one place, and the answers that it finds."""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.worlds import Key, World

Goals = tuple[World, ...]
Step = tuple[int, int]
"""A question and the bit of one of its cells."""

Found = tuple[Step | None, tuple["Found", ...]]
"""Answers that make goals true: one of them, perhaps, and those found with it."""

NOTHING_NEEDED: Found = (None, ())


def answers_of(found: Found) -> dict[int, int]:
    """Return what was found as cell bits by question number."""
    answers: dict[int, int] = {}
    stack = [found]
    while stack:
        step, others = stack.pop()
        if step is not None:
            answers[step[0]] = step[1]
        stack.extend(others)
    return answers


class Frame:
    """One place in the search: what is tried next, and how many of the trials have to succeed."""

    __slots__ = ("_need", "_spare", "_step", "_trials", "found", "key")

    def __init__(
        self,
        key: tuple[Key, ...],
        need: int,
        spare: int,
        trials: Iterator[tuple[Step | None, Goals]],
    ) -> None:
        """Take what to remember the result under, the trials, and how many of them may fail."""
        self.key = key
        self.found: list[Found] = []
        self._need = need
        self._spare = spare
        self._trials = trials
        self._step: Step | None = None

    def take(self, result: Found | None) -> None:
        """Note what came of the last trial."""
        if result is None:
            self._spare -= 1
        else:
            self.found.append(result if self._step is None else (self._step, (result,)))

    def next(self) -> Goals | None:
        """Return what to try next, or none once it is clear what comes of this frame."""
        if self._spare >= 0 and len(self.found) < self._need:
            for step, goals in self._trials:
                self._step = step
                return goals
        return None

    def result(self) -> Found | None:
        """Return the answers found, or none where too many trials have failed."""
        if len(self.found) < self._need:
            return None
        return self.found[0] if len(self.found) == 1 else (None, tuple(self.found))
