"""Reading the guidance over the screen: pages that lead on to one another, and back by Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from triage.errors import UsageError
from triage.ui import words
from triage.ui.reading.targets import Glossary, Part, Readable, Target
from triage.ui.tui.screens.note import Note
from triage.ui.tui.typeset import Typeset, text
from triage.ui.walkthrough import Walkthrough

if TYPE_CHECKING:
    from triage.ui.reading.pages import FoundIn


class Reader:
    """Opens pages of the guidance over whatever an app shows, which stays as it was."""

    def __init__(
        self,
        app: App[Any],
        walkthrough: Walkthrough,
        note: Callable[[Note], None],
        go_to: Callable[[str], None],
    ) -> None:
        """Take how to say what cannot be shown, and how to go to a walk by its id."""
        self._app = app
        self._walkthrough = walkthrough
        self._note = note
        self._go_to = go_to

    @property
    def is_open(self) -> bool:
        """Whether a page of the guidance is open, under a dialog perhaps."""
        return any("reader" in screen.classes for screen in self._app.screen_stack)

    def open(self, target: Target) -> None:
        """Open a page over the screen; for a part of triage, close them all and go there."""
        if isinstance(target, Part):
            self.close()
            self._go_to(target.walk)
        else:
            self._show(lambda: target)

    def close(self) -> None:
        """Close every page of the guidance."""
        while self.is_open:
            _ = self._app.pop_screen()

    def _find(self, found_in: FoundIn, typed: str) -> None:
        """Open what is meant by what was typed in a search box."""
        if found_in == "glossary":
            self._show(lambda: Glossary(typed), typed)
        else:
            self._show(lambda: self._walkthrough.asked_for(typed), typed)

    def _show(self, meant: Callable[[], Readable], looked_for: str = "") -> None:
        """Show the page that is meant, unless it is there already, or say why there is none."""
        from triage.ui.tui.screens.reader import ReaderScreen

        try:
            page = self._walkthrough.read(meant())
        except UsageError as error:
            self._note(Note(words.GUIDANCE, Typeset(text(str(error)))))
            return
        now = self._app.screen
        if isinstance(now, ReaderScreen) and now.content == page:
            return
        _ = self._app.push_screen(ReaderScreen(page, self.open, self._find, looked_for))
