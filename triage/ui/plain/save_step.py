"""Saving a summary by lines: where, why if one wants to say, and as which copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from triage.errors import TriageError
from triage.ui import words
from triage.ui.conversation import Forgotten
from triage.ui.free_text import Concern
from triage.ui.plain.looking_again import wants_to_change
from triage.ui.saving import Saver

REASONS = "Your reasons, if you want to add them (no names): "
FORGET_OR_KEEP = "f forgets your answers now, Enter keeps them until you leave: "


class SaveStep:
    """Asks what is needed to save, line by line, and saves."""

    def __init__(
        self,
        ask_line: Callable[[str], str],
        say: Callable[[Iterable[str]], None],
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
    ) -> None:
        """Take how to read one line and to write some, and what looks at a text."""
        self._ask_line = ask_line
        self._say = say
        self._saver = saver
        self._concerns = concerns

    def run(self, title: str) -> None:
        """Save what is called `title`, unless the person goes back; raises `Forgotten`."""
        suggested = self._saver.suggested()
        self._say(
            (
                f"{title}: where should it be written? It must be a new file.",
                words.FILE_ENDINGS,
                f"Enter alone writes {suggested} in this folder: {Path.cwd()}",
            )
        )
        asked = self._file()
        if asked is None:
            return
        path, redacted = asked
        reasons = self._reasons(redacted=redacted)
        try:
            said = self._saver.save(path or suggested, reasons, redacted=redacted)
        except TriageError as error:
            self._say([f"Error: {error}"])
            return
        self._say([said, words.ANSWERS_STILL_HERE])
        if self._ask_line(FORGET_OR_KEEP).lower() == "f":
            raise Forgotten

    def _file(self) -> tuple[str, bool] | None:
        """Return the file name that was typed and whether a redacted copy is wanted."""
        redacted = False
        while True:
            other = "r makes a redacted copy" if not redacted else "r makes the full summary"
            typed = self._ask_line(f"File ({other}, b goes back): ")
            if typed.lower() == "b":
                return None
            if typed.lower() != "r":
                return typed, redacted
            redacted = not redacted
            about = f"{words.REDACTED_COPY}. {words.REDACTED_ABOUT}"
            self._say([about if redacted else f"{words.FULL_COPY}."])

    def _reasons(self, *, redacted: bool) -> str:
        """Return the reasons; in a redacted copy, what a warning would name is taken out."""
        while True:
            reasons = self._ask_line(REASONS)
            concerns = () if redacted else self._concerns(reasons)
            if not wants_to_change(concerns, self._say, self._ask_line):
                return reasons
