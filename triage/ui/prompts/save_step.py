"""Saving a summary in prompts: as which copy, where, and why if one wants to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import questionary

from triage.errors import TriageError
from triage.ui import words
from triage.ui.conversation import Forgotten
from triage.ui.free_text import Concern
from triage.ui.prompts.asking import typed
from triage.ui.prompts.looking_again import Picker, wants_to_change
from triage.ui.saving import Saver

COPY = "Which copy?"
REASONS = "Your reasons, if you want to add them (no names)"
AFTERWARDS = "Your answers?"


class SaveStep:
    """Asks what is needed to save, prompt by prompt, and saves."""

    def __init__(
        self,
        pick: Picker,
        say: Callable[[Iterable[str]], None],
        saver: Saver,
        concerns: Callable[[str], Sequence[Concern]],
    ) -> None:
        """Take how to pick and to write, and what looks at a text."""
        self._pick = pick
        self._say = say
        self._saver = saver
        self._concerns = concerns

    def run(self, title: str) -> None:
        """Save what is called `title`, unless the person goes back; raises `Forgotten`."""
        copies = [
            (words.FULL_COPY, False),
            (f"{words.REDACTED_COPY}. {words.REDACTED_ABOUT}", True),
        ]
        redacted = self._pick(COPY, copies) is True
        self._say(
            [
                words.FILE_ENDINGS,
                f"It is saved in this folder, unless you give another: {Path.cwd()}",
            ]
        )
        path = typed(
            questionary.text(
                f"{title}: a new file, ending in one of these (empty goes back)",
                default=self._saver.suggested(),
            )
        )
        if not path:
            return
        reasons = self._reasons(redacted=redacted)
        try:
            said = self._saver.save(path, reasons, redacted=redacted)
        except TriageError as error:
            self._say([f"Error: {error}"])
            return
        self._say([said, words.ANSWERS_STILL_HERE])
        forget = (f"{words.FORGET_NOW}. {words.FORGET_NOW_ABOUT}", True)
        if self._pick(AFTERWARDS, [(words.KEEP_ANSWERS, False), forget]) is True:
            raise Forgotten

    def _reasons(self, *, redacted: bool) -> str:
        """Return the reasons; in a redacted copy, what a warning would name is taken out."""
        reasons = typed(questionary.text(REASONS))
        while not redacted and wants_to_change(self._concerns(reasons), self._say, self._pick):
            reasons = typed(questionary.text(REASONS, default=reasons))
        return reasons
