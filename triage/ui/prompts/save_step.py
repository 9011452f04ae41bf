"""Saving a summary in prompts: as which copy, where, and why if one wants to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import questionary

from triage.ui import words
from triage.ui.free_text import Concern
from triage.ui.line_by_line.save_step import LineSaveStep
from triage.ui.prompts.asking import typed
from triage.ui.prompts.looking_again import Picker, wants_to_change
from triage.ui.saving import Saver, this_folder

COPY = "Which copy?"
REASONS = "Your reasons, if you want to add them (no names)"
AFTERWARDS = "Your answers?"


class SaveStep(LineSaveStep):
    """Asks what is needed to save, prompt by prompt, and saves."""

    def __init__(
        self,
        pick: Picker,
        say: Callable[[Iterable[str]], None],
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
    ) -> None:
        """Take how to pick and to write, what saves, and what looks at a text."""
        super().__init__(say, saver, concerns)
        self._pick = pick

    def _file(self, title: str, *, redacted: bool) -> tuple[str, bool] | None:
        copies = [
            (words.FULL_COPY, False),
            (f"{words.REDACTED_COPY}. {words.REDACTED_ABOUT}", True),
        ]
        redacted = self._pick(COPY, copies, redacted) is True
        self._say(
            [
                words.FILE_ENDINGS,
                words.saved_in(this_folder()),
            ]
        )
        path = typed(
            questionary.text(
                f"{title}: a new file, ending in one of these (empty goes back)",
                default=self._saver.suggested(),
            )
        )
        return (path, redacted) if path else None

    def _reasons(self, *, redacted: bool) -> str:
        reasons = typed(questionary.text(REASONS))
        while not redacted and wants_to_change(self._concerns(reasons), self._say, self._pick):
            reasons = typed(questionary.text(REASONS, default=reasons))
        return reasons

    def _forgets(self) -> bool:
        forget = (f"{words.FORGET_NOW}. {words.FORGET_NOW_ABOUT}", True)
        return self._pick(AFTERWARDS, [(words.KEEP_ANSWERS, False), forget]) is True
