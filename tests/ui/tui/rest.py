"""Waiting until the full-screen app has nothing to do any more.

Textual's pilot takes an app for idle when the process has used little processor time for a while.
It waits so after each key, several times over: that takes most of the time of a test, and on a
busy machine it ends too early. Here the app itself is asked.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual.message_pump import MessagePump
from textual.screen import Screen

from triage.ui.tui.private_app import PrivateApp

PATIENCE = 30.0
"""Seconds in which every app comes to rest."""

_GLANCE = 0.002
_QUIET_ROUNDS = 2


@contextmanager
def waiting_for_rest(app: PrivateApp) -> Iterator[None]:
    """Let the pilot of this app wait for its rest wherever it would wait for an idle process."""

    async def idle(*_: float) -> None:
        await at_rest(app)

    with patch("textual.app.wait_for_idle", idle), patch("textual.pilot.wait_for_idle", idle):
        yield


async def at_rest(app: PrivateApp) -> None:
    """Wait until each key and each new size has done its work, and all is laid out and painted.

    What goes on beside that by a timer, which is looking ahead, is not waited for.
    """
    quiet, end = 0, time.monotonic() + PATIENCE
    while quiet < _QUIET_ROUNDS and app.is_running and app.return_code is None:
        assert time.monotonic() < end, "the app does not come to rest"
        screen = app.screen
        busy = app._resize_event is not None or (app._keys is not None and app._keys.busy)
        if busy or _is_to_be_painted(screen):
            quiet = 0
            await asyncio.sleep(_GLANCE)
        elif any(map(_at_work, (app, *screen.walk_children(with_self=True)))):
            quiet = 0
            await asyncio.sleep(0)
        else:
            quiet += 1
            await asyncio.sleep(0)


def _is_to_be_painted(screen: Screen[object]) -> bool:
    """Say whether anything on the screen is not yet laid out, or not yet drawn."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _at_work(pump: MessagePump) -> bool:
    """Say whether a part of the app that lives does anything but wait for a message."""
    messages: Any = pump._message_queue
    waits = messages.empty() and messages.ready_event._waiters
    return not waits and not pump._closed and (pump.is_running or pump._task is not None)
