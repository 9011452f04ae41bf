"""Saving a summary by lines: where, why if one wants to say, and as which copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from triage.ui import words
from triage.ui.free_text import Concern
from triage.ui.line_by_line.save_step import LineSaveStep
from triage.ui.plain.looking_again import wants_to_change
from triage.ui.saving import Saver, this_folder

REASONS = "Your reasons, if you want to add them (no names): "
FORGET_OR_KEEP = "f forgets your answers now, Enter keeps them until you leave: "


class SaveStep(LineSaveStep):
    """Asks what is needed to save, line by line, and saves."""

    def __init__(
        self,
        ask_line: Callable[[str], str],
        say: Callable[[Iterable[str]], None],
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
    ) -> None:
        """Take how to read one line and to write some, what saves, and what looks at a text."""
        super().__init__(say, saver, concerns)
        self._ask_line = ask_line

    def _file(self, title: str, *, redacted: bool) -> tuple[str, bool] | None:
        """Return the file name that was typed and whether a redacted copy is wanted."""
        suggested = self._saver.suggested()
        self._say(
            (
                f"{title}: where should it be written? It must be a new file.",
                words.FILE_ENDINGS,
                words.written_in(suggested, this_folder()),
            )
        )
        if redacted:
            self._say([_copy(redacted=True)])
        while True:
            other = "r makes a redacted copy" if not redacted else "r makes the full summary"
            typed = self._ask_line(f"File ({other}, b goes back): ")
            if typed.lower() == "b":
                return None
            if typed.lower() != "r":
                return typed or suggested, redacted
            redacted = not redacted
            self._say([_copy(redacted=redacted)])

    def _reasons(self, *, redacted: bool) -> str:
        while True:
            reasons = self._ask_line(REASONS)
            concerns = () if redacted else self._concerns(reasons)
            if not wants_to_change(concerns, self._say, self._ask_line):
                return reasons

    def _forgets(self) -> bool:
        return self._ask_line(FORGET_OR_KEEP).lower() == "f"


def _copy(*, redacted: bool) -> str:
    """Return which copy will be made."""
    about = f"{words.REDACTED_COPY}. {words.REDACTED_ABOUT}"
    return about if redacted else f"{words.FULL_COPY}."
