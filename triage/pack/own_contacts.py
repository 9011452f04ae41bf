"""The user's own contacts file, which lies over the pack's contacts field by field.

A council adds its telephone numbers there without touching the pack. An empty value leaves the
pack's. Nothing is ever filled in that neither of the two supplies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from triage.errors import PackError
from triage.pack.contacts import Contact
from triage.pack.locations import own_file
from triage.pack.reader import Pack, read_own_file
from triage.pack.source import Source
from triage.pack.tree import Fields

NAME = "contacts.yaml"
FIELDS = ("role", "phone", "out_of_hours", "email", "caution", "note")
"""What a file of the user's own may say of a contact."""

_KEYS = dict.fromkeys(FIELDS)
BROKEN = "Your own contacts file cannot be used, so it is left out. To see why: triage contacts"


def with_own_contacts(pack: Pack, folder: Path) -> Pack:
    """Return the pack with the user's contacts over its own.

    A file that cannot be used is only said in `notices`: it must not keep anybody from the
    questions. `read_own_contacts` says what is wrong with it.
    """
    try:
        return replace(pack, contacts=read_own_contacts(pack.contacts, folder))
    except PackError:
        return replace(pack, notices=(*pack.notices, BROKEN))


def read_own_contacts(contacts: Mapping[str, Contact], folder: Path) -> Mapping[str, Contact]:
    """Return the contacts with what the user's file says over them; raises `PackError`."""
    file = own_file(NAME, folder)
    return contacts if file is None else read_own_file(file, partial(read_overlay, contacts))


def read_overlay(
    contacts: Mapping[str, Contact], raw: bytes, source: Source
) -> Mapping[str, Contact]:
    """Return the contacts with one file over them, noting what is wrong in `source`."""
    root = source.whole(raw, "The contacts file")
    if root is None:
        return contacts
    merged = dict(contacts)
    for id_, node in root.nodes.items():
        fields = source.fields(node, "A contact")
        if id_ not in contacts:
            source.note_unknown(
                root.keys[id_], "unknown-contact", "There is no contact", id_, contacts
            )
        elif fields is not None:
            merged[id_] = _laid_over(source, contacts[id_], fields)
    return merged


def without_digits(contacts: Mapping[str, Contact]) -> tuple[tuple[str, str], ...]:
    """Return each own telephone number without a digit, as contact and field.

    It may be meant ("ask the switchboard"), so it is used, and only worth a second look.
    """
    return tuple(
        (contact.id, key)
        for contact in contacts.values()
        for key, number in (("phone", contact.phone), ("out_of_hours", contact.out_of_hours))
        if key in contact.own and not any(sign.isdigit() for sign in number)
    )


def _laid_over(source: Source, contact: Contact, fields: Fields) -> Contact:
    source.known_keys(fields, "A contact of your own", _KEYS)
    # Each value is shown in one line.
    given = {key: " ".join(source.take_text(fields, key).split()) for key in FIELDS}
    return replace(
        contact,
        role=given["role"] or contact.role,
        phone=given["phone"] or contact.phone,
        out_of_hours=given["out_of_hours"] or contact.out_of_hours,
        email=given["email"] or contact.email,
        caution=given["caution"] or contact.caution,
        note=given["note"] or contact.note,
        own=frozenset(key for key, text in given.items() if text),
    )
