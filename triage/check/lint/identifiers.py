"""What tells who somebody is, and the words by which a question asks for it.

The list is in two parts. Some words ask for it in any question. Others, such as "name" alone, do
so only where the answer is a text: "Has the home changed its name?" is answered yes or no. A word
that is no such question would stop a flow, so a doubtful one is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_SOMEONE = (
    r"(?:child|young person|baby|person|parent|mother|father|carer|sibling|brother|sister|"
    r"family|worker|patient|pupil|student|relative)"
)
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WHOSE = rf"(?:their|his|her|your|whose|{_SOMEONE}(?:[{_APOSTROPHES}]s|s[{_APOSTROPHES}]))"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing that tells who somebody is; why it is never asked; the words that ask for it.

    `anywhere` and `free` are patterns of whole words in any case; `free` counts for free text.
    """

    what: str
    reason: str
    anywhere: str
    free: str = ""

    def starts(self, sentence: str, *, free: bool) -> Iterator[int]:
        """Yield each place in a sentence at which its words begin."""
        for words in (self.anywhere, self.free if free else ""):
            if words:
                yield from (found.start() for found in _compiled(words).finditer(sentence))


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


IDENTIFIERS = (
    Identifier(
        "a name",
        "a name tells at once who it is about",
        rf"{_WHOSE} (?:(?:full|first|last|middle|given|family|own) )*names?|"
        rf"names? of (?:the|a|an|any|each|their|your) {_SOMEONE}|"
        r"(?:full|first|last|middle|given|family) names?|surnames?|forenames?|maiden names?",
        r"names?|initials|nicknames?|what (?:is|are|was|were) .{1,40} called",
    ),
    Identifier(
        "a date of birth",
        "with an area and an event it is enough to single out one child",
        r"(?:date|day|year)s? of birth|birth ?(?:date|day)s?|d\.?o\.?b|"
        r"(?:when|(?:what|which|on what|on which|in what|in which) (?:date|day|year)) "
        r"(?:was|were) .{1,40} born",
    ),
    Identifier(
        "an address",
        "it tells where a child lives",
        rf"{_WHOSE} (?:(?:home|full|current|last|street|postal) )*address(?:es)?|"
        r"(?:home|full|street|postal) address(?:es)?|house numbers?|which street|street names?",
        r"(?:^|(?:the|an?|any|which|what|new|old|and|or|,) )address(?:es)?",
    ),
    Identifier(
        "a postcode",
        "it stands for only a few homes",
        r"post[ -]?codes?",
    ),
    Identifier(
        "an NHS number",
        "it is the key to a person's health records",
        r"(?:NHS|hospital) (?:numbers?|no\.)",
    ),
    Identifier(
        "a case or reference number",
        "it leads to the person's records",
        r"(?:case|reference|file|crime|incident|client|pupil|passport|ID|national insurance|"
        r"social care) (?:number|no\.|reference|ref|ID)s?|UPNs?|URNs?",
        r"(?:your|the|a|any) (?:reference|ref)",
    ),
    Identifier(
        "a telephone number",
        "it leads straight to a person",
        r"(?:tele)?phone numbers?|mobile numbers?|contact numbers?",
        r"(?:tele)?phone|mobile",
    ),
    Identifier(
        "an e-mail address",
        "it often holds a name and leads straight to a person",
        r"e-?mail address(?:es)?",
        r"e-?mail",
    ),
)


def asked_for(sentence: str, *, free: bool) -> Iterator[tuple[Identifier, int]]:
    """Yield what a sentence asks for, and where; `free` says that the answer is free text."""
    for identifier in IDENTIFIERS:
        for start in identifier.starts(sentence, free=free):
            yield identifier, start
