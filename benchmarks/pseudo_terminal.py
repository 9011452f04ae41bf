"""A program in a pseudo-terminal, with the moment at which each of its bytes arrived.

Times are in seconds of one clock, `time.perf_counter`. The terminal answers no questions about
itself, as the plainest ones do not.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from typing import Self

import pexpect

COLUMNS, ROWS = 80, 24

QUIET = 0.06
"""So long after its last byte a repaint is over, in seconds."""

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9:;<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])"
)
_SPACES = re.compile(r"\s+")


class NotReadyError(Exception):
    """The program ended, or did not show what was waited for in time."""


class PseudoTerminal:
    """One program, from its start to its end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        """Start the program; `began` is the moment before it."""
        self.began = time.perf_counter()
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(ROWS, COLUMNS),
            env=dict(environment),
            cwd=folder,
            timeout=None,
        )
        self._written = b""

    def wait_for(self, text: str, limit: float) -> float:
        """Return the moment at which `text` had been written, in whatever colours."""
        end = time.perf_counter() + limit
        while text not in self._words():
            if self._take(max(0.0, end - time.perf_counter())) is None:
                message = f"it did not show {text!r} within {limit:g} s, or ended"
                raise NotReadyError(message)
        return self._last

    def settle(self, quiet: float = QUIET) -> float:
        """Take output until there has been none for `quiet` seconds; return its last moment."""
        last = time.perf_counter()
        while (moment := self._take(quiet)) is not None:
            last = moment
        return last

    def press(self, keys: bytes) -> float:
        """Press keys; return the moment before. What was written before is forgotten."""
        self._written = b""
        moment = time.perf_counter()
        os.write(self._child.child_fd, keys)
        return moment

    def repaint(self, keys: bytes, limit: float) -> tuple[float, float]:
        """Press keys; return how long until the first byte of the repaint, and until its last.

        Raises `NotReadyError` where nothing is repainted.
        """
        pressed = self.press(keys)
        first = self._take(limit)
        if first is None:
            message = f"nothing was repainted within {limit:g} s of a key"
            raise NotReadyError(message)
        last = first
        while (moment := self._take(QUIET)) is not None:
            last = moment
        return first - pressed, last - pressed

    def _take(self, limit: float) -> float | None:
        """Take what is written next; return its moment, or None if nothing is in time."""
        ready, _, _ = select.select([self._child.child_fd], [], [], limit)
        if not ready:
            return None
        try:
            data = os.read(self._child.child_fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            return None
        self._last = time.perf_counter()
        self._written += data
        return self._last

    def _words(self) -> str:
        text = _ESCAPES.sub(b"", self._written).decode("utf-8", "replace")
        return _SPACES.sub(" ", text)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program."""
        self._child.close(force=True)
