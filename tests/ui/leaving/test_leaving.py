"""Wherever a person stands and however the program ends, it ends calmly and gives all back.

Every place of every front end is gone to in the real program. No answer is seen after the end,
the terminal is as it was, and no traceback is shown.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.parity.terminal import Terminal
from tests.parts import part
from tests.ui import every_text
from tests.ui.leaving.places import ANSWER, ASK, EVERYWHERE, F9, FRONT_ENDS, PLAIN, FrontEnd
from triage.ui import words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

LEFT = 130
AHEAD = 2
"""How many programs run side by side."""

SUGGESTED = ".txt"
"""How the name of a file ends that stands in its line already."""

NOT_KEYS = b"\x03\x04\x11\x1c\r\n"
"""What leaves from somewhere, and what answers."""

Leave = Callable[[Terminal], None]
LEAVING: dict[str, Leave] = {
    "Ctrl-C": lambda terminal: terminal.send("\x03"),
    "SIGINT": lambda terminal: terminal.signal(signal.SIGINT),
    "SIGTERM": lambda terminal: terminal.signal(signal.SIGTERM),
    "SIGHUP": lambda terminal: terminal.signal(signal.SIGHUP),
    "closed terminal": lambda terminal: terminal.hang_up(),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack with a question of every kind."""
    return every_text.write(tmp_path_factory.mktemp("every"))


def start(
    front_end: FrontEnd, pack: Path, cwd: Path, errors: Path | None = None, program: str = ""
) -> Terminal:
    """Start the front end with the pack, in a folder of its own; `program` is instead of triage."""
    cwd.mkdir()
    walk = () if front_end.at_home else ("--pack", str(pack), "--journey", every_text.FLOW)
    arguments = (*front_end.arguments, *walk)
    instead = [sys.executable, "-c", program] if program else None
    return Terminal(*arguments, size=front_end.size, cwd=cwd, errors=errors, program=instead)


def assert_calm(terminal: Terminal, said: Sequence[str]) -> None:
    """Check what an ended program has left behind: a sound terminal, and these last words.

    They may be broken into lines, for the terminal may be narrow.
    """
    assert terminal.unrestored() == {}
    assert b"Traceback" not in terminal.raw
    words_said = " ".join(said).split()
    _, found, last = terminal.said().rpartition(said[0].partition(".")[0])
    assert (found + last).split() == words_said
    assert last.endswith("\r\n")
    screen_is_back = terminal.raw.rfind(b"\x1b[?1049l")
    if screen_is_back >= 0:  # the full screen is wiped; lines stay, as on paper
        assert terminal.said(screen_is_back).split() == words_said


def everywhere(
    front_end: FrontEnd,
    pack: Path,
    folder: Path,
    visit: Callable[[Terminal], None],
    third: int | None = None,
) -> None:
    """Go to every place of a front end and do `visit` there; name all those where it fails.

    With `third`, one of three ways to leave, it is a third of the places that the others leave out.

    The next programs start while one is visited: most of their time is spent in starting.
    """
    places = list(front_end.places) if third is None else part(third, 3, front_end.places)
    ahead: dict[str, Terminal] = {}
    failures = []
    try:
        for number, place in enumerate(places):
            for upcoming in places[number : number + AHEAD]:
                if upcoming not in ahead:
                    ahead[upcoming] = start(front_end, pack, folder / upcoming)
            with ahead[place] as terminal:
                try:
                    front_end.go(terminal, place)
                    visit(terminal)
                except AssertionError as error:
                    failures.append(f"{place}: {error}")
    finally:
        for terminal in ahead.values():
            terminal.child.close(force=True)
    assert not failures, "\n\n".join(failures)


@pytest.mark.parametrize(("third", "leaving"), [(0, "Ctrl-C"), (1, "SIGTERM")])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_place_can_be_left_at_any_moment(
    name: str, third: int, leaving: str, pack: Path, tmp_path: Path
) -> None:
    """After a byte that is not UTF-8 and a very small window, leaving is leaving: 130, calmly."""
    front_end = EVERYWHERE[name]

    def visit(terminal: Terminal) -> None:
        disturb(terminal, front_end)
        LEAVING[leaving](terminal)
        assert terminal.end() == LEFT
        assert_calm(terminal, (words.LEFT, *words.SAFETY))

    everywhere(front_end, pack, tmp_path, visit, third)


@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_place_survives_random_bytes_until_its_terminal_goes(
    name: str, pack: Path, tmp_path: Path
) -> None:
    """Whatever bytes come in, the program goes on; and with its terminal it leaves, with 130."""
    front_end = EVERYWHERE[name]
    rng = random.Random(name)

    def visit(terminal: Terminal) -> None:
        disturb(terminal, front_end)
        terminal.send(rng.randbytes(200).translate(None, NOT_KEYS))
        if not front_end.arguments:  # the full screen
            terminal.send(F9)
            terminal.wait_for("If someone may be in danger")
        assert terminal.child.isalive()
        assert b"Traceback" not in terminal.raw
        terminal.hang_up()
        assert terminal.end() == LEFT

    everywhere(front_end, pack, tmp_path, visit, third=2)


def disturb(terminal: Terminal, front_end: FrontEnd) -> None:
    """Send the pound sign of Latin-1, and make the window very small and as large as it was."""
    terminal.send(b"\xa3")
    for size in ((10, 3), front_end.size):
        seen = len(terminal.raw)
        terminal.resize(*size)
        if "plain" not in front_end.arguments:  # which never draws anything again
            terminal.wait_for_new("", seen)


