"""The line above every screen and the line of keys below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from triage.ui.tui import wording
from triage.ui.tui.typeset import STRONG, content

MOST_KEYS = 5


class TopLine(Horizontal):
    """Where one is, and what to do if someone is in danger."""

    def __init__(self, where: str = "") -> None:
        """Start with the words that say where one is."""
        super().__init__()
        self._where = Static(content(where, STRONG), id="where")

    def compose(self) -> ComposeResult:
        """Yield both, the second in a long and a short form."""
        yield self._where
        yield Static(content(wording.DANGER), classes="long")
        yield Static(content(wording.DANGER_SHORT), classes="short")

    def show(self, where: str) -> None:
        """Say where one is now."""
        self._where.update(content(where, STRONG))


class KeyLine(Static):
    """At most five keys and what they do, as many as fit; F1 has the rest."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys with a word or two for each."""
        super().__init__()
        self._keys = keys

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys instead."""
        assert len(keys) <= MOST_KEYS, "more keys than can be taken in"
        self._keys = keys
        self.update(self.fitting(self.size.width))

    def on_resize(self) -> None:
        """Show as many keys as fit now."""
        self.show(self._keys)

    def fitting(self, width: int) -> Content:
        """Return the keys, closer together and then fewer, until they fit into so many cells."""
        keys = list(self._keys)
        for going in (None, *wording.FIRST_TO_GO):
            keys = [(key, does) for key, does in keys if key != going]
            for gap in ("   ", "  ", " "):
                line = _in_a_line(keys, gap)
                if line.cell_length <= width:
                    return line
        return line


def _in_a_line(keys: Sequence[tuple[str, str]], gap: str) -> Content:
    return content(gap).join(content(key, STRONG) + content(f" {does}") for key, does in keys)
