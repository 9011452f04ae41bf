"""The terminal under the app on Linux and macOS: bad bytes, signals, and a clean end.

Imported only where there is one: it needs `termios`.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from threading import Timer
from typing import Protocol, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

LEFT = 130
PATIENCE = 3.0
"""Seconds that a signal leaves for an orderly end, before the process ends without one."""

_CLEAR = "\x1b[2J\x1b[H"
_MOUSE_BY_CELL = "\x1b[?1016l"
"""Textual asks some terminals to tell the mouse by pixels, and does not take it back."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


_LEAVING = {b"\x03", b"\x11", b"\x1b[99;5u", b"\x1b[113;5u"}
"""Ctrl-C and Ctrl-Q, as terminals send them. Each leaves even where a paste has lost its end."""


class Leaving(Protocol):
    """An app that can be left at once."""

    def action_leave_now(self) -> None:
        """Forget every answer and end the app."""


class Keyboard(XTermParser):
    """Textual's reader of what a terminal sends, which stumbles over a window of no pixels."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return what the mouse did, or nothing where it can be nowhere."""
        try:
            return super().parse_mouse_code(code)
        except ZeroDivisionError:
            return None


class Output:
    """What the app writes to: a terminal that may go, which is no error but the end."""

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        """Write to `file`; call `lost` once that fails."""
        self._file = file
        self._lost = lost

    def write(self, text: str) -> None:
        """Write, or say that the terminal has gone."""
        try:
            self._file.write(text)
        except OSError:
            self._lost()

    def flush(self) -> None:
        """Flush, or say that the terminal has gone."""
        try:
            self._file.flush()
        except OSError:
            self._lost()

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Textual's driver, made to survive bytes that are not UTF-8, and to end well on a signal."""

    def __init__(
        self,
        app: App[None],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Draw on standard output: standard error may be a log file, and answers never go there."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdout__ is not None
        self._file = cast("TextIOWrapper", Output(sys.__stdout__, self._soon_leave))
        self._watchdog: Timer | None = None

    def start_application_mode(self) -> None:
        """Start, and from then on take a signal as leaving at once."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Not by the loop: it loses a signal that comes with a few hundred keys not yet taken.
        for number in _SIGNALS:
            signal.signal(number, lambda *_: self._soon_leave())

    def stop_application_mode(self) -> None:
        """Wipe the screen before giving it back: some terminals keep what was on it."""
        self.write(_CLEAR)
        self.write(_MOUSE_BY_CELL)
        super().stop_application_mode()

    def close(self) -> None:
        """Clean up; the app has ended, so nothing is left to watch."""
        super().close()
        if self._watchdog is not None:
            self._watchdog.cancel()

    def run_input_thread(self) -> None:
        """Read keys until the app ends; a byte that is not UTF-8 becomes U+FFFD."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = Keyboard(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    raw = self._read()
                    if not raw:
                        return
                    if raw in _LEAVING:
                        self._soon_leave()
                        continue
                    if text := decode(raw):
                        self._take(self._parser.feed(text))
                self._take(self._parser.tick())

    def _take(self, events: Iterable[Message]) -> None:
        """Pass on what was typed; should something be wrong with it, drop it and read on."""
        try:
            for event in events:
                self.process_message(event)
        except Exception:  # noqa: BLE001 - whatever a terminal sends, it is no reason to end
            self._parser = Keyboard(self._debug)

    def _read(self) -> bytes:
        """Return what was typed; nothing means that the terminal has gone."""
        try:
            raw = os.read(self.fileno, 4096)
        except OSError:
            raw = b""
        if not raw:
            self._soon_leave()
        return raw

    def _soon_leave(self) -> None:
        """Leave, from whichever thread has noticed that it is time to."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        if self._watchdog is not None:
            return
        # A terminal that has gone can block what is still to be written to it.
        self._watchdog = Timer(PATIENCE, os._exit, (LEFT,))
        self._watchdog.daemon = True
        self._watchdog.start()
        cast("Leaving", self._app).action_leave_now()
