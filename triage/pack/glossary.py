"""The terms of the guidance: what they mean, how they are printed, and how we read them."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.core.model import NOWHERE
from triage.errors import Place
from triage.pack.citations import Citer
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Text

_KEYS = dict.fromkeys(
    ("term", "id", "means", "printed", "we_read_this_as", "cites", "unclear", "not_in_guidance")
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `printed` holds the guidance's own names for it, which may be several.

    `reading` says what we take them to be where that is not plain. `not_in_guidance` says that
    the meaning comes from elsewhere.
    """

    id: str
    term: str
    means: str
    printed: tuple[str, ...] = ()
    reading: str = ""
    cites: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    not_in_guidance: bool = False
    place: Place = field(default=NOWHERE, compare=False)


def read_glossary(source: Source, root: Fields) -> dict[str, Term]:
    """Return the terms of the glossary by id, noting what is wrong in `source`."""
    source.known_keys(root, "The glossary", {"terms": None})
    found: dict[str, Term] = {}
    if not source.required(root, "The glossary", ("terms",)):
        return found
    for node in source.items(root.nodes["terms"], "terms"):
        fields = source.fields(node, "A term")
        if fields is None or not source.required(fields, "A term", ("id", "term", "means")):
            continue
        id_node = fields.nodes["id"]
        id_ = source.id(id_node, "The id")
        if type(id_node) is Text and id_ in found:
            message = f"There is a term {shown(id_)} already, in line {found[id_].place.line}."
            source.note(id_node, "duplicate-id", message, "Rename one, or make one of the two.")
        else:
            found[id_] = _term(source, id_, fields)
    return found


def _term(source: Source, id_: str, fields: Fields) -> Term:
    source.known_keys(fields, "A term", _KEYS)
    term = source.take_words(fields, "term")
    return Term(
        id=id_,
        term=term,
        means=source.take_words(fields, "means"),
        printed=tuple(text for text, _ in source.take_ids(fields, "printed")),
        reading=source.take_text(fields, "we_read_this_as"),
        cites=source.take_cites(fields, Citer("glossary", id_, term)),
        unclear=source.take_cites(fields, Citer(None, id_), "unclear"),
        not_in_guidance=source.take_yes_no(fields, "not_in_guidance"),
        place=source.place(fields.nodes["id"]),
    )
