"""The terminal under the conversations by lines: reading, writing, and leaving on a signal."""

from __future__ import annotations

import errno
import io
import re
import select
import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from triage.errors import TerminalLost, TerminalRequired
from triage.report.safe_text import visible

LEAST_WIDTH = 20
LONGEST_LINE = 1023 if sys.platform == "darwin" else 4095
"""Bytes of one line that a terminal keeps until Enter is pressed, its end not counted."""

PASTE_PAUSE = 0.05
"""Seconds within which the next line of what is pasted is there."""

_LEAD = re.compile(r" *(?:(?:-|[0-9]{1,2}\.) )?")
"""What later lines of a paragraph stand to the right of: spaces, then a dash or a number."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
"""Those that there are, which differs. SIGQUIT, Ctrl-\\, may by itself write memory to the disk."""


def need_terminal() -> None:
    """Refuse where nobody can type; make what is typed and shown survive any encoding."""
    if sys.stdin is None or not sys.stdin.isatty():
        message = (
            "This asks questions and needs a terminal. "
            "To answer from a file, use: triage run incident --answers FILE"
        )
        raise TerminalRequired(message)
    survive_any_encoding(sys.stdin, sys.stdout)


def survive_any_encoding(*streams: TextIO) -> None:
    """Let a sign stand for what the encoding of a stream does not have."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def leaving_on_signals() -> Iterator[None]:
    """Treat being ended or losing the terminal as leaving, so that the terminal is restored.

    What was typed ahead and not read goes nowhere: it may be an answer, and a shell comes next.
    """
    _leaving.asked = False
    with on_signals(_leaving.ask):
        yield
        _forget_what_was_typed_ahead()


class _Leaving:
    """Whether a signal has asked to leave. What waits for the terminal is interrupted by it.

    Anything else goes on until it waits again: an exception out of nowhere may be lost in a
    callback of Python's own, which shows a traceback and goes on.
    """

    asked = False
    waiting = False

    def ask(self) -> None:
        """Take a signal."""
        self.asked = True
        if self.waiting:
            raise KeyboardInterrupt

    @contextmanager
    def interrupting(self) -> Iterator[None]:
        """Let a signal interrupt what is done here."""
        self.waiting = True
        try:
            yield
        finally:
            self.waiting = False


_leaving = _Leaving()


def leave_if_asked() -> None:
    """Raise `KeyboardInterrupt` if a signal has come while nothing waited for the terminal."""
    if _leaving.asked:
        raise KeyboardInterrupt


def _forget_what_was_typed_ahead() -> None:
    if sys.platform != "win32":
        import termios

        with suppress(termios.error):
            termios.tcflush(sys.stdin, termios.TCIFLUSH)


@contextmanager
def on_signals(leave: Callable[[], None]) -> Iterator[None]:
    """Call `leave` at each signal that is to end the program, for as long as the context lasts."""
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = [signal.signal(number, lambda *_: leave()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def noticing_loss() -> Iterator[None]:
    """Raise `TerminalLost` where a terminal says that it has gone."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        raise TerminalLost from error


def read_line(prompt: str) -> str:
    """Return one line that was typed after `prompt` and a space; raises `EOFError` at the end.

    Python's `input` would write the prompt to standard error, and take a line that begins with
    a NUL for the end of input.
    """
    with noticing_loss(), _leaving.interrupting():
        leave_if_asked()
        sys.stdout.write(f"{broken(prompt)} " if prompt else "")
        sys.stdout.flush()
        line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def more_lines_wait() -> bool:
    """Say whether another line has come already, so that it was pasted; unknown on Windows."""
    if sys.platform == "win32":
        return False
    ready, _, _ = select.select([sys.stdin], [], [], PASTE_PAUSE)
    return bool(ready)


def may_be_cut(line: str) -> bool:
    """Say whether a typed line is so long that the terminal may have dropped the rest of it."""
    return len(line.encode("utf-8", "replace")) >= LONGEST_LINE


def line_width() -> int:
    """Return how many columns a line may have before it is broken."""
    return max(LEAST_WIDTH, shutil.get_terminal_size().columns - 1)


def window_rows() -> int:
    """Return how many rows the window has."""
    return shutil.get_terminal_size().lines


def rows_of(lines: Iterable[str]) -> int:
    """Return how many rows of the window these lines take, broken as they are written."""
    return sum(broken(line).count("\n") + 1 for line in lines)


def broken(line: str) -> str:
    """Return one line, made harmless and broken between words where the terminal is narrower."""
    text = visible(line)
    lead = _LEAD.match(text)
    indent = " " * (len(lead[0]) if lead else 0)
    return textwrap.fill(text, line_width(), subsequent_indent=indent)


def write_line(line: str) -> None:
    """Write one line, broken between words where the terminal is narrower."""
    with noticing_loss(), _leaving.interrupting():
        sys.stdout.write(broken(line) + "\n")
        sys.stdout.flush()
