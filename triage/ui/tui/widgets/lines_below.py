"""The lines below a box to type in: what can be chosen instead of typing on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.actions import SkipAction

from triage.ui.tui.widgets.choices import ChoiceList, Row


class LinesBelow(ChoiceList):
    """Lines without numbers, for a digit belongs to the box. Up leads from the first back to it."""

    def numbers(self, rows: Sequence[Row]) -> Sequence[str]:
        """Return nothing to pick any line by."""
        return [""] * len(rows)

    def action_cursor_up(self) -> None:
        """Move the mark up; leave it to whatever holds the box to go up into it."""
        if not self.highlighted:
            raise SkipAction
        super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move the mark down, as far as there are lines."""
        if self.highlighted != self.option_count - 1:
            super().action_cursor_down()
