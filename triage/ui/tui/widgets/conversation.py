"""What the question stands in, with the answers so far above it."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.message import Message


class Conversation(VerticalScroll, can_focus=False):
    """Scrolls, and says when there is more or less room in it or when it holds more or less."""

    class Changed(Message):
        """Its own size, or that of what it holds, is another now."""

    def on_mount(self) -> None:
        """Look at what it holds, too."""
        self.watch(self, "virtual_size", self._tell, init=False)

    def on_resize(self) -> None:
        """Tell of the room."""
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Changed())
