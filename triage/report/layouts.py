"""The two formats that a pack's templates are written in: how any text is kept harmless there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.report.markdown import shown_as_written
from triage.report.plain_text import WIDTH, one_line, wrapped

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Layout:
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


def text_of(width: int) -> Layout:
    """Return the layout of plain text of so many columns."""
    return Layout("txt", one_line, lambda document: _tidy(wrapped(document, width)))


LAYOUTS: Mapping[str, Layout] = {
    "md": Layout("md", shown_as_written, _tidy),
    "txt": text_of(WIDTH),
}
