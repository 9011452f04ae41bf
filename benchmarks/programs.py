"""The programs whose front ends are measured: how each is started, and what shows that it is there.

posting and harlequin are published apps. They are installed from the pinned lists
`requirements-posting.txt` and `requirements-harlequin.txt`, each into an environment of its own
in a temporary folder; where that fails, the reason stands in the report.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

DOWN, UP, ENTER, BACKSPACE = b"\x1b[B", b"\x1b[A", b"\r", b"\x7f"
MOVING, TYPING = (DOWN, UP), (b"a", BACKSPACE)

TRIAGE, READ, ONE_WIDGET, OPTION_LIST = (
    "triage",
    "triage, read first",
    "one-widget Textual app",
    "bare OptionList",
)
PROMPT = "questionary select"
APPS = ("posting", "harlequin")


@dataclass(frozen=True, slots=True)
class Program:
    """A program to measure.

    `painted` is on its first whole screen. Enter then leads on to `question`, where there is one,
    after `reading` seconds. `keys` are pressed in turn, and each of them repaints something.
    """

    name: str
    command: tuple[str, ...]
    painted: str
    keys: tuple[bytes, ...] = ()
    question: str = ""
    reading: float = 0.0


class NotInstalledError(Exception):
    """A published app cannot be installed or started here."""


def built_in(reading: float) -> dict[str, Program]:
    """Return what needs no other environment than this one."""
    python = sys.executable
    apps = HERE / "front_end_apps"
    triage = (python, "-m", "triage")
    first = "Question 1"
    programs = (
        Program(ONE_WIDGET, (python, str(apps / "one_widget.py")), "One widget is ready."),
        Program(OPTION_LIST, (python, str(apps / "option_list.py")), "everyone is safe", MOVING),
        Program(TRIAGE, triage, "Enter begin", MOVING, first),
        Program(READ, triage, "Enter begin", (), first, reading),
        Program(PROMPT, (python, str(apps / "prompt.py")), "everyone is safe", MOVING),
    )
    return {program.name: program for program in programs}


def installed(name: str, folder: Path) -> Program:
    """Return a published app, installed into `folder`; raises `NotInstalledError`."""
    environment = folder / name
    requirements = HERE / f"requirements-{name}.txt"
    # The environment that the README makes has no pip; the Python that it was made from has.
    python = str(Path(sys.base_prefix) / ("python" if sys.platform == "win32" else "bin/python3"))
    _run([python, "-m", "venv", "--without-pip", str(environment)])
    pip = [python, "-m", "pip", "--python", str(environment), "install", "--quiet"]
    _run([*pip, "--no-deps", "--only-binary", ":all:", "-r", str(requirements)])
    program = environment / ("Scripts" if sys.platform == "win32" else "bin") / name
    if name == "posting":
        return Program(name, (str(program),), "Response", TYPING)
    return Program(name, (str(program), "--adapter", "sqlite"), "Query Editor", TYPING)


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the command is built above, without a shell
            command, capture_output=True, text=True, check=False, timeout=900
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(type(error).__name__) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
        raise NotInstalledError(lines[-1].strip() if lines else f"exit code {done.returncode}")


def environment(home: Path, path: str) -> Mapping[str, str]:
    """Return the environment of every program: a terminal that is described, and no home."""
    return {
        "PATH": path,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
