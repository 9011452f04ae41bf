"""Finding out how many questions can still come, between keys and paints."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

from triage.ui.tui.private_app import PrivateApp
from triage.ui.walkthrough import Walkthrough

UNDISTURBED = 0.1
"""Seconds after a screen is shown, or a key pressed, in which nothing may hold up a painting."""

AT_A_TIME, BETWEEN = 0.01, 0.005
"""Seconds of looking ahead in which a key may have to wait, and between them."""


class LookingAhead:
    """Looks ahead in a walkthrough, a moment at a time, while the app goes on."""

    def __init__(self, app: PrivateApp, walkthrough: Walkthrough, seen: Callable[[], None]) -> None:
        """Use the timers of `app`; call `seen` whenever it is known how many there are."""
        self._app = app
        self._walkthrough = walkthrough
        self._seen = seen
        self._steps: Iterator[None] | None = None

    def begin(self) -> None:
        """Look ahead from where the person is now, unless that is being done from before."""
        if self._steps is None:
            self._steps = self._walkthrough.look_ahead()
            self._app.set_timer(UNDISTURBED, self._go_on)

    def _go_on(self) -> None:
        """Look ahead for a moment, unless somebody is at the keys.

        From the first end on, garbage is looked for again.
        """
        if self._app.still_for < UNDISTURBED:
            self._app.set_timer(UNDISTURBED, self._go_on)
            return
        until = time.monotonic() + AT_A_TIME
        for _ in self._steps or ():
            if time.monotonic() >= until:
                self._app.set_timer(BETWEEN, self._go_on)
                return
        self._steps = None
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self._seen()
        if not self._walkthrough.sees_ahead:
            self.begin()  # the person has gone where it was not looked to
