"""Hostile file names by the thousand: a summary never leaves the folder that was chosen for it.

Each name is made from a seed and its number alone. It is written to with `write_new` in a folder
of its own, beside files and links that must not be touched. A failure is a file anywhere else, a
file that was there before and has changed, one that is not whole or that others may read, a
left-over, another exception than `UsageError`, or a message that cannot be printed or that holds
the text.
"""

from __future__ import annotations

import argparse
import random
import stat
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from triage.errors import UsageError
from triage.report.export import write_new
from triage.report.formats import FORMATS

TEXT = "what was answered about a child\n"
BEFORE = "there before"
LONGEST_MESSAGE = 400
MOST_FAILURES = 20
EVERY = 1_000
"""After so many names the folders are made anew, so that they stay small."""

PARTS = (
    *("..", ".", "/", "\\", "../", "..\\", "/etc/", "~", "~root", "//", "\\\\host\\share\\"),
    *(
        "C:",
        "C:\\",
        "\\\\.\\",
        "\\\\?\\",
        ":",
        "::$DATA",
        ":a.md",
        "\0",
        "\n",
        "\r\n",
        "\t",
        "\x1b[2J",
    ),
    *(
        "CON",
        "nul",
        "COM1",
        "lpt9",
        "aux",
        "CONIN$",
        "com¹",
        " ",
        ".",
        "...",
        "a",
        "B",
        "é",
        "e\u0301",
    ),
    *(
        "\u202e",
        "\u2028",
        "\ufeff",
        "\u2215",
        "\uff0f",
        "\u2024",
        "\ud800",
        "👧",
        "中",
        "%2e%2e%2f",
    ),
    *(
        "$HOME",
        "`id`",
        "$(id)",
        "*",
        "?",
        "|",
        "<",
        ">",
        '"',
        "'",
        ";",
        "&",
        "-rf",
        "--",
        "x" * 200,
    ),
    *("link", "there", "dangling", "folder", "outside", "link/", "folder/", "outside/"),
    *(
        ".md",
        ".txt",
        ".docx",
        ".pdf",
        ".json",
        ".ics",
        ".html",
        ".email.txt",
        ".MD",
        ".exe",
        ".part",
    ),
)


def name_of(number: int, seed: int) -> str:
    """Return the hostile name of that number."""
    rng = random.Random(f"{seed}/{number}")
    name = "".join(rng.choice(PARTS) for _ in range(rng.randrange(1, 7)))
    return name + f".{rng.choice(list(FORMATS))}" if rng.random() < 0.7 else name  # noqa: PLR2004


class Ground:
    """A chosen folder, with traps in it and around it, and how all of it looked before."""

    def __init__(self, top: Path) -> None:
        """Make the folder and its traps in `top`."""
        self.top = top
        self.chosen = top / "around" / "chosen"
        (self.chosen / "folder").mkdir(parents=True)
        outside = top / "around" / "outside"
        outside.mkdir()
        (outside / "there.md").write_text(BEFORE, encoding="utf-8")
        for ending in FORMATS:
            (self.chosen / f"there.{ending}").write_text(BEFORE, encoding="utf-8")
            (self.chosen / f"link.{ending}").symlink_to(outside / "there.md")
            (self.chosen / f"dangling.{ending}").symlink_to(outside / f"new.{ending}")
        self.before = self.seen()

    def seen(self) -> dict[Path, bytes]:
        """Return every file below the top with what is in it; links as where they lead."""
        return {
            path: str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
            for path in self.top.rglob("*")
            if path.is_symlink() or path.is_file()
        }

    def check(self, typed: str) -> str:
        """Return what is wrong after one name was written to, or nothing; take the file away."""
        after = self.seen()
        new = [path for path in after if path not in self.before]
        if any(after.get(path) != raw for path, raw in self.before.items()):
            return "a file that was there has changed"
        wanted = self.chosen / typed
        for path in new:
            if path.parent not in {self.chosen, self.chosen / "folder"} or path != wanted:
                return f"a file is where it must not be: {str(path)!a}"
            if after[path] != TEXT.encode() or stat.S_IMODE(path.lstat().st_mode) != 0o600:  # noqa: PLR2004
                return "a file is not whole, or others may read it"
            path.unlink()
        return ""


def attempt(ground: Ground, typed: str) -> tuple[str, str]:
    """Return what came of a name: the kind of it, and what is wrong (nothing, if all is well)."""
    try:
        write_new(ground.chosen / typed, TEXT)
    except UsageError as error:
        message = str(error)
        if not message.isprintable() or len(message) > LONGEST_MESSAGE or TEXT.strip() in message:
            return "refused", f"bad words: {message!a}"
        return "refused", ground.check(typed)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return "failure", f"{type(error).__name__}: {str(error)!a}"
    return "written", ground.check(typed)


def run(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many names were written to and refused, and what went wrong."""
    kinds: Counter[str] = Counter()
    failures: list[str] = []
    for first in range(0, count, EVERY):
        with tempfile.TemporaryDirectory(prefix="triage-names-") as folder:
            ground = Ground(Path(folder))
            for number in range(first, min(first + EVERY, count)):
                typed = name_of(number, seed)
                kind, wrong = attempt(ground, typed)
                kinds[kind] += 1
                if wrong:
                    failures.append(f"{number}: {typed!a}: {wrong}")
                if len(failures) >= MOST_FAILURES:
                    return kinds, failures
    return kinds, failures


def main() -> int:
    """Write to the names, print what came of them, and return 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    kinds, failures = run(options.count, options.seed)
    seconds = time.perf_counter() - started
    print(f"{sum(kinds.values())} names, seed {options.seed}: {dict(kinds)}, {seconds:.1f} s")
    for failure in failures:
        print(f"FAILED {failure}")
    return 1 if failures or not kinds["written"] else 0


if __name__ == "__main__":
    sys.exit(main())
