"""What an id looks like, and the nearest one to a name that does not exist."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
OPTION = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
CITATION = re.compile(r"[A-Z][A-Za-z0-9.]{0,15}", re.ASCII)

OPERATORS = ("all", "any", "not", "at_least", "answered")
RESERVED = frozenset(
    (*OPERATORS, "count", "of", "from", "over", "up_to", "under", "is", "use", "fact")
)
ID_RULE = "Use lower case letters, digits and _, starting with a letter, 40 at most."

OPTION_RULE = "Use lower case letters, digits and _, 40 at most."

_SHOWN = 40


def shown(text: str) -> str:
    """Return a text of a pack short enough for a message, in quotes where it is no plain id."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return short if ID.fullmatch(text) else repr(short)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the advice "Did you mean x?", or what there is where nothing is near."""
    names = list(known)
    near = difflib.get_close_matches(name[:_SHOWN], names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]}?"
    if not names:
        return "There are none here."
    few = ", ".join(names[:12])
    return f"There are: {few}{', …' if len(names) > 12 else ''}."  # noqa: PLR2004
