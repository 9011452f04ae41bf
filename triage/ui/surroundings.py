"""What the lint has to know of a pack, taken out of the pack."""

from __future__ import annotations

import datetime

from triage.check.lint.surroundings import KnownContact, KnownEdition, Surroundings
from triage.pack.contacts import Contact
from triage.pack.editions import Edition
from triage.pack.reader import Pack


def surroundings(pack: Pack, today: datetime.date) -> Surroundings:
    """Return what is around the flows of a pack, as the lint reads it."""
    return Surroundings(
        today=today,
        contacts={id_: _contact(contact) for id_, contact in pack.contacts.items()},
        editions={id_: _edition(edition) for id_, edition in pack.editions.items()},
    )


def _contact(contact: Contact) -> KnownContact:
    ways = (contact.phone, contact.out_of_hours, contact.email)
    return KnownContact(contact.role, any(ways), bool(contact.note))


def _edition(edition: Edition) -> KnownEdition:
    return KnownEdition(edition.review_due_by, edition.superseded_by)
