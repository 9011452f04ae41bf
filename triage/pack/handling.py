"""How a partnership marks what is saved, and the lawful basis that it gives for it.

The tool asserts no lawful basis: the line shows where the pack has one, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.source import Source
from triage.pack.tree import Fields

MARKING = "OFFICIAL-SENSITIVE"
LONGEST_MARKING = 80
LONGEST_BASIS = 600
KEEP = "For how long to keep it, follow your organisation's retention rules."
LONGEST_KEEP = 300

_KEYS = dict.fromkeys(("marking", "lawful_basis", "keep"))


@dataclass(frozen=True, slots=True)
class Handling:
    """The marking of every page, a line on the lawful basis, and one on how long to keep a file.

    `lawful_basis` is empty where there is none.
    """

    marking: str = MARKING
    lawful_basis: str = ""
    keep: str = KEEP


def read_handling(raw: bytes, source: Source) -> Handling:
    """Return what `content/handling.yaml` says, noting what is wrong in `source`."""
    fields = source.whole(raw, "The handling file")
    if fields is None:
        return Handling()
    source.known_keys(fields, "The handling file", _KEYS)
    source.required(fields, "The handling file", ("marking",))
    marking = source.take_words(fields, "marking")
    basis = source.take_text(fields, "lawful_basis")
    _check_line(source, fields, "marking", marking, LONGEST_MARKING)
    _check_line(source, fields, "lawful_basis", basis, LONGEST_BASIS)
    keep = source.take_text(fields, "keep")
    _check_line(source, fields, "keep", keep, LONGEST_KEEP)
    return Handling(marking, basis, keep or KEEP)


def _check_line(source: Source, fields: Fields, key: str, text: str, longest: int) -> None:
    """Note a text that is no one line: it also stands in page headers and in e-mail subjects."""
    if "\n" in text or len(text) > longest:
        message = f"{key} is not one line of at most {longest} characters."
        source.note(fields.nodes[key], "not-a-line", message, "Shorten it to one line.")
