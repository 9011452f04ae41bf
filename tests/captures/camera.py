"""What takes a screen of the program once it has come to rest, and the case that is walked."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping

from tests.parity.terminal import Terminal

QUIET = 1.0
"""So long after its last change a screen is taken as it is, in seconds."""

CASE: Mapping[str, object] = {
    "safety": "arranged",
    "stage": "new",
    "age": "under_18",
    "care": "looked_after",
    "care_la": "dorset",
    "outcome": "died",
    "place": "dorset",
    "resident": "dorset",
    "abuse": "unsure",
    "abusive_event": "unsure",
    "process": ["strategy_discussion", "criminal_investigation"],
    "suicide_unexplained": "unsure",
    "family_known": "historic",
    "setting": "childrens_home",
    "linked": "unsure",
    "harmed_others": "no",
    "learning": ["poor_practice"],
    "lead_available": "unsure",
    "disagreement": "none",
    "other_worry": "no",
}

F1, F2, F3, F9, ESCAPE, ENTER = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[20~", "\x1b", "\r"


class Camera:
    """Takes screens of one session; `known` has those taken before, by name."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Start with no screen taken."""
        self._known = known
        self.taken: dict[str, str] = {}

    def take(self, terminal: Terminal, name: str, text: str) -> None:
        """Take the screen once `text` is on it and it is as before, or has come to rest."""
        terminal.wait_for(text)
        still = time.monotonic()
        shown = terminal.shown()
        while shown != self._known.get(name) and time.monotonic() - still < QUIET:
            terminal.pump()
            if terminal.shown() != shown:
                still, shown = time.monotonic(), terminal.shown()
        self.taken[name] = shown


def started(*arguments: str, columns: int = 80, rows: int = 24) -> Terminal:
    """Start the program on its fixed day."""
    program = [sys.executable, "-m", "tests.captures.started"]
    return Terminal(*arguments, program=program, size=(columns, rows))
