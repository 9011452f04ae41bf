"""`docs/how-to/change-a-flow-safely.md`: its change is made, and prints what the page shows."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import FLOW, ROOT, triage

PAGE = (ROOT / "docs" / "how-to" / "change-a-flow-safely.md").read_text(encoding="utf-8")
PACK = Path("content", "pack.yaml")
CHANGE, MISTYPED = "recent_or_current, historic,", "recent_or_current, historicc,"
NUMBER = re.compile(r"\d(?:[\d,]*\d)?")


def blocks(kind: str) -> list[list[str]]:
    """Return the lines of each block of that kind on the page."""
    return [found.splitlines() for found in re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)]


def changed(text: str, block: list[str]) -> str:
    """Return a file with the change of a diff; a version is raised from what it is by now."""
    for gone, new in zip(block[::2], block[1::2], strict=True):
        if gone.startswith("-version:"):
            text = re.sub(r"(?m)^(version: .*?)(\d+)('?)$", raised, text, count=1)
        else:
            assert text.count(f"\n{gone[1:]}\n") == 1
            text = text.replace(f"\n{gone[1:]}\n", f"\n{new[1:]}\n")
    return text


def raised(version: re.Match[str]) -> str:
    """Return a line with a version whose last number is one more."""
    return f"{version[1]}{int(version[2]) + 1}{version[3]}"


def shows(output: str, block: list[str]) -> bool:
    """Say whether an output has the lines of a block in order.

    "..." stands for what is cut, and numbers may be others than on the page, which says so.
    """
    lines = iter(output.splitlines())
    return all(any(re.search(pattern, line) for line in lines) for pattern in patterns(block))


def patterns(block: list[str]) -> Iterator[str]:
    """Yield what each line of a block matches."""
    for line in block:
        yield NUMBER.sub(NUMBER.pattern.replace("\\", r"\\"), re.escape(line)).replace(
            re.escape("..."), ".*"
        )


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", "-C", str(folder), *who, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the shipped pack as a repository of its own."""
    for name in ("flows", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=As it was")
    return tmp_path


def test_the_page_shows_what_each_step_prints(folder: Path) -> None:
    """From the walks of before to the digests of after, in the order of the page."""
    typo, proved, departs, moves, differs = blocks("text")
    pack, walks = ("--pack", str(folder)), str(folder / "walks.yaml")
    assert not triage("author", "walks", "serious_incident", "--write", walks, *pack).returncode
    for file, block in zip((FLOW, PACK), blocks("diff")[:2], strict=True):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(changed(text, block), encoding="utf-8")
    mended = (folder / FLOW).read_text(encoding="utf-8")
    (folder / FLOW).write_text(mended.replace(CHANGE, MISTYPED), encoding="utf-8")
    done = triage("check", *pack)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert shows(done.stderr, typo)
    (folder / FLOW).write_text(mended, encoding="utf-8")
    done = triage("check", "--against", "HEAD", *pack)
    assert done.returncode == 3
    assert "NOT" not in done.stdout
    assert shows(done.stdout, [line for line in proved if line != "..."])
    assert shows(done.stdout, departs)
    assert shows(done.stdout, moves)
    done = triage("author", "walks", "serious_incident", "--run", walks, *pack)
    assert done.returncode == 3
    # Walks are found anew for each version of a flow, so those that differ may stand elsewhere.
    assert all(shows(done.stdout, [line]) for line in differs)
    assert triage("check", "--update-digests", *pack).returncode == 0
