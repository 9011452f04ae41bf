"""Plain text of at most 80 columns, or of the width of a terminal, whatever texts go into it.

A line that starts with spaces, a bullet or a number keeps that indent where it is broken, so a
text of several lines stays inside its place and cannot pass for a heading of the document.
"""

from __future__ import annotations

import re
import textwrap

from triage.report.safe_text import visible

WIDTH = 80

# Stands for a line end inside a text until the document is wrapped; `visible` leaves none.
_BREAK = "\x1e"
_INDENT = re.compile(r" {0,20}(?:[-*] |[0-9]{1,3}\. )?", re.ASCII)


def one_line(text: str) -> str:
    """Return `text` harmless, and as one line until `wrapped` breaks it in its place."""
    return visible(text).replace("\n", _BREAK)


def wrapped(document: str, width: int = WIDTH) -> str:
    """Return `document` with each line broken between words, and long words anywhere."""
    return "\n".join(part for line in document.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> list[str]:
    found = _INDENT.match(line)
    indent = " " * (found.end() if found else 0)
    first, *others = line.split(_BREAK)
    parts = [first, *(indent + other for other in others)]
    return [
        piece
        for part in parts
        for piece in textwrap.wrap(
            part, width, subsequent_indent=indent, break_on_hyphens=False, tabsize=4
        )
        or [""]
    ]
