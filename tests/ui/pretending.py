"""Saving that writes nothing, for tests of what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SUGGESTED = "triage-2026-11-23-7F3K.txt"


def _said(path: str, reasons: str) -> str:
    del reasons
    return f"Saved: {path}."


@dataclass(frozen=True)
class PretendedSaver:
    """Suggests one name, and calls a function in place of writing."""

    write: Callable[[str, str], str] = _said

    @property
    def unsaved(self) -> bool:
        """Return that nothing could be lost."""
        return False

    def suggested(self) -> str:
        """Return always the same name."""
        return SUGGESTED

    def save(self, path: str, reasons: str, *, redacted: bool = False) -> str:
        """Call the function; which copy is wanted makes no difference here."""
        del redacted
        return self.write(path, reasons)

    def preview(self, reasons: str, width: int) -> str:
        """Return a text of two sections, with the reasons and the width in it."""
        return f"Summary\n=======\n\n{reasons}\n\nMore\n----\n\n{width} columns\n"


PRETENDED = PretendedSaver()
