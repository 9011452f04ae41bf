"""Markdown read into blocks, so that every laid-out format says what its template says.

A policy officer changes one template, and the web page, the Word and the PDF document follow.
Whatever a template may write in Markdown keeps its words: emphasis and code are plain, a link is
its text with the address behind it, a picture is its description, and HTML shows as it is written.
Only `<br>` is read: it is how a line breaks within the cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from triage.report.blocks import Block, Heading, Items, Paragraph, Run, Table, Words

if TYPE_CHECKING:
    from markdown_it.token import Token

BREAK = "<br>"

_BLANK = re.compile(r"_{3,}")
"""A cell to fill in: in a laid-out table it is empty."""


def read_blocks(markdown: str) -> tuple[Block, ...]:
    """Return a Markdown document (CommonMark 0.31 with tables) as blocks."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and only this needs it

    reader = MarkdownIt("commonmark").enable("table")
    return _Reading(reader.parse(markdown)).blocks("")


class _Reading:
    """One document being read, token by token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)

    def blocks(self, end: str, *, quoted: bool = False) -> tuple[Block, ...]:
        """Return the blocks up to the token of type `end`."""
        return tuple(self._blocks(end, quoted=quoted))

    def _blocks(self, end: str, *, quoted: bool) -> Iterator[Block]:
        for token in self._tokens:
            if token.type == end:
                return
            if token.type == "heading_open":
                yield Heading(int(token.tag[1:]), self._words())
            elif token.type == "inline":
                yield Paragraph(_words(token.children or ()), quoted)
            elif token.type == "blockquote_open":
                yield from self.blocks("blockquote_close", quoted=True)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._items(token)
            elif token.type == "table_open":
                yield self._table()
            elif token.type in {"code_block", "fence", "html_block"}:
                yield Paragraph((Run(token.content.rstrip("\n")),), quoted)

    def _words(self) -> Words:
        return _words(next(self._tokens).children or ())

    def _items(self, opened: Token) -> Items:
        start = int(opened.attrs.get("start", 1)) if opened.tag == "ol" else None
        items = []
        for token in self._tokens:
            if token.type != "list_item_open":
                break
            items.append(self.blocks("list_item_close"))
        return Items(tuple(items), start)

    def _table(self) -> Table:
        rows: list[list[Words]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                words = () if _BLANK.fullmatch(token.content) else _words(token.children or ())
                rows[-1].append(words)
        head, *others = map(tuple, rows)
        return Table(head, tuple(others))


def _words(parts: Sequence[Token]) -> Words:
    """Return what stands in a line; neighbours of one weight are one run."""
    found: list[Run] = []
    for text, strong in _pieces(parts):
        if found and found[-1].strong == strong:
            found[-1] = Run(found[-1].text + text, strong)
        elif text:
            found.append(Run(text, strong))
    return tuple(found)


def _pieces(parts: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    strong = 0
    address = ""
    for part in parts:
        if part.type == "strong_open":
            strong += 1
        elif part.type == "strong_close":
            strong -= 1
        elif part.type == "link_open":
            address = str(part.attrs["href"])
        elif part.type == "link_close":
            yield f" ({address})", strong > 0
        elif part.type == "hardbreak" or (part.type == "html_inline" and part.content == BREAK):
            yield "\n", strong > 0
        elif part.type == "softbreak":
            yield " ", strong > 0
        else:
            yield part.content, strong > 0
