"""After a text was typed in lines: what may tell who somebody is, and whether to type it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from triage.ui.free_text import Concern, warning
from triage.ui.plain import wording


def wants_to_change(
    concerns: Sequence[Concern],
    say: Callable[[Iterable[str]], None],
    ask_line: Callable[[str], str],
) -> bool:
    """Say what to look at, if anything, and return whether the person would rather change it."""
    if not concerns:
        return False
    say(warning(concerns))
    return ask_line(wording.CHANGE_OR_GO_ON).lower() == "c"
