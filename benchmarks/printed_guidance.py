"""The printed guidance as text, which is not part of triage: its sentences, and their sections.

The file is Markdown as it comes out of a converter: headings with `#`, some bold, tables with
tabs, footnotes. `TRIAGE_GUIDANCE_TEXT` names it where tests are to use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "TRIAGE_GUIDANCE_TEXT"

_HEADING = re.compile(r"#+\s*\**\s*(?:(Appendix [A-Z])|([0-9]+(?:\.[0-9]+)?)[.:]?)?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<sup>.*?</sup>|<[^>]+>")
_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"'\u2018\u201c])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|reg)\.$", re.IGNORECASE)
_NORMATIVE = re.compile(
    r"\b(?:must|should|will|may|needs?|within\b.*\b(?:days?|weeks?|months?))\b", re.IGNORECASE
)
FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as printed, and the number of the section that it stands in."""

    section: str
    text: str

    @property
    def is_normative(self) -> bool:
        """Whether it asks, allows or promises something, or sets a time."""
        return bool(_NORMATIVE.search(self.text)) and len(self.text.split()) >= FEWEST_WORDS


def read_printed(file: Path) -> tuple[Sentence, ...]:
    """Return every sentence of the guidance, in order."""
    return tuple(_sentences(file.read_text(encoding="utf-8")))


def plain(text: str) -> str:
    """Return a text without links, tags, emphasis and table marks."""
    text = _TAG.sub(" ", _LINK.sub(r"\1", text))
    return " ".join(re.sub(r"[*_\\]", "", text).split())


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without any punctuation."""
    return re.findall(r"[a-z0-9]+", re.sub("['\u2019]", "", text.casefold()))


def _sentences(text: str) -> Iterator[Sentence]:
    section = ""
    paragraph: list[str] = []
    for line in [*text.splitlines(), "# end"]:
        heading = _HEADING.match(line)
        parts = line.split("\t") if "\t" in line else [line]
        starts_new = heading or not line.strip() or line.lstrip().startswith(("- ", "---"))
        if starts_new or len(parts) > 1:
            yield from _split(section, " ".join(paragraph))
            paragraph.clear()
        if heading:
            section = heading.group(1) or heading.group(2) or section
        elif len(parts) > 1:
            for part in parts:
                yield from _split(section, part)
        else:
            paragraph.append(line)


def _split(section: str, text: str) -> Iterator[Sentence]:
    begun = ""
    for part in _END.split(plain(text).removeprefix("- ")):
        begun = f"{begun} {part}".strip()
        if not _ABBREVIATION.search(begun):
            if begun:
                yield Sentence(section, begun)
            begun = ""
    if begun:
        yield Sentence(section, begun)
