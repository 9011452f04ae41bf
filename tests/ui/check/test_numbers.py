"""Numbers of paths and shares as text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from triage.ui.check.numbers import digits, fraction, percent, readable

ODDS = 10**6_000 + 7


def test_every_digit_is_given_however_many_there_are() -> None:
    """Numbers longer than Python turns into text at once come out digit by digit."""
    assert digits(0) == "0"
    assert digits(10**4_000) == "1" + "0" * 4_000
    assert digits(ODDS) == "1" + "0" * 5_999 + "7"
    assert digits(10**12_345 - 1) == "9" * 12_345


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (368_021_955_168, "368,021,955,168"),
        (3**1_000, "about 1.32 x 10^477, a number of 478 digits"),
        (ODDS, "about 1.00 x 10^6000, a number of 6,001 digits"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_long_numbers_are_rounded_for_people(number: int, text: str) -> None:
    """People read a number with commas, and one too long to read by its size."""
    assert readable(number) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "100"),
        (Fraction(1, 3), "33.33"),
        (Fraction(2, 3), "66.67"),
        (Fraction(1, 20_000), "0.01"),
        (Fraction(1, 20_001), "less than 0.01"),
        (1 - Fraction(1, 20_001), "more than 99.99"),
        (Fraction(1, ODDS), "less than 0.01"),
        (Fraction(ODDS - 1, ODDS), "more than 99.99"),
        (Fraction(ODDS // 2, ODDS), "50.00"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rounding_never_makes_a_share_all_or_nothing(share: Fraction, text: str) -> None:
    """A share is 0 or 100 per cent only where it is exactly that."""
    assert percent(share) == text


def test_a_fraction_keeps_every_digit() -> None:
    """Machines get the share as it is, in lowest terms."""
    assert fraction(Fraction(2, 6)) == "1/3"
    assert fraction(Fraction(1, ODDS)) == f"1/{digits(ODDS)}"
