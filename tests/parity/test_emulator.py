"""What the tests read off a terminal is what pyte itself shows for the same output."""

from __future__ import annotations

import random

import pyte
import pytest

from tests.parity.emulator import Emulator

WRITTEN = (
    *("word ", "x" * 30, "\N{POUND SIGN}", "e\N{COMBINING ACUTE ACCENT}", "\x0eqx\x0f", "\x01a"),
    *("\r\n", "\n", "\r", "\b", "\t", "\x1bM", "\x1b[H", "\x1b[3;5H", "\x1b[2;4r", "\x1b[r"),
    *("\x1b[J", "\x1b[1J", "\x1b[2J", "\x1b[K", "\x1b[1K", "\x1b[2K", "\x1bc", "\x1b[7m", "\x1b[m"),
    *("\x1b[2@", "\x1b[2P", "\x1b[2X", "\x1b[L", "\x1b[M", "\x1b[?3h", "\x1b[?3l", "\x1b[4h"),
    *("\x1b[4l", "\x1b[?7l", "\x1b[?7h", "\x1b7", "\x1b8", "\x1b#8", "\x1b%@", "\x1b(0q", "\x1b(B"),
)
SIZES = ((20, 6), (12, 4), (30, 9))


@pytest.mark.parametrize("seed", range(10))
def test_it_shows_what_pyte_shows(seed: int) -> None:
    """After anything a program can write, and in any window, text and cursor stand alike."""
    rng = random.Random(seed)
    ours, theirs = Emulator(*SIZES[0]), pyte.Screen(*SIZES[0])
    for _ in range(60):
        size = rng.choice(SIZES) if rng.random() < 0.1 else None
        written = "".join(rng.choices(WRITTEN, k=4)).encode()
        for screen in (ours, theirs):
            if size is not None:
                screen.resize(*size[::-1])
            pyte.ByteStream(screen).feed(written)
        assert ours.rows == [row.rstrip() for row in theirs.display]
        assert (ours.cursor.x, ours.cursor.y) == (theirs.cursor.x, theirs.cursor.y)


def test_a_wide_character_is_read_once() -> None:
    """It takes two places, and what stands behind it is read as well."""
    ours = Emulator(*SIZES[0])
    ours.draw("a\N{CJK RADICAL SUN}\N{CJK RADICAL SUN}b")
    assert ours.rows[0] == "a\N{CJK RADICAL SUN}\N{CJK RADICAL SUN}b"
    assert ours.rows[0] == ours.display[0].rstrip()
