"""What would be saved, to read through before it is: the text of the summary, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.ui import words
from triage.ui.presenter.preview import sections
from triage.ui.screens import Preview
from triage.ui.tui import wording
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import QUIET, STRONG, Paragraph, Typeset, content, item


def preview_page(preview: Preview, summary: str, entries: Sequence[Entry]) -> Page:
    """Return the page; each section of the summary can be jumped to."""
    return Page(
        preview.title,
        (
            Typeset(*_missing(preview), _line(preview.lead, STRONG)),
            *(Typeset(*map(_line, section)) for section in sections(summary)),
            Typeset(_line(words.PREVIEW_END, QUIET)),
        ),
        entries,
        wording.LIST_KEYS,
        wording.READING_KEYS,
        wording.KEYS_PREVIEW,
    )


def _missing(preview: Preview) -> Iterator[Paragraph]:
    """Yield what should be filled in and is not, above all else."""
    if preview.missing:
        yield _line(f"{words.PREVIEW_MISSING}:", STRONG)
        yield from (item("- ", gap.label) for gap in preview.missing)
        yield _line(words.PREVIEW_MISSING_MORE)


def _line(line: str, style: str = "") -> Paragraph:
    """Return one line as it stands in the file; where it has to be broken, its indent stays."""
    indent = len(line) - len(line.lstrip(" "))
    return Paragraph(content(line[indent:], style), indent=indent)
