"""The real program in a pseudo-terminal, with a screen that can be read."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pexpect
import pyte

ROOT = Path(__file__).resolve().parent.parent.parent
_ENVIRONMENT = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    # The emulator answers no questions about itself, and prompt_toolkit would wait for one.
    "PROMPT_TOOLKIT_NO_CPR": "1",
}


class Terminal:
    """One program, the bytes it has written, and what they look like on a screen."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 300,
        rows: int = 100,
        environment: dict[str, str] | None = None,
        command: list[str] | None = None,
    ) -> None:
        """Start `triage` with these arguments, or another command."""
        argv = command or [sys.executable, "-m", "triage", *arguments]
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            argv[0],
            argv[1:],
            dimensions=(rows, columns),
            cwd=str(ROOT),
            env=kept | _ENVIRONMENT | (environment or {}),
            timeout=20,
        )
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def pump(self, seconds: float = 0.05) -> None:
        """Take what the program has written within this time."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self._stream.feed(data)

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Take output until the condition holds; fail with the screen if it never does."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}; the screen:\n{self.shown()}")
            self.pump()

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Wait until the text stands on the screen, whatever lines it is broken into."""
        self.wait(lambda: text in self.words(), f"{text!r}", seconds)

    def written(self, start: int = 0) -> str:
        """Return the output from byte `start` on, as text."""
        return self.raw[start:].decode("utf-8", "replace")

    def shown(self) -> str:
        """Return the lines of the screen without the space at their ends."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def words(self) -> str:
        """Return the screen as one line with single spaces."""
        return re.sub(r"\s+", " ", self.shown())

    def send(self, keys: str | bytes) -> None:
        """Press keys."""
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def end(self, seconds: float = 10) -> int:
        """Wait for the program to end; return its exit code, or minus the signal."""
        stop = time.monotonic() + seconds
        while self.child.isalive() and time.monotonic() < stop:
            self.pump()
        self.pump(0.2)
        alive = self.child.isalive()
        self.child.close(force=True)
        if alive:
            raise AssertionError(f"the program did not end; the screen:\n{self.shown()}")
        status = self.child.exitstatus
        return status if status is not None else -int(self.child.signalstatus or 0)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program if it still runs."""
        self.child.close(force=True)
