"""What terminals send and do that Textual does not expect."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.parity.terminal import Terminal
from tests.ui.leaving.places import F9

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


class Gone(StringIO):
    """A terminal whose window is closed."""

    def write(self, _: str) -> int:
        """Fail, as the system does."""
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        """Fail, as the system does."""
        raise OSError(5, "Input/output error")


def test_a_terminal_that_goes_while_it_is_drawn_on_is_no_error() -> None:
    """Whoever writes to it, in whichever thread, sees no exception; the app is told to leave."""
    from triage.ui.tui.terminal import Output  # noqa: PLC0415 - not on Windows

    told: list[str] = []
    output = Output(Gone(), lambda: told.append("leave"))
    output.write("words")
    output.flush()
    assert told == ["leave", "leave"]


def test_nonsense_about_sizes_and_the_mouse_does_no_harm(tmp_path: Path) -> None:
    """A window of no pixels and a mouse in it end nothing, and its mode is taken back."""
    with Terminal(size=(80, 24), cwd=tmp_path) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\x1b[?2048;2$y\x1b[48;24;80;0;0t\x1b[<0;5;5M\x1b[<0;5;5m")
        terminal.send(F9)
        terminal.wait_for("If someone may be in danger")
        assert b"\x1b[?1016h" in terminal.raw
        terminal.send("\x03")
        assert terminal.end() == 130
        assert terminal.unrestored() == {}


def test_ctrl_c_leaves_even_where_a_paste_has_lost_its_end(tmp_path: Path) -> None:
    """What a broken connection has cut short does not swallow the way out."""
    with Terminal(size=(80, 24), cwd=tmp_path) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send("\r")
        terminal.wait_for("Question 1 of ")
        terminal.send("\x1b[200~half a paste")
        while terminal.child.isalive():  # the first may still be read together with the paste
            terminal.send("\x03")
            terminal.pump(0.5)
        assert terminal.end() == 130