@pytest.mark.parametrize("name", ["ask", "plain"])
def test_the_end_of_input_is_leaving_and_never_an_answer(
    name: str, pack: Path, tmp_path: Path
) -> None:
    """Ctrl-D leaves with 130 wherever nothing stands in the line that is typed."""
    front_end = FRONT_ENDS[name]

    def visit(terminal: Terminal) -> None:
        terminal.send("\x04")
        line = terminal.shown().splitlines()[-1]
        if line.endswith((ANSWER, SUGGESTED)):
            terminal.send("\x03")  # within a line, the other is not the end of the input
        assert terminal.end() == LEFT
        assert_calm(terminal, (words.LEFT, *words.SAFETY))

    everywhere(front_end, pack, tmp_path, visit)


@pytest.mark.parametrize("leaving", LEAVING)
@pytest.mark.parametrize("name", FRONT_ENDS)
def test_standard_error_says_nothing_of_how_it_ended(
    name: str, leaving: str, pack: Path, tmp_path: Path
) -> None:
    """Where standard error is a file, no traceback and no answer is in it, with any signal."""
    front_end = FRONT_ENDS[name]
    errors = tmp_path / "errors"
    with start(front_end, pack, tmp_path / "cwd", errors) as terminal:
        front_end.go(terminal, "half typed")
        terminal.send("typed faster than it is taken " * 12)
        LEAVING[leaving](terminal)
        assert terminal.end() == LEFT
    said = errors.read_text().splitlines()
    assert " ".join(said).split() in ([], " ".join((words.LEFT, *words.SAFETY)).split())


def test_ctrl_backslash_leaves_instead_of_writing_memory_to_the_disk(
    pack: Path, tmp_path: Path
) -> None:
    """SIGQUIT, which a key sends at a plain prompt, would by itself leave a core with answers."""
    with start(PLAIN, pack, tmp_path / "cwd") as terminal:
        PLAIN.go(terminal, "half typed")
        terminal.send("\x1c")
        assert terminal.end() == LEFT
        assert_calm(terminal, (words.LEFT, *words.SAFETY))


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("review", "\x0f"),  # Ctrl-O: accept the line, which is empty
        ("text", "\x12"),  # Ctrl-R: search, in which Ctrl-C ends the search
        ("text", "\x18(\x18e\x18)"),  # Ctrl-X: macros
        ("text", "\x1b9\x1b9\x1b9\x1b9\x1b9\x1b9x"),  # Alt-9: do it a million times
        ("text", "\x1b[M\xff\xff\xff"),  # the mouse, in a place that there is not
        ("choice", "\x1b[M\xff\xff\xff"),
    ],
)
def test_keys_of_emacs_and_mice_do_nothing_at_a_prompt(
    place: str, keys: str, pack: Path, tmp_path: Path
) -> None:
    """What prompt_toolkit would do with some keys neither answers nor takes Ctrl-C for itself."""
    with start(ASK, pack, tmp_path / "cwd") as terminal:
        ASK.go(terminal, place)
        terminal.send(keys.encode("latin-1"))
        terminal.send("\x03")
        assert terminal.end() == LEFT
        assert_calm(terminal, (words.LEFT, *words.SAFETY))


FAULTY = f"""
import sys
from triage import cli
from {{module}} import {{type}}

def broken(*given, **named):
    told = {ANSWER!r}
    raise RuntimeError(told, given, named)

{{type}}.{{name}} = broken
sys.exit(cli.main(sys.argv[1:]))
"""
FAULTS = {
    "an answer is taken": ("triage.ui.walkthrough", "Walkthrough", "answer"),
    "a key is pressed (ask)": ("questionary.prompts.common", "InquirerControl", "select_next"),
    "a prompt is drawn (ask)": (
        "questionary.prompts.common",
        "InquirerControl",
        "_get_choice_tokens",
    ),
    "a key is pressed (screen)": (
        "triage.ui.tui.widgets.choices",
        "ChoiceList",
        "number_pressed",
    ),
    "a widget is drawn (screen)": ("triage.ui.tui.typeset", "Typeset", "render_strips"),
    "a line is typed (plain)": ("triage.ui.plain.conversation", "Conversation", "_answer"),
}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (name, fault)
        for name in FRONT_ENDS
        for fault in FAULTS
        if not fault.endswith(")") or fault.endswith(f"({name})")
    ],
)
def test_a_bug_of_ours_is_told_calmly_and_without_an_answer(
    name: str, fault: str, pack: Path, tmp_path: Path
) -> None:
    """A crash in any handler is exit 1, the calm words, a sound terminal, and no answer."""
    module, type_, method = FAULTS[fault]
    front_end = FRONT_ENDS[name]
    program = FAULTY.format(module=module, type=type_, name=method)
    with start(front_end, pack, tmp_path / "cwd", program=program) as terminal:
        if "drawn" not in fault:
            front_end.go(terminal, "choice")
            terminal.send("\x1b[B\r" if front_end is ASK else "1\r")
        assert terminal.end() == 1
        assert terminal.unrestored() == {}
        assert ANSWER.encode() not in terminal.raw
        assert b"Traceback" not in terminal.raw
        for line in words.CRASHED:
            assert line in terminal.words()
