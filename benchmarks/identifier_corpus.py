"""Sentences as practitioners write them, plain or with an identifier in them, made from chance.

No sentence is anybody's: the templates and the words in them were written for this. Telephone
numbers are those that Ofcom keeps for drama, NHS numbers begin with 999.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SLOT = re.compile(r"\{([a-z]+)\}")

WORDS: Mapping[str, tuple[str, ...]] = {
    "who": (
        *("The child", "The baby", "Her mother", "His father", "The stepfather", "A neighbour"),
        *("The young person", "An older sibling", "The grandmother", "Mum", "Dad", "The carer"),
        *("The twins", "Mum's partner", "The foster carer", "A family friend", "They", "She", "He"),
    ),
    "worker": (
        *("the health visitor", "the Health Visitor", "the social worker", "the Social Worker"),
        *("the GP", "a paediatrician", "the school nurse", "the DSL", "the Duty Manager", "LADO"),
        *("the Police", "a police officer", "the Headteacher", "the midwife", "CAMHS", "the EDT"),
        *("Children's Social Care", "the Emergency Department", "the IRO", "an Ofsted inspector"),
    ),
    "place": (
        *("at home", "at school", "in the Emergency Department", "on the ward", "at nursery"),
        *("in a children's home", "at Dorset County Hospital", "in supported accommodation"),
        *("in the Dorset area", "in Hampshire", "in the care of a relative", "in custody"),
    ),
    "when": (
        *("on Monday", "last week", "in March", "in 2024", "two days before", "at 14:30"),
        *("at about 3am", "during the night", "over Christmas", "the day after", "since September"),
        *("in the summer of 2023", "within 5 working days", "on day 10", "last Tuesday evening"),
    ),
    "harm": (
        *("a head injury", "bruises to the arm", "a fracture", "burns", "weight loss", "neglect"),
        *("an overdose of 10 mg", "signs of exploitation", "a fall down the stairs", "seizures"),
    ),
    "count": ("1", "2", "3", "4", "12", "15", "30", "100", "2.5", "1,000", "three", "several"),
    "paper": (
        *("a Section 47 enquiry", "the s47", "a Strategy Discussion", "the Child Protection Plan"),
        *("Working Together 2023", "rule R5.58", "section 8.1.10", "an EHCP", "the Care Order"),
        *("Form 87A", "a Rapid Review", "the A&E notes", "version 3.1", "an ICPC", "a CIN plan"),
    ),
}
PLAIN = (
    "{who} was seen {place} {when}.",
    "{who} told {worker} that there had been {harm}.",
    "{worker} visited {count} times and {who} was not there.",
    "We asked {worker} for {paper} {when}, and are still waiting.",
    "There were {count} missed appointments {when}.",
    "{who} may have caused {harm}, but that is not known.",
    "I am worried because {who} has {harm} and nobody can explain it.",
    "{paper} was started {when} and closed {count} months later.",
    "The family was known to {worker} until {when}.",
    "{who} said “I fell” and would not say more.",
    "Called {worker} {when}: no answer. Rang again: told to wait.",
    "The injury was found {place}; {worker} took {count} pictures.",
    "No one from {worker} has seen {who} {when}.",
    "- {count} of {count} visits took place {place}",
    "Concern: {harm}, {when}. Action: {paper}.",
    "Mother reports {harm}. Father denies it. {worker} to follow up.",
    "{who} was {count} days old, weighed {count} kg and was fed every {count} hours.",
    "The dose was {count} ml at 8am, {count} ml at 2pm and {count} ml at 10pm.",
    "Ward {count}, bay {count}: {who} was admitted {when} with {harm}.",
    "It cost the family £{count},000 and they moved {count} times.",
    "{worker} will miss the meeting; {paper} goes ahead.",
    "Will {who} be safe {place}? May we wait? Hope so.",
    "We agreed with {worker}: {who} stays {place} until {paper} ends.",
    "Per {paper}, {worker} is told within {count} working days.",
)

AROUND = (
    "{who} was taken to {it} {when}.",
    "We spoke about this: {it}. Nothing was done.",
    "{worker} wrote down {it} {when}",
    "It says {it}, and {paper} says the same.",
    "({it}) was noted by {worker}.",
    "{harm} {when}; {it}; seen {place}.",
    "{it}\n{who} was {place}.",
)
NAMED = (
    "{who} was with {it} {when}.",
    "I think that {it} knows more about {harm}.",
    "We saw {it}'s injuries {place}.",
    "{worker} asked {it} about {paper}.",
)
FIRST_WORD = ("{it} was seen {place} {when}.", "{it}'s mother told {worker}.")

GIVEN = (
    *("Oliver", "Amelia", "Noah", "Isla", "Muhammad", "Ava", "Jack", "Lily", "Leo", "Freya"),
    *("Callum", "Ellie", "Tyler", "Kayleigh", "Zofia", "Jakub", "Aisha", "Yusuf", "Priya", "Arjun"),
    *("Chidi", "Ngozi", "Kwame", "Efua", "Mei", "Hiroshi", "Anh", "Siobhan", "Caoimhe", "Eilidh"),
    *("Rhian", "Ioan", "Dafydd", "Tegan", "Jayden", "Kian", "Skyla", "Albie", "Wren", "Otto"),
    *(
        "Iqra",
        "Zainab",
        "Hamza",
        "Bogdan",
        "Ionela",
        "Oleksandr",
        "Svitlana",
        "Tomasz",
        "Agnieszka",
    ),
    *("Rowan", "Sky", "River", "Storm", "Blue", "Dolly", "Kit", "Ned", "Hetty", "Winnie"),
)
FAMILY_NAMES = (
    *("Smith", "Jones", "Brown", "Green", "Wood", "Cooper", "Young", "King", "Bell", "Marsh"),
    *("Okonkwo", "Patel", "Nowak", "Ivanenko", "O'Rourke", "MacLeod", "Fitz-Hugh", "Al-Sayed"),
    *(
        "Trevithick",
        "Penrose",
        "Lopez",
        "Nguyen",
        "Begum",
        "Khan",
        "Rossi",
        "D'Souza",
        "Featherstone",
    ),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence with an identifier in it: its kind and form, and where it stands."""

    text: str
    form: str
    start: int
    end: int


