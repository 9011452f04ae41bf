"""NHS numbers, telephone numbers, and numbers of cases and records in plain letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.report.identifiers.kinds import NHS_NUMBER, RECORD, TELEPHONE, Kind

_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_TEN_DIGITS = re.compile(
    r"(?<![0-9A-Za-z.,])[1-9][0-9]{2}([ \n.-]?)[0-9]{3}\1[0-9]{4}(?!\.?[0-9A-Za-z])"
)

# A number here (0 and eight to ten digits more), or one with the code of a country. Whether it is
# given out makes no difference: a digit is easily mistyped, and the number still leads to someone.
_TELEPHONE = re.compile(
    rf"(?<![0-9A-Za-z.,])(?<![0-9][ -])(?:\(?0|(?:\+|00 ?)[1-9][0-9]{{0,2}}[ .-]?(?:\(?0\)?)?)"
    rf"(?:[ \n]?[-.()]?[ \n]?[0-9]){{8,10}}(?:,? ?(?:ext\.?|x|extension) ?[0-9]{{1,5}})?{_END}",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|ring|rang|call|called|number)(?: is| no| number|:|\.)? "
    r"{0,2}([0-9](?:[ -]?[0-9]){5,10})" + _END,
    re.IGNORECASE | re.ASCII,
)

# Six digits in a row count nothing that a person would type here, unless it is money.
_LONG = re.compile(
    rf"(?<![0-9A-Za-z£$€.,])[A-Za-z]{{0,4}}[-/]?[0-9]{{6,}}[A-Za-z]?(?:[-/][0-9A-Za-z]+)*{_END}"
)
_NATIONAL_INSURANCE = re.compile(
    rf"{_ALONE}[A-CEGHJ-PR-TW-Z]{{2}} ?[0-9]{{2}} ?[0-9]{{2}} ?[0-9]{{2}} ?[A-D]{_END}",
    re.IGNORECASE | re.ASCII,
)
_NAMED = re.compile(
    r"\b(?:(?:case|client|crime|file|hospital|incident|log|occurrence|passport|pupil|record|"
    r"reference|social care|mosaic|ref|upn|urn|id)(?: (?:number|no|num|reference|ref|id))?|"
    r"(?:NHS|CHI|NI) (?:number|no))"
    r"\.?(?: is| was)?[:# ]{1,3}"
    r"((?=[0-9A-Za-z/-]{0,12}[0-9]{3})[0-9A-Za-z]+(?:[/-][0-9A-Za-z]+)*)" + _END,
    re.IGNORECASE | re.ASCII,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def look(plain: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield the start, the end and the kind of each place that may be one of these."""
    for found in _TEN_DIGITS.finditer(plain):
        digits = re.sub(r"[^0-9]", "", found.group())
        if is_nhs_number(digits):
            yield *found.span(), NHS_NUMBER
        elif found.group(1):
            yield *found.span(), RECORD
    for found in _TELEPHONE.finditer(plain):
        yield *found.span(), TELEPHONE
    for found in _SHORT.finditer(plain):
        yield *found.span(1), TELEPHONE
    for pattern in (_LONG, _NATIONAL_INSURANCE):
        for found in pattern.finditer(plain):
            yield *found.span(), RECORD
    for found in _NAMED.finditer(plain):
        if not _YEAR.fullmatch(found.group(1)):
            yield *found.span(1), RECORD


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits are an NHS number by their check digit.

    Modulus 11, as the NHS Data Dictionary has it (attribute NHS NUMBER): the first nine digits
    are weighted from 10 down to 2; a remainder that would need the check digit 10 is never given.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return 11 - total % 11 == (int(digits[9]) or 11)
