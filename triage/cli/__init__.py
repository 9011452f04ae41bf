"""The `triage` command: what it runs, and what becomes of it as an exit code.

0 ok; 1 a bug of ours; 2 usage or bad answers; 3 an invalid or unproved flow; 4 needs a terminal;
130 left. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import datetime
import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.arguments import parser
from triage.cli.exit_codes import BUG, INVALID, LEFT, NO_TERMINAL, OK, USAGE, say
from triage.errors import PackError, TerminalLost, TerminalRequired, TriageError

if TYPE_CHECKING:
    import random

DEEPEST = 6_000
"""Calls within calls. Digests, comparisons and walks for authors put what brings a question into
play in its place (`Program.close`), some calls deeper for each question of a chain of `when`s.
"""


def _now() -> datetime.datetime:
    """Return the time where the person is, which is what a record of the day must show."""
    return datetime.datetime.now().astimezone()


def main(
    arguments: Sequence[str] | None = None,
    *,
    clock: Callable[[], datetime.datetime] = _now,
    chance: random.Random | None = None,
) -> int:
    """Run one command and return its exit code.

    `clock` returns the moment, where the person is. `chance` makes the references of summaries;
    they are unguessable where it is left out.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST))
    options = parser().parse_args(arguments)
    options.clock, options.chance = clock, chance
    try:
        return _code_of(options)
    finally:
        # Ctrl-C once more, while we end, is no reason to end in another way.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _let_go_of_output()


def _code_of(options: argparse.Namespace) -> int:
    """Run the command; whatever becomes of it is an exit code and calm words."""
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except (KeyboardInterrupt, TerminalLost):
        return LEFT
    except BrokenPipeError:
        # The reader of our output has gone; what it has read is all it wanted.
        return OK
    except Exception as error:  # noqa: BLE001 - the last edge: a person never sees a traceback
        return _said_of(error)
    return code


def _said_of(error: Exception) -> int:
    """Say what went wrong, and return its code: it is ours where nothing else can be said."""
    if isinstance(error, PackError):
        return say(str(error), INVALID)
    if isinstance(error, TriageError):
        code = NO_TERMINAL if isinstance(error, TerminalRequired) else USAGE
        return say(f"triage: {error}", code)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        # No bug, but nothing that was given is wrong either, and a script has to tell them apart.
        return say("triage: There is no room left where the output goes. Free some.", BUG)
    return _crashed(error)


def _let_go_of_output() -> None:
    """Send nowhere what nobody can read any more; Python would complain about it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _crashed(error: Exception) -> int:
    """Say calmly that this is our fault, and where it is, without a word of any answer."""
    from triage.ui.words import CRASHED

    frames = list(traceback.walk_tb(error.__traceback__))
    where = ""
    if frames:
        frame, line = frames[-1]
        where = f" in {Path(frame.f_code.co_filename).name}, line {line}"
    return say("\n".join((*CRASHED, f"(For the developers: {type(error).__name__}{where}.)")), BUG)
