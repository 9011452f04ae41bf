"""A screen to read, with a list of what can be done next: home, welcome, review and result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedScreen
from triage.ui.tui.screens.note import Note, help_note
from triage.ui.tui.typeset import Typeset, content
from triage.ui.tui.widgets.choices import ChoiceList, Row
from triage.ui.tui.widgets.lines import KeyLine, TopLine

OVERLAP = 1
"""Lines of a page that are seen again on the next one, so that nobody loses the thread."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list, and what it does."""

    row: Row
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: parts to read, a list below them, and the keys for both.

    `keys` are those of the list, and `keys_reading` those of the text, where they are others.
    `marked` is the line of the list that starts marked, if any. With `begins`, the keys say what
    Enter does there, so that it does it at once, whether or not that line is in sight. What is
    `at_once` stays in sight above all.
    """

    where: str
    parts: Sequence[Typeset]
    entries: Sequence[Entry]
    keys: wording.Keys
    keys_reading: wording.Keys = ()
    help: wording.Keys = wording.KEYS_PAGE
    marked: int | None = None
    begins: bool = False
    list_first: bool = False
    at_once: Sequence[str] = ()


class PageScreen(FittedScreen[None]):
    """Text above, list below. In a short window, one scrolls from the text on into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
        Binding("n,N", "read_on", show=False),
        Binding("p,P", "read_back", show=False),
        Binding("pageup", "read_page(-1)", show=False),
        Binding("pagedown", "read_page(1)", show=False),
    ]

    def __init__(self, page: Page) -> None:
        """Show `page`; the parts are kept, for they may be asked for when they are taken down."""
        super().__init__()
        self.page = page
        self._parts = [Static(part, classes="part") for part in page.parts]
        self._parts[0].add_class("start")
        self._reading = VerticalScroll(id="text")
        self._menu = ChoiceList(id="menu")
        self._whole = VerticalScroll(id="page", can_focus=False)
        self._error = Static(content(wording.CHOOSE_LINE), id="error")
        self._keys = KeyLine(page.keys)

    def compose(self) -> ComposeResult:
        """Yield the text, the list and the lines around them."""
        yield TopLine(self.page.where)
        yield from self.above()
        with self._whole:
            with self._reading:
                yield from self._parts
            yield self._menu
        yield self._error
        yield self._keys

    def above(self) -> Iterable[Widget]:
        """Return what stands between the first line and the text: what cannot wait, if anything."""
        said = "\n".join(self.page.at_once)
        return [Static(content(said), id="at-once")] if said else []

    def on_mount(self) -> None:
        """Fill the list; where the text is longer than the window, start by reading it."""
        self.set_class(self.page.list_first, "-list-first", update=False)
        self._menu.display = bool(self.page.entries)
        page = self.page
        named = page.marked if page.begins else None
        self._menu.show([entry.row for entry in page.entries], page.marked, named)
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        if not self.is_attached:
            return
        long = bool(self._whole.max_scroll_y or self._reading.max_scroll_y)
        if self.page.list_first:
            self.set_focus(self._menu, scroll_visible=False)
            self._menu.scroll_to_highlight()
        else:
            self.set_focus(self._reading if long else self._menu, scroll_visible=False)
            self._whole.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Where the text is shorter than the window, let the list follow it directly."""
        self.call_after_refresh(self._fit_text)

    def _fit_text(self) -> None:
        room = self._whole.size.height - self._menu.outer_size.height
        self.set_class(self._reading.virtual_size.height < room, "-fits")

    # Keys -----------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Say what the keys do where they go now."""
        self._keys.show(self.keys_now())

    def keys_now(self) -> wording.Keys:
        """Return what the keys do where the focus is."""
        reading = self._reading.has_focus and self.page.keys_reading
        return reading or self.page.keys

    def action_read_on(self) -> None:
        """Read on by a page while this part goes on below the window, then from the next heading.

        Behind the last part stands the list, where the window is too short for both.
        """
        top, height = self._scrolled.scroll_offset.y, self._scrolled.size.height
        ends = [end for _, end in self._places]
        starts = [start for start, _ in self._places]
        after = next((place for place, start in enumerate(starts) if start > top), len(starts))
        if after == len(starts) or ends[after - 1] > top + height:
            self._read_from(top + max(1, height - OVERLAP))
        else:
            self._read_from(starts[after])

    def action_read_back(self) -> None:
        """Read back by a page, but no further than to where a part begins."""
        top, height = self._scrolled.scroll_offset.y, self._scrolled.size.height
        before = [start for start, _ in self._places if start < top]
        self._read_from(max([top - max(1, height - OVERLAP), *before[-1:]]))

    def action_read_page(self, pages: int) -> None:
        """Read on in the text by pages, from the list too; below 0 it is back."""
        self._reading.scroll_relative(y=pages * self._reading.size.height, animate=False)

    @property
    def _scrolled(self) -> VerticalScroll:
        """What scrolls: the text alone, or in a short window the text with the list below it."""
        return self._whole if self._whole.max_scroll_y else self._reading

    @property
    def _places(self) -> list[tuple[int, int]]:
        """From which line to which each part goes, counted in what scrolls."""
        above = self._reading.virtual_region.y if self._scrolled is self._whole else 0
        regions = (part.virtual_region for part in self._parts)
        return [(above + region.y, above + region.bottom) for region in regions]

    def _read_from(self, line: int) -> None:
        """Let a line of what scrolls be the first in sight; where there is no more to see, stay."""
        scrolled = self._scrolled
        before = scrolled.scroll_offset
        scrolled.scroll_to(y=line, animate=False, force=True, immediate=True)
        if scrolled.scroll_offset != before:
            self.set_focus(self._reading, scroll_visible=False)

    def on_key(self, event: Key) -> None:
        """Take digits from anywhere on the page as numbers of the list."""
        character = event.character or ""
        if character.isascii() and character.isdigit() and not self._menu.has_focus:
            self._menu.focus()
            self._menu.press_digit(character)

    def action_enter(self) -> None:
        """From the text, go to the list; do what the keys name, where they name a line of it."""
        if self.page.begins and self._menu.highlighted == self.page.marked:
            self._menu.action_select()
        elif self.page.entries:
            self.set_focus(self._menu, scroll_visible=False)
            if self._menu.highlighted is None:
                self._menu.action_first()
            self._menu.keep_in_sight()

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Do what the marked line says."""
        event.stop()
        if event.index is None:
            self._error.display = True
        else:
            self._run(event.index)

    def on_option_list_option_highlighted(self, event: ChoiceList.OptionHighlighted) -> None:
        """Say no more that a line is to be chosen first: now one is marked."""
        event.stop()
        self._error.display = False

    def _run(self, index: int) -> None:
        self.page.entries[index].run()

    def help(self) -> Note:
        """Return what the keys do on this page."""
        return help_note(self.page.help, wording.ONLY_AT_A_QUESTION)
