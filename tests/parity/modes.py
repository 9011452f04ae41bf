"""Which modes of a terminal a program has switched on and not off again, by what it has written."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(rb"\x1b\[(?:\?([0-9;]+)([hl])|([<>])[0-9;]*u|([0-9;]*)m)")
_LONGEST = 64
"""Bytes within which a sequence ends that has begun."""

_ON_AT_FIRST = {"7", "25"}
"""Wrapping at the edge, and a cursor that is seen."""

_NOBODY_MINDS = {"12"}
"""Whether the cursor blinks."""

NAMES = {"25": "cursor hidden", "1049": "alternate screen", "2004": "bracketed paste"}


class Modes:
    """The modes after all that was written so far, which may come in parts."""

    def __init__(self) -> None:
        """Start as a terminal does."""
        self._last: dict[str, str] = {}
        self._keyboards = 0
        self._colour = ""
        self._rest = b""

    def feed(self, written: bytes) -> None:
        """Take what was written next."""
        whole = self._rest + written
        start = whole.rfind(b"\x1b", -_LONGEST)
        unfinished = start >= 0 and _SEQUENCE.match(whole, start) is None
        self._rest = whole[start:] if unfinished else b""
        for found in _SEQUENCE.finditer(whole[:start] if unfinished else whole):
            numbers, ending, keyboard, colour = ((part or b"").decode() for part in found.groups())
            if numbers:
                self._last.update(dict.fromkeys(numbers.split(";"), ending))
            elif keyboard:
                self._keyboards += 1 if keyboard == ">" else -1
            else:
                self._colour = colour

    def left_on(self) -> dict[str, object]:
        """Return each mode that is not as it was at first, by name or number."""
        found: dict[str, object] = {
            NAMES.get(number, f"mode {number}"): ending
            for number, ending in self._last.items()
            if number not in _NOBODY_MINDS and (ending == "h") != (number in _ON_AT_FIRST)
        }
        if self._keyboards > 0:
            found["keyboard"] = "extended"
        if self._colour not in {"", "0"}:
            found["colour"] = self._colour
        return found


def left_on(written: bytes) -> dict[str, object]:
    """Return each mode that is not as it was before all this was written."""
    modes = Modes()
    modes.feed(written)
    return modes.left_on()
