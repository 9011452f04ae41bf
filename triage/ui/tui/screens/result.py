"""The last page: its parts, as `result_parts` has them, with what can be done next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.ui.presenter.result_parts import Line, Part, all_changes, parts
from triage.ui.screens import Result
from triage.ui.tui import wording
from triage.ui.tui.screens.note import Note
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import QUIET, STRONG, Paragraph, Typeset, content, text, title

STEP = 3
"""How many cells to the right each level of the text stands."""

_STYLES = {"": "", "strong": STRONG, "quiet": QUIET}


def result_page(result: Result, entries: Sequence[Entry]) -> Page:
    """Return the page; each part can be jumped to, and safety stands above the first."""
    first, *rest = parts(result, wording.SEE_ALL)
    return Page(
        result.title,
        (
            Typeset(*_safety(result.safety), *_part(first, above=1)),
            *(Typeset(*_part(part)) for part in rest),
        ),
        entries,
        wording.LIST_KEYS,
        wording.READING_KEYS,
        wording.KEYS_RESULT,
    )


def all_changes_note(result: Result) -> Note:
    """Return everything that would change the result."""
    part = all_changes(result)
    return Note(part.title, Typeset(*_lines(part)))


def _safety(safety: Iterable[str]) -> Iterator[Paragraph]:
    for place, line in enumerate(safety):
        yield text(line, style="" if place else STRONG)


def _part(part: Part, above: int = 0) -> Iterator[Paragraph]:
    yield title(part.title, above=above)
    yield from _lines(part)


def _lines(part: Part) -> Iterator[Paragraph]:
    """Yield what stands below the heading of a part."""
    for line in part.lines:
        yield _line(line)


def _line(line: Line) -> Paragraph:
    lead = content(line.lead, STRONG if line.weight == "strong" else "")
    indent = STEP * line.level
    return Paragraph(content(line.text, _STYLES[line.weight]), lead, indent, int(line.gap))
