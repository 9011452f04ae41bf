"""Files of a pack: how they are called in messages, and their bytes."""

from __future__ import annotations

from pathlib import Path

from triage.errors import Place, Problem
from triage.pack.naming import one_line


def file_name(file: Path, folder: Path) -> str:
    """Return how a file is called in messages: from the working directory where it lies below."""
    try:
        name = file.relative_to(Path.cwd())
    except (ValueError, OSError):
        name = file if folder.is_absolute() else folder / file.relative_to(folder)
    return one_line(str(name))


def bytes_of(file: Path, name: str, problems: list[Problem]) -> bytes | None:
    """Return the bytes of a file, or None where it cannot be read, which is noted."""
    try:
        if file.is_file():
            return file.read_bytes()
        reason = "it is not a regular file"
    except OSError as error:
        reason = str(error.strerror)
    problems.append(
        Problem(
            Place(name),
            "unreadable",
            f"The file cannot be read ({reason}).",
            "Check that it exists and that you may read it.",
        )
    )
    return None
