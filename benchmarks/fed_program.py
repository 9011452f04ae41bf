"""The real program in a pseudo-terminal that nobody looks at, as quick as it can be fed."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.parity.modes import Modes

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds within which the program takes input, answers and ends."""

_TAIL = 8_192
_MOMENT = 4
"""Looks at the terminal without anything there, of a twentieth of a second each."""

_OVERLAP = 64
_ON_ITS_WAY = 0.5


class StuckError(Exception):
    """The program takes no input, gives no output or does not end."""


class Program:
    """`triage` in a terminal of its own, with standard error in a file."""

    def __init__(
        self, arguments: tuple[str, ...], cwd: Path, errors: Path, watched: tuple[bytes, ...]
    ) -> None:
        """Start it at 80 columns and 24 rows; `watched` are the texts that `saw` knows."""
        import pty  # noqa: PLC0415 - not on Windows
        import termios  # noqa: PLC0415 - not on Windows

        self.tail = b""
        self.written = 0
        self._errors = errors
        self._watched = watched
        self._seen: set[bytes] = set()
        self._modes = Modes()
        self._code: int | None = None
        argv = [sys.executable, "-m", "triage", *arguments]
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(cwd),
            "LANG": "C.UTF-8",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
        }
        self._pid, self._file = pty.fork()
        if not self._pid:
            os.chdir(cwd)
            os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
            os.execve(argv[0], argv, environment)  # noqa: S606 - the program itself
        self._settings = termios.tcgetattr(self._file)
        self.resize(80, 24)
        os.set_blocking(self._file, False)

    # What goes in ----------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Send all of it, taking what comes back; raises `StuckError`."""
        end = time.monotonic() + PATIENCE
        while data and self.alive():
            if time.monotonic() > end:
                message = f"took no input for {PATIENCE:.0f} s: {self.tail[-300:]!r}"
                raise StuckError(message)
            if self._ready(write=True):
                with contextlib.suppress(BlockingIOError, OSError):
                    data = data[os.write(self._file, data) :]
                    end = time.monotonic() + PATIENCE

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        import fcntl  # noqa: PLC0415 - not on Windows
        import termios  # noqa: PLC0415 - not on Windows

        size = struct.pack("HHHH", rows, columns, 0, 0)
        with contextlib.suppress(OSError):
            fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)

    # What comes out --------------------------------------------------------------------------

    def wait_for(self, text: bytes) -> None:
        """Wait until a text that is watched has been written; raises `StuckError`."""
        self._wait(lambda: text in self._seen)

    def wait_for_output(self, ending: bytes = b"") -> None:
        """Wait until something is written, up to and with `ending`; raises `StuckError`."""
        before = self.written
        self._wait(lambda: self.written > before and self.tail.endswith(ending))

    def wait_until_quiet(self) -> None:
        """Wait until nothing has been written for a moment, or the program has ended."""
        before = -1
        while self.alive() and before != self.written:
            before = self.written
            for _ in range(_MOMENT):
                self._ready()

    def _wait(self, seen: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while self.alive() and not seen():
            self._ready()
            if time.monotonic() > end:
                message = f"showed nothing for {PATIENCE:.0f} s: {self.tail[-300:]!r}"
                raise StuckError(message)

    def saw(self, text: bytes) -> bool:
        """Say whether a text that is watched was ever written."""
        return text in self._seen

    def _ready(self, *, write: bool = False) -> bool:
        """Take what is there; say whether something can be sent."""
        wanted = [self._file] if write else []
        readable, writable, _ = select.select([self._file], wanted, [], 0.05)
        if readable:
            try:
                self._take(os.read(self._file, 65_536))
            except BlockingIOError:
                pass
            except OSError:
                self._reap(wait=True)
        return bool(writable)

    def _take(self, data: bytes) -> None:
        window = self.tail[-_OVERLAP:] + data
        self._seen.update(text for text in self._watched if text in window)
        self._modes.feed(data)
        self.written += len(data)
        self.tail = (self.tail + data)[-_TAIL:]

    # How it is and how it ends ---------------------------------------------------------------

    def alive(self) -> bool:
        """Say whether the program still runs."""
        self._reap()
        return self._code is None

    def _reap(self, *, wait: bool = False) -> None:
        if self._code is None:
            pid, status = os.waitpid(self._pid, 0 if wait else os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)

    def memory_kib(self) -> int:
        """Return the resident memory of the program, where `/proc` tells it."""
        try:
            status = Path(f"/proc/{self._pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        _, found, rest = status.partition("VmRSS:")
        return int(rest.split()[0]) if found else 0

    def end(self) -> int:
        """Leave by Ctrl-C, if it has not ended; return its exit code; raises `StuckError`."""
        end = time.monotonic() + PATIENCE
        asked = 0.0
        while self.alive():
            now = time.monotonic()
            if now > end:
                message = f"did not end within {PATIENCE:.0f} s: {self.tail[-300:]!r}"
                raise StuckError(message)
            if now > asked + 1:
                asked = now
                with contextlib.suppress(OSError):
                    os.write(self._file, b"\x03")
            self._ready()
        assert self._code is not None
        self._drain()
        return self._code

    def _drain(self) -> None:
        """Take what is left, which may be still on its way."""
        with contextlib.suppress(OSError):
            while select.select([self._file], [], [], _ON_ITS_WAY)[0]:
                self._take(os.read(self._file, 65_536))

    def unrestored(self) -> dict[str, object]:
        """Return what the program, which has ended, has changed in its terminal."""
        import termios  # noqa: PLC0415 - not on Windows

        found = self._modes.left_on()
        now = termios.tcgetattr(self._file)
        if now != self._settings:
            found["settings"] = now
        return found

    def errors(self) -> bytes:
        """Return what is on standard error."""
        return self._errors.read_bytes()

    def kill(self) -> None:
        """End the program if it still runs, and close the terminal."""
        if self.alive():
            os.kill(self._pid, signal.SIGKILL)
            self._reap(wait=True)
        os.close(self._file)
