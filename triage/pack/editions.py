"""The editions of the guidance that flows rest on: how old they are, and what has changed since."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from triage.pack.citations import Citer
from triage.pack.condition_reader import read_bound
from triage.pack.source import Source
from triage.pack.tree import Fields

_KEYS = dict.fromkeys(
    (
        "title",
        "version",
        "dated",
        "review_due",
        "review_due_by",
        "approved",
        "publisher",
        "cites",
        "replaced",
        "superseded_by",
    )
)
_REPLACED_KEYS = dict.fromkeys(("document", "by", "cites"))


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that an edition names, and what has replaced it (not in the guidance)."""

    document: str
    by: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the guidance; empty where it does not say.

    `superseded_by` is the later edition that has taken its place, in words.
    """

    id: str
    title: str
    version: str
    dated: datetime.date
    review_due: str = ""
    review_due_by: datetime.date | None = None
    approved: str = ""
    publisher: str = ""
    cites: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    superseded_by: str = ""

    def review_passed(self, today: datetime.date) -> bool:
        """Say whether the date by which it should have been reviewed is over."""
        return self.review_due_by is not None and today > self.review_due_by


def read_editions(raw: bytes, source: Source) -> dict[str, Edition]:
    """Return the editions of one file by id, noting what is wrong in `source`."""
    root = source.whole(raw, "The editions file")
    if root is None:
        return {}
    found = {}
    for id_, node in root.nodes.items():
        source.edition = id_
        fields = source.fields(node, "An edition")
        edition = None if fields is None else _edition(source, id_, fields)
        if edition is not None:
            found[id_] = edition
    return found


def _edition(source: Source, id_: str, fields: Fields) -> Edition | None:
    source.known_keys(fields, "An edition", _KEYS)
    if not source.required(fields, "An edition", ("title", "version", "dated")):
        return None
    dated = _date(source, fields, "dated")
    if dated is None:
        return None
    node = fields.nodes.get("replaced")
    entries = () if node is None else source.items(node, "replaced")
    read = [source.fields(entry, "An entry of replaced") for entry in entries]
    title = source.take_words(fields, "title")
    citer = Citer("banner", id_, title)
    return Edition(
        id=id_,
        title=title,
        version=source.take_words(fields, "version"),
        dated=dated,
        review_due=source.take_text(fields, "review_due"),
        review_due_by=_date(source, fields, "review_due_by"),
        approved=source.take_text(fields, "approved"),
        publisher=source.take_text(fields, "publisher"),
        cites=source.take_cites(fields, citer),
        replaced=tuple(_replaced(source, entry, citer) for entry in read if entry is not None),
        superseded_by=source.take_text(fields, "superseded_by"),
    )


def _date(source: Source, fields: Fields, key: str) -> datetime.date | None:
    node = fields.nodes.get(key)
    bound = None if node is None else read_bound(source, "date", node)
    return bound if isinstance(bound, datetime.date) else None


def _replaced(source: Source, fields: Fields, citer: Citer) -> Replaced:
    source.known_keys(fields, "An entry of replaced", _REPLACED_KEYS)
    source.required(fields, "An entry of replaced", ("document", "by"))
    return Replaced(
        source.take_words(fields, "document"),
        source.take_words(fields, "by"),
        source.take_cites(fields, citer),
    )
