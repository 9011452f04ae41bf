"""What scrolls with a widget in it."""

from __future__ import annotations

from textual.widget import Widget


def holder_of(widget: Widget) -> Widget | None:
    """Return the nearest of what holds a widget that scrolls up and down; None for nothing."""
    holders = (each for each in widget.ancestors if isinstance(each, Widget))
    return next((each for each in holders if each.allow_vertical_scroll), None)
