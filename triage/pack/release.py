"""Which pack this is, and which version of it as a whole: `content/pack.yaml`.

A flow has a version of its own. This one also counts what stands around the flows, such as
contacts, clocks and templates.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.source import Source
from triage.pack.tree import Fields

LONGEST_TITLE = 80
LONGEST_VERSION = 20

_KEYS = dict.fromkeys(("pack", "title", "version"))


@dataclass(frozen=True, slots=True)
class Release:
    """What a pack calls itself, each in one line; all empty where it has no such file."""

    id: str = ""
    title: str = ""
    version: str = ""


def read_release(raw: bytes, source: Source) -> Release:
    """Return what `content/pack.yaml` says, noting what is wrong in `source`."""
    fields = source.whole(raw, "The pack file", "Start it with pack: ID, or delete it.")
    if fields is None:
        return Release()
    source.known_keys(fields, "The pack file", _KEYS)
    if not source.required(fields, "The pack file", _KEYS):
        return Release()
    return Release(
        source.id(fields.nodes["pack"], "The pack id"),
        _line(source, fields, "title", LONGEST_TITLE),
        _line(source, fields, "version", LONGEST_VERSION),
    )


def _line(source: Source, fields: Fields, key: str, longest: int) -> str:
    """Return the text under a key, noting one that is empty or no line for a footer."""
    text = source.take_words(fields, key)
    if "\n" in text or len(text) > longest:
        message = f"{key} is not one line of at most {longest} characters."
        source.note(fields.nodes[key], "not-a-line", message, "Shorten it to one line.")
    return text
