"""The colours: dark, light, high contrast, and none at all.

Calm colours, no red, and no meaning by colour alone: a mark, a word or weight says it as well.
"""

from __future__ import annotations

from dataclasses import replace

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, CONTRAST, NO_COLOUR = "triage-dark", "triage-light", "triage-contrast", "triage-plain"


def _theme(name: str, *, dark: bool, ground: str, words: str, **colours: str) -> Theme:
    accent = colours["accent"]
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=accent,
        success=accent,
        foreground=words,
        background=ground,
        surface=ground,
        panel=colours["bar"],
        variables={
            "quiet": colours["quiet"],
            "bar": colours["bar"],
            "bar-words": words,
            "marked": colours["marked"],
            "marked-words": colours["marked_words"],
            "border": accent,
            "border-blurred": colours["quiet"],
            "input-cursor-background": words,
            "input-cursor-foreground": ground,
            "scrollbar": colours["quiet"],
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": colours["bar"],
            "scrollbar-background-hover": colours["bar"],
            "scrollbar-background-active": colours["bar"],
            "scrollbar-corner-color": colours["bar"],
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        ground="#1b2126",
        words="#e4e9eb",
        accent="#9cc3d3",
        quiet="#b4bfc5",
        bar="#29323a",
        marked="#2c4654",
        marked_words="#ffffff",
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#f8f6f1",
        words="#1f262a",
        accent="#1f5068",
        quiet="#48525a",
        bar="#e6e2d8",
        marked="#cfe0e8",
        marked_words="#10191e",
    ),
    _theme(
        CONTRAST,
        dark=True,
        ground="#000000",
        words="#ffffff",
        accent="#ffffff",
        quiet="#ffffff",
        bar="#000000",
        marked="#ffffff",
        marked_words="#000000",
    ),
)

OURS = ("quiet", "bar", "bar-words", "marked", "marked-words")
"""The colour names that we add to Textual's."""

_ANSI = BUILTIN_THEMES["ansi-dark"]

PLAIN = replace(
    _ANSI,
    name=NO_COLOUR,
    variables={**_ANSI.variables, **dict.fromkeys(OURS, "ansi_default")},
)
"""Only an ansi theme lets Textual leave the terminal's own colours alone."""

DEFAULTS = dict.fromkeys(OURS, "#808080")
"""What Textual's own themes lack, so that our stylesheets can be read before ours is chosen."""


class WithoutColours(LineFilter):
    """Takes every colour out of what is sent, the default colours too; weight and reverse stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        del background
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]
