"""What a person may want to do, in groups: `content/menu.yaml`, the first screen of a pack."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, cast, get_args

from triage.pack.source import Source
from triage.pack.tree import Fields, Text

Book = Literal["guidance", "glossary"]
"""What can be read."""

_GROUP_KEYS = dict.fromkeys(("title", "entries"))
_ENTRY_KEYS = dict.fromkeys(("walk", "read", "title", "about", "sections", "follows"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a journey or flow to walk, or else a book to read.

    `sections` are those of the guidance that it covers, as numbered there. `follows` are the
    walks after which it is offered.
    """

    walk: str
    read: Book | None
    title: str
    about: str
    sections: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...]


def read_menu(raw: bytes, source: Source, walks: Collection[str] | None) -> tuple[Group, ...]:
    """Return the menu of a pack, noting what is wrong in `source`.

    `walks` are the ids of its journeys and flows; None where those could not all be read.
    """
    root = source.whole(raw, "The menu")
    if root is None:
        return ()
    source.known_keys(root, "The menu", {"groups": 1})
    if not source.required(root, "The menu", ("groups",)):
        return ()
    reader = _Reader(source, walks)
    source.not_empty(root.nodes["groups"], "groups")
    groups = [
        source.fields(node, "A group") for node in source.items(root.nodes["groups"], "groups")
    ]
    return tuple(reader.group(group) for group in groups if group is not None)


class _Reader:
    def __init__(self, source: Source, walks: Collection[str] | None) -> None:
        self._source = source
        self._walks = walks

    def group(self, fields: Fields) -> Group:
        source = self._source
        source.known_keys(fields, "A group", _GROUP_KEYS)
        found: list[Entry] = []
        if source.required(fields, "A group", _GROUP_KEYS):
            node = fields.nodes["entries"]
            source.not_empty(node, "entries")
            entries = [source.fields(each, "An entry") for each in source.items(node, "entries")]
            found = [self._entry(entry) for entry in entries if entry is not None]
        return Group(source.take_words(fields, "title"), tuple(found))

    def _entry(self, fields: Fields) -> Entry:
        source = self._source
        source.known_keys(fields, "An entry", _ENTRY_KEYS)
        source.required(fields, "An entry", ("title",))
        if ("walk" in fields.nodes) == ("read" in fields.nodes):
            source.note(
                fields,
                "bad-entry",
                "An entry leads to one thing: a walk, or something to read.",
                f"Give it walk: ID, or read: {' or '.join(get_args(Book))}.",
            )
        book = source.take_choice(fields, "read", get_args(Book), "")
        sections = fields.nodes.get("sections")
        return Entry(
            walk=self._one_walk(fields),
            read=cast("Book | None", book or None),
            title=source.take_words(fields, "title"),
            about=source.take_text(fields, "about"),
            sections=()
            if sections is None
            else tuple(
                source.text(node, "A section") for node in source.items(sections, "sections")
            ),
            follows=self._walks_in(fields, "follows"),
        )

    def _one_walk(self, fields: Fields) -> str:
        (walk,) = self._walks_in(fields, "walk")[:1] or ("",)
        return walk

    def _walks_in(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Return the journeys and flows named under a key; unknown ones are noted and left out."""
        found = []
        for name, node in self._source.take_ids(fields, key):
            if self._walks is None or name in self._walks:
                found.append(name)
            elif type(node) is Text:
                self._source.note_unknown(
                    node, "unknown-walk", "There is no journey or flow", name, self._walks
                )
        return tuple(found)
