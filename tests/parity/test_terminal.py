"""What the tests read off a pseudo-terminal is what its emulator shows."""

from __future__ import annotations

import random
import sys

import pytest

from tests.parity.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

WRITTEN = (
    *("word ", "x" * 30, "\N{POUND SIGN}", "e\N{COMBINING ACUTE ACCENT}"),
    *("\r\n", "\n", "\r", "\b", "\t", "\x1bM", "\x1b[H", "\x1b[3;5H", "\x1b[2;4r", "\x1b[r"),
    *("\x1b[J", "\x1b[1J", "\x1b[2J", "\x1b[K", "\x1b[1K", "\x1b[2K", "\x1bc", "\x1b[7m", "\x1b[m"),
    *("\x1b[2@", "\x1b[2P", "\x1b[2X", "\x1b[L", "\x1b[M", "\x1b[?3h", "\x1b[?3l", "\x1b[4h"),
    *("\x1b[4l", "\x1b[?7l", "\x1b[?7h", "\x1b7", "\x1b8", "\x1b#8"),
)
SIZES = ((20, 6), (12, 4), (30, 9))


@pytest.mark.parametrize("seed", range(5))
def test_the_rows_that_are_kept_are_those_of_the_emulator(seed: int) -> None:
    """After anything a program can write, and in any window, each row is read as it stands."""
    rng = random.Random(seed)
    with Terminal(program=["sleep", "60"], size=SIZES[0]) as terminal:
        for _ in range(60):
            if rng.random() < 0.1:
                terminal.resize(*rng.choice(SIZES))
            terminal.raw += "".join(rng.choices(WRITTEN, k=4)).encode()
            shown = terminal.shown()
            rows = [row.rstrip() for row in terminal.screen.display]
            assert shown == "\n".join(rows).rstrip()


def test_a_wide_character_is_read_once() -> None:
    """It takes two cells, and what stands behind it is read as well."""
    with Terminal(program=["sleep", "60"], size=SIZES[0]) as terminal:
        terminal.raw += "a\N{CJK RADICAL SUN}\N{CJK RADICAL SUN}b".encode()
        assert terminal.shown() == "a\N{CJK RADICAL SUN}\N{CJK RADICAL SUN}b"
        assert terminal.shown() == terminal.screen.display[0].rstrip()
