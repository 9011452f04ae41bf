"""However the app ends, the terminal is given back and no answer is printed."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.ui.pretending import PretendedSaver
from tests.ui.tui.driving import ROOT, at_home, drive, incident, press
from triage.ui import words
from triage.ui.tui import run
from triage.ui.tui.app import TriageApp

ANSWER = "Kim of 12 Example Road"
PROGRAM = """
import datetime, sys
from pathlib import Path
from triage.pack.reader import read_pack
from tests.ui.pretending import PretendedSaver
from triage.ui.tui import run
from triage.ui.walkthrough import Walkthrough
walk = Walkthrough(read_pack(Path('.')), 'incident', datetime.date(2026, 11, 23))
sys.exit(run(walk, saver=PretendedSaver(), mouse=False, no_color=True))
"""


def test_a_crash_says_what_to_do_and_shows_no_answer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bug of ours returns 1 and prints the crash words only: no error and no traceback."""

    def save(path: str, reasons: str) -> str:
        message = f"{path} {reasons} {ANSWER}"
        raise RuntimeError(message)

    async def steps(pilot: Pilot[object]) -> None:
        await press(pilot, "g", "2", "enter", "enter", *"abuse", "enter")
        await pilot.pause()

    def headless(app: TriageApp, *, mouse: bool) -> None:
        del mouse
        App.run(app, headless=True, size=(80, 24), auto_pilot=steps)

    monkeypatch.setattr(TriageApp, "run", headless)
    walkthrough = incident("review").walkthrough
    code = run(walkthrough, saver=PretendedSaver(save), mouse=False, no_color=False)
    printed = capfd.readouterr()
    assert code == 1
    assert printed.out == ""
    assert printed.err.split() == " ".join(words.CRASHED).split()
    assert not walkthrough.position.answers


def test_a_crash_while_reading_shows_nothing_that_was_looked_for(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is typed into the search is treated as an answer is: a bug of ours prints none of it."""

    def broken(_book: object, looked_for: str, _most: int) -> None:
        message = f"{looked_for} {ANSWER}"
        raise RuntimeError(message)

    async def steps(pilot: Pilot[object]) -> None:
        await press(pilot, "f3", "slash", *"Kim at Example Road", "enter")
        await pilot.pause()

    def headless(app: TriageApp, *, mouse: bool) -> None:
        del mouse
        App.run(app, headless=True, size=(80, 24), auto_pilot=steps)

    monkeypatch.setattr(TriageApp, "run", headless)
    monkeypatch.setattr("triage.ui.reading.pages.search", broken)
    walkthrough = incident("setting").walkthrough
    code = run(walkthrough, saver=PretendedSaver(), mouse=False, no_color=False)
    printed = capfd.readouterr()
    assert code == 1
    assert printed.out == ""
    assert printed.err.split() == " ".join(words.CRASHED).split()
    assert not walkthrough.position.answers


def test_leaving_from_the_guidance_forgets_the_whole_sitting() -> None:
    """Ctrl+Q on a page of it, over a question: no answer, no draft and no session stays."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "enter", "2", "escape", "escape", "enter", "1", "f3")
        await press(pilot, "5", "enter", "3", "enter")
        assert app.reading
        await press(pilot, "ctrl+q")

    drive(app, steps)
    assert app.return_code == 130
    assert not app.walkthrough.session
    assert not app.walkthrough.position.answers
    assert not app._memory.drafts


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are for Linux and macOS")
def test_bad_bytes_do_no_harm_and_a_signal_gives_the_terminal_back() -> None:
    """Latin-1 bytes are survived; SIGTERM restores the terminal, without colours, and leaves."""
    import pty  # noqa: PLC0415 - not on Windows

    child, end = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM])  # noqa: S606 - the real program
    written = read_until(end, b"Begin")
    os.write(end, b"\xa3\xff\r")
    written += read_until(end, b"be in danger now?")
    os.write(end, b"1\xa3\r")
    written += read_until(end, b"decided about notifying")
    os.kill(child, signal.SIGTERM)
    last = read_until(end, words.SAFETY[-1].rpartition(" ")[2].encode() + b"\r\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    os.close(end)
    back = last.partition(b"\x1b[?1049l")[2]  # the screen from before, which is not cleared again
    assert b"\x1b[?25h" in back
    said = re.sub(rb"\x1b\[[?0-9;<]*[a-z]", b"", back).decode()
    assert said.split() == " ".join((words.LEFT, *words.SAFETY)).split()
    assert b"Traceback" not in written + last
    codes = {
        code for found in re.findall(rb"\x1b\[([0-9;]*)m", written) for code in found.split(b";")
    }
    assert codes <= {b"", b"0", b"1", b"7"}
    assert b"\x1b[?1000h" not in written


def read_until(end: int, wanted: bytes, seconds: float = 20) -> bytes:
    """Return what the program wrote, up to when `wanted` was among it or the program ended."""
    written = b""
    until = time.monotonic() + seconds
    while wanted not in written and time.monotonic() < until:
        if select.select([end], [], [], 0.1)[0]:
            try:
                written += os.read(end, 65536)
            except OSError:
                break
    return written
