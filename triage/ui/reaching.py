"""How to reach whom a pack names: the same words for every screen and every document.

What nobody supplies is said so, and what the person's own file adds is marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from triage.pack.contacts import Contact as PackContact
from triage.report.to_do import Contact
from triage.ui import words

LEAD_OFFICER = "lead_officer"
"""The contact of a pack whom people tell first, and to whom its summaries are addressed."""

SOCIAL_CARE = "children_social_care"
"""The contact of a pack whom the safety message tells people to ring where it is no emergency."""

Contacts = Mapping[str, PackContact]
"""The contacts of a pack by their ids, with the person's own over them."""

_BRACKETS = re.compile(r" \([^()]*\)")

NOBODY: Contacts = MappingProxyType({})
"""The contacts of a pack that has none."""


def reachable(contacts: Contacts) -> dict[str, Contact]:
    """Return whom steps tell people to reach, and how, by the ids that they name."""
    return {
        id_: Contact(contact.role, ways(contact), _marked(contact, "note"))
        for id_, contact in contacts.items()
    }


def safety(contacts: Contacts) -> tuple[str, ...]:
    """Return the safety message, with the numbers of children's social care if there are any."""
    return (*words.SAFETY, *numbers(contacts, SOCIAL_CARE))


def ways(contact: PackContact) -> tuple[str, ...]:
    """Return the ways to reach a contact; what nobody supplies is said so."""
    rung = [(label, _marked(contact, key) or words.NOT_SUPPLIED) for label, key in _rung(contact)]
    address = f"{with_caution(contact)}{_mark(contact, 'email')}"
    written = [(words.EMAIL, address)] if contact.email else []
    return tuple(f"{label}: {way}" for label, way in (*rung, *written))


def in_a_line(contact: PackContact) -> str:
    """Return the short name of a contact and the ways to reach it, as sentences."""
    return " ".join(map(words.stop, (_short_name(contact), *ways(contact))))


def numbers(contacts: Contacts, id_: str) -> tuple[str, ...]:
    """Return the short name of a contact with the numbers that are known, in a line, if any is."""
    contact = contacts.get(id_)
    if contact is None:
        return ()
    known = [(label, key) for label, key in _rung(contact) if getattr(contact, key)]
    said = [f"{label}: {_marked(contact, key)}" for label, key in known]
    if all(key in contact.own for _, key in known):  # then one mark is enough
        said[:-1] = [f"{label}: {getattr(contact, key)}" for label, key in known[:-1]]
    return (" ".join(map(words.stop, (_short_name(contact), *said))),) if said else ()


def with_caution(contact: PackContact) -> str:
    """Return the e-mail address, with what has to be known before anything goes to it."""
    caution = contact.caution.rstrip(".")
    return f"{contact.email} ({caution})" if caution else contact.email


def _short_name(contact: PackContact) -> str:
    """Return the role without what stands in brackets."""
    return _BRACKETS.sub("", contact.role)


def _rung(contact: PackContact) -> list[tuple[str, str]]:
    """Return what each number is called, and its field; one of them where both are the same."""
    if _marked(contact, "phone") == _marked(contact, "out_of_hours"):
        return [(words.PHONE_AND_HOURS, "phone")]
    return [(words.PHONE, "phone"), (words.HOURS, "out_of_hours")]


def _marked(contact: PackContact, key: str) -> str:
    """Return what a field of a contact says, marked where the person's own file says it."""
    value = getattr(contact, key)
    return f"{value}{_mark(contact, key)}" if value else ""


def _mark(contact: PackContact, key: str) -> str:
    return f" ({words.ADDED_LOCALLY})" if key in contact.own else ""
