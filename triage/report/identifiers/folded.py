"""A text in plain letters, with the way back to where each of them stands.

What is pasted may hold wide digits, spaces that do not break, dashes of many kinds, and signs
that nobody sees. Looking for patterns in that would miss what a reader sees at once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# What `safe_text.visible` puts in place of a sign that could hide or reorder text.
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_UNSEEN = {"Cf", "Cc", "Mn", "Me", "Cs"}
_APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{PRIME}"


@dataclass(frozen=True, slots=True, repr=False)
class Folded:
    """The plain letters, and for each the start and the end of its place in the text.

    A line end stays a line end; every other space is one space.
    """

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __repr__(self) -> str:
        """Return how long it is, never what it says."""
        return f"Folded({len(self.plain)})"

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of the plain letters from `start` up to `end`."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Return a text in plain letters; what has no plain form stays as it is."""
    if text.isascii() and text.isprintable() and "\\" not in text:
        places = range(len(text))
        return Folded(text, tuple(places), tuple(place + 1 for place in places))
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    while place < len(text):
        escape = _ESCAPE.match(text, place)
        end = escape.end() if escape else place + 1
        for letter in "" if escape else _plain(text[place]):
            plain.append(letter)
            starts.append(place)
            ends.append(end)
        place = end
    return Folded("".join(plain), tuple(starts), tuple(ends))


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    # A half stays a half: in letters it would read as "1/2".
    if sign == "\n" or category == "No" or (sign.isascii() and category not in _UNSEEN):
        return sign
    if category in _UNSEEN or category[0] == "Z":
        return " " if sign.isspace() else ""
    if sign in _APOSTROPHES:
        return "'"
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    letters = unicodedata.normalize("NFKD", sign)
    return "".join(each for each in letters if unicodedata.category(each) not in _UNSEEN)
