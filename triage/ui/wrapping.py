"""Lines for a terminal of any width: broken between words, made harmless, without escape codes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.report.safe_text import visible

NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A label with a text beside it; the text goes on below itself, not below the label."""

    label: str
    text: str


Line = str | Row


def wrapped(lines: Iterable[Line], width: int) -> Iterator[str]:
    """Yield each line, broken where it is wider than `width`, with the indent it begins with.

    Words are never cut: an address that is too long for a line stays whole, to be copied.
    """
    wide = max(NARROWEST, width)
    for line in lines:
        text = visible(line.text if isinstance(line, Row) else line.lstrip(" "))
        first = visible(line.label) if isinstance(line, Row) else " " * _indent(line)
        later = " " * min(len(first), wide // 2)
        yield (
            textwrap.fill(
                text,
                wide,
                initial_indent=first,
                subsequent_indent=later,
                break_long_words=False,
                break_on_hyphens=False,
            )
            or first.rstrip()
        )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
