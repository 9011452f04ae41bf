"""The files right in a pack's `content/`, each read where the pack has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from triage.errors import Problem
from triage.pack.citations import Citation
from triage.pack.files import bytes_of, file_name
from triage.pack.source import Source

Part = TypeVar("Part")


class ContentFiles:
    """The files of `content/`, all read into the same lists of problems and citations."""

    def __init__(self, folder: Path, problems: list[Problem], citations: list[Citation]) -> None:
        """Take the folder of the pack."""
        self._folder = folder
        self._problems = problems
        self._citations = citations

    def read(self, named: str, read: Callable[[bytes, Source], Part]) -> Part | None:
        """Return what `read` makes of the file of that name; None where there is none to read."""
        file = self._folder / "content" / named
        if not file.is_file():
            return None
        name = file_name(file, self._folder)
        raw = bytes_of(file, name, self._problems)
        return None if raw is None else read(raw, Source(name, self._problems, self._citations))
