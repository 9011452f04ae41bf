"""Where things are on disk: the pack, and the user's own files beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from triage.errors import UsageError

VARIABLE = "TRIAGE_PACK"
CONFIG_VARIABLE = "TRIAGE_CONFIG"


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


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    r"""Return the folder of the user's own files, which need not exist.

    `TRIAGE_CONFIG`, or where the system keeps a user's settings: `~/.config/triage` on Linux,
    `~/Library/Application Support/triage` on macOS, `%LOCALAPPDATA%\triage` on Windows.
    """
    chosen = environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path  # noqa: PLC0415 - few commands look there

    return user_config_path("triage", appauthor=False)


def own_file(name: str, folder: Path) -> Path | None:
    """Return the user's own file of that name, readable or not; None where there is none."""
    file = folder / name
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return file  # whoever reads it says what is wrong
    return file
