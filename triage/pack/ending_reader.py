"""What a flow gives the end of a walk: closing words, the document that is saved, and its days."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.model import Closing, Document
from triage.core.timelines import MOMENTS, Moment
from triage.pack.citations import Citer
from triage.pack.source import Source
from triage.pack.tree import Fields


def read_closing(source: Source, flow: Fields, id_: str) -> Closing | None:
    """Return what stands behind the result of the flow `id_`."""
    fields = _fields(source, flow, "closing")
    if fields is None:
        return None
    source.known_keys(fields, "closing", {"says": 1, "cites": 1})
    source.required(fields, "closing", ("says",))
    says = source.take_words(fields, "says")
    cites = source.take_cites(fields, Citer("closing", id_, says))
    return Closing(says, cites, source.place(flow.keys["closing"]))


def read_document(source: Source, flow: Fields) -> Document | None:
    """Return what is saved in place of a summary; its templates are looked for by the pack."""
    fields = _fields(source, flow, "document")
    if fields is None:
        return None
    source.known_keys(fields, "document", {"id": 1, "title": 1})
    if not source.required(fields, "document", ("id", "title")):
        return None
    id_ = source.id(fields.nodes["id"], "The document")
    return Document(id_, source.take_words(fields, "title"), source.place(fields))


def read_moments(source: Source, flow: Fields, dates: Sequence[str]) -> dict[Moment, str]:
    """Return which of the date questions of a flow gives which day that clocks start from."""
    fields = _fields(source, flow, "moments")
    if fields is None:
        return {}
    source.known_keys(fields, "moments", dict.fromkeys(MOMENTS))
    found: dict[Moment, str] = {}
    for moment in MOMENTS:
        if moment in fields.nodes:
            question = source.text(fields.nodes[moment], moment)
            found[moment] = question
            if question not in dates:
                source.note_unknown(
                    fields.nodes[moment], "unknown-date", "This flow asks no date", question, dates
                )
    return found


def _fields(source: Source, flow: Fields, key: str) -> Fields | None:
    node = flow.nodes.get(key)
    return None if node is None else source.fields(node, key)
