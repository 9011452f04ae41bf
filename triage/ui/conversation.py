"""What every conversation by lines shares: going on step by step, and leaving cleanly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from triage.ui import words
from triage.ui.saving import Saver
from triage.ui.walkthrough import Walkthrough


class Left(Exception):
    """The person has left before the end."""


class LineConversation(ABC):
    """Walks one person through a walkthrough; how a screen is shown is for the subclass."""

    def __init__(
        self, walkthrough: Walkthrough, write: Callable[[str], None], saver: Saver
    ) -> None:
        """Take how to write one line, and what saves a summary."""
        self._walk = walkthrough
        self._write = write
        self._saver = saver

    def run(self) -> bool:
        """Go on until the person is done; say whether they reached the end."""
        try:
            while self._step():
                pass
        except (Left, EOFError, KeyboardInterrupt):
            return self._part(words.LEFT, reached_the_end=False)
        return self._part(words.FINISHED, reached_the_end=True)

    def _part(self, last_words: str, *, reached_the_end: bool) -> bool:
        self._walk.forget()
        self._say(["", last_words, *words.SAFETY])
        return reached_the_end

    def _say(self, text: Iterable[str]) -> None:
        for line in text:
            self._write(line)

    @abstractmethod
    def _step(self) -> bool:
        """Show one screen and act on what the person does; say whether to go on."""
