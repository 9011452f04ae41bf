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

Keys = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list, and what it does."""

    row: Row
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: parts to read, a list below them, and the keys for both.

    `marked` is the line of the list that starts marked, if any.
    """

    where: str
    parts: Sequence[Typeset]
    entries: Sequence[Entry]
    keys: Keys
    help: Keys = wording.KEYS_PAGE
    marked: int | None = None
    list_first: bool = False


class PageScreen(FittedScreen[None]):
    """Text above, list below. In a short window, one scrolls from the text on into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
        Binding("n,N", "next_part", show=False),
        Binding("p,P", "part_before", show=False),
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

    def compose(self) -> ComposeResult:
        """Yield the text, the list and the lines around them."""
        yield TopLine(self.page.where)
        yield from self.above()
        with self._whole:
            with self._reading:
                yield from self._parts
            yield self._menu
        yield self._error
        yield KeyLine(self.page.keys)

    def above(self) -> Iterable[Widget]:
        """Return what stands between the first line and the text; here, nothing."""
        return ()

    def on_mount(self) -> None:
        """Fill the list; where the text is longer than the window, start by reading it."""
        self.set_class(self.page.list_first, "-list-first")
        self._menu.display = bool(self.page.entries)
        self._menu.show([entry.row for entry in self.page.entries], self.page.marked)
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

    def action_next_part(self) -> None:
        """Scroll on to where the next part begins."""
        self._go_to(next((part for part in self._parts if self._below_top(part) > 0), None))

    def action_part_before(self) -> None:
        """Scroll back to where this part begins, or the one before it."""
        before = [part for part in self._parts if self._below_top(part) < 0]
        self._go_to(before[-1] if before else None)

    def action_read_page(self, pages: int) -> None:
        """Read on in the text by pages, from the list too; below 0 it is back."""
        self._reading.scroll_relative(y=pages * self._reading.size.height, animate=False)

    def _below_top(self, part: Static) -> int:
        """Return how many lines below the first line in sight a part begins."""
        shown = self._whole if self._whole.max_scroll_y else self._reading
        return part.region.y - shown.content_region.y

    def _go_to(self, part: Static | None) -> None:
        if part is not None:
            self.set_focus(self._reading, scroll_visible=False)
            part.scroll_visible(top=True, animate=False, force=True)

    def on_key(self, event: Key) -> None:
        """Take digits from anywhere on the page as numbers of the list."""
        character = event.character or ""
        if character.isascii() and character.isdigit() and not self._menu.has_focus:
            self._menu.focus()
            self._menu.press_digit(character)

    def action_enter(self) -> None:
        """From the text, do what is marked in the list, or go to the list."""
        if self._menu.highlighted is None:
            self._menu.focus()
            self._menu.action_first()
        else:
            self._run(self._menu.highlighted)

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Do what the marked line says."""
        event.stop()
        if event.index is None:
            self._error.display = True
        else:
            self._run(event.index)

    def _run(self, index: int) -> None:
        self.page.entries[index].run()

    def help(self) -> Note:
        """Return what the keys do on this page."""
        return help_note(self.page.help)
