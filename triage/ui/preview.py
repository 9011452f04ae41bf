"""What will be saved, shown before it is: the text of a summary, in parts that can be jumped to.

It needs the modules of the summary, so it is loaded when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from triage.core.engine import Position
from triage.core.explain import findings
from triage.report.summary import title_for
from triage.ui import words
from triage.ui.screens import Offer, Preview


def preview(position: Position, child: int = 1, onward: tuple[Offer, ...] = ()) -> Preview:
    """Return the screen that stands before saving."""
    return Preview(
        title=words.for_child(words.PREVIEW_TITLE, child),
        lead=words.PREVIEW_LEAD,
        summary_title=title_for(position.program.flows, findings(position)),
        onward=onward,
    )


def sections(text: str) -> Iterator[list[str]]:
    """Yield the lines of a plain text section by section: each begins at an underlined heading.

    The empty lines between sections are left out.
    """
    lines = text.split("\n")
    starts = [n for n, pair in enumerate(pairwise(lines)) if _is_heading(*pair)]
    for start, end in pairwise(sorted({0, *starts, len(lines)})):
        section = "\n".join(lines[start:end]).strip("\n")
        if section:
            yield section.split("\n")


def _is_heading(line: str, below: str) -> bool:
    """Say whether the line below a text is a rule of the same length."""
    return bool(line.strip()) and below in {len(line) * "=", len(line) * "-"}
