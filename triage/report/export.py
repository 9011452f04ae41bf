"""The file of a summary: its name, and writing it once, whole, and for its owner alone."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import random
import stat
from collections.abc import Collection
from pathlib import Path

from triage.errors import UsageError
from triage.report.formats import format_of
from triage.report.safe_text import visible

# No vowels and nothing that looks like another: read aloud, it is no word and no guess.
_REFERENCE_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
_REFERENCE_LENGTH = 4

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def new_reference(random_source: random.Random) -> str:
    """Return a random reference such as 7F3K; no answer goes into it.

    Pass `secrets.SystemRandom()`. Together with the day there are half a million of them.
    """
    return "".join(random_source.choice(_REFERENCE_SIGNS) for _ in range(_REFERENCE_LENGTH))


def suggested_name(reference: str, day: datetime.date, extension: str) -> str:
    """Return a file name that says nothing about the child: triage-2026-11-23-7F3K.md."""
    return f"triage-{day.isoformat()}-{reference}.{format_of(extension).extension}"


def extension_of(path: Path) -> str:
    """Return `md` or `txt`, by the ending of the name; raises `UsageError` for any other."""
    return format_of(path.suffix).extension


def write_new(path: Path, text: str, extensions: Collection[str] = ()) -> None:
    """Write `text` to a new file that only its owner may read.

    The file is there whole or not at all. Raises `UsageError`, which never holds the text, where
    the ending is none of `extensions` (those of a summary, where none are given), something is
    there already (a symbolic link too), or the disk or its rights do not allow it.
    """
    if not extensions:
        extension_of(path)
    elif path.suffix.removeprefix(".").lower() not in extensions:
        endings = " or ".join(f".{each}" for each in extensions)
        message = f"{_named(path)} needs another ending. End the file's name in {endings}."
        raise UsageError(message)
    raw = text.encode("utf-8")
    # Exclusive creation never follows a link in the last part; O_NOFOLLOW says it once more.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except (OSError, ValueError) as error:
        raise UsageError(_why_not_made(path, error)) from error
    whole = False
    try:
        with os.fdopen(descriptor, "wb") as file:
            _check_ordinary(path, file.fileno())
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        whole = True
    except OSError as error:
        raise UsageError(_why_not_written(path, error)) from error
    finally:
        if not whole:
            with contextlib.suppress(OSError):
                path.unlink()


def _check_ordinary(path: Path, descriptor: int) -> None:
    """Refuse a device: on Windows names such as NUL.txt open one, and the text would be lost."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        message = f"{_named(path)} is not an ordinary file. Choose another name."
        raise UsageError(message)


def _why_not_made(path: Path, error: OSError | ValueError) -> str:
    named = _named(path)
    if isinstance(error, ValueError):
        return f"{named} cannot be the name of a file. Choose another name."
    if path.is_symlink():
        return f"{named} is a link to another place. Choose another name."
    if isinstance(error, FileExistsError):
        return f"{named} is there already and was left as it is. Choose another name."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"There is no folder {_named(path.parent)}. Make it first, or choose another."
    if error.errno in _FORBIDDEN:
        return f"You may not write to {_named(path.parent)}. Choose another folder."
    return f"{named} cannot be made ({error.strerror}). Choose another name or folder."


def _why_not_written(path: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return f"There is no room for {_named(path)}. Nothing was saved. Choose another disk."
    return f"{_named(path)} could not be written ({error.strerror}). Choose another folder."


def _named(path: Path) -> str:
    return visible(str(path))
