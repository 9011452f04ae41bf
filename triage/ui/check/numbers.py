"""Numbers of paths and shares of them, which may have hundreds of digits, as text."""

from __future__ import annotations

from fractions import Fraction

_CHUNK = 4_000
"""Python turns at most 4,300 digits into text at once, unless a program lifts its guard."""

_READABLE = 10**30
"""Longer numbers are rounded for people; machines get every digit."""

_SHORT = 10**12
_HUNDREDTHS = 10_000


def digits(number: int) -> str:
    """Return every digit of a whole number that is not negative, however many there are."""
    parts: list[str] = []
    while number >= 10**_CHUNK:
        number, last = divmod(number, 10**_CHUNK)
        parts.append(f"{last:0{_CHUNK}d}")
    return "".join([str(number), *reversed(parts)])


def readable(number: int) -> str:
    """Return a number as people read it: with commas, or rounded where it is very long."""
    if number < _READABLE:
        return f"{number:,}"
    text = digits(number)
    return f"about {text[0]}.{text[1:3]} x 10^{len(text) - 1}, a number of {len(text):,} digits"


def percent(share: Fraction) -> str:
    """Return a share in percent, to two decimals; rounding never makes it all or nothing."""
    if share in {0, 1}:
        return "0" if share == 0 else "100"
    hundredths = (share.numerator * 2 * _HUNDREDTHS + share.denominator) // (2 * share.denominator)
    if hundredths == 0:
        return "less than 0.01"
    if hundredths == _HUNDREDTHS:
        return "more than 99.99"
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def fraction(share: Fraction) -> str:
    """Return a share as a fraction in its lowest terms, with every digit."""
    return f"{digits(share.numerator)}/{digits(share.denominator)}"


def is_short(share: Fraction) -> bool:
    """Say whether a fraction is short enough for people to read."""
    return share.denominator < _SHORT
