"""pyte's terminal screen, read after each bit of output without looking at all of it again.

Both ways round, `pyte.Screen` goes through every place of the screen, used or not: in tests that
took longer than the program that was tested.
"""

from __future__ import annotations

import pyte
from pyte.charsets import LAT1_MAP
from pyte.modes import IRM
from pyte.screens import Char


class Emulator(pyte.Screen):
    """A screen that draws plain words at one go, and knows the rows that have not changed."""

    def __init__(self, columns: int, rows: int) -> None:
        """Start with an empty screen."""
        self._cells: dict[Char, dict[str, Char]] = {}
        self._rows: dict[int, str] = {}
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        """Draw as pyte does; where each character just takes the next place, without its checks."""
        cursor = self.cursor
        as_they_are = not self.charset and self.g0_charset is LAT1_MAP and IRM not in self.mode
        fits = cursor.x + len(data) <= self.columns
        if not (as_they_are and fits and data.isascii() and data.isprintable()):
            super().draw(data)
            return
        row, cells = self.buffer[cursor.y], self._cells.setdefault(cursor.attrs, {})
        for place, character in enumerate(data, start=cursor.x):
            cell = cells.get(character)
            if cell is None:
                cell = cells[character] = cursor.attrs._replace(data=character)
            row[place] = cell
        cursor.x += len(data)
        self.dirty.add(cursor.y)

    @property
    def rows(self) -> list[str]:
        """The rows without the space at their ends."""
        for number in self.dirty:
            cells = self.buffer[number]
            end = min(max(cells, default=-1) + 1, self.columns)
            self._rows[number] = "".join(cells[place].data for place in range(end)).rstrip()
        self.dirty.clear()
        return [self._rows[number] for number in range(self.lines)]
