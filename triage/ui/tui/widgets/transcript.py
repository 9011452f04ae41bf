"""The questions answered so far, each with its answer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from triage.ui.screens import Answered
from triage.ui.tui.typeset import QUIET, Paragraph, Typeset, item, text

ANSWER = "→ "


class Transcript(Static):
    """A compact record above the question; read it, change it with Esc or at the end."""

    def show(self, answered: Sequence[Answered]) -> None:
        """Show these answers, oldest first."""
        self.display = bool(answered)
        self.update(Typeset(*(part for each in answered for part in _parts(each))))


def _parts(answered: Answered) -> tuple[Paragraph, Paragraph]:
    return text(answered.ask, style=QUIET), item(ANSWER, answered.said(), indent=2)
