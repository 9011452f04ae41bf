"""Postcodes, street addresses and e-mail addresses in plain letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.report.identifiers.kinds import ADDRESS, EMAIL, POSTCODE, Kind

_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"

# The postcode areas of the United Kingdom and the Crown dependencies; other letters are none.
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
    "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD "
    "LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK "
    "SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
# The second half never has C, I, K, M, O or V (BS 7666). A break may be one line end.
_POSTCODE = re.compile(
    rf"{_ALONE}(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})"
    rf"[0-9][0-9A-HJKMNPR-Y]?[ \n-]{{0,3}}[0-9][ABD-HJLNP-UW-Z]{{2}}{_END}",
    re.IGNORECASE | re.ASCII,
)
_ORDINAL = re.compile(r"(?:[ \n-]|^)(?:1st|2nd|3rd|[04-9]th)$")

_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Way|Court|Crescent|Place|Terrace|Gardens|"
    "Grove|Square|Mews|Walk|Hill|Rise|Park|Row|Parade|Green|Drove|House|Cottages?|Farm|Flats?"
)
_ADDRESS = re.compile(
    rf"{_ALONE}(?:(?:[Ff]lat|[Uu]nit|[Aa]partment|[Rr]oom) [0-9A-Z]{{1,4}},? )?"
    rf"[0-9]{{1,4}}[A-Za-z]?,? (?:[A-Z][A-Za-z'-]{{0,24}} ){{1,3}}(?:{_STREETS}){_END}"
)
_ADDRESS_AT = re.compile(
    rf"\b(?:at|on|in|of|to|from|near|lives?|living) ((?:[A-Z][A-Za-z'-]{{1,24}} ){{1,3}}"
    rf"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews|Cottages?)){_END}"
)
_ADDRESS_LOWER = re.compile(
    rf"{_ALONE}[0-9]{{1,4}}[a-z]? (?:[a-z][a-z'-]{{1,24}} ){{1,2}}"
    rf"(?:street|road|avenue|lane|crescent|terrace|gardens|grove){_END}"
)

_EMAIL = re.compile(
    r"(?<![0-9A-Za-z.!#$%&'*+/=?^_`{|}~-])"
    r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-][0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]{0,63}"
    r" ?@ ?(?:[0-9A-Za-z-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![0-9A-Za-z])"
)


def look(plain: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield the start, the end and the kind of each place that may be one of these."""
    for found in _POSTCODE.finditer(plain):
        # "S47 2nd visit" is no postcode, and "DT1 2ND" is one.
        if not _ORDINAL.search(found.group()):
            yield *found.span(), POSTCODE
    for pattern in (_ADDRESS, _ADDRESS_LOWER):
        for found in pattern.finditer(plain):
            yield *found.span(), ADDRESS
    for found in _ADDRESS_AT.finditer(plain):
        yield *found.span(1), ADDRESS
    if "@" in plain:
        for found in _EMAIL.finditer(plain):
            yield *found.span(), EMAIL
