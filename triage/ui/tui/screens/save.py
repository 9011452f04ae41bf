"""Saving a summary: where, why if one wants to say, and whether as a redacted copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from triage.errors import ReasonsError, TriageError
from triage.ui import words
from triage.ui.free_text import Concern
from triage.ui.saving import Saver, this_folder
from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedDialog
from triage.ui.tui.screens.note import Note, help_note
from triage.ui.tui.typeset import STRONG, Paragraph, Typeset, content, text
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.choices import ChoiceList, Row
from triage.ui.tui.widgets.lines import KeyLine
from triage.ui.tui.widgets.text_warning import TextWarning
from triage.ui.tui.widgets.ticks import TickList


@dataclass(frozen=True, slots=True, repr=False)
class Unsaved:
    """What stood in the boxes when the dialog was put away."""

    path: str
    reasons: str
    redacted: bool = False


class SaveScreen(FittedDialog[Unsaved | Literal["forget"]]):
    """A dialog that saves only when asked to, and says where.

    Put away without saving, it hands back what was typed, so that nothing of it is lost. Saved, it
    offers to forget the answers, and hands back that wish.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", show=False),
        Binding("enter", "close", show=False),
        Binding("f", "forget", show=False),
    ]

    def __init__(
        self,
        title: str,
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
        before: Unsaved | None = None,
    ) -> None:
        """Show what was typed `before`, or suggest a file name that says nothing of the case.

        `concerns` returns what in a text may tell who somebody is.
        """
        super().__init__()
        self._heading = Static(content(title, STRONG), classes="title")
        self._saver = saver
        self._concerns = concerns
        self._before = before or Unsaved(saver.suggested(), "")
        self._accepted = ""
        self._saved = False
        self._scroll = VerticalScroll(can_focus=False)
        self._form = Vertical(id="form")
        self._path = AnswerInput(id="path")
        self._reasons = AnswerInput(id="reasons")
        self._warning = TextWarning(id="warning")
        self._copy = TickList(id="copy")
        self._wrong = Static(id="wrong")
        self._said = Static(id="said", classes="start")
        self._keys = KeyLine(wording.SAVE_KEYS)

    def compose(self) -> ComposeResult:
        """Yield the two boxes, the tick for a redacted copy, and the words around them."""
        with Vertical(classes="dialog"):
            yield self._heading
            with self._scroll:
                with self._form:
                    yield Static(content(wording.SAVE_WHERE), classes="start")
                    yield self._path
                    yield self._wrong
                    yield Static(content(words.FILE_ENDINGS), classes="quiet")
                    yield Static(content(words.saved_in(this_folder())), classes="quiet")
                    yield Static(content(wording.SAVE_REASONS), classes="label")
                    yield self._reasons
                    yield self._warning
                    yield Static(content(wording.SAVE_REASONS_HINT), classes="quiet")
                    yield self._copy
                yield self._said
            yield self._keys

    def on_mount(self) -> None:
        """Start at the file name, with nothing wrong."""
        self._wrong.display = False
        self._path.show(self._before.path)
        self._reasons.show(self._before.reasons)
        row = Row(words.REDACTED_COPY, words.REDACTED_ABOUT)
        self._copy.show_ticks([row], (), (0,) if self._before.redacted else ())
        self._path.focus()

    def on_descendant_focus(self) -> None:
        """Mark the tick while the keys go to it, and say what the keys do: Space ticks there."""
        self._copy.highlighted = 0 if self._copy.has_focus else None
        if self._copy.has_focus:
            self._keys.show(wording.SAVE_COPY_KEYS)
        else:
            in_reasons = self._reasons.has_focus
            self._keys.show(wording.SAVE_REASONS_KEYS if in_reasons else wording.SAVE_KEYS)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the first box to the second, and from there save, once."""
        event.stop()
        if event.input is self._path:
            self._reasons.focus()
        else:
            self._save()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take away what was said of the words once they change: now they are others."""
        event.stop()
        self._wrong.display = False
        if event.input is self._reasons and event.value.strip() != self._accepted:
            self._warning.withdraw()
            self.call_after_refresh(self._reasons.scroll_visible, animate=False)

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Save, once, from the tick as well."""
        event.stop()
        self._save()

    @property
    def _redacted(self) -> bool:
        return bool(self._copy.ticked)

    def _save(self) -> None:
        """Save, unless something in the reasons is to be looked at first, and was not yet."""
        reasons = self._reasons.value.strip()
        if self._saved or self._warns(reasons):
            return
        try:
            said = self._saver.save(self._path.value.strip(), reasons, redacted=self._redacted)
        except TriageError as error:
            box = self._reasons if isinstance(error, ReasonsError) else self._path
            self._refuse(box, f"Error: {error}")
            return
        self._saved = True
        self._form.display = False
        self._say(text(said, style=STRONG), text(wording.SAVED_FORGET, above=1))
        self._keys.show(wording.SAVED_KEYS)
        self.set_focus(None)
        # The dialog is smaller now; Textual leaves standing what was beside it.
        self.call_after_refresh(self.refresh)

    def _warns(self, reasons: str) -> bool:
        """Say what may tell who somebody is; Enter pressed again on the same words accepts it.

        In a redacted copy it is taken out in any case.
        """
        if self._redacted or reasons == self._accepted:
            return False
        self._accepted = reasons
        if not self._warning.warn(self._concerns(reasons), wording.SAVE_AGAIN):
            return False
        self._reasons.focus(scroll_visible=False)
        return True

    def _refuse(self, box: AnswerInput, why: str) -> None:
        """Say below a box why what stands in it cannot be taken, and go there to change it."""
        self._wrong.update(content(why, STRONG))
        self._wrong.display = True
        self._form.move_child(self._wrong, after=box)
        box.focus(scroll_visible=False)
        self.call_after_refresh(self._show_refused, box)

    def _show_refused(self, box: AnswerInput) -> None:
        for part in (self._wrong, box):
            self._scroll.scroll_to_widget(part, animate=False, force=True, immediate=True)

    def _say(self, *said: Paragraph) -> None:
        self._said.update(Typeset(*said))
        self.call_after_refresh(self._scroll.scroll_end, animate=False)

    def action_put_away(self) -> None:
        """Close; what is not saved is handed back."""
        unsaved = Unsaved(self._path.value, self._reasons.value, self._redacted)
        self.close_once(None if self._saved else unsaved)

    def action_close(self) -> None:
        """Close, once it is saved."""
        if self._saved:
            self.close_once()

    def action_forget(self) -> None:
        """Close, once it is saved, and have the answers forgotten."""
        if self._saved:
            self.close_once("forget")

    def help(self) -> Note:
        """Return what the keys do in this dialog."""
        return help_note(wording.KEYS_SAVE, wording.NOT_IN_A_DIALOG)
