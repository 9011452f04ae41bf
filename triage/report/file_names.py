"""Names that a file can have on every system that a summary may be carried to.

Windows takes the part after a colon for a hidden stream, drops dots and spaces at the end, and
opens a device where a name begins with one of a few words (learn.microsoft.com, "Naming Files,
Paths, and Namespaces"). A summary that is saved under such a name is lost, or is not where its
owner looks for it; so they are refused everywhere, before anything is written.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from triage.errors import UsageError
from triage.report.safe_text import visible

LONGEST_NAME = 120
"""In bytes. Systems take 255, of which some need a part for themselves."""

LONGEST_PATH = 1_000
"""In bytes. Linux takes 4,096, macOS 1,024, Windows 260 characters in most programs."""

_SHOWN = 120
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def _is_device(name: str) -> bool:
    """Say whether Windows opens a device: what stands before the first dot or colon counts."""
    return _DEVICE.fullmatch(re.split("[.:]", name, maxsplit=1)[0].rstrip()) is not None


_PROBLEMS: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda name: name in {"", ".", ".."}, "it is no name"),
    (
        lambda name: visible(name) != name or "\n" in name or "\t" in name,
        "it has a sign that cannot be seen",
    ),
    (lambda name: _bytes(name) > LONGEST_NAME, "it is too long"),
    (_FORBIDDEN.search, 'none of < > : " | ? * \\ / may be in it'),
    (
        lambda name: name != name.strip() or name.endswith("."),
        "it begins or ends with a space or a dot that would be dropped",
    ),
    (_is_device, "it is the name of a device"),
)
_MESSAGE = "{} cannot be the name of a file everywhere: {}. Choose another name."


def check_path(path: Path) -> None:
    """Raise `UsageError` for a path whose last part is not a name that every system can keep.

    `..` is refused wherever it stands: where a folder is a link, it leads to another place than
    it seems to.
    """
    problem = name_problem(path.name) or _path_problem(path)
    if problem:
        raise UsageError(_MESSAGE.format(shown_path(path), problem))


def shown_path(path: Path) -> str:
    """Return a path as one line that is harmless on any screen, without its start if it is long."""
    shown = visible(str(path)).replace("\n", r"\n").replace("\t", r"\t")
    return shown if len(shown) <= _SHOWN else f"...{shown[-_SHOWN:]}"


def name_problem(name: str) -> str:
    """Return why `name` cannot be the last part of a path on every system; empty if it can."""
    return next((problem for is_so, problem in _PROBLEMS if is_so(name)), "")


def _path_problem(path: Path) -> str:
    if ".." in path.parts:
        return "it goes up with .., so write the folder in full"
    if not _can_be_asked_for(path):
        return "it has a sign that no folder can have"
    if _bytes(str(path)) > LONGEST_PATH:
        return "it is too long"
    if sys.platform == "win32" and _names_device(PureWindowsPath(path)):
        return "it is the name of a device"
    return ""


def _can_be_asked_for(path: Path) -> bool:
    """Say whether the system can be asked about a path: it has no NUL, and bytes for each sign."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _names_device(path: PureWindowsPath) -> bool:
    r"""Say whether a path is one of devices (`\\.\` and `\\?\`), or goes through one."""
    parts = path.parts[1:] if path.anchor else path.parts
    return str(path).startswith(("\\\\.\\", "\\\\?\\")) or any(map(_is_device, parts))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
