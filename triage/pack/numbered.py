"""Lists whose entries have the numbers of the guidance: sections, rules and points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triage.errors import Place
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Text


@dataclass(frozen=True, slots=True)
class Numbering:
    """What one kind of entry is called, and what its numbers look like."""

    what: str
    pattern: re.Pattern[str]
    example: str


SECTIONS = Numbering("A section", re.compile(r"R[0-9A-Z](?:[0-9.]*[0-9])?", re.ASCII), "R5 or R8.1")
RULES = Numbering("A rule", re.compile(r"R[0-9A-Z][0-9.]*\.[A-Z0-9]+[a-z]?", re.ASCII), "R5.58")
POINTS = Numbering("A point", re.compile(r"A[0-9]+[a-z]?", re.ASCII), "A12")
NATIONAL = Numbering("A national point", re.compile(r"N[0-9]+[a-z]?", re.ASCII), "N1")


def entries(
    source: Source, fields: Fields, key: str, numbering: Numbering, taken: dict[str, Place]
) -> Iterator[tuple[str, Fields]]:
    """Yield the entries of the list under a key, each with its number, noting what is wrong.

    `taken` holds the numbers so far and where they stand; an entry without a usable number, or
    with one that is taken, is noted and left out.
    """
    if not source.required(fields, "This", (key,)):
        return
    source.not_empty(fields.nodes[key], key)
    for node in source.items(fields.nodes[key], key):
        entry = source.fields(node, numbering.what)
        if entry is None or not source.required(entry, numbering.what, ("id",)):
            continue
        id_node = entry.nodes["id"]
        id_ = source.text(id_node, "id")
        if type(id_node) is not Text:
            continue
        if not numbering.pattern.fullmatch(id_):
            fix = f"Write it as {numbering.example}."
            source.note(id_node, "bad-number", f"{shown(id_)} is not usable as an id here.", fix)
        elif id_ in taken:
            message = f"{id_} stands in {taken[id_].file}, line {taken[id_].line}, already."
            source.note(id_node, "duplicate-id", message, "Give one of them its own number.")
        else:
            taken[id_] = source.place(id_node)
            yield id_, entry
