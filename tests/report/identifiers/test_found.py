"""Identifiers in free text: what is found, what is left alone, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.report.identifiers.planted import ANY, BY_KIND, nhs_number
from triage.report.identifiers.days import month_of
from triage.report.identifiers.folded import fold
from triage.report.identifiers.found import Found, find
from triage.report.identifiers.kinds import KINDS, POSTCODE
from triage.report.identifiers.numbers import is_nhs_number


def pieces(text: str, *known: str) -> list[tuple[str, str]]:
    """Return what is found, and of which kind."""
    return [(text[each.start : each.end], each.kind.id) for each in find(text, frozenset(known))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lives in DT1 1XJ now", [("DT1 1XJ", "postcode")]),
        ("lives in dt11xj now", [("dt11xj", "postcode")]),
        ("at SW1A2ND.", [("SW1A2ND", "postcode")]),
        ("NHS number 999 123 4551", [("999 123 4551", "nhs_number")]),
        ("number 9991234551 and", [("9991234551", "nhs_number")]),
        ("ring 01632 960 123 today", [("01632 960 123", "telephone")]),
        ("(01632) 960123", [("(01632) 960123", "telephone")]),
        ("+48 22 123 45 67", [("+48 22 123 45 67", "telephone")]),
        ("Tel: 960123", [("960123", "telephone")]),
        ("a.b@example.org, c", [("a.b@example.org", "email")]),
        ("a.b@example.org.", [("a.b@example.org", "email")]),
        ("on 3/4/2024 and", [("3/4/2024", "date")]),
        ("on Tuesday 3 April 2024.", [("Tuesday 3 April 2024", "date")]),
        ("on the 3rd of April", [("3rd of April", "date")]),
        ("2024-04-03T10:00", [("2024-04-03", "date")]),
        ("on 4 May 24.", [("4 May 24", "date")]),
        ("on 4 May\n3/4/2024", [("4 May", "date"), ("3/4/2024", "date")]),
        ("born on 3.4.19", [("3.4.19", "birth")]),
        ("DOB: 3 April 2019", [("3 April 2019", "birth")]),
        ("Mr Example said", [("Mr Example", "name")]),
        ("mrs example said", [("mrs example", "name")]),
        ("saw Dr. A. N. Example-Sample today", [("Dr. A. N. Example-Sample", "name")]),
        ("Mr\nExample", [("Mr\nExample", "name")]),
        ("a boy called Zed", [("Zed", "name")]),
        ("a boy called zed was", [("zed", "name")]),
        ("her name is Quill", [("Quill", "name")]),
        ("her brother Quill", [("Quill", "name")]),
        ("liam was there", [("liam", "name")]),
        ("I saw Quill's mother", [("Quill", "capital")]),
        ("Quill's mother rang", [("Quill", "capital")]),
        ("Mrs Young told us", [("Mrs Young", "name")]),
        ("saw Liam Young there", [("Liam Young", "name")]),
        ("with Quill Liam there", [("Quill Liam", "name")]),
        ("+44 7700900167", [("+44 7700900167", "telephone")]),
        ("12 May Road", [("12 May Road", "address")]),
        ("12 Example Street", [("12 Example Street", "address")]),
        ("lives on Example Road.", [("Example Road", "address")]),
        ("case number 12345", [("12345", "record")]),
        ("crime ref: 55/1234", [("55/1234", "record")]),
        ("AB123456C", [("AB123456C", "record")]),
    ],
)
def test_an_identifier_is_found_in_its_place(text: str, found: list[tuple[str, str]]) -> None:
    """Each kind is found in the ways in which people write it, from its first to its last sign."""
    assert pieces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A S47 2nd visit took place.",
        "Section 47 enquiries began within 15 working days.",
        "The 5 may be ill.",
        "See section 8.1.10 and rule R5.58.",
        "The Health Visitor rang Children's Social Care on Monday.",
        "Mum called Police at 14:30, and Dad left.",
        "She should not miss School.",
        "He was given 10 mg at 9am and 250 ml at 11pm.",
        "The fine was £1000000, or 2,500,000 pounds.",
        "Working Together 2023 replaced the guidance of 2018.",
        "Ring 999 or 101.",
        "The LSPs and the DfE wrote a Child Arrangements Order.",
        "Between 2019 and 2024 there were 3 of 4 visits.",
        "I am worried. We were told nothing by the GP.",
        "",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    """Ordinary sentences of this field give no warning."""
    assert pieces(text) == []


def test_a_name_is_found_again_wherever_it_stands() -> None:
    """Found once, a name counts at the start of a sentence and in capitals too."""
    text = "Quill ran. We saw Quill. QUILL'S mother, quill"
    assert [piece for piece, _ in pieces(text)] == ["Quill", "Quill", "QUILL", "quill"]


def test_words_that_are_known_are_no_names() -> None:
    """A word of the pack may have a capital letter."""
    assert pieces("ask the Gatekeeper now") == [("Gatekeeper", "capital")]
    assert pieces("ask the Gatekeeper now", "gatekeeper") == []
    assert pieces("ask PC Gatekeeper now", "gatekeeper") == [("PC Gatekeeper", "name")]
    assert pieces("a boy called Field", "field") == [("Field", "name")]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("x DT1\u00a01XJ x", "DT1\u00a01XJ"),
        ("x DT1\u200b 1XJ x", "DT1\u200b 1XJ"),
        ("x DT1\\u202e 1XJ x", "DT1\\u202e 1XJ"),
        ("x \uff24\uff34\uff11 \uff11\uff38\uff2a x", "\uff24\uff34\uff11 \uff11\uff38\uff2a"),
        ("x 07700\u2011900\u2011123 x", "07700\u2011900\u2011123"),
        ("x 0\u0667700 900123 x", "0\u0667700 900123"),
        ("x Mr E\u0301xample x", "Mr E\u0301xample"),
        ("x a person\uff20example.org x", "person\uff20example.org"),
    ],
)
def test_what_looks_the_same_is_found_too(text: str, piece: str) -> None:
    """Wide letters, other digits, spaces and dashes, and signs that nobody sees hide nothing."""
    assert piece in [found for found, _ in pieces(text)]


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_places_are_right_in_any_text(text: str) -> None:
    """Spans are in the text, in order, and do not overlap; lines and columns lead to them."""
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        lines = text.split("\n")
        line, column = found.line(text), found.column(text)
        rest = "\n".join(lines[line - 1 :])[column - 1 :]
        assert rest.startswith(text[found.start : found.end])


@given(st.text(max_size=100))
@settings(max_examples=200)
def test_folding_keeps_the_way_back(text: str) -> None:
    """Each plain letter has a place in the text, in order."""
    folded = fold(text)
    assert len(folded.plain) == len(folded.starts) == len(folded.ends)
    assert all(text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


# Anything but what would make an identifier longer: letters, digits, and what joins them.
_AROUND = st.text(
    st.characters(
        exclude_categories=("Cs", "Nd", "No", "Nl", "Lu", "Ll", "Lt", "Lm", "Mn", "Mc", "Me"),
        exclude_characters="+-./'()@\\:#&!$%*=?^_`{|}~,\"[]<>\N{FULLWIDTH PLUS SIGN}",
    ),
    max_size=20,
)


@pytest.mark.parametrize("kind", BY_KIND)
def test_a_planted_identifier_is_found_whole(kind: str) -> None:
    """Whatever stands around it, each of its signs is in what is found."""

    @given(_AROUND, BY_KIND[kind], _AROUND)
    @settings(max_examples=60)
    def holds(before: str, piece: str, after: str) -> None:
        text = f"{before} {piece} {after}"
        start = len(before) + 1
        signs = {place for each in find(text) for place in range(each.start, each.end)}
        assert signs >= set(range(start, start + len(piece))), (piece, pieces(text))

    holds()


@example("1990-01-01", "\n", "07700 900100")
@given(ANY, st.sampled_from((" and then ", "\n", " \N{EM DASH} ", ", ")), ANY)
@settings(max_examples=60)
def test_two_identifiers_are_both_found(first: str, between: str, second: str) -> None:
    """One beside the other hides neither."""
    text = f"It was {first}{between}{second} there"
    signs = {place for each in find(text) for place in range(each.start, each.end)}
    start = text.rindex(second)
    assert signs >= set(range(7, 7 + len(first))), pieces(text)
    assert signs >= set(range(start, start + len(second))), pieces(text)


@pytest.mark.parametrize("second", ["10 January 1990", "Jan 10, 1990", "10 Jan"])
@pytest.mark.parametrize("first", ["4th of May", "4 May 2001", "May the 4th", "Monday 4 May"])
def test_a_day_beside_another_is_found_whole(first: str, second: str) -> None:
    """What may be the year of the first and is the day of the second hides neither."""
    for between in (", ", " ", "\n"):
        text = f"{first}{between}{second}"
        signs = {place for each in find(text) for place in range(each.start, each.end)}
        assert signs >= set(range(len(text))) - set(range(len(first), len(first) + len(between)))


@given(st.integers(0, 999_999_999))
@settings(max_examples=100)
def test_check_digits_are_those_of_modulus_11(number: int) -> None:
    """Of the ten endings of nine digits one is valid at most, and it is the one worked out."""
    nine = f"{number:09}"
    valid = [f"{nine}{last}" for last in range(10) if is_nhs_number(f"{nine}{last}")]
    assert valid == [each for each in [nhs_number(nine)] if each]


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("3/4/2024", "April 2024"),
        ("13/4/24", "April 2024"),
        ("4/13/2024", "April 2024"),
        ("1.2.98", "February 1998"),
        ("2024-12-31", "December 2024"),
        ("3rd of May", "May"),
        ("Tuesday 3 Sept 2024", "September 2024"),
        ("March 3, 2024", "March 2024"),
        ("soon", ""),
    ],
)
def test_a_date_lies_in_its_month(date: str, month: str) -> None:
    """Days come before months, as here; a date without a year gets none."""
    assert month_of(date) == month


def test_what_is_found_never_holds_the_text() -> None:
    """Neither does its `repr`: it has two numbers and a kind."""
    (found,) = find("x DT1 1XJ x")
    assert found == Found(2, 9, POSTCODE)
    assert "1XJ" not in repr(found)
    assert "1XJ" not in repr(fold("DT1 1XJ"))


def test_every_kind_says_what_to_write_instead() -> None:
    """Each has a name for a sentence, and a sentence that helps."""
    for kind in KINDS:
        assert kind.called.startswith(("a ", "an ", "the "))
        assert kind.instead.endswith(".")
    assert len({kind.id for kind in KINDS}) == len(KINDS)
