"""A box to type in."""

from __future__ import annotations

from textual.widgets import Input

from triage.report.safe_text import visible


class AnswerInput(Input):
    """An input that shows control and reordering characters as escapes, and does not blink."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start empty, with nothing that moves."""
        super().__init__(id=id, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Return what was typed or pasted, made harmless to the terminal."""
        return visible(value.replace("\t", " "))

    def show(self, value: str) -> None:
        """Put `value` in the box, with the cursor behind it."""
        self.value = value
        self.cursor_position = len(value)
