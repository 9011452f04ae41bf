"""What an answer can be: an option, ticks, a number, a day, words, entries, or "not known"."""

from __future__ import annotations

import contextlib
import datetime
import enum
import re
from collections.abc import Iterator, Mapping
from typing import Final

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def iso_day(text: str) -> datetime.date | None:
    """Return the day that is written like 2026-03-25 (ISO 8601), or None where it is not one.

    Other ways that ISO 8601 has, such as 20260325, are not taken: they are too easily mistyped.
    """
    # The message of what `fromisoformat` raises would show the text, which may be an answer.
    with contextlib.suppress(ValueError):
        if _ISO_DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    return None


class NotKnown(enum.Enum):
    """The one value that says that something was asked and is not known."""

    NOT_KNOWN = "not_known"


NOT_KNOWN: Final = NotKnown.NOT_KNOWN

PartValue = str | int | datetime.date | NotKnown


class Entry(Mapping[str, PartValue]):
    """One entry of a repeated answer: a value for every part; its `repr` names parts only."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, PartValue]) -> None:
        """Keep a copy of `values`, in the order of the parts."""
        self._values = dict(values)

    def __getitem__(self, part: str) -> PartValue:
        """Return the value of `part`."""
        return self._values[part]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the parts."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many parts there are."""
        return len(self._values)

    def __hash__(self) -> int:
        """Return the same number for equal entries."""
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        """Return the ids of the parts, without the values."""
        return f"Entry of {', '.join(self._values)}"


Value = str | tuple[str, ...] | int | datetime.date | NotKnown | tuple[Entry, ...]
