"""What to say after somebody has typed a text: what in it may tell who somebody is.

It is a warning and never bars the way. Every front end asks `Walkthrough.concerns` after a text was
typed, shows what comes back, and lets the person change the text or go on as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.pack.reader import Pack
from triage.report.safe_text import visible
from triage.ui import words

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, repr=False)
class Concern:
    """One piece of a text that may tell who somebody is: `text[start:end]` of what was typed.

    `line` and `column` count from 1. `piece` is for the person's own screen and nothing else.
    """

    start: int
    end: int
    line: int
    column: int
    piece: str
    what: str
    instead: str

    def __repr__(self) -> str:
        """Return the kind and the place, never the piece."""
        return f"Concern({self.what}, {self.line}:{self.column})"

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        return words.line_and_character(self.line, self.column)


class TextCheck:
    """Looks at texts with the words of one pack in mind, which are no names."""

    def __init__(self, pack: Pack) -> None:
        """Wait until there is a text: what it takes is slow to load."""
        self._pack = pack

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of the pack, in lower case."""
        from triage.report.identifiers.vocabulary import words_of

        pack = self._pack
        return words_of(pack.flows, pack.contacts, pack.timelines, pack.form)

    def concerns(self, text: str) -> tuple[Concern, ...]:
        """Return what in a text may tell who somebody is, in order."""
        if not text.strip():
            return ()
        from triage.report.identifiers.found import find

        return tuple(
            Concern(
                found.start,
                found.end,
                found.line(text),
                found.column(text),
                text[found.start : found.end],
                found.kind.called,
                found.kind.instead,
            )
            for found in find(text, self.known)
        )


def said(concerns: Sequence[Concern]) -> Iterator[tuple[str, str, str]]:
    """Yield what to say of each concern: the words before its piece, the piece, those behind it.

    What to write instead is said once for each kind; no more than `MOST_SHOWN` are said.
    """
    told: set[str] = set()
    for concern in concerns[:MOST_SHOWN]:
        where = f"{concern.where[:1].upper()}{concern.where[1:]}"
        piece = " ".join(visible(concern.piece).split())
        instead = "" if concern.what in told else f" {concern.instead}"
        told.add(concern.what)
        yield f"{where}: “", piece, f"” may be {concern.what}.{instead}"


def warning(concerns: Sequence[Concern]) -> Iterator[str]:
    """Yield what to say about a text, line by line; nothing where there is no concern."""
    if not concerns:
        return
    yield words.MAY_IDENTIFY
    yield from map("".join, said(concerns))
    if len(concerns) > MOST_SHOWN:
        yield words.more_like_that(len(concerns) - MOST_SHOWN)
    yield words.YOU_MAY_GO_ON
