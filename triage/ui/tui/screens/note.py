"""Something to read over the screen: help, what to do in danger, why a question is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from triage.ui import words
from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedDialog
from triage.ui.tui.typeset import STRONG, Typeset, content, heading, item, text
from triage.ui.tui.widgets.lines import KeyLine


@dataclass(frozen=True, slots=True)
class Note:
    """A title and a text."""

    title: str
    body: Typeset


@runtime_checkable
class Helpful(Protocol):
    """A screen that can say what its keys do."""

    def help(self) -> Note:
        """Return the help for what has the focus now."""


def help_note(here: Sequence[tuple[str, str]], not_here: Collection[str] = ()) -> Note:
    """Return what the keys do here, then what they do everywhere but for those `not_here`."""
    left_out = {key for key, _ in here}.union(not_here)
    everywhere = [(key, does) for key, does in wording.KEYS_EVERYWHERE if key not in left_out]
    keys = [*here, *everywhere]
    wide = max(len(key) for key, _ in keys)
    lines = [item(f"{key:<{wide}}  ", does) for key, does in keys]
    return Note(wording.HELP_TITLE, Typeset(*lines))


def safety_note(safety: Sequence[str]) -> Note:
    """Return what to do if someone may be in danger; `safety` is the message."""
    first, *rest = safety
    return Note(
        wording.SAFETY_TITLE,
        Typeset(
            heading(first, above=0),
            *(text(line) for line in (*rest, *wording.SAFETY_MORE)),
            *(text(line, above=int(not place)) for place, line in enumerate(words.NOT_A_REFERRAL)),
        ),
    )


class NoteScreen(FittedDialog[None]):
    """A dialog with one text, which scrolls if it has to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,b,B,f2", "dismiss", show=False),
    ]

    def __init__(self, note: Note) -> None:
        """Show `note`."""
        super().__init__()
        self.note = note
        self._reading = VerticalScroll()

    def compose(self) -> ComposeResult:
        """Yield the title, the text and the keys."""
        with Vertical(classes="dialog"):
            yield Static(content(self.note.title, STRONG), classes="title")
            with self._reading:
                yield Static(self.note.body, classes="start")
            yield KeyLine(wording.NOTE_KEYS)

    def on_mount(self) -> None:
        """Let the arrow keys scroll the text."""
        self._reading.focus(scroll_visible=False)
