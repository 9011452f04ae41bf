"""Keys taken one at a time: each has done all its work before the next one is looked at.

Textual hands a key to the widget that has the focus, and only what is left of it travels up to
where Enter is bound. Keys that come fast, because somebody types ahead or a slow line delivers
them together, would overtake one another: in "1, Enter, 2, Enter" the 2 would move the mark
before the first Enter takes it, and the wrong answer would stand.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds to wait for a part of the screen that may be on its way out."""

PAINTING = 0.01
"""Seconds in which what a key has changed is painted, where no other key waits."""

_QUIET_ROUNDS = 2
_MOST_ROUNDS = 50


class KeyOrder:
    """A queue of keys and pastes for one app."""

    def __init__(self, app: App[Any], dispatch: Callable[[Event], Awaitable[None]]) -> None:
        """Hand each key to `dispatch` when the one before has done its work."""
        self._app = app
        self._dispatch = dispatch
        self._waiting: asyncio.Queue[Event] = asyncio.Queue()
        self._task = asyncio.create_task(self._work())
        self._at_work = False
        self._put_at = -math.inf

    @property
    def still_for(self) -> float:
        """Seconds since the last key, however far its work is."""
        return time.monotonic() - self._put_at

    @property
    def busy(self) -> bool:
        """Whether any key has not done all its work yet."""
        return self._at_work or not self._waiting.empty()

    def put(self, event: Event) -> None:
        """Let this one wait for its turn."""
        self._put_at = time.monotonic()
        self._waiting.put_nowait(event)

    async def _work(self) -> None:
        while True:
            self._at_work = False
            event = await self._waiting.get()
            self._at_work = True
            screen = self._app.screen
            try:
                await self._dispatch(event)
            except Exception as error:  # noqa: BLE001 - as in the app's own loop
                self._app._handle_exception(error)  # noqa: SLF001 - which has no public name
                return
            if self._waiting.empty():
                await asyncio.sleep(PAINTING)  # the marks of settling would hold it up
            await self._settle()
            if self._app.screen is not screen:
                await _passed([self._app.screen], MessagePump.call_after_refresh)
                await self._settle()

    async def _settle(self) -> None:
        """Wait until nothing is under way any more between the focus and the app."""
        quiet = 0
        for _ in range(_MOST_ROUNDS):
            focused = self._app.focused or self._app.screen
            pumps = [each for each in focused.ancestors_with_self if each.is_running]
            await _passed(pumps, MessagePump.call_later)
            quiet = quiet + 1 if not any(each.message_queue_size for each in pumps) else 0
            if quiet == _QUIET_ROUNDS:
                return


async def _passed(
    pumps: list[Any], schedule: Callable[[MessagePump, Callable[[], None]], bool]
) -> None:
    """Wait until each has come to a mark behind all that it had to do."""
    loop = asyncio.get_running_loop()
    marks = []
    for pump in pumps:
        mark = loop.create_future()
        if schedule(pump, lambda mark=mark: mark.done() or mark.set_result(None)):  # type: ignore[misc]
            marks.append(mark)
    if marks:
        await asyncio.wait(marks, timeout=PATIENCE)
