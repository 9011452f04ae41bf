"""A box for a text of several lines."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from triage.report.safe_text import visible


class AnswerArea(TextArea):
    """A text area that shows harmful characters as escapes, and that an empty line ends."""

    class Ended(Message):
        """Enter was pressed on an empty last line."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start empty, with nothing that moves."""
        super().__init__(id=id, highlight_cursor_line=False)
        self.cursor_blink = False

    @property
    def value(self) -> str:
        """What is typed, without the empty line that ends it."""
        return self.text.rstrip()

    def show(self, value: str) -> None:
        """Put `value` in the box, with the cursor behind it; what was there cannot come back."""
        self.load_text(visible(value))
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Take what is typed or pasted, made harmless to the terminal."""
        lines = edit.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        edit.text = visible(lines)
        return super().edit(edit)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Move down a line; leave the last one to whatever has more below this box."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)

    def on_key(self, event: Key) -> None:
        """Let Enter end the text where its last line is empty; any other key is Textual's."""
        row, column = self.cursor_location
        at_end = (row, column) == self.document.end
        if event.key == "enter" and at_end and not column and self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended())
