"""A Textual app with one widget, and nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneWidget(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static("One widget is ready.")


if __name__ == "__main__":
    OneWidget().run()
