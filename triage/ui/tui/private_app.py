"""An app that keeps what is on its screen to itself.

Textual's own crash report prints local variables, its own commands write the screen to disk, and
its terminal cursor stays where it last was. The pins on all of this are in `pyproject.toml`.
"""

from __future__ import annotations

import asyncio
import math
import os
import sys
from collections.abc import Iterable
from typing import ClassVar

from rich.console import RenderableType
from textual.app import App, SystemCommand
from textual.containers import VerticalScroll
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from triage.ui.tui.key_order import KeyOrder
from triage.ui.tui.themes import DARK, DEFAULTS, NO_COLOUR, PLAIN, THEMES, WithoutColours
from triage.ui.tui.widgets.choices import ChoiceList

CRASHED = 1
LEAVING_KEYS = ("ctrl+q", "ctrl+c")


class PrivateApp(App[None], inherit_bindings=False):
    """Textual's app without its screenshots, its crash report and its commands."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    COMMANDS: ClassVar = set()

    def __init__(self, *, no_color: bool) -> None:
        """Choose the colours; without colours, no colour code at all is sent."""
        os.environ.pop("NO_COLOR", None)  # an empty one means nothing to us, but much to Textual
        if no_color:
            os.environ["NO_COLOR"] = "1"
        self._stored_cursor = Offset(0, 0)
        self._keys: KeyOrder | None = None
        self.mark = ""
        """What every screen says of what is on it, such as that it is for training."""
        super().__init__(ansi_color=True if no_color else None)
        if no_color:
            self._filters.append(WithoutColours())
        self.animation_level = "none"
        for theme in (*THEMES, PLAIN):
            self.register_theme(theme)
        self.theme = NO_COLOUR if no_color else DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colour names, for themes that lack them."""
        return DEFAULTS

    # Keys -----------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Take keys and pastes one at a time; leaving does not wait for its turn."""
        leaving = isinstance(event, Key) and event.key in LEAVING_KEYS
        if leaving or event.is_forwarded or not isinstance(event, Key | Paste):
            await super().on_event(event)
            return
        if self._keys is None:
            self._keys = KeyOrder(self, super().on_event)
        self._keys.put(event)

    @property
    def still_for(self) -> float:
        """Seconds since the last key or paste; without end where there was none."""
        return math.inf if self._keys is None else self._keys.still_for

    # The terminal ---------------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, or ours in place of the one for Linux and macOS."""
        chosen = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            from triage.ui.tui.terminal import TerminalDriver

            if chosen is LinuxDriver:
                return TerminalDriver
        return chosen

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal cursor is left after each paint, for braille displays and magnifiers.

        It stands on the marked choice, or where one types; else at the start of what is new.
        """
        if not self._screen_stack:
            return self._stored_cursor
        focused = self.screen.focused
        where_one_types = getattr(focused, "cursor_screen_offset", None)
        if isinstance(where_one_types, Offset):
            return where_one_types
        if isinstance(focused, VerticalScroll):
            x, y = focused.content_region.offset
            return Offset(x, max(y, self.screen.find_widget(focused).visible_region.y))
        row = focused.marked_row if isinstance(focused, ChoiceList) else None
        return self._start_of(self.screen) if row is None else row

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._stored_cursor = offset

    @staticmethod
    def _start_of(screen: Screen[object]) -> Offset:
        starts: list[Widget] = [*screen.query("#error"), *screen.query(".start")]
        seen = (start.content_region.offset for start in starts if start.region)
        return next(seen, Offset(0, 0))

    # Nothing gets out -----------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """End the app; what to say is the caller's, and none of it comes from the error."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End the app without showing what Textual or its threads would like to print."""
        del renderables
        self._return_code = CRASHED
        self._close_messages_no_wait()

    def on_load(self) -> None:
        """Keep asyncio from printing errors, which may hold what someone typed."""
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was cut for a paste within the app; the terminal's clipboard is everybody's."""
        self._clipboard = text

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return none of Textual's own commands."""
        del screen
        return ()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Do nothing: a picture of the screen is a copy of the answers."""

    def deliver_screenshot(self, *_: object, **__: object) -> None:
        """Do nothing, as `action_screenshot`."""

    def save_screenshot(self, *_: object, **__: object) -> str:
        """Do nothing, as `action_screenshot`; an environment variable makes Textual call this."""
        return ""
