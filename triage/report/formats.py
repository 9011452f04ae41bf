"""The formats of a summary by the ending of the file: the one list that every screen names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how its files end (without the first dot), and what people call it."""

    ending: str
    called: str


FORMATS: Mapping[str, Format] = {
    each.ending: each
    for each in (
        Format("txt", "plain text"),
        Format("md", "Markdown"),
        Format("docx", "Word"),
        Format("html", "a web page"),
        Format("pdf", "PDF"),
        Format("email.txt", "text for an e-mail"),
        Format("ics", "a calendar of the dates"),
        Format("json", "data for other programs"),
    )
}


def format_of(name: str) -> Format:
    """Return the format of a file by its name; raises `UsageError` where its ending is none.

    The longest ending counts: `a.email.txt` is a text for an e-mail, `email.txt` is plain text.
    """
    lower = name.lower()
    fits = [
        each
        for each in FORMATS.values()
        if lower.endswith(f".{each.ending}") and len(lower) > len(each.ending) + 1
    ]
    if not fits:
        message = f"That is no format of a summary. End the file's name in {endings()}."
        raise UsageError(message)
    return max(fits, key=lambda each: len(each.ending))


def endings() -> str:
    """Return the endings in words, such as ".txt, .md or .docx"."""
    *others, last = (f".{ending}" for ending in FORMATS)
    return f"{', '.join(others)} or {last}"
