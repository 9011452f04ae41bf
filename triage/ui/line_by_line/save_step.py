"""Saving a summary line by line: how it is asked for differs, what is done with it does not."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence

from triage.errors import ReasonsError, TriageError
from triage.ui import words
from triage.ui.free_text import Concern
from triage.ui.line_by_line.conversation import Forgotten
from triage.ui.saving import Saver


class LineSaveStep(ABC):
    """Asks what is needed to save, and saves; how to ask is for the subclass."""

    def __init__(
        self,
        say: Callable[[Iterable[str]], None],
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
    ) -> None:
        """Take how to write lines, what saves, and what looks at a text."""
        self._say = say
        self._saver = saver
        self._concerns = concerns

    def run(self, title: str, *, redacted: bool = False) -> None:
        """Save what is called `title`, unless the person goes back; raises `Forgotten`.

        `redacted` is whether it was the redacted copy that was looked at before. Where the file
        cannot be made, another is asked for, and the reasons stay as they were typed.
        """
        reasons: str | None = None
        while (asked := self._file(title, redacted=redacted)) is not None:
            path, wanted = asked
            # What was taken out of a redacted copy was not warned of.
            if reasons is None or (redacted and not wanted):
                reasons = self._reasons(redacted=wanted)
            redacted = wanted
            try:
                said = self._saver.save(path, reasons, redacted=redacted)
            except TriageError as error:
                self._say([f"Error: {error}"])
                reasons = None if isinstance(error, ReasonsError) else reasons
            else:
                self._say([said, words.ANSWERS_STILL_HERE])
                if self._forgets():
                    raise Forgotten
                return

    @abstractmethod
    def _file(self, title: str, *, redacted: bool) -> tuple[str, bool] | None:
        """Return the file name, and whether a redacted copy is wanted; None for going back.

        What is wanted starts as `redacted` and can be changed.
        """

    @abstractmethod
    def _reasons(self, *, redacted: bool) -> str:
        """Return the reasons; in a redacted copy, what a warning would name is taken out."""

    @abstractmethod
    def _forgets(self) -> bool:
        """Say whether the person has the answers forgotten, now that they are saved."""
