"""A finished document as blocks: what the web page, the Word and the PDF document are made of.

The blocks are those of Markdown that our templates use. Every text in them is plain: whoever lays
them out shows it as it stands. A line end inside a run breaks the line there.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

LANGUAGE = "en-GB"
DEEPEST_HEADING = 6

MOST_ROWS_WHOLE = 8

LEAST_SHARE, MOST_SHARE = 8, 45
"""How many characters of its longest text count for the width of a column."""


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """Text in one weight."""

    text: str
    strong: bool = False


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    """A paragraph; `quoted` is for what a person wrote in their own words."""

    words: Words
    quoted: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Items:
    """A list. `start` is the number of its first item, None for a list of bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A table; the first row is its header, and every row has as many cells."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A document with what stands on every page: its title, marking and reference."""

    title: str
    marking: str
    reference: str
    made_at: datetime.datetime
    blocks: tuple[Block, ...]


def plain_words(words: Words) -> str:
    """Return the words without their weight."""
    return "".join(run.text for run in words)


def column_shares(table: Table) -> list[int]:
    """Return the part of the width that each column gets: by its longest text, or to write in."""
    return [_share(table, column) for column in range(len(table.head))]


def _share(table: Table, column: int) -> int:
    cells = [len(plain_words(row[column])) for row in table.rows]
    if not any(cells):
        return MOST_SHARE
    return min(max(len(plain_words(table.head[column])), *cells, LEAST_SHARE), MOST_SHARE)


def stays_whole(table: Table) -> bool:
    """Say whether a table is so short that it is not to be broken between pages."""
    return len(table.rows) <= MOST_ROWS_WHOLE
