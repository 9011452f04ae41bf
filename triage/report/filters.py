"""The filters of templates: seven, ours, and each with the shape that it takes and gives.

They never call a method that a template names, and what they lay out is made harmless first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from triage.report.block_reader import BREAK
from triage.report.plain_text import WIDTH
from triage.report.shapes import ListOf, Plain, Record, Shape


class Laid(str):
    """Text that is harmless already, in the layout that a filter gave it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a filter is for, how many texts it takes in brackets, and what shapes fit.

    `gives` returns the shape of the result, or None where the filter does not fit.
    """

    needs: str
    arguments: int
    gives: Callable[[Shape, Sequence[str]], Shape | None]


def _gives_each(shape: Shape, keys: Sequence[str]) -> Shape | None:
    if isinstance(shape, ListOf) and isinstance(shape.item, Record):
        member = shape.item.of.get(keys[0])
        return None if member is None else ListOf(member)
    return None


def _gives_layout_of_list(shape: Shape, _: Sequence[str]) -> Shape | None:
    fits = isinstance(shape, ListOf) and shape.item in {"text", "number"}
    return "layout" if fits else None


def _gives_count(shape: Shape, _: Sequence[str]) -> Shape | None:
    return "number" if isinstance(shape, ListOf) else None


def _gives_layout_of_text(shape: Shape, _: Sequence[str]) -> Shape | None:
    return "layout" if shape == "text" else None


def _gives_sentence(shape: Shape, _: Sequence[str]) -> Shape | None:
    return shape if shape in {"text", "layout"} else None


FILTERS: Mapping[str, Filter] = {
    "each": Filter("a list of entries, and the name of one of their parts", 1, _gives_each),
    "joined": Filter("a list of texts, and what to put between them", 1, _gives_layout_of_list),
    "bulleted": Filter("a list of texts, and what to put before each", 1, _gives_layout_of_list),
    "count": Filter("a list", 0, _gives_count),
    "underlined": Filter(
        "a text, and the character to underline it with", 1, _gives_layout_of_text
    ),
    "cell": Filter("a text", 0, _gives_layout_of_text),
    "sentence": Filter("a text", 0, _gives_sentence),
}


def filters(harmless: Callable[[str], str]) -> dict[str, Callable[..., object]]:
    """Return the filters as functions; `harmless` is the format's way to show text as written."""

    def laid(part: Plain) -> str:
        return part if isinstance(part, Laid) else harmless(str(part))

    def each(entries: Sequence[Mapping[str, Plain]], part: str) -> list[Plain]:
        return [entry[part] for entry in entries]

    def joined(texts: Sequence[Plain], between: str) -> str:
        return Laid(between.join(map(laid, texts)))

    def bulleted(texts: Sequence[Plain], before: str) -> str:
        return Laid("\n".join(before + laid(text) for text in texts))

    def cell(text: Plain) -> str:
        # The line break of Markdown, which no cell of a table can have.
        return Laid(laid(text).replace("\\\n", BREAK))

    def underlined(text: str, mark: str) -> str:
        shown = laid(text)
        return Laid(f"{shown}\n{mark[:1] * min(len(shown), WIDTH)}")

    def sentence(text: str) -> str:
        return text if text.endswith((".", "?", "!")) or not text else type(text)(f"{text}.")

    return {
        "each": each,
        "joined": joined,
        "bulleted": bulleted,
        "count": len,
        "cell": cell,
        "underlined": underlined,
        "sentence": sentence,
    }
