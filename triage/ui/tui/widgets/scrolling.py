"""Where a part stands in what scrolls, so that it can be brought into sight."""

from __future__ import annotations

from textual.widget import Widget


def holder_of(widget: Widget) -> tuple[Widget, int] | None:
    """Return the nearest of what holds a widget that scrolls up and down; None for nothing.

    With it comes the line of it, counted from 0, at which what the widget shows begins. Both hold
    before the next paint, and however far it is scrolled.
    """
    line = 0
    within = widget
    for holder in widget.ancestors:
        if not isinstance(holder, Widget):
            break
        line += within.virtual_region.y + within.gutter.top
        if holder.allow_vertical_scroll:
            return holder, line
        within = holder
    return None
