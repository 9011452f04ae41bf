"""A list to choose from: digits move the mark, Enter takes the marked line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.actions import SkipAction
from textual.events import Key
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from triage.ui.tui.typeset import QUIET, STRONG, Paragraph, Typeset, content, text
from triage.ui.tui.widgets.scrolling import holder_of

MARK, NO_MARK = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ", "  "


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One line to choose: a label, and what is said under it.

    `heading` stands above the line and is no part of it: it begins a group of lines. `number` is
    what picks the line, where that is not its place in the list.
    """

    label: str
    detail: str = ""
    detail_style: str = QUIET
    heading: str = ""
    number: str = ""


def beginnings(numbers: Sequence[str]) -> list[str]:
    """Return the numbers that others begin with: after one of them, another digit may come."""
    return [
        each
        for each in numbers
        if any(other != each and other.startswith(each) for other in numbers)
    ]


class ChoiceList(OptionList):
    """Numbered lines. Nothing is marked at first, so that Enter pressed twice answers nothing.

    The mark is a sign as well as a colour, and the terminal cursor follows it.
    """

    class Entered(Message):
        """Enter was pressed, or a line was clicked; `index` is the marked line, if any."""

        def __init__(self, index: int | None) -> None:
            """Keep the number of the line, from 0."""
            super().__init__()
            self.index = index

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The marked line. `redraw` paints what has changed; Textual would paint the whole list."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start empty; `show` fills the list."""
        self._faces: dict[tuple[object, ...], list[Strip]] = {}
        super().__init__(id=id, markup=False)
        self._rows: Sequence[Row] = ()
        self._numbers: Sequence[str] = ()
        self._marked: int | None = None
        self._named: int | None = None
        self._coming_into_sight = False
        self._typed = ""

    def show(
        self, rows: Sequence[Row], marked: int | None = None, named: int | None = None
    ) -> None:
        """Show these lines instead, with the mark on line number `marked`, if any.

        The line `named` is one that the keys below the screen name: Enter takes it in sight or not.
        """
        self._rows = rows
        self._numbers = self.numbers(rows)
        self._marked = None
        self._named = named
        self._coming_into_sight = False
        self._typed = ""
        self._faces.clear()
        self.clear_options()
        self._marked = marked
        self.add_options([Option(self._prompt(index)) for index in range(len(rows))])
        self.highlighted = marked

    def numbers(self, rows: Sequence[Row]) -> Sequence[str]:
        """Return what picks each line, or nothing for a line that no number picks."""
        return [row.number or str(place) for place, row in enumerate(rows, start=1)]

    # What a line looks like -------------------------------------------------------------------

    def box(self, index: int) -> str:
        """Return what stands between number and label."""
        del index
        return ""

    def redraw(self, index: int | None) -> None:
        """Draw one line again.

        It stays as high as it was, marked and ticked or not. So only its own lines are rendered
        anew: replacing its prompt in Textual's way would measure and render the whole list.
        """
        if index is None or index >= self.option_count:
            return
        option = self.get_option_at_index(index)
        option._set_prompt(self._prompt(index))  # noqa: SLF001 - Textual is pinned exactly
        rendered = self._option_render_cache
        for key in [key for key in rendered.keys() if key[0] is option]:  # noqa: SIM118 - no dict
            rendered.discard(key)
        self.refresh_lines(self._top(index), self._heights.get(index, 1))

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        """Return a line as it was rendered before, if it was in this state: a mark moves often."""
        index = self._option_to_index[option]
        face = (index, index == self._marked, self.box(index), style)
        strips = self._faces.get(face)
        if strips is None:
            strips = self._faces[face] = super()._get_option_render(option, style)
            above = self._heading(index)
            if above is not None:
                ground = self.get_visual_style("option-list--option")
                width = self.scrollable_content_region.width
                unmarked = Visual.to_strips(self, above, width, None, ground)
                strips[: self._heading_height(index)] = unmarked
        return strips

    def _heading(self, index: int) -> Typeset | None:
        """Return what stands above a line and is not marked with it."""
        row = self._rows[index]
        if not row.heading:
            return None
        return Typeset(text(row.heading, style=STRONG, above=int(index > 0)))

    def _clear_caches(self) -> None:
        self._faces.clear()
        super()._clear_caches()

    def notify_style_update(self) -> None:
        """Forget what was rendered in other colours."""
        self._faces.clear()
        super().notify_style_update()

    def _heading_height(self, index: int) -> int:
        above, width = self._heading(index), self.scrollable_content_region.width
        return 0 if above is None else above.get_height(self.styles.get_rules(), width)

    def _prompt(self, index: int) -> Typeset:
        row = self._rows[index]
        marked = index == self._marked
        number = self._numbers[index].rjust(max(map(len, self._numbers)))
        numbered = f"{number} {self.box(index)} " if number else ""
        lead = content(f"{MARK if marked else NO_MARK}{numbered}")
        above = self._heading(index)
        parts = [] if above is None else [*above.paragraphs]
        parts.append(Paragraph(content(row.label, STRONG if marked else ""), lead))
        if row.detail:
            style = "" if marked and row.detail_style == QUIET else row.detail_style
            parts.append(Paragraph(content(row.detail, style), indent=lead.cell_length))
        return Typeset(*parts)

    # Where the mark is ------------------------------------------------------------------------

    @property
    def marked_row(self) -> Offset | None:
        """Where the marked line starts on the screen, or none where it cannot be seen."""
        if self.highlighted is None or not self.mark_in_sight:
            return None
        x, y, _, _ = self.content_region
        top = self._top(self.highlighted) + self._heading_height(self.highlighted)
        return Offset(x, y + top - self.scroll_offset.y)

    def _top(self, index: int) -> int:
        return self._index_to_line.get(index, 0)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark, and keep it in sight."""
        super().watch_highlighted(highlighted)
        if highlighted != self._marked:
            before, self._marked = self._marked, highlighted
            self.redraw(before)
            self.redraw(highlighted)
            self._coming_into_sight = True
            self.call_after_refresh(self.keep_in_sight)

    def keep_in_sight(self) -> None:
        """Scroll this list and what holds it, so that the marked line can be seen.

        Where its heading and itself are too high for that, the heading stays out of sight. It may
        be asked for late, when the list has been put away and what holds it shows something else.
        """
        self._coming_into_sight = False
        marked = self.highlighted
        if marked is None or not self.display:
            return
        holder, down = self._holder()
        heading, height = self._heading_height(marked), self._heights.get(marked, 1)
        hidden = heading if height > min(self.size.height, holder.size.height) else 0
        line = Region(0, self._top(marked) + hidden, self.size.width, height - hidden)
        self.scroll_to_region(line, animate=False, force=True, immediate=True)
        if holder is not self:
            line = line.translate((0, down - self.scroll_offset.y))
            holder.scroll_to_region(line, animate=False, force=True, immediate=True)

    @property
    def mark_in_sight(self) -> bool:
        """Whether the marked line begins in the window, or is about to because it was moved to."""
        if self.highlighted is None or self._coming_into_sight:
            return self.highlighted is not None
        holder, down = self._holder()
        here = self._top(self.highlighted) + self._heading_height(self.highlighted)
        here -= self.scroll_offset.y
        there = here if holder is self else here + down - holder.scroll_offset.y
        return 0 <= here < self.size.height and 0 <= there < holder.size.height

    def _holder(self) -> tuple[Widget, int]:
        """Return what scrolls with this list in it, and at which line of that the list begins.

        That is the list itself where nothing else scrolls.
        """
        return holder_of(self) or (self, 0)

    # Keys -----------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Take what numbers are made of; any other key ends a number of two digits."""
        character = event.character or ""
        if not self.press_digit(character):
            self._typed = ""
        elif not character.isdigit():
            event.stop()  # else a letter that names a line would do something else as well

    def press_digit(self, digit: str) -> bool:
        """Move the mark to the line of that number; digits in a row can name a line past 9.

        Say whether any number begins with it.
        """
        for typed in (self._typed + digit, digit):
            if digit and any(number.startswith(typed) for number in self._numbers):
                self._typed = typed
                if typed in self._numbers:
                    index = self._numbers.index(typed)
                    self.highlighted = index
                    if typed not in beginnings(self._numbers):
                        self.number_pressed(index)
                return True
        return False

    def number_pressed(self, index: int) -> None:
        """Do what else a number does that no other number begins with; here, nothing."""

    def action_select(self) -> None:
        """Say that Enter was pressed, with the marked line or without one.

        What is marked out of sight is brought into sight first: nobody may do what they do not see.
        """
        marked = self.highlighted
        if marked is None or marked == self._named or self.mark_in_sight:
            self.post_message(self.Entered(marked))
        else:
            self.keep_in_sight()

    def action_page_up(self) -> None:
        """Leave paging to whatever holds this list, unless the list itself scrolls."""
        if not self.allow_vertical_scroll:
            raise SkipAction
        self._move_page(-1)

    def action_page_down(self) -> None:
        """Leave paging to whatever holds this list, unless the list itself scrolls."""
        if not self.allow_vertical_scroll:
            raise SkipAction
        self._move_page(1)
