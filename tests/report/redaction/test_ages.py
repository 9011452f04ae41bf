"""Exact ages: where they are found, and the bands that a redacted copy gives."""

from __future__ import annotations

import itertools

import pytest

from triage.report.redaction.ages import band, look


def banded(text: str) -> str:
    """Return a text with its ages as bands."""
    for start, end, name in sorted(look(text), reverse=True):
        text = f"{text[:start]}[{name}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("a 7-year-old girl", "a [6 to 10]-year-old girl"),
        ("a 7 year old", "a [6 to 10] year old"),
        ("two 15-year-olds", "two [11 to 15]-year-olds"),
        ("a seven-year-old", "a [6 to 10]-year-old"),
        ("aged 16.", "aged [16 to 17]."),
        ("Age 4", "Age [1 to 5]"),
        ("at the age of twelve", "at the age of [11 to 15]"),
        ("aged about 30", "aged about [25 or over]"),
        ("a 3-month-old baby", "a [under 1 year]-old baby"),
        ("18 months old", "[1 to 5 year] old"),
        ("10 days old", "[under 1 year] old"),
        ("60 weeks old", "[1 to 5 year] old"),
        ("14 years of age", "[11 to 15] years of age"),
        ("a 13yo boy", "a [11 to 15]yo boy"),
        ("turned 18 in May", "turned [18 to 24] in May"),
        ("7½ years old", "[6 to 10] years old"),
    ],
)
def test_an_exact_age_becomes_a_band(text: str, copy: str) -> None:
    """Years keep their words around them; months, weeks and days are counted into years."""
    assert banded(text) == copy


@pytest.mark.parametrize(
    "text",
    ["7 years ago", "for 3 months", "turned 7 times", "the old road", "within 15 days", "page 7"],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    """Durations and counts stay."""
    assert banded(text) == text


def test_the_bands_leave_no_gap() -> None:
    """From birth on, every age has one band, and each band is one run of ages."""
    bands = [band(years) for years in range(101)]
    assert bands[0] == "under 1"
    assert bands[100] == "25 or over"
    changes = sum(one != next_one for one, next_one in itertools.pairwise(bands))
    assert len(dict.fromkeys(bands)) == changes + 1
