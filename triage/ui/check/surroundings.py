"""What the lint has to know of a pack, taken out of the pack."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from triage.check.lint.surroundings import KnownContact, KnownEdition, Surroundings
from triage.pack.contacts import Contact
from triage.pack.editions import Edition
from triage.pack.reader import Pack

_SPELLED_OUT = re.compile(r"(?P<long>.+) \((?P<short>[A-Z][A-Za-z]*[A-Z])\)")


def surroundings(pack: Pack, today: datetime.date) -> Surroundings:
    """Return what is around the flows of a pack, as the lint reads it."""
    return Surroundings(
        today=today,
        contacts={id_: _contact(contact) for id_, contact in pack.contacts.items()},
        editions={id_: _edition(edition) for id_, edition in pack.editions.items()},
        abbreviations=dict(_abbreviations(pack)),
        form=frozenset() if pack.form is None else pack.form.questions,
        form_facts=frozenset() if pack.form is None else pack.form.facts,
    )


def _abbreviations(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations that the glossary spells out, as in "Rapid Review (RR)"."""
    terms = () if pack.guidance is None else pack.guidance.glossary.values()
    for each in terms:
        found = _SPELLED_OUT.fullmatch(each.term)
        if found:
            yield found["short"], found["long"]


def _contact(contact: Contact) -> KnownContact:
    ways = (contact.phone, contact.out_of_hours, contact.email)
    return KnownContact(contact.role, any(ways), bool(contact.note))


def _edition(edition: Edition) -> KnownEdition:
    return KnownEdition(edition.review_due_by, edition.superseded_by)
