"""The real program in a pseudo-terminal, with a screen that can be read."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte

from tests.parity.emulator import Emulator
from tests.parity.modes import left_on

_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30.0
"""Seconds to wait for what does come at once, unless the machine is very busy."""

_ENVIRONMENT = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    # The emulator answers no questions about itself, and prompt_toolkit would wait for one.
    "PROMPT_TOOLKIT_NO_CPR": "1",
}


class Terminal:
    """One program, the bytes it has written, and what they look like on a screen."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (300, 100),
        environment: dict[str, str] | None = None,
        program: list[str] | None = None,
        errors: Path | None = None,
        cwd: Path = ROOT,
    ) -> None:
        """Start `triage`, or another program, with these arguments in the folder `cwd`.

        `size` is in columns and rows. With `errors`, standard error goes to that file instead.
        """
        argv = [*(program or (sys.executable, "-m", "triage")), *arguments]
        if errors is not None:
            argv = ["/bin/sh", "-c", 'exec "$@" 2>"$0"', str(errors), *argv]
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            argv[0],
            argv[1:],
            dimensions=size[::-1],
            cwd=str(cwd),
            env=kept | _ENVIRONMENT | (environment or {}),
            timeout=20,
        )
        self.child.delaybeforesend = None
        self._process: Any = vars(self.child)["ptyproc"]
        self._process.delayafterclose = 0
        self._start_with = self._end_with = self._settings()
        self.screen = Emulator(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._seen = 0
        self.raw = b""

    def pump(self, seconds: float = 0.05) -> bool:
        """Take what the program has written within this time; say whether there was anything."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        return True

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Take output until the condition holds; fail with the screen if it never does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}; the screen:\n{self.shown()}")
            self.pump()

    def wait_for(self, text: str) -> None:
        """Wait until the text stands on the screen, whatever lines it is broken into."""
        self.wait(lambda: text in self.words(), f"{text!r}")

    def wait_for_new(self, pattern: str, start: int) -> None:
        """Wait until something came after byte `start`, and fits a pattern.

        This looks at what was written, which is much quicker than at what stands on the screen.
        """
        self.wait(
            lambda: len(self.raw) > start and re.search(pattern, self.said(start)) is not None,
            repr(pattern),
        )

    def written(self, start: int = 0) -> str:
        """Return the output from byte `start` on, as text."""
        return self.raw[start:].decode("utf-8", "replace")

    def said(self, start: int = 0) -> str:
        """Return the output from byte `start` on, without what moves the cursor or colours."""
        return _SEQUENCE.sub("", self.written(start))

    def shown(self) -> str:
        """Return the lines of the screen without the space at their ends."""
        self._draw()
        return "\n".join(self.screen.rows).rstrip()

    def _draw(self) -> None:
        """Bring the screen up to what has been written."""
        self._stream.feed(self.raw[self._seen :])
        self._seen = len(self.raw)

    def words(self) -> str:
        """Return the screen as one line with single spaces."""
        return re.sub(r"\s+", " ", self.shown())

    def send(self, keys: str | bytes) -> None:
        """Press keys."""
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self._draw()
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._process.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does; `end` waits for the program."""
        self._end_with = self._start_with
        self._process.fileobj.close()

    def end(self, seconds: float = 15) -> int:
        """Wait for the program to end; return its exit code, or minus the signal."""
        hung_up = self._process.fileobj.closed
        stop = time.monotonic() + seconds
        while (alive := self.child.isalive()) and time.monotonic() < stop:
            if hung_up:
                time.sleep(0.02)
            else:
                self.pump()
        while not hung_up and self.pump(0.5):  # which the end of output cuts short
            pass
        if not hung_up:
            self._end_with = self._settings()
        self.child.close(force=True)
        if alive:
            raise AssertionError(f"the program did not end; the screen:\n{self.shown()}")
        status = self.child.exitstatus
        return status if status is not None else -int(self.child.signalstatus or 0)

    def unrestored(self) -> dict[str, object]:
        """Return what the program, which has ended, has changed and not put back."""
        found = left_on(self.raw)
        if self._end_with != self._start_with:
            found["settings"] = self._end_with
        return found

    def _settings(self) -> list[Any]:
        """Return what `stty` shows."""
        import termios  # noqa: PLC0415 - not on Windows

        return termios.tcgetattr(self.child.child_fd)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program if it still runs."""
        self.child.close(force=True)
