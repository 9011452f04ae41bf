"""Made-up identifiers of every kind, for tests: none of them belongs to anyone.

Telephone numbers are those that Ofcom keeps for drama. Postcodes have the area ZE0 or a street
that is not there. NHS numbers begin with 999, which are never given out.
"""

from __future__ import annotations

from hypothesis import strategies as st

_DAYS = st.integers(1, 28)
_MONTHS = st.integers(1, 12)
_NAMES_OF_MONTHS = st.sampled_from(
    ("January", "Feb", "march", "April", "May", "JUNE", "July", "aug", "Sept", "Oct", "nov", "Dec")
)
_SURNAMES = st.sampled_from(("Example", "O'Sample", "Specimen-Smith", "McTest", "Éxemple", "Łuk"))


def nhs_number(nine: str) -> str:
    """Return nine digits with their check digit, or nothing where they can have none."""
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return "" if remainder == 1 else f"{nine}{(11 - remainder) % 11}"


def _spaced(digits: str, gap: str) -> str:
    return f"{digits[:3]}{gap}{digits[3:6]}{gap}{digits[6:]}"


NHS_NUMBERS = st.builds(
    _spaced,
    st.integers(0, 999_999).map(lambda n: nhs_number(f"999{n:06}")).filter(bool),
    st.sampled_from(("", " ", "-")),
)
TELEPHONES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ("07700 900", "07700900", "+44 7700 900", "01632 960", "(01632) 960 ", "0044 1632 960")
        ),
        st.integers(100, 999).map(str),
    ),
)
POSTCODES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(("DT1", "BH21", "SW1A", "M1", "W1T", "dt11", "Ec1a")),
    st.sampled_from(("", " ", "  ", "-")),
    st.integers(0, 9),
    st.sampled_from(("AA", "xj", "ZZ", "nd")),
).filter(lambda code: not code.endswith(("2nd", "1nd")))
EMAILS = st.builds(
    "{}@{}".format,
    st.sampled_from(("a.person", "first_last+x", "o'neil")),
    st.sampled_from(("example.org", "mail.example.co.uk", "a-b.example.com")),
)
DATES = st.one_of(
    st.builds("{}/{}/{}".format, _DAYS, _MONTHS, st.integers(1990, 2030)),
    st.builds("{}.{}.{:02}".format, _DAYS, _MONTHS, st.integers(0, 99)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1990, 2030), _MONTHS, _DAYS),
    st.builds("{} {} {}".format, _DAYS, _NAMES_OF_MONTHS, st.integers(1990, 2030)),
    st.builds("{}th of {}".format, st.integers(4, 20), st.sampled_from(("May", "june"))),
    st.builds("{} {}, {}".format, _NAMES_OF_MONTHS, _DAYS, st.integers(1990, 2030)),
)
NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(("Mr", "Mrs", "Ms", "Miss", "Dr", "mr", "mrs", "PC", "Prof.", "Cllr")),
    _SURNAMES,
)
RECORDS = st.sampled_from(
    ("55240012345", "AB1234567", "AB 12 34 56 C", "A123456789012", "999 123 4567", "1234567/89")
)
ADDRESSES = st.builds(
    "{} {} {}".format,
    st.integers(1, 999),
    st.sampled_from(("Example", "Old Sample", "Nowhere")),
    st.sampled_from(("Street", "Road", "Close", "Lane", "Avenue", "Rd")),
)

BY_KIND = {
    "nhs_number": NHS_NUMBERS,
    "telephone": TELEPHONES,
    "postcode": POSTCODES,
    "email": EMAILS,
    "date": DATES,
    "name": NAMES,
    "record": RECORDS,
    "address": ADDRESSES,
}
ANY = st.one_of(*(pieces.map(lambda piece: piece) for pieces in BY_KIND.values()))
