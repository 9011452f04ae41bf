"""Where the guidance is unclear, and what national sources add to it.

An unclear point shows every reading, and what is done about it. A national point is never part
of the guidance: it says how sure we are of it, and every line that shows it says so too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from triage.core.model import NOWHERE
from triage.errors import Place
from triage.pack.citations import Citer
from triage.pack.naming import shown
from triage.pack.numbered import NATIONAL, POINTS, entries
from triage.pack.source import Source
from triage.pack.tree import Fields, Text

PointKind = Literal["contradiction", "gap", "wording", "slip"]
POINT_KINDS: tuple[PointKind, ...] = get_args(PointKind)
Seen = Literal["read", "quoted", "not read"]
SEEN: tuple[Seen, ...] = get_args(Seen)

_POINT_KEYS = dict.fromkeys(("id", "about", "readings", "shown", "kind"))
_READING_KEYS = dict.fromkeys(("says", "cites"))
_NATIONAL_KEYS = dict.fromkeys(
    ("id", "about", "says", "source", "seen", "sure", "pages", "concerns")
)
_ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an unclear point, with the rules that it comes from."""

    says: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnclearPoint:
    """One point where the guidance contradicts itself, is silent, or is garbled.

    `shown` is what triage does about it.
    """

    id: str
    about: str
    kind: PointKind
    readings: tuple[Reading, ...]
    shown: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NationalPoint:
    """One point that is not in the guidance: what it says, who says so, and how sure that is.

    `seen` tells whether the source was read itself; `concerns` names points and rules.
    """

    id: str
    about: str
    says: str
    source: str
    seen: Seen
    sure: str
    pages: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


def read_points(source: Source, root: Fields) -> dict[str, UnclearPoint]:
    """Return the unclear points of one file by id, noting what is wrong in `source`."""
    source.known_keys(root, "The file of unclear points", {"points": None})
    taken: dict[str, Place] = {}
    return {
        id_: _point(source, id_, fields)
        for id_, fields in entries(source, root, "points", POINTS, taken)
    }


def read_national(source: Source, root: Fields) -> dict[str, NationalPoint]:
    """Return the national points of one file by id, noting what is wrong in `source`."""
    source.known_keys(root, "The file of national points", {"points": None})
    taken: dict[str, Place] = {}
    return {
        id_: _national(source, id_, fields)
        for id_, fields in entries(source, root, "points", NATIONAL, taken)
    }


def _point(source: Source, id_: str, fields: Fields) -> UnclearPoint:
    source.known_keys(fields, "An unclear point", _POINT_KEYS)
    source.required(fields, "An unclear point", ("about", "readings", "shown", "kind"))
    node = fields.nodes.get("readings")
    readings = []
    if node is not None:
        source.not_empty(node, "readings")
        for each in source.items(node, "readings"):
            reading = source.fields(each, "A reading")
            if reading is not None:
                readings.append(_reading(source, id_, reading))
    return UnclearPoint(
        id=id_,
        about=source.take_words(fields, "about"),
        kind=cast("PointKind", source.take_choice(fields, "kind", POINT_KINDS, "wording")),
        readings=tuple(readings),
        shown=source.take_words(fields, "shown"),
        place=source.place(fields.nodes["id"]),
    )


def _reading(source: Source, id_: str, fields: Fields) -> Reading:
    source.known_keys(fields, "A reading", _READING_KEYS)
    source.required(fields, "A reading", ("says",))
    says = source.take_words(fields, "says")
    return Reading(says, source.take_cites(fields, Citer(None, id_)))


def _national(source: Source, id_: str, fields: Fields) -> NationalPoint:
    source.known_keys(fields, "A national point", _NATIONAL_KEYS)
    source.required(fields, "A national point", ("about", "says", "source", "seen", "sure"))
    return NationalPoint(
        id=id_,
        about=source.take_words(fields, "about"),
        says=source.take_words(fields, "says"),
        source=source.take_words(fields, "source"),
        seen=cast("Seen", source.take_choice(fields, "seen", SEEN, "not read")),
        sure=source.take_words(fields, "sure"),
        pages=_pages(source, fields),
        concerns=source.take_cites(fields, Citer(None, id_), "concerns"),
        place=source.place(fields.nodes["id"]),
    )


def _pages(source: Source, fields: Fields) -> tuple[str, ...]:
    found = source.take_ids(fields, "pages")
    for address, node in found:
        if type(node) is Text and not _ADDRESS.fullmatch(address):
            message = f"{shown(address)} is not the address of a page."
            source.note(node, "bad-address", message, "Write it as https://www.gov.uk/...")
    return tuple(address for address, _ in found)
