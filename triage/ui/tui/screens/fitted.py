"""What every screen has: the classes that say how large the window is, from its first paint on."""

from __future__ import annotations

from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from triage.ui.tui.typeset import content

WIDTHS = [(0, "-narrow"), (66, "-medium"), (100, "-wide")]
HEIGHTS = [(0, "-tiny"), (8, "-short"), (20, "-tall")]
"""From how many columns and rows on a screen has these classes, for the stylesheets."""


class FittedScreen(Screen[ScreenResultType]):
    """A screen laid out for its window at once; Textual gives the classes after a first paint."""

    AUTO_FOCUS = ""  # each screen chooses; Textual's choice would scroll past what is read first
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def on_mount(self) -> None:
        """Take the classes for the window as it is now.

        No style is worked out again for them: that is done once, when the screen comes up.
        """
        width, height = self.app.size
        for size, steps in ((width, WIDTHS), (height, HEIGHTS)):
            fits = [name for least, name in steps if size >= least]
            for _, name in steps:
                self.set_class(name == fits[-1], name, update=False)
        self.show_mark()

    def show_mark(self) -> None:
        """Say above all else what is on the screen, such as a training copy; else say nothing."""
        said = getattr(self.app, "mark", "")
        for mark in self.query("#mark").results(Static):
            mark.update(content(said))
            mark.display = bool(said)
            return
        if said:
            _ = self.mount(Static(content(said), id="mark"), before=0)


class FittedDialog(FittedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog that is fitted in the same way, and that closes once only."""

    def close_once(self, result: ScreenResultType | None = None) -> None:
        """Hand back `result`; asked twice, Textual would close the screen below as well."""
        if self.is_current:
            _ = self.dismiss(result)
