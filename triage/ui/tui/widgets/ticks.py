"""A list to tick: digits and Space tick, Enter goes on with all that is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click

from triage.ui.tui.widgets.choices import ChoiceList, Row

TICKED, NOT_TICKED = "[x]", "[ ]"
MOST_BY_DIGIT = 9


class TickList(ChoiceList):
    """Numbered lines with boxes. Ticking a line that stands alone takes the other ticks away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

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
        """Tick the line, where every line has one digit."""
        if self.option_count <= MOST_BY_DIGIT:
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
