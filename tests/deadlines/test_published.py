"""The days of the library against the table that was published."""

from __future__ import annotations

from tests.deadlines.published import BANK_HOLIDAYS, FIRST, LAST
from triage.pack.bank_holidays import CHECKED_YEARS, published


def test_the_library_has_exactly_the_published_days() -> None:
    """In every known year, the bank holidays on a working day are those that were published."""
    assert set(published()) == BANK_HOLIDAYS
    assert (CHECKED_YEARS[0], CHECKED_YEARS[-1]) == (FIRST.year, LAST.year)
