"""The guidance on the screen: pages over whatever was there, each left by Esc to the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from triage.ui.reading.pages import FoundIn, Link, ReadingPage
from triage.ui.reading.targets import Target
from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedDialog
from triage.ui.tui.screens.page import Entry, Page, PageScreen
from triage.ui.tui.typeset import Paragraph, Typeset, content, item, text
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.choices import Row
from triage.ui.wrapping import Line
from triage.ui.wrapping import Row as LabelledLine

Go = Callable[[Target], object]
"""Goes to another page, or to a part of triage."""

Find = Callable[[FoundIn, str], object]
"""Shows what is found by some words, in the guidance or in the glossary."""

MANY, FEW = 4, 3
"""From so many links and up to so many lines, a page is a list with some words above it."""


class ReaderScreen(PageScreen, FittedDialog[None]):
    """One page of the guidance. Below it, everything stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,B", "close", show=False),
        Binding("slash", "find", show=False),
        Binding("ctrl+p", "app.commands", show=False),
        Binding("question_mark", "app.help", show=False),
    ]

    def __init__(self, page: ReadingPage, go: Go, find: Find, looked_for: str = "") -> None:
        """Show `page`; `find` takes what is typed in its search box, which has `looked_for`."""
        super().__init__(_laid_out(page, go))
        self.add_class("reader")
        self.content = page
        self._find = find
        self._looked_for = looked_for
        self._box = AnswerInput(id="box")

    def above(self) -> Iterable[Widget]:
        """Yield the box to search with, where the page can be searched."""
        if self.content.finds:
            yield _Find(self._box)

    def on_mount(self) -> None:
        """Put what was looked for into the box; the keys are the list's."""
        self._box.show(self._looked_for)

    def keys_now(self) -> wording.Keys:
        """Return what the keys do where the focus is, in the box too."""
        return wording.READER_BOX_KEYS if self._box.has_focus else super().keys_now()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show what is found on a page of its own, whose box has the words to go on from."""
        event.stop()
        if self.content.finds and event.value.strip():
            self._box.show(self._looked_for)
            self.set_focus(self._menu)
            self._find(self.content.finds, event.value.strip())

    def action_find(self) -> None:
        """Go to the search box; what is typed takes the place of what stands there."""
        if self.content.finds:
            self.set_focus(self._box)  # at once: the next key is for the box
            self._box.select_all()

    def action_close(self) -> None:
        """Go back to the page before, or to where reading began."""
        self.close_once()


class _Find(Horizontal):
    """A box to search with, and what it is."""

    def __init__(self, box: AnswerInput) -> None:
        super().__init__(id="find")
        self._box = box

    def compose(self) -> ComposeResult:
        """Yield the words and the box."""
        yield Static(content(wording.FIND))
        yield self._box


def _laid_out(page: ReadingPage, go: Go) -> Page:
    links = [Entry(_row(link), partial(go, link.target)) for link in page.links]
    return Page(
        page.title,
        [Typeset(*map(_paragraph, page.lines))],
        links,
        wording.READER_FIND_KEYS if page.finds else wording.READER_KEYS,
        wording.READING_KEYS if links else wording.READING_ALONE_KEYS,
        wording.KEYS_READER,
        marked=0 if links and page.finds else None,
        list_first=len(links) >= MANY and len(page.lines) <= FEW,
    )


def _row(link: Link) -> Row:
    return Row(link.name, link.says, heading=link.heading, number=link.number)


def _paragraph(line: Line) -> Paragraph:
    if isinstance(line, LabelledLine):
        return item(line.label, line.text)
    words = line.lstrip(" ")
    return text(words, indent=len(line) - len(words))
