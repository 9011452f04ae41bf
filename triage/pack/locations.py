"""Where the built-in pack is: inside the installed package, or in a checkout."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from triage.errors import UsageError

VARIABLE = "TRIAGE_PACK"


def pack_folder(chosen: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the pack's folder: the one asked for, `TRIAGE_PACK`, or the built-in one.

    A pack is a folder with `flows/` and `content/`. Raises `UsageError` where a folder that was
    asked for is not one.
    """
    asked = chosen or environ.get(VARIABLE)
    if asked:
        folder = Path(asked)
        if not (folder / "flows").is_dir():
            named = "--pack" if chosen else VARIABLE
            message = f"{named} names {asked}, which has no folder flows. Name a pack's folder."
            raise UsageError(message)
        return folder
    package = Path(__file__).resolve().parent.parent
    built_in = package / "_pack"
    return built_in if (built_in / "flows").is_dir() else package.parent
