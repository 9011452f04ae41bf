"""The file of a summary: its name, and writing it once, whole, and for its owner alone.

The text is written under a name of chance in the folder that the person chose, brought to the
disk, and only then given its own name, which never replaces anything. So the file is there whole
or not at all. All of it happens within the folder as it was opened: what becomes of its path
meanwhile makes no difference.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import random
import secrets
import stat
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from triage.errors import UsageError
from triage.report.file_names import check_path, shown_path
from triage.report.formats import format_of

# No vowels and nothing that looks like another: read aloud, it is no word and no guess.
_REFERENCE_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
_REFERENCE_LENGTH = 4

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
_GONE = "The folder of {} is not there now. Choose another, written in full."
_WINDOWS = sys.platform == "win32"

# Exclusive creation never follows a link in the last part; O_NOFOLLOW says it once more.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def new_reference(random_source: random.Random) -> str:
    """Return a random reference such as 7F3K; no answer goes into it.

    Pass `secrets.SystemRandom()`. Together with the day there are half a million of them.
    """
    return "".join(random_source.choice(_REFERENCE_SIGNS) for _ in range(_REFERENCE_LENGTH))


def suggested_name(reference: str, day: datetime.date, ending: str, number: int = 1) -> str:
    """Return a file name that says nothing about the child: triage-2026-11-23-7F3K.md.

    From the second file of one reference on, its number follows: triage-2026-11-23-7F3K-2.md.
    """
    counted = f"-{number}" if number > 1 else ""
    return f"triage-{day.isoformat()}-{reference}{counted}.{ending}"


def write_new(path: Path, content: str | bytes, endings: Collection[str] = ()) -> None:
    """Write `content` to a new file that only its owner may read.

    The file is there whole or not at all. Raises `UsageError`, which never holds the content,
    where the ending is none of `endings` (those of a summary, where none are given), the name
    cannot be used everywhere, something is there already (a symbolic link too), or the disk or
    its rights do not allow it.
    """
    if not endings:
        format_of(path.name)
    elif path.suffix.removeprefix(".").lower() not in endings:
        wanted = " or ".join(f".{each}" for each in endings)
        message = f"{shown_path(path)} needs another ending. End the file's name in {wanted}."
        raise UsageError(message)
    check_path(path)
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    try:
        with _opened_folder(path) as folder:
            _write_whole(path, folder, raw)
    except OSError as error:
        raise UsageError(_why_not(path, error)) from error


@contextlib.contextmanager
def _opened_folder(path: Path) -> Iterator[int | None]:
    """Hold the folder of a path open, so that all steps happen in it; None on Windows."""
    if _WINDOWS:
        yield None
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield folder
    finally:
        # Nothing was written through it, so nothing is lost where the system complains.
        with contextlib.suppress(OSError):
            os.close(folder)


def _write_whole(path: Path, folder: int | None, raw: bytes) -> None:
    """Write under a name of chance, then give the file its own name."""
    _check_free(path, folder)
    draft = path.with_name(f".triage-{secrets.token_hex(8)}.part")
    try:
        _write(draft, path, folder, raw)
        _give_name(draft, path, folder, raw)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(_in(draft, folder), dir_fd=folder)
    if folder is not None:
        # The file is there and whole; a folder that cannot be synced makes no difference to that.
        with contextlib.suppress(OSError):
            os.fsync(folder)


def _check_free(path: Path, folder: int | None) -> None:
    """Refuse a name that is taken before anything is written; what counts is `_give_name`."""
    with contextlib.suppress(FileNotFoundError):
        os.stat(_in(path, folder), dir_fd=folder, follow_symlinks=False)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _write(file: Path, named: Path, folder: int | None, raw: bytes) -> None:
    """Write a new file to the disk; `named` is what the person calls it."""
    descriptor = os.open(_in(file, folder), _NEW, 0o600, dir_fd=folder)
    try:
        # On Windows, names such as NUL.txt open a device, and the text would be lost.
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            message = f"{shown_path(named)} is not an ordinary file. Choose another name."
            raise UsageError(message)
        left = memoryview(raw)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _give_name(draft: Path, path: Path, folder: int | None, raw: bytes) -> None:
    """Give the finished draft its name without replacing anything, in one step.

    Windows refuses to rename over a file. Elsewhere a second name is made, which fails where
    there is one already. A disk that knows no second names gets the file written in place.
    """
    if _WINDOWS:
        draft.rename(path)
        return
    try:
        os.link(_in(draft, folder), _in(path, folder), src_dir_fd=folder, dst_dir_fd=folder)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_in_place(path, folder, raw)


def _write_in_place(path: Path, folder: int | None, raw: bytes) -> None:
    """Write straight to the name; what cannot be finished is taken away again."""
    try:
        _write(path, path, folder, raw)
    except FileExistsError:
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(_in(path, folder), dir_fd=folder)
        raise


def _in(path: Path, folder: int | None) -> str:
    """Return how a file is called in the open folder, or by its whole path where none is open."""
    return str(path) if folder is None else path.name


def _why_not(path: Path, error: OSError) -> str:
    named, folder = shown_path(path), _shown_folder(path)
    if error.errno in _FULL:
        return f"There is no room for {named}. Nothing was saved. Choose another disk."
    if path.is_symlink():
        return f"{named} is a link to another place. Choose another name."
    if isinstance(error, FileExistsError):
        return f"{named} is there already and was left as it is. Choose another name."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        missing = f"There is no folder {folder}. Make it first, or choose another."
        return missing if folder else _GONE.format(named)
    if error.errno in _FORBIDDEN:
        return f"You may not write to {folder}. Choose another folder."
    return f"{named} could not be written ({error.strerror}). Choose another name or folder."


def _shown_folder(path: Path) -> str:
    """Return the folder of a path as it is shown, or nothing for a gone one that was not typed."""
    if path.parent != Path():
        return shown_path(path.parent)
    try:
        return shown_path(Path.cwd())
    except OSError:
        return ""
