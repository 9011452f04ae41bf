"""The kinds of identifiers that are looked for, and what to write in place of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it is called in a sentence, and what to write instead.

    `many` is its plural, after a number. `sure` is false where most that look like it are not it.
    """

    id: str
    called: str
    many: str
    instead: str
    sure: bool = True


EMAIL = Kind(
    "email",
    "an e-mail address",
    "e-mail addresses",
    "Leave it out. Say the role instead, such as the school.",
)
NHS_NUMBER = Kind(
    "nhs_number",
    "an NHS number",
    "NHS numbers",
    "Leave it out. It belongs in the secure system.",
)
TELEPHONE = Kind(
    "telephone",
    "a telephone number",
    "telephone numbers",
    "Leave it out. Say the role instead, such as the social worker.",
)
POSTCODE = Kind("postcode", "a postcode", "postcodes", "Give the council area instead.")
ADDRESS = Kind(
    "address",
    "a street address",
    "street addresses",
    "Say what kind of place it is instead, such as home or school.",
)
BIRTH = Kind("birth", "a date of birth", "dates of birth", "Give the age in years instead.")
DATE = Kind(
    "date",
    "a full date",
    "full dates",
    "If the day does not matter, give the month and year instead.",
)
RECORD = Kind(
    "record",
    "a case or reference number",
    "case or reference numbers",
    "Leave it out. It belongs in the secure system.",
)
NAME = Kind(
    "name",
    "a person's name",
    "people's names",
    "Say the role instead, such as mother, Child A or Adult B.",
)
CAPITAL = Kind(
    "capital",
    "the name of a person or a small place",
    "names of people or small places",
    "If it is, say the role or the council area instead.",
    sure=False,
)

KINDS = (
    *(EMAIL, BIRTH, DATE, NHS_NUMBER, TELEPHONE, POSTCODE, ADDRESS, RECORD),
    *(NAME, CAPITAL),
)
"""All kinds. Where two claim the same signs, the first of them has them."""
