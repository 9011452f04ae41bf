"""The pack that comes with triage, and copies of it to plant faults in."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from triage.errors import Place
from triage.guidance.lookup import Book, open_book
from triage.pack.reader import Pack, read_pack
from triage.ui.guidance.command import Asker

ROOT = Path(__file__).resolve().parents[2]
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
    """Run the real command from the top of the repository, on its own pack."""
    environment = {name: value for name, value in os.environ.items() if name != "TRIAGE_PACK"}
    return subprocess.run(
        [sys.executable, "-m", "triage", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=environment | {"COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )


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
