"""Names that some system cannot keep are refused on all of them, calmly and before any writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.errors import UsageError
from triage.report.export import write_new
from triage.report.file_names import LONGEST_NAME, check_path, name_problem

BAD = [
    "..",
    ".",
    "",
    "CON.md",
    "con.txt",
    "nul.md",
    "NUL .md",
    "aux.email.txt",
    "COM1.md",
    "lpt9.txt",
    "com¹.md",
    "CONIN$.md",
    "a.md:b.md",
    "a:b.md",
    "c:a.md",
    "a.md.",
    "a.md ",
    " a.md",
    "a*.md",
    "a?.md",
    'a".md',
    "a|b.md",
    "a<b>.md",
    "a\\b.md",
    "a\nb.md",
    "a\tb.md",
    "a\x1b[2J.md",
    "a\u202edm.md",
    "a\x00.md",
    "x" * LONGEST_NAME + ".md",
    "é" * LONGEST_NAME + ".md",
    "a\ud800.md",
]
GOOD = [
    "a.md",
    "console.md",
    "Case notes 7F3K.docx",
    "com.md",
    "été.txt",
    "x" * 100 + ".pdf",
    ".a.md",
]


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_some_system_cannot_keep_is_refused(tmp_path: Path, name: str) -> None:
    """It is refused with a reason and what to do, in one short line that can be printed."""
    assert name_problem(name)
    if "/" in str(tmp_path / name).removeprefix(str(tmp_path) + "/") or name in {"", "."}:
        return
    with pytest.raises(UsageError) as raised:
        check_path(tmp_path / name)
    message = str(raised.value)
    assert message.isprintable()
    assert len(message) < 250
    assert message.endswith("Choose another name.")


@pytest.mark.parametrize("name", GOOD)
def test_an_ordinary_name_is_taken(tmp_path: Path, name: str) -> None:
    """Names that only look like a device, letters with accents and spaces inside are taken."""
    assert name_problem(name) == ""
    check_path(tmp_path / name)


@pytest.mark.parametrize("path", ["../a.md", "b/../a.md", "b/../../a.md", "/a/../b.md"])
def test_going_up_is_refused(path: str) -> None:
    """`..` is refused wherever it stands."""
    with pytest.raises(UsageError, match="write the folder in full"):
        check_path(Path(path))


@pytest.mark.parametrize("folder", ["a\x00b", "a\ud800b"])
def test_a_folder_that_cannot_be_asked_for_is_refused(tmp_path: Path, folder: str) -> None:
    """A sign that no folder can have is refused in words, not by an error of Python's."""
    with pytest.raises(UsageError, match="no folder can have"):
        write_new(tmp_path / folder / "a.md", "text")


def test_a_path_that_is_far_too_long_is_refused(tmp_path: Path) -> None:
    """Nothing is written, and the message does not repeat the whole path."""
    with pytest.raises(UsageError, match="too long") as raised:
        write_new(tmp_path / "/".join(["x" * 100] * 50) / "a.md", "text")
    assert len(str(raised.value)) < 250
    assert list(tmp_path.iterdir()) == []
