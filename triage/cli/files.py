"""Files that the command line names, and standard input and output in their place."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from triage.errors import UsageError


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file of answers, or standard input, which stays open."""
    if name == "-":
        if sys.stdin is None or sys.stdin.isatty():
            message = "No answers: name a file with --answers FILE, or send them to standard input."
            raise UsageError(message)
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = f"{name} cannot be read ({error.strerror}). Check the name."
        raise UsageError(message) from error


def write(name: str, text: str) -> None:
    """Write what was made out of a flow to a file, in place of what it held before."""
    if name == "-":
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{name} cannot be written ({error.strerror}). Check the folder and your rights."
        raise UsageError(message) from error
    sys.stderr.write(f"Written: {name}\n")
