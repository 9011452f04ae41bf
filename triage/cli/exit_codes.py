"""How a command ends: exit codes are an interface that scripts rest on."""

from __future__ import annotations

import sys
from contextlib import suppress

OK, BUG, USAGE, INVALID, NO_TERMINAL, LEFT = 0, 1, 2, 3, 4, 130


def say(message: str, code: int) -> int:
    """Say something on standard error, and return the code."""
    with suppress(OSError):  # the terminal may have gone
        sys.stderr.write(message + "\n")
    return code
