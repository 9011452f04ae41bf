"""The pack that comes with triage, and copies of it to plant faults in."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

from tests import command
from tests.command import ROOT
from triage.errors import Place
from triage.guidance.lookup import Book, open_book
from triage.pack.reader import Pack, read_pack
from triage.ui.guidance.command import Asker

SMALL = ROOT / "tests" / "pack" / "good" / "with_guidance"


@functools.cache
def pack(folder: Path = ROOT) -> Pack:
    """Return the pack in a folder with its digest, read once."""
    return read_pack(folder, with_guidance=True)


def book(folder: Path = ROOT) -> Book:
    """Return the digest of a pack."""
    return open_book(pack(folder))


def asked(*words: str, folder: Path = ROOT, width: int = 79, as_json: bool = False) -> str:
    """Return what `triage guidance` and these words prints."""
    return Asker(pack(folder), book(folder), width, as_json).reply(words).output


def triage(*arguments: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Run the real command in a window of so many columns."""
    return command.triage(*arguments, COLUMNS=str(columns))


def copied_pack(folder: Path) -> Path:
    """Copy the pack that comes with triage."""
    for part in ("flows", "content"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def replace_at(folder: Path, place: Place, old: str, new: str) -> Place:
    """Replace the text that stands at a place of the original in a copy; return its place."""
    original = ROOT / place.file if not Path(place.file).is_absolute() else Path(place.file)
    file = folder / original.relative_to(ROOT)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    line = lines[place.line - 1]
    assert line[place.column - 1 :].startswith(old), "the copy differs from the original"
    lines[place.line - 1] = line[: place.column - 1] + line[place.column - 1 :].replace(old, new, 1)
    file.write_text("".join(lines), encoding="utf-8")
    return Place(str(file), place.line, place.column)
