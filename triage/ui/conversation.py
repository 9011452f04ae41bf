"""What every conversation by lines shares: going on step by step, and leaving cleanly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from triage.errors import TriageError
from triage.report.plain_text import WIDTH
from triage.ui import words
from triage.ui.line_terminal import line_width
from triage.ui.reading.targets import Contents, Glossary, Readable
from triage.ui.saving import Saver
from triage.ui.screens import Offer, Screen
from triage.ui.walkthrough import Walkthrough


class Left(Exception):
    """The person has left before the end."""


class Forgotten(Exception):
    """The person has the answers forgotten, and begins again."""


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
            while self._goes_on():
                pass
            finished = True
        except (Left, EOFError, KeyboardInterrupt):
            pass
        finally:
            self._walk.forget()
        self._say(["", words.FINISHED if finished else words.LEFT, *words.SAFETY])
        return finished

    def _goes_on(self) -> bool:
        """Take one step; whoever has the answers forgotten goes on from the start."""
        try:
            return self._step()
        except Forgotten:
            self._walk.forget()
            self._say(["", words.FORGOTTEN])
            return True

    def _say(self, text: Iterable[str]) -> None:
        for line in text:
            self._write(line)

    def _take(self, offer: Offer) -> None:
        """Go where an offer leads, be it a walk or a book."""
        if offer.action == "read":
            self._open(Glossary() if offer.target == "glossary" else Contents())
        else:
            self._walk.take(offer)

    def _previewed(self) -> str:
        """Return what a summary would say now, or what is wrong with its template."""
        try:
            return self._saver.preview("", min(WIDTH, line_width()))
        except TriageError as error:
            return f"Error: {error}"

    def _read_rules(self, screen: Screen) -> None:
        """Read what a screen rests on."""
        from triage.ui.reading.pages import rests_on

        self._open(rests_on(screen))

    def _open(self, target: Readable) -> None:
        from triage.ui.reading.conversation import Reading

        Reading(self._walk, self._ask_line, self._say).begin(target)

    @abstractmethod
    def _ask_line(self, prompt: str) -> str:
        """Return one line that the person types, without space around it; `Left` for q."""

    @abstractmethod
    def _step(self) -> bool:
        """Show one screen and act on what the person does; say whether to go on."""
