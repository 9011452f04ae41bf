"""What `triage contacts` prints: each role, what is supplied and by whom, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from triage.pack.contacts import Contact
from triage.pack.locations import own_file
from triage.pack.own_contacts import FIELDS, NAME, without_digits
from triage.ui import words
from triage.ui.reaching import with_caution

Supplier = Literal["guidance", "pack", "own file"]

_SAID: Mapping[Supplier, str] = {
    "guidance": "supplied by the guidance",
    "pack": "supplied with triage, not in the guidance",
    "own file": "your own file, not in the guidance",
}
_LABELS = {"role": "Role", **words.WAYS, "caution": "Caution", "note": "Note"}
_TEMPLATE_HEAD = """\
# Your own contacts, over those that come with triage. Save this as {name} in the folder
# that `triage contacts` names. Fill in what you know: an empty value leaves what is there.
"""


def as_lines(contacts: Mapping[str, Contact], folder: Path) -> Iterator[str]:
    """Yield where the user's own file is, and each contact with its ways."""
    there = own_file(NAME, folder) is not None
    yield words.SAFETY[0]
    yield f"Your own file: {folder / NAME} ({'in use' if there else 'not there'})."
    if not there:
        yield "To add telephone numbers, start from what triage contacts --template prints."
    for contact in contacts.values():
        yield ""
        yield contact.role
        yield f"  In the file: {contact.id}. Organisation: {contact.organisation or 'not said'}."
        yield from _fields(contact)
    odd = without_digits(contacts)
    if odd:
        yield ""
    for id_, key in odd:
        yield f"Look again: {key} of {id_} in your own file has no digit in it."


def _fields(contact: Contact) -> Iterator[str]:
    for key in FIELDS:
        supplier = supplied_by(contact, key)
        shown = key in words.WAYS or supplier == "own file"
        if supplier is None and shown:
            yield f"  {_LABELS[key]}: {words.NOT_SUPPLIED}"
        elif supplier is not None and shown:
            value = with_caution(contact) if key == "email" else getattr(contact, key)
            yield f"  {_LABELS[key]}: {value} ({_SAID[supplier]})"
        elif key == "note" and contact.note:
            yield f"  {_LABELS[key]}: {contact.note}"


def as_json(contacts: Mapping[str, Contact], folder: Path) -> str:
    """Return the same as one JSON object; what nobody supplies is null."""
    report = {
        "own_file": str(folder / NAME),
        "in_use": own_file(NAME, folder) is not None,
        "contacts": [_object(contact) for contact in contacts.values()],
        "without_digits": [{"contact": id_, "field": key} for id_, key in without_digits(contacts)],
    }
    return json.dumps(report, indent=2)


def template(contacts: Mapping[str, Contact]) -> str:
    """Return a file of the user's own to start from, which changes nothing as it is."""
    blank = "".join(f"  {key}: ''\n" for key in FIELDS if key != "role")
    entries = "".join(
        f"\n{contact.id}:   # {' '.join(contact.role.split())}\n{blank}"
        for contact in contacts.values()
    )
    return _TEMPLATE_HEAD.format(name=NAME) + entries


def supplied_by(contact: Contact, key: str) -> Supplier | None:
    """Return who supplies a field, or None where nobody does."""
    if not getattr(contact, key):
        return None
    if key in contact.own:
        return "own file"
    ours = key in {"caution", "note"} or contact.not_in_guidance
    return "guidance" if not ours and any(c.startswith("R") for c in contact.source) else "pack"


def _object(contact: Contact) -> dict[str, object]:
    fields = {
        key: {"value": getattr(contact, key) or None, "from": supplied_by(contact, key)}
        for key in FIELDS
    }
    return {
        "id": contact.id,
        "organisation": contact.organisation,
        "fields": fields,
        "missing": [key for key in words.WAYS if supplied_by(contact, key) is None],
        "source": contact.source,
    }
