"""A warning under a box that one types in: what may tell who somebody is stands underlined."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from triage.ui import words
from triage.ui.free_text import MOST_SHOWN, Concern, said
from triage.ui.tui.typeset import STRONG, Paragraph, Typeset, content, text
from triage.ui.tui.widgets.scrolling import holder_of

UNDERLINED = "underline"


class TextWarning(Static):
    """Shows nothing until it is told of concerns; then it scrolls its end into sight."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start out of sight."""
        super().__init__(id=id)
        self.display = False

    def warn(self, concerns: Sequence[Concern], how_to_go_on: str) -> bool:
        """Show these concerns, and how to go on all the same; say whether there are any."""
        self.display = bool(concerns)
        if concerns:
            self.update(Typeset(*_paragraphs(concerns, how_to_go_on)))
        return self.display

    def withdraw(self) -> None:
        """Show nothing: the words have changed, and were not looked at since."""
        self.display = False

    def on_show(self) -> None:
        """Come into sight, once there is a place for it."""
        self.come_into_sight()

    def on_resize(self) -> None:
        """Stay in sight, where the window changes or there is more to say."""
        self.come_into_sight()

    def come_into_sight(self) -> None:
        """Scroll so that the end is seen, and above it as much as there is room for."""
        held = holder_of(self)
        if self.display and held is not None:
            holder, line = held
            end = line - self.gutter.top + self.outer_size.height
            # At once: a scroll to the question may be on its way, and would undo a later one.
            holder.scroll_to(y=end - holder.size.height, animate=False, force=True, immediate=True)


def _paragraphs(concerns: Sequence[Concern], how_to_go_on: str) -> list[Paragraph]:
    more = len(concerns) - MOST_SHOWN
    return [
        text(words.MAY_IDENTIFY, style=STRONG),
        *(_paragraph(*parts) for parts in said(concerns)),
        *([text(words.more_like_that(more))] if more > 0 else []),
        text(f"{words.YOU_MAY_GO_ON} {how_to_go_on}"),
    ]


def _paragraph(before: str, piece: str, after: str) -> Paragraph:
    marked = content(before) + content(piece, UNDERLINED) + content(after)
    return Paragraph(marked, content("- "))
