"""Random input by the burst into the real front ends, each in a pseudo-terminal.

Bytes, keys, escape sequences, mouse reports, pastes, text and what only looks like text
(`benchmarks.random_keys`) go in between changes of the window's size. A session ends when the
program has ended by itself, or after a few thousand bytes, by Ctrl-C; then the next one begins.
What a session sends is made from the seed, the front end and the number of the session alone.

A failure is a traceback or our crash words on the terminal or on standard error, an exit code
other than 0 and 130, a terminal that is not as it was before, an answer that is seen after the
end, more memory than `MOST_MIB`, or no sign of life within `PATIENCE` seconds.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fed_program import Program, StuckError
from benchmarks.random_keys import CANARY, burst
from tests.ui import every_text
from triage.ui import words

FRONT_ENDS: dict[str, tuple[tuple[str, ...], bytes]] = {
    "screen": ((), b"Ctrl+Q"),
    "ask": (("ask",), b"Ready?"),
    "plain": (("plain",), b"to leave: "),
}
"""The words of the command, and what is last on its first screen."""

SIZES = ((80, 24), (10, 3), (40, 12), (120, 40), (200, 10), (20, 60), (1, 1))
SESSION = 8_000
"""Bytes after which a session ends, if the program has not ended by itself."""

ALIVE_EVERY = 2_000
"""Bytes after which the program has to show that it is alive."""

MOST_MIB = 400
MOST_FAILURES = 10
ALLOWED = {0, 130}
TAIL = " [unknown] [/b] [@click=app.quit]x[/] [LADO] e\u0301 \u05e9\u05dc\u05d5\u05dd " + "W" * 90
ENDING = {
    "screen": rb"\x1b\[\?1049l",
    "ask": rb"You have left\.|Your answers are",
    "plain": rb"You have left\.|Your answers are",
}
"""Behind what no answer may be seen; short enough to stand in one line of any window."""

LANDMARKS = {"review": b"Check your", "result": b"What to do", "saving": b"Your reasons"}
"""What shows, in most windows, how far a session has come."""

BAD = (b"Traceback (most recent", words.CRASHED[0][:40].encode(), b"Unhandled exception")


@dataclass
class Totals:
    """What has come of all sessions of a front end so far."""

    sent: int = 0
    written: int = 0
    sessions: int = 0
    most_kib: int = 0
    reached: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


class Session:
    """One run of a front end, from its start to its end."""

    def __init__(
        self, front_end: str, number: int, seed: int, folder: Path, totals: Totals
    ) -> None:
        """Start the program; every other session has a question of every kind."""
        self._front_end = front_end
        self._rng = random.Random(f"{seed}-{front_end}-{number}")
        self._totals = totals
        self._nothing_unread = False
        cwd = folder / "cwd"
        cwd.mkdir(exist_ok=True)
        pack = ("--pack", str(folder / "pack"), "--journey", every_text.FLOW) if number % 2 else ()
        arguments, self._first = FRONT_ENDS[front_end]
        watched = (*BAD, self._first, *LANDMARKS.values())
        self._program = Program((*arguments, *pack), cwd, folder / "errors", watched)

    def run(self, most: int) -> str:
        """Send at most `most` bytes, then leave; return what went wrong, or nothing."""
        try:
            self._program.wait_for(self._first)
            self._send(min(most, SESSION))
            # Output may be stopped; and in a prompt, a paste without an end would take Ctrl-C.
            self._program.send(b"\x11" if self._front_end == "plain" else b"\x1b[201~")
            self._program.wait_until_quiet()
            # What comes in after an end of its own accord is shown by the terminal itself.
            self._nothing_unread = self._program.alive()
            return self._fault(self._program.end())
        except StuckError as error:
            return str(error)
        finally:
            self._program.kill()
            self._totals.sessions += 1
            self._totals.written += self._program.written

    def _send(self, most: int) -> None:
        sent = due = 0
        while sent < most and self._program.alive():
            part = burst(self._rng, self._front_end)[: most - sent]
            self._program.send(part)
            sent += len(part)
            self._totals.sent += len(part)
            if self._rng.random() < 0.2:  # noqa: PLR2004 - one burst in five
                self._program.resize(*self._rng.choice(SIZES))
            if sent - due >= ALIVE_EVERY:
                due = sent
                self._show_life()

    def _show_life(self) -> None:
        """Wait for a sign of life: each front end draws again, or answers a line."""
        program = self._program
        if self._front_end == "plain":
            program.send(b"\x11\r?\r")
            program.wait_for_output(b": ")
        else:
            program.send(b"\x1b[201~")  # the end of a paste, should one have begun
            program.resize(100, 30)
            program.resize(80, 24)
            program.wait_for_output()
        self._totals.most_kib = max(self._totals.most_kib, program.memory_kib())

    def _fault(self, code: int) -> str:
        program = self._program
        said = program.errors()
        self._totals.codes[code] += 1
        self._totals.reached.update(name for name, text in LANDMARKS.items() if program.saw(text))
        if code not in ALLOWED:
            return f"exit code {code}: {(said or program.tail)[-300:]!r}"
        for bad in BAD:
            if program.saw(bad) or bad in said:
                return f"{bad.decode()!r} was shown: {(said or program.tail)[-300:]!r}"
        if changed := program.unrestored():
            return f"the terminal is not as it was: {changed}"
        last = re.split(ENDING[self._front_end], program.tail)[-1]
        if CANARY.encode() in (last if self._nothing_unread else b"") + said:
            return f"an answer was seen after the end: {last[-600:]!r}"
        if self._totals.most_kib > MOST_MIB * 1024:
            return f"{self._totals.most_kib / 1024:.0f} MiB of memory"
        return ""


def run(front_end: str, count: int, seed: int, only: int | None = None) -> Totals:
    """Send `count` bytes to a front end, in as many sessions as it takes."""
    totals = Totals()
    number = only or 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every_text.write(folder / "pack", TAIL)
        while totals.sent < count and len(totals.failures) < MOST_FAILURES:
            session = Session(front_end, number, seed, folder, totals)
            if fault := session.run(count - totals.sent):
                totals.failures.append(f"{front_end}, session {number}, seed {seed}: {fault}")
            if only is not None:
                break
            number += 1
    return totals


def report(front_end: str, totals: Totals, seconds: float) -> Iterator[str]:
    """Yield the lines of the report."""
    codes = ", ".join(f"{code}: {count:,}" for code, count in sorted(totals.codes.items()))
    reached = ", ".join(f"{name} {count}" for name, count in totals.reached.items())
    yield (
        f"{front_end}: {totals.sent:,} bytes in {totals.sessions:,} sessions, {seconds:.0f} s; "
        f"{totals.written / 2**20:,.1f} MiB came back; at most {totals.most_kib / 1024:.0f} MiB "
        f"of memory; exit codes {codes or 'none'}; reached {reached or 'nothing'}"
    )
    for failure in totals.failures:
        yield f"FAILURE: {failure}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Send the input, print the report, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.random_input",
        description="Send random input to the front ends, each in a pseudo-terminal.",
        epilog="example: python -m benchmarks.random_input --count 1000000 --seed 1",
    )
    parser.add_argument("--count", type=int, default=30_000, metavar="N", help="bytes in all")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--front-end", choices=FRONT_ENDS, help="instead of a third for each")
    parser.add_argument("--session", type=int, metavar="K", help="only this one, to see it again")
    options = parser.parse_args(arguments)
    if sys.platform == "win32":
        parser.error("there are no pseudo-terminals on Windows")
    chosen = [options.front_end] if options.front_end else list(FRONT_ENDS)
    failed = False
    for place, front_end in enumerate(chosen, start=1):
        started = time.perf_counter()
        share = options.count * place // len(chosen) - options.count * (place - 1) // len(chosen)
        totals = run(front_end, share, options.seed, options.session)
        failed = failed or bool(totals.failures)
        for line in report(front_end, totals, time.perf_counter() - started):
            print(line, flush=True)
    print("failures" if failed else "no failures")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
