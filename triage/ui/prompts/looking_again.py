"""After a text was typed at a prompt: what may tell who somebody is, and whether to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from triage.ui import words
from triage.ui.free_text import Concern, warning
from triage.ui.prompts import wording


class Picker(Protocol):
    """Asks to pick one of some options, each a label and what it stands for."""

    def __call__(
        self, title: str, options: Sequence[tuple[str, object]], at: object = None, /
    ) -> object:
        """Return what was picked."""


def wants_to_change(
    concerns: Sequence[Concern], say: Callable[[Iterable[str]], None], pick: Picker
) -> bool:
    """Say what to look at, if anything, and return whether the person would rather change it."""
    if not concerns:
        return False
    say(warning(concerns))
    options = [(words.CHANGE_TEXT, True), (words.GO_ON_AS_IT_IS, False)]
    return pick(wording.LOOK_AGAIN, options) is True
