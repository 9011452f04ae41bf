"""Text that is made to hurt, and how to tell that it is shown as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.ui import every_text

TAIL = (
    "[unknown] [/b] [@click=app.quit]x[/] [LADO] [$quiet] \\[b] <b>&amp; *_`# e\u0301"
    " \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " + "W" * 200
)
"""What markup would hide, run or stumble over; combining marks, right to left, a long word."""

TYPED = (
    "Kim [LADO] [/b] [@click=app.quit]x[/] \x1b[31m\x1b]52;c;aGk=\x07 \x9b2J \x90 "
    "\u202e\u2066 e\u0301"
)
"""What a person may paste: the same, and commands to a terminal."""

AS_SHOWN = (
    "Kim [LADO] [/b] [@click=app.quit]x[/] \\x1b[31m\\x1b]52;c;aGk=\\x07 \\x9b2J \\x90 "
    "\\u202e\\u2066 e\u0301"
)

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What is never shown as it is."""


def squeezed(text: str) -> str:
    """Return text without any space, so that it does not matter where lines are broken."""
    return re.sub(r"\s+", "", text)


def missing(seen: Iterable[str], but: Iterable[str] = ()) -> list[str]:
    """Return the markers whose text is in none of these, whole and as written.

    `but` are markers of what is not shown there, which must not be seen either.
    """
    parts = [squeezed(part) for part in seen]
    hidden = set(but)
    wrong = []
    for marker in every_text.markers():
        whole = squeezed(f"{marker}{TAIL}")
        shown = any((marker if marker in hidden else whole) in part for part in parts)
        if shown == (marker in hidden):
            wrong.append(marker)
    return wrong
