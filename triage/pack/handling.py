"""How a partnership marks what is saved, and the lawful basis that it gives for it.

The tool asserts no lawful basis: the line shows where the pack has one, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.source import Source

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
    keep = source.take_text(fields, "keep")
    source.check_line(fields, "marking", marking, LONGEST_MARKING)
    source.check_line(fields, "lawful_basis", basis, LONGEST_BASIS)
    source.check_line(fields, "keep", keep, LONGEST_KEEP)
    return Handling(marking, basis, keep or KEEP)
