"""A Textual app with a bare list to choose from."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class BareList(App[None]):
    """Three options, as many as the first question of triage has."""

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield OptionList("Yes, someone may be in danger", "Not sure", "No, everyone is safe")


if __name__ == "__main__":
    BareList().run()
