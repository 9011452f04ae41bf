"""What falls out of play together: questions that are asked only where another one was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.core.conditions import FALSE, Condition, restrict
from triage.core.domains import ABSENT


class Absences:
    """Which questions cannot be in play once one of them is not, found once for each.

    `tied` has the bits of the questions that some other `when` reads besides: those have to be
    looked at one by one. A long chain of `when`s is then left behind in one step.
    """

    __slots__ = ("_known", "_readers", "_whens", "tied")

    def __init__(self, whens: Sequence[Condition], readers: Mapping[int, Sequence[int]]) -> None:
        """Take the `when` of each question, and the questions whose `when` reads each."""
        self._whens = whens
        self._readers = readers
        self._known: dict[int, int] = {}
        self.tied = 0

    def without(self, question: int) -> int:
        """Return the bits of all questions that are not in play where `question` is not."""
        unknown = [] if question in self._known else [question]
        while unknown:
            number = unknown[-1]
            following = self._following(number)
            ahead = [reader for reader in following if reader not in self._known]
            if ahead:
                unknown.extend(ahead)
                continue
            unknown.pop()
            self._known[number] = 1 << number
            for reader in following:
                self._known[number] |= self._known[reader]
            if len(following) < len(self._readers.get(number, ())):
                self.tied |= 1 << number
        return self._known[question]

    def _following(self, question: int) -> list[int]:
        return [
            reader
            for reader in self._readers.get(question, ())
            if restrict(self._whens[reader], question, ABSENT) is FALSE
        ]
