"""What an id looks like, and the nearest one to a name that does not exist."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from itertools import islice

ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
OPTION = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
CITATION = re.compile(r"[A-Z][A-Za-z0-9.]{0,15}", re.ASCII)

OPERATORS = ("all", "any", "not", "at_least", "answered", "suggested")
RESERVED = frozenset(
    (*OPERATORS, "count", "of", "from", "over", "up_to", "under", "is", "use", "fact")
)
ID_RULE = "Use lower case letters, digits and _, starting with a letter, 40 at most."

OPTION_RULE = "Use lower case letters, digits and _, 40 at most."

_SHOWN = 40
_LISTED = 12


def shown(text: str) -> str:
    """Return a text of a pack short enough for a message, in quotes where it is no plain id."""
    return text if ID.fullmatch(text) else repr(_short(text))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(name: str, known: Collection[str]) -> str:
    """Return the advice "Did you mean x?", or what there is where nothing is near."""
    return advice(closest(name, known), known)


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `name`, or None where none is like it."""
    names = [each for each in known if len(each) <= _SHOWN]
    near = difflib.get_close_matches(name[:_SHOWN], names, n=1, cutoff=0.6)
    return near[0] if near else None


def advice(near: str | None, known: Collection[str]) -> str:
    """Return the advice to use `near`, or what there is where nothing is near."""
    if near is not None:
        return f"Did you mean {near}?"
    if not known:
        return "There are none here."
    few = ", ".join(_short(each) for each in islice(known, _LISTED))
    return f"There are: {few}{', …' if len(known) > _LISTED else ''}."


def one_line(text: str) -> str:
    """Return a message without the line ends and control characters that a quoted key may hold."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    return character if character.isprintable() else repr(character)[1:-1]
