"""How much looking is allowed, so that no flow can make a check or a screen hang.

A budget counts work, never time: the same question costs the same on every machine. One unit is
one part of a condition looked at for one answer, and each residual costs a fixed number of units
besides. A unit takes a third of a microsecond or so, and what is remembered about 20 bytes.
"""

from __future__ import annotations

EACH = 100
"""Units for looking at one residual, however small it is."""


class OutOfReach(Exception):
    """The budget is used up, and what was asked is not decided."""


class Budget:
    """Work that may still be done; `states` counts the residuals looked at."""

    __slots__ = ("left", "most", "states")

    def __init__(self, most: int) -> None:
        """Allow `most` units of work."""
        self.most = most
        self.left = most
        self.states = 0

    def spend(self, size: int) -> None:
        """Pay for one residual of that size, or raise `OutOfReach`."""
        self.pay(EACH + size)
        self.states += 1

    def pay(self, units: int) -> None:
        """Pay for work on a residual that was paid for, or raise `OutOfReach`."""
        self.left -= units
        if self.left < 0:
            raise OutOfReach

    def take(self, part: Budget) -> None:
        """Pay for what was done out of a part of this budget."""
        self.left -= part.spent
        self.states += part.states

    @property
    def spent(self) -> int:
        """The units of work done, no more than were allowed."""
        return self.most - max(0, self.left)
