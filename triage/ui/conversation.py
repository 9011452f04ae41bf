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
        finished = False
        try:
            while self._step():
                pass
            finished = True
        except (Left, EOFError, KeyboardInterrupt):
            pass
        finally:
            self._walk.forget()
        self._say(["", words.FINISHED if finished else words.LEFT, *words.SAFETY])
        return finished

    def _say(self, text: Iterable[str]) -> None:
        for line in text:
            self._write(line)

    @abstractmethod
    def _step(self) -> bool:
        """Show one screen and act on what the person does; say whether to go on."""
