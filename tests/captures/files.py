"""The files of the captures: one text for each screen, and the page that shows them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.captures.screens import CAPTURES

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "captures"
PAGE = ROOT / "docs" / "screens.md"

INTRODUCTION = """\
# What it looks like

These are the screens of the real program, as text. The case is made up.
They are 80 columns wide and 24 lines high, unless it says otherwise.

`python -m tests.captures` takes them again and writes this page and the files in
[captures](captures/). A test fails when they are out of date.
"""


def known() -> dict[str, str]:
    """Return the screens as they were last written, by name."""
    files = {capture.name: FOLDER / f"{capture.name}.txt" for capture in CAPTURES}
    return {
        name: file.read_text(encoding="utf-8").rstrip("\n")
        for name, file in files.items()
        if file.exists()
    }


def page(taken: Mapping[str, str]) -> str:
    """Return the page that shows every screen with its sentence."""
    parts = [INTRODUCTION]
    for capture in CAPTURES:
        shown = taken[capture.name]
        parts.append(f"## {capture.title}\n\n{capture.says}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def write(taken: Mapping[str, str]) -> None:
    """Write every screen and the page, and remove what is no capture any more."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.txt"):
        if file.stem not in taken:
            file.unlink()
    for name, shown in taken.items():
        (FOLDER / f"{name}.txt").write_text(shown + "\n", encoding="utf-8")
    PAGE.write_text(page(taken), encoding="utf-8")
