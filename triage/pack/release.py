"""Which pack this is, and which version of it as a whole: `content/pack.yaml`.

A flow has a version of its own. This one also counts what stands around the flows, such as
contacts, clocks and templates.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.source import Source

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
    title, version = source.take_words(fields, "title"), source.take_words(fields, "version")
    source.check_line(fields, "title", title, LONGEST_TITLE)
    source.check_line(fields, "version", version, LONGEST_VERSION)
    return Release(source.id(fields.nodes["pack"], "The pack id"), title, version)
