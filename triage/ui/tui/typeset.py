"""How text reaches the screen: made harmless, never read as markup, with hanging indents.

Textual reads `[...]` in a plain string as markup, which hides words, runs actions or ends the
app. So nothing here hands a bare string to a widget: every text of a flow, of content or of a
person goes through `content`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from triage.report.safe_text import visible

QUIET = "$quiet"
STRONG = "bold"
TITLE = "bold underline"

NOTHING = Content("")

LEAST_WIDTH = 14
"""Below this many cells for the words themselves, indents give way."""


def content(text: str, style: str = "") -> Content:
    """Return `text` as content that is shown as written; `style` is one of ours, never data."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with a lead such as a number; later lines hang under the words.

    `indent` and `above` are the cells to the left and the blank lines above.
    """

    words: Content
    lead: Content = NOTHING
    indent: int = 0
    above: int = 0

    def margin(self, width: int) -> int:
        """Return how many cells stand to the left of the words."""
        if self._stacked(width):
            return 0
        lead = self.lead.cell_length
        return max(lead, min(self.indent + lead, width - LEAST_WIDTH))

    def height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines this takes."""
        lead = self.lead.get_height(rules, width) if self._stacked(width) else 0
        return self.above + lead + self.words.get_height(rules, width - self.margin(width))

    def strips(self, width: int, style: Style, options: RenderOptions) -> Iterator[Strip]:
        """Yield the lines."""
        margin = self.margin(width)
        blank = Strip.blank(margin, style.rich_style)
        for _ in range(self.above):
            yield Strip.blank(width, style.rich_style)
        edge = blank
        if self._stacked(width):
            yield from self.lead.render_strips(width, None, style, options)
        elif self.lead:
            lead = self.lead.pad_left(margin - self.lead.cell_length)
            edge = lead.render_strips(margin, 1, style, options)[0]
        for line in self.words.render_strips(width - margin, None, style, options):
            yield Strip.join([edge, line]) if margin else line
            edge = blank

    def _stacked(self, width: int) -> bool:
        """Say whether the lead has to stand on lines of its own, in a very narrow window."""
        return 2 * self.lead.cell_length > width


class Typeset(Visual):
    """Paragraphs one under the other, as one thing that a widget can show."""

    def __init__(self, *paragraphs: Paragraph) -> None:
        """Keep the paragraphs in reading order."""
        self.paragraphs = paragraphs

    @property
    def plain(self) -> str:
        """The words alone, a line for each paragraph."""
        return "\n".join(f"{each.lead.plain}{each.words.plain}" for each in self.paragraphs)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return the lines, at most `height` of them."""
        lines = [line for each in self.paragraphs for line in each.strips(width, style, options)]
        return lines[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width at which no paragraph has to wrap."""
        return max(
            (
                each.indent
                + each.lead.cell_length
                + each.words.get_optimal_width(rules, container_width)
                for each in self.paragraphs
            ),
            default=0,
        )

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines all paragraphs take."""
        return sum(each.height(rules, width) for each in self.paragraphs)


def text(words: str, *, style: str = "", indent: int = 0, above: int = 0) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(content(words, style), indent=indent, above=above)


def heading(words: str, *, above: int = 1) -> Paragraph:
    """Return a heading, told from the rest by weight and by the line above it."""
    return text(words, style=STRONG, above=above)


def title(words: str, *, above: int) -> Paragraph:
    """Return the heading of a part: a line drawn under it tells it from the headings within."""
    return text(words, style=TITLE, above=above)


def item(lead: str, words: str, *, style: str = "", indent: int = 0, above: int = 0) -> Paragraph:
    """Return a paragraph that hangs behind `lead`, a label or a mark."""
    return Paragraph(content(words, style), content(lead), indent, above)
