"""Text cut into sentences and words, as people read it.

A full stop ends a sentence only where a space and then a capital, a figure or an opening quote or
bracket follow: "R5.58", "3.1" and "dorsetscp@dorsetcouncil.gov.uk" are left whole. So are short
forms that are followed by what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = "\"')]\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_OPENING = "\"'([\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
_END = re.compile(rf"[.?!][{re.escape(_CLOSING)}]*(?=\s+[A-Z0-9{re.escape(_OPENING)}])|\n\s*")
_GOES_ON = re.compile(
    r"\b(?:(?:e\.g|i\.e|cf|vs|Mr|Mrs|Ms|Dr|Prof|St|Rev|approx|[A-Z]\.[A-Z])\."
    r"|(?:No|no|para|reg|art|pp?|ss?)\.(?=\s+[0-9]))"
)
"""Short forms that belong to what follows; some of them only before a figure."""

_WORD = re.compile(r"[^\W_]+(?:[-'.@&\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a label that is none, and its words.

    A number, a rule id, an e-mail address and a word with a hyphen are one word each.
    """

    text: str
    words: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it ends like a sentence, as a label or a heading need not."""
        return self.text.rstrip(_CLOSING).endswith((".", "?", "!"))


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; a line of its own is one too."""
    return tuple(Sentence(part, tuple(words(part))) for part in _cut(text))


def words(text: str) -> list[str]:
    """Return the words of a text, without the marks between them."""
    return _WORD.findall(text)


def _cut(text: str) -> Iterator[str]:
    short = {found.end() for found in _GOES_ON.finditer(text)} if "." in text else ()
    start = 0
    for end in _END.finditer(text):
        if end.end() in short:
            continue
        yield from _not_empty(text[start : end.end()])
        start = end.end()
    yield from _not_empty(text[start:])


def _not_empty(text: str) -> Iterator[str]:
    if stripped := text.strip():
        yield stripped