def plain_sentence(rng: random.Random) -> str:
    """Return a sentence that names nobody."""
    return _filled(rng.choice(PLAIN), rng)


def planted_sentence(rng: random.Random, form: str) -> Planted:
    """Return a sentence with an identifier of that form in it."""
    lead, piece = _lead(FORMS[form](rng))
    template = rng.choice(FIRST_WORD if form.endswith(", first word") else _templates(form))
    before, _, after = template.partition("{it}")
    start = f"{_filled(before, rng)}{lead}"
    return Planted(
        f"{start}{piece}{_filled(after, rng)}", form, len(start), len(start) + len(piece)
    )


def _lead(piece: str) -> tuple[str, str]:
    """Return what stands before an identifier and is no part of it, and the identifier."""
    lead, mark, rest = piece.rpartition("|")
    return f"{lead} " if mark else "", rest


def _templates(form: str) -> tuple[str, ...]:
    return NAMED if form.startswith("name") else AROUND


def _filled(template: str, rng: random.Random) -> str:
    return SLOT.sub(lambda found: rng.choice(WORDS[found[1]]), template)


def _postcode(rng: random.Random) -> str:
    area = rng.choice(("DT1", "BH21", "BH4", "SP7", "BA9", "SW1A", "M1", "EC1A", "B33", "DT11"))
    return f"{area} {rng.randrange(10)}{''.join(rng.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"


def _nhs(rng: random.Random) -> str:
    while True:
        nine = f"999{rng.randrange(1_000_000):06}"
        last = (11 - sum(int(n) * (10 - i) for i, n in enumerate(nine)) % 11) % 11
        if last < 10:  # noqa: PLR2004 - a digit
            return f"{nine}{last}"


def _telephone(rng: random.Random) -> str:
    last = f"{rng.randrange(100, 1000)}"
    return rng.choice(
        ("07700 900" + last, "01632 960" + last, "07700900" + last, "020 7946 0" + last)
    )


def _day(rng: random.Random) -> tuple[int, int, int]:
    return rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(2005, 2027)


def _date_in_words(rng: random.Random) -> str:
    day, month, year = _day(rng)
    names = (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    )
    name = names[month - 1]
    return rng.choice(
        (f"{day} {name} {year}", f"{day}th {name[:3]} {year}", f"{name} {day}, {year}")
    )


def _date_in_digits(rng: random.Random) -> str:
    day, month, year = _day(rng)
    return rng.choice(
        (
            f"{day}/{month}/{year}",
            f"{day:02}.{month:02}.{year % 100:02}",
            f"{year}-{month:02}-{day:02}",
        )
    )


def _email(rng: random.Random) -> str:
    given, family = rng.choice(GIVEN).lower(), rng.choice(FAMILY_NAMES).lower().replace("'", "")
    return f"{given}.{family}@{rng.choice(('example.org', 'school.example.sch.uk'))}"


def _address(rng: random.Random) -> str:
    street = rng.choice(("Street", "Road", "Close", "Lane", "Avenue", "Drive", "Way"))
    return (
        f"{rng.randrange(1, 200)} {rng.choice(('High', 'Station', 'Old Mill', 'Church'))} {street}"
    )


def _record(rng: random.Random) -> str:
    digits = "".join(rng.choices(string.digits, k=9))
    return rng.choice((f"case number|{digits[:5]}", f"5524{digits[:7]}", f"ref:|{digits[:6]}/24"))


def _title(rng: random.Random) -> str:
    return f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'PC'))} {rng.choice(FAMILY_NAMES)}"


def _small_title(rng: random.Random) -> str:
    return f"{rng.choice(('mr', 'mrs'))} {rng.choice(FAMILY_NAMES).lower()}"


def _given(rng: random.Random) -> str:
    return rng.choice(GIVEN)


def _whole(rng: random.Random) -> str:
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY_NAMES)}"


FORMS: Mapping[str, Callable[[random.Random], str]] = {
    "postcode": _postcode,
    "postcode, run together": lambda rng: _postcode(rng).replace(" ", ""),
    "postcode, small letters": lambda rng: _postcode(rng).lower(),
    "NHS number": _nhs,
    "NHS number, spaced": lambda rng: re.sub(r"(...)(...)(....)", r"\1 \2 \3", _nhs(rng)),
    "telephone": _telephone,
    "telephone, +44": lambda rng: f"+44 {_telephone(rng)[1:]}",
    "telephone, a digit short": lambda rng: _telephone(rng)[:-1],
    "e-mail": _email,
    "date in words": _date_in_words,
    "date in digits": _date_in_digits,
    "street address": _address,
    "case or reference number": _record,
    "name after a title": _title,
    "name after mr or mrs": _small_title,
    "name after called": lambda rng: f"a boy called|{_given(rng)}",
    "name of two words": _whole,
    "name, first name": _given,
    "name, first name in small letters": lambda rng: _given(rng).lower(),
    "name, first name, first word": _given,
}
