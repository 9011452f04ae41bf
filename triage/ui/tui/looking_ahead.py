"""Finding out how many questions can still come, between keys and paints."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable

from triage.ui.tui.private_app import PrivateApp
from triage.ui.walkthrough import Walkthrough

UNDISTURBED = 0.1
"""Seconds after a screen is shown, or a key pressed, in which nothing may hold up a painting."""

AT_A_TIME, BETWEEN = 0.01, 0.005
"""Seconds of looking ahead in which a key may have to wait, and between them."""


class LookingAhead:
    """Looks ahead in a walkthrough, a moment at a time, while the app goes on.

    It is a task and not a row of Textual's timers: a timer that a busy machine keeps from starting
    for longer than its delay is dropped, and the number of questions would never be known.
    """

    def __init__(self, app: PrivateApp, walkthrough: Walkthrough, seen: Callable[[], None]) -> None:
        """Step aside for the keys of `app`; call `seen` whenever it is known how many there are."""
        self._app = app
        self._walkthrough = walkthrough
        self._seen = seen
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Look ahead from where the person is now, unless that is being done from before."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Look ahead to the end, and again where the person has gone where it was not looked to.

        From the first end on, garbage is looked for again.
        """
        try:
            while not self._walkthrough.sees_ahead:
                await self._undisturbed(UNDISTURBED)
                await self._look_once()
                self._app.call_later(self._seen)
            if not gc.isenabled():
                gc.freeze()
                gc.enable()
        except Exception as error:  # noqa: BLE001 - as in the app's own loop
            self._app._handle_exception(error)  # noqa: SLF001 - which has no public name

    async def _look_once(self) -> None:
        """Look ahead from where the person is now, while nobody is at the keys."""
        until = time.monotonic() + AT_A_TIME
        for _ in self._walkthrough.look_ahead():
            if time.monotonic() >= until:
                await self._undisturbed(BETWEEN)
                until = time.monotonic() + AT_A_TIME

    async def _undisturbed(self, pause: float) -> None:
        """Wait for that many seconds, and on until nobody has been at the keys for a while."""
        while pause > 0:
            await asyncio.sleep(pause)
            pause = UNDISTURBED - self._app.still_for
