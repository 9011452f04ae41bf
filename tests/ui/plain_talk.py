"""A conversation in plain lines with somebody who types what was decided before."""

from __future__ import annotations

from collections.abc import Iterable

from tests.ui.pretending import PRETENDED, PretendedSaver
from triage.ui.plain.conversation import Conversation
from triage.ui.walkthrough import Walkthrough


def hold(
    walk: Walkthrough, typed: Iterable[str], saver: PretendedSaver = PRETENDED
) -> tuple[bool, list[str]]:
    """Talk until nothing more is typed; return whether the end was reached, and every line.

    A prompt is among the lines, behind "> ".
    """
    lines: list[str] = []
    waiting = iter(typed)

    def read(prompt: str) -> str:
        lines.append(f"> {prompt}")
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return Conversation(walk, read, lines.append, saver).run(), lines
