"""Saving a summary: where, and why if one wants to say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from triage.errors import TriageError
from triage.ui import words
from triage.ui.saving import Saver
from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedDialog
from triage.ui.tui.screens.note import Note, help_note
from triage.ui.tui.typeset import STRONG, content
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.lines import KeyLine


@dataclass(frozen=True, slots=True, repr=False)
class Unsaved:
    """What stood in the boxes when the dialog was put away."""

    path: str
    reasons: str


class SaveScreen(FittedDialog[Unsaved]):
    """A dialog that saves only when asked to, and says where.

    Put away without saving, it hands back what was typed, so that nothing of it is lost.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", show=False),
        Binding("enter", "close", show=False),
    ]

    def __init__(self, title: str, saver: Saver, before: Unsaved | None = None) -> None:
        """Show what was typed `before`, or suggest a file name that says nothing of the case."""
        super().__init__()
        self._heading = Static(content(title, STRONG), classes="title")
        self._saver = saver
        self._before = before or Unsaved(saver.suggested(), "")
        self._saved = False
        self._scroll = VerticalScroll(can_focus=False)
        self._form = Vertical(id="form")
        self._path = AnswerInput(id="path")
        self._reasons = AnswerInput(id="reasons")
        self._said = Static(id="said", classes="start")
        self._keys = KeyLine(wording.SAVE_KEYS)

    def compose(self) -> ComposeResult:
        """Yield the two boxes and the words around them."""
        with Vertical(classes="dialog"):
            yield self._heading
            with self._scroll:
                with self._form:
                    yield Static(content(wording.SAVE_WHERE), classes="start")
                    yield self._path
                    yield Static(content(words.FILE_ENDINGS), classes="quiet")
                    yield Static(content(f"{wording.SAVE_FOLDER} {Path.cwd()}"), classes="quiet")
                    yield Static(content(wording.SAVE_REASONS), classes="label")
                    yield self._reasons
                    yield Static(content(wording.SAVE_REASONS_HINT), classes="quiet")
                yield self._said
            yield self._keys

    def on_mount(self) -> None:
        """Start at the file name."""
        self._path.show(self._before.path)
        self._reasons.show(self._before.reasons)
        self._path.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the first box to the second, and from there save, once."""
        event.stop()
        if event.input is self._path:
            self._reasons.focus()
        elif not self._saved:
            self._try_to_save(self._path.value.strip(), event.value.strip())

    def _try_to_save(self, path: str, reasons: str) -> None:
        try:
            said = self._saver.save(path, reasons)
        except TriageError as error:
            self._say(f"Error: {error}")
            return
        self._saved = True
        self._form.display = False
        self._say(said)
        self._keys.show(wording.SAVED_KEYS)
        self.set_focus(None)

    def _say(self, sentence: str) -> None:
        self._said.update(content(sentence))
        self.call_after_refresh(self._scroll.scroll_end, animate=False)

    def action_put_away(self) -> None:
        """Close; what is not saved is handed back."""
        unsaved = Unsaved(self._path.value, self._reasons.value)
        self.close_once(None if self._saved else unsaved)

    def action_close(self) -> None:
        """Close, once it is saved."""
        if self._saved:
            self.close_once()

    def help(self) -> Note:
        """Return what the keys do in this dialog."""
        return help_note(wording.KEYS_SAVE)
