"""Why a question is asked, and what the answers already mean."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from triage.ui import words
from triage.ui.screens import Ask, Meaning, said_once
from triage.ui.tui import wording
from triage.ui.tui.typeset import QUIET, Paragraph, Typeset, heading, item, text


def panel_text(ask: Ask) -> Typeset:
    """Return the side panel's text, for the panel and for its dialog."""
    meanings = [part for each in said_once(ask.already) for part in _meaning(*each)]
    return Typeset(
        heading(words.WHY, above=0),
        text(ask.why),
        text(f"{words.RESTS_ON}: {words.cites(ask.cites)}. {wording.SEE_RULES}", style=QUIET),
        heading(words.ALREADY),
        *(meanings or [text(wording.NOTHING_YET)]),
    )


def _meaning(meaning: Meaning, first: tuple[str, ...]) -> list[Paragraph]:
    new = f"{wording.NEW} " if meaning.new else ""
    parts = [item("- ", f"{new}{meaning.title}")]
    return [*parts, *(text(line, style=QUIET, indent=2) for line in first)]


class SidePanel(VerticalScroll):
    """The panel beside the question; it folds away where there is no room."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._text = Static()

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield self._text

    def show(self, ask: Ask) -> None:
        """Show the panel of this question, from its top."""
        self._text.update(panel_text(ask))
        self.scroll_home(animate=False)
