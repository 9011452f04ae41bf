"""What one types an answer in: a box, how long the text is, and what can be chosen instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from triage.core.values import NOT_KNOWN
from triage.ui import words
from triage.ui.free_text import Concern
from triage.ui.screens import Ask
from triage.ui.tui import wording
from triage.ui.tui.typeset import content
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.choices import ChoiceList, Row
from triage.ui.tui.widgets.lines_below import LinesBelow
from triage.ui.tui.widgets.scrolling import holder_of
from triage.ui.tui.widgets.text_warning import TextWarning

if TYPE_CHECKING:
    from triage.ui.tui.widgets.answer_area import AnswerArea


Concerns = Callable[[str], Sequence[Concern]]
"""Returns what in a text may tell who somebody is."""


class TypedAnswer(Vertical):
    """A box for one line or for several, and below it a list for "not known" and for going on.

    What may tell who somebody is in a text is said once, before it is given.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", show=False),
        Binding("up", "to_box", show=False),
    ]

    class Given(Message):
        """An answer was typed and ended, or chosen from the list; empty where nothing is typed."""

        def __init__(self, value: str) -> None:
            """Keep what is to be the answer."""
            super().__init__()
            self.value = value

    class Changed(Message):
        """Something was typed that was not there before."""

    def __init__(self, concerns: Concerns) -> None:
        """Start with nothing to type; `show` says what is asked for."""
        super().__init__()
        self._concerns = concerns
        self._lines = self._is_text = False
        self._limit = 0
        self._as_shown = self._looked_at = ""
        self._input = AnswerInput(id="typed")
        self._area: AnswerArea | None = None
        self._count = Static(id="count")
        self._warning = TextWarning(id="warning")
        self._instead = LinesBelow(id="instead")

    def compose(self) -> ComposeResult:
        """Yield the box for one line, that for several if it is wanted, and what stands below."""
        yield self._input
        if self._area is not None:
            yield self._area
        yield self._count
        yield self._warning
        yield self._instead

    @property
    def box(self) -> AnswerInput | AnswerArea:
        """What one types in: the area is made when the first text of several lines is asked for."""
        if not self._lines:
            return self._input
        if self._area is None:
            from triage.ui.tui.widgets.answer_area import AnswerArea

            self._area = AnswerArea(id="area")
            if self._count.is_attached:
                _ = self.mount(self._area, before=self._count)
        return self._area

    @property
    def in_list(self) -> bool:
        """Whether the keys go to the list below the box."""
        return self._instead.has_focus

    @property
    def value(self) -> str:
        """What is typed now."""
        return self.box.value

    def show(self, ask: Ask, typed: str) -> Widget:
        """Show what a question takes, with what was typed before; return what takes the keys."""
        self._lines, self._limit = ask.several_lines, ask.limit
        self._is_text = ask.kind == "text"
        used = self.box
        used.show(typed)
        self._as_shown = used.value
        self._looked_at = ask.typed
        self._warning.withdraw()
        for box in (self._input, self._area):
            if box is not None:
                box.display = box is used
        lines = {wording.TEXT_DONE: ask.several_lines, words.NOT_KNOWN: ask.not_known}
        rows = [label for label, there in lines.items() if there]
        known_not = ask.answer is NOT_KNOWN and words.NOT_KNOWN in rows
        at = rows.index(words.NOT_KNOWN) if known_not else None
        self._instead.display = bool(rows)
        self._instead.show([Row(label) for label in rows], at)
        self._show_count()
        return used if at is None else self._instead

    def _show_count(self) -> None:
        self._count.display = self._lines
        self._count.update(content(wording.count(len(self.value), self._limit)))

    def come_into_sight(self) -> None:
        """Scroll so that one sees what one is at: the list, the warning, or where one types."""
        if self.in_list:
            self._instead.keep_in_sight()
        elif self._warning.display:
            self._warning.come_into_sight()
        else:
            self._show_line()

    def _show_line(self) -> None:
        """Scroll to the box, and where it is higher than the window to the line that one is at."""
        box = self.box
        held = holder_of(box)
        if held is None:
            return
        holder, top = held[0], held[1] - box.gutter.top
        whole = Region(0, top, 1, box.outer_size.height)
        line = Region(0, top + box.cursor_screen_offset.y - box.region.y, 1, 1)
        for region in (whole, line):
            holder.scroll_to_region(region, animate=False, force=True, immediate=True)

    # What a person does ---------------------------------------------------------------------

    def action_to_list(self) -> None:
        """Go from the last line of the box to the list below it."""
        if not self._instead.display or self.in_list:
            raise SkipAction
        self._instead.focus()

    def action_to_box(self) -> None:
        """Go from the list back into the box."""
        if not self.in_list:
            raise SkipAction
        self.box.focus()

    def on_descendant_focus(self) -> None:
        """Mark a line of the list while the keys go there, and none while they go to the box."""
        if not self.in_list:
            self._instead.highlighted = None
        elif self._instead.highlighted is None:
            self._instead.action_first()

    def on_text_area_changed(self, event: Message) -> None:
        """Say how long the text is now."""
        event.stop()
        self._show_count()
        self._note_typing()

    def on_input_changed(self, event: Message) -> None:
        """Say that something is typed."""
        event.stop()
        self._note_typing()

    def _note_typing(self) -> None:
        if self.value != self._as_shown:
            self.post_message(self.Changed())
        if self.value != self._looked_at:
            self._warning.withdraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line that was typed."""
        event.stop()
        self._give(event.value)

    def on_answer_area_ended(self, event: Message) -> None:
        """Give the text that was typed."""
        event.stop()
        self._give(self.value)

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Do what the marked line says."""
        event.stop()
        if event.index is None or (self._lines and event.index == 0):
            self._give(self.value)
        else:
            self.post_message(self.Given(NOT_KNOWN.value))

    def _give(self, value: str) -> None:
        """Give what was typed, unless something in it is to be looked at first, and was not yet."""
        if not self._is_text or not self._warns(value):
            self.post_message(self.Given(value))

    def _warns(self, value: str) -> bool:
        """Say what may tell who somebody is; the same words given once more are taken."""
        if value == self._looked_at:
            return False
        self._looked_at = value
        how = wording.LINES_AGAIN if self._lines else wording.TYPED_AGAIN
        return self._warning.warn(self._concerns(value), how)
