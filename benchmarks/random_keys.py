"""Input that nobody means: bytes, keys, escape sequences, text and what only looks like text.

Every part is made from a random source alone. The keys that end a front end on purpose are left
out of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

CANARY = "Ceri Canary Zq9x"
MOST_PARTS = 40

LEAVING: Mapping[str, bytes] = {
    "screen": b"\x03\x11\x1c",  # Ctrl-C, Ctrl-Q; what is left unread at the end may hold Ctrl-\
    "ask": b"\x03\x04\x11\x13\x1c",  # Ctrl-D in lists; Ctrl-S and Ctrl-\ between two prompts
    "plain": b"\x03\x04\x1cqQ",
}
"""What ends each front end on purpose, as bytes, and what stops the terminal's own output."""

_KEYS = (
    *(str(digit).encode() for digit in range(10)),
    *(b"\r", b"\r", b"\r", b" ", b"\t", b"\x7f", b"\x1b", b"b", b"g", b"?", b"s", b"0", b"1,2"),
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~"),
    *(b"\x1bOP", b"\x1bOQ", b"\x1b[20~", b"\x10", b"\x01", b"\x0b", b"\x0f", b"\x12", b"\x18"),
    *(b"2026-03-02", b"a.md", b"\x1b[Z", b"\x1b[3~", b"\x1b[1;5D", b"\x1b\r"),
)
_ANSWERS = (
    *(b"1\r", b"2\r", b"3\r", b"\r", b"\x1b[B\r", b" \r", b"7\r", b"2026-03-02\r", b"g", b"0\r"),
)
_INVALID = (
    *(b"\xa3", b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\xaf", b"\xed\xa0\x80"),
    *(b"\xf4\x90\x80\x80", b"\x80", b"\x9b2J", b"\x90", b"\xfe\xff"),
)
_PLANES = (
    *((0x20, 0x7E), (0xA0, 0x2FF), (0x300, 0x36F), (0x590, 0x6FF), (0x2000, 0x206F)),
    *((0x4E00, 0x9FFF), (0xE000, 0xE010), (0x1F300, 0x1FAFF), (0xFE00, 0xFE0F)),
)
_REPORTS = (
    *(b"\x1b[I", b"\x1b[O", b"\x1b[10;3R", b"\x1b[?2026;2$y", b"\x1b[?2048;2$y", b"\x1b[?1;2c"),
    *(b"\x1b[48;24;80;0;0t", b"\x1b[8;24;80t", b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b[?0u"),
)


def burst(rng: random.Random, front_end: str) -> bytes:
    """Return a few parts one after the other; whatever else, a paste does not last for ever."""
    parts = [rng.choice(_MAKERS)(rng) for _ in range(rng.randrange(1, MOST_PARTS))]
    parts.append(b"\x07\x1b[201~")
    return b"".join(parts).translate(None, LEAVING[front_end])


def _key(rng: random.Random) -> bytes:
    return rng.choice(_KEYS)


def _answers(rng: random.Random) -> bytes:
    """Return what answers a few questions, most kinds of them, in any front end."""
    ways = (
        b"1\r",
        b"2\r",
        b"3\r",
        b"\r",
        b"\x1b[B\r",
        b" \r",
        b"7\r",
        b"2026-03-02\r",
        b"g",
        b"0\r",
    )
    return b"".join(rng.choice(ways) for _ in range(rng.randrange(1, 8)))


def _bytes(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(1, 12))


def _text(rng: random.Random) -> bytes:
    characters = [chr(rng.randint(*rng.choice(_PLANES))) for _ in range(rng.randrange(1, 30))]
    return "".join(characters).encode()


def _invalid(rng: random.Random) -> bytes:
    return rng.choice(_INVALID)


def _sequence(rng: random.Random) -> bytes:
    """Return an escape sequence with any numbers and any end, sometimes cut short."""
    numbers = b";".join(b"%d" % rng.choice((0, 1, 5, 99, 65536)) for _ in range(rng.randrange(4)))
    start = rng.choice((b"\x1b[", b"\x1b[?", b"\x1b[<", b"\x1b[>", b"\x1bO", b"\x1b", b"\x9b"))
    # `u` would spell any key by its number, also those that leave.
    end = bytes([rng.choice([end for end in range(0x40, 0x7F) if end != ord("u")])])
    whole = start + numbers + end
    return whole[: rng.randrange(1, len(whole) + 1)] if rng.random() < 0.2 else whole  # noqa: PLR2004 - seen often enough


def _string(rng: random.Random) -> bytes:
    """Return a command in the form of a string, such as OSC 52, sometimes without an end."""
    start = rng.choice((b"\x1b]52;c;", b"\x1b]0;", b"\x1bP", b"\x1b_", b"\x1b^", b"\x9d8;;"))
    return start + _text(rng) + rng.choice((b"\x07", b"\x1b\\", b"\x9c", b""))


def _mouse(rng: random.Random) -> bytes:
    button, x, y = rng.randrange(128), rng.randrange(1, 200), rng.randrange(1, 60)
    return rng.choice(
        (
            b"\x1b[<%d;%d;%d%c" % (button, x, y, rng.choice(b"Mm")),
            b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (x, y, x, y),
            b"\x1b[M" + bytes(rng.randrange(32, 256) for _ in range(3)),
            b"\x1b[%d;%d;%dM" % (button, x, y),
        )
    )


def _paste(rng: random.Random) -> bytes:
    end = b"\x1b[201~" if rng.random() < 0.9 else b""  # noqa: PLR2004 - one in ten has no end
    return b"\x1b[200~" + rng.choice((_text, _bytes, _string, _canary))(rng) + end


def _report(rng: random.Random) -> bytes:
    return rng.choice(_REPORTS)


def _canary(rng: random.Random) -> bytes:
    return CANARY.encode() + (b"\r" if rng.random() < 0.5 else b"")  # noqa: PLR2004 - evens


_MAKERS: tuple[Callable[[random.Random], bytes], ...] = (
    *(_key, _key, _key, _key, _key, _answers, _answers, _answers, _bytes, _text, _invalid),
    *(_sequence, _string, _mouse, _paste, _report, _canary),
)
