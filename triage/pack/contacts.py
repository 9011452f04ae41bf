"""The people and bodies a flow tells its users to reach, by role.

An empty field means that the guidance does not supply it; it is never filled in with a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.citations import Citer
from triage.pack.source import Source
from triage.pack.tree import Fields

_KEYS = dict.fromkeys(
    (
        "role",
        "organisation",
        "phone",
        "out_of_hours",
        "email",
        "caution",
        "source",
        "note",
        "not_in_guidance",
    )
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One role, and the ways to reach it that the pack knows; empty where it knows none.

    `caution` is what has to be known before anything goes to `email`, and stands beside it.
    """

    id: str
    role: str
    organisation: str = ""
    phone: str = ""
    out_of_hours: str = ""
    email: str = ""
    caution: str = ""
    source: tuple[str, ...] = ()
    note: str = ""
    not_in_guidance: bool = False
    own: frozenset[str] = frozenset()
    """The fields that come from the user's own file, and not from the pack."""


def read_contacts(raw: bytes, source: Source) -> dict[str, Contact] | None:
    """Return the contacts of one file by id, noting what is wrong in `source`.

    None means that there are none at all: no step is then held against them.
    """
    root = source.whole(raw, "The contacts file")
    if root is None:
        return None
    found = {}
    for id_, node in root.nodes.items():
        source.id(root.keys[id_], "The contact")
        fields = source.fields(node, "A contact")
        if fields is not None:
            found[id_] = _contact(source, id_, fields)
    return found


def _contact(source: Source, id_: str, fields: Fields) -> Contact:
    source.known_keys(fields, "A contact", _KEYS)
    source.required(fields, "A contact", ("role",))
    role = source.take_words(fields, "role")
    return Contact(
        id=id_,
        role=role,
        organisation=source.take_text(fields, "organisation"),
        phone=source.take_text(fields, "phone"),
        out_of_hours=source.take_text(fields, "out_of_hours"),
        email=source.take_text(fields, "email"),
        caution=source.take_text(fields, "caution"),
        source=source.take_cites(fields, Citer("contact", id_, role), "source"),
        note=source.take_text(fields, "note"),
        not_in_guidance=source.take_yes_no(fields, "not_in_guidance"),
    )
