"""A list of commands over the screen: all of the app's, or the few ways on from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedDialog
from triage.ui.tui.screens.note import Note, help_note
from triage.ui.tui.typeset import STRONG, content
from triage.ui.tui.widgets.choices import ChoiceList, Row
from triage.ui.tui.widgets.lines import KeyLine


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: its name, a word more, and what does it."""

    name: str
    run: Callable[[], object]
    more: str = ""


class CommandsScreen(FittedDialog[Command]):
    """A dialog that hands back the command that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,B,ctrl+p", "dismiss", show=False),
    ]

    def __init__(
        self, commands: Sequence[Command], title: str = wording.COMMANDS_TITLE, lead: str = ""
    ) -> None:
        """Offer `commands`, in this order, under a title and what has to be known first."""
        super().__init__()
        self._commands = commands
        self._title = title
        self._lead = lead
        self._list = ChoiceList(id="commands")

    def compose(self) -> ComposeResult:
        """Yield the title, the list and the keys."""
        with Vertical(classes="dialog"):
            yield Static(content(self._title, STRONG), classes="title")
            if self._lead:
                yield Static(content(self._lead))
            yield self._list
            yield KeyLine((("Enter", "do it"), ("Esc", "close")))

    def on_mount(self) -> None:
        """Mark the first command."""
        rows = [Row(command.name, command.more) for command in self._commands]
        self._list.show(rows, marked=0)
        self._list.focus()

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Hand back the marked command."""
        event.stop()
        if event.index is not None:
            self.close_once(self._commands[event.index])

    def help(self) -> Note:
        """Return what the keys do in this list."""
        return help_note(wording.KEYS_COMMANDS, wording.NOT_IN_A_DIALOG)
