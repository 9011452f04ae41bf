"""The formats that a summary can be written in, by the ending of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.errors import UsageError
from triage.report.markdown import shown_as_written
from triage.report.plain_text import one_line, wrapped

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Format:
    """How one format shows any text as written, and what is done to the finished document."""

    extension: str
    harmless: Callable[[str], str]
    finish: Callable[[str], str]

    def template_of(self, document: str) -> str:
        """Return the name of a document's template in a pack's `content/templates`."""
        return f"{document}.{self.extension}.j2"


def _tidy(document: str) -> str:
    """Return `document` without space at line ends and without two empty lines in a row."""
    return _EMPTY_LINES.sub("\n\n", _SPACE_AT_END.sub("", document)).strip("\n") + "\n"


FORMATS: Mapping[str, Format] = {
    "md": Format("md", shown_as_written, _tidy),
    "txt": Format("txt", one_line, lambda document: _tidy(wrapped(document))),
}


def format_of(extension: str) -> Format:
    """Return the format of an extension, with or without its dot; raises `UsageError`."""
    known = FORMATS.get(extension.removeprefix(".").lower())
    if known is None:
        endings = " or ".join(f".{name}" for name in FORMATS)
        message = f"A summary cannot be written in that format. End the file's name in {endings}."
        raise UsageError(message)
    return known
