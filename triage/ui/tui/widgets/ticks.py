"""A list to tick: digits and Space tick, Enter goes on with all that is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from triage.ui.tui.widgets.choices import ChoiceList, Row

TICKED, NOT_TICKED = "[x]", "[ ]"


class TickList(ChoiceList):
    """Numbered lines with boxes. Ticking a line that stands alone takes the other ticks away.

    A number that others begin with marks its line only; Space ticks it then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    class Ticked(Message):
        """A tick was set or taken away; `lost` are the lines that lost theirs by it."""

        def __init__(self, index: int, lost: frozenset[int]) -> None:
            """Keep the number of the line, from 0, and those of the others."""
            super().__init__()
            self.index = index
            self.lost = lost

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start empty; `show_ticks` fills the list."""
        super().__init__(id=id)
        self.ticked: frozenset[int] = frozenset()
        self._alone: frozenset[int] = frozenset()

    def show_ticks(self, rows: Sequence[Row], alone: Iterable[int], ticked: Iterable[int]) -> None:
        """Show these lines; those numbered in `alone` do not stand with others."""
        self.ticked = frozenset(ticked)
        self._alone = frozenset(alone)
        self.show(rows)

    def box(self, index: int) -> str:
        """Return the box, as signs."""
        return TICKED if index in self.ticked else NOT_TICKED

    def number_pressed(self, index: int) -> None:
        """Tick the line, or take its tick away."""
        self.tick(index)

    def tick(self, index: int) -> None:
        """Tick a line, or take its tick away."""
        before = self.ticked
        if index in before:
            self.ticked = before - {index}
        elif index in self._alone:
            self.ticked = frozenset({index})
        else:
            self.ticked = (before | {index}) - self._alone
        for changed in before ^ self.ticked:
            self.redraw(changed)
        self.post_message(self.Ticked(index, before - self.ticked - {index}))

    def action_tick(self) -> None:
        """Tick the marked line, or take its tick away."""
        if self.highlighted is not None:
            self.tick(self.highlighted)

    def on_click(self, event: Click) -> None:
        """Tick the line that was clicked; going on takes Enter."""
        index = event.style.meta.get("option")
        event.prevent_default()
        if isinstance(index, int):
            self.highlighted = index
            self.tick(index)
