"""The file of a summary: written once, whole, for its owner alone."""

from __future__ import annotations

import datetime
import errno
import os
import random
import re
import secrets
import stat
import sys
from pathlib import Path
from typing import Self

import pytest

from triage.errors import UsageError
from triage.report.export import extension_of, new_reference, suggested_name, write_new

STORY = "What happened to the child"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights or links")


def refused(path: Path, text: str = STORY) -> str:
    """Return why `write_new` refuses, having checked that it keeps the text to itself."""
    with pytest.raises(UsageError) as raised:
        write_new(path, text)
    assert text not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("name", ["summary.md", "summary.txt", "SUMMARY.MD"])
def test_a_new_file_holds_the_text(tmp_path: Path, name: str) -> None:
    """The file is there, in UTF-8 and with the line ends as given."""
    write_new(tmp_path / name, "é\nb\n")
    assert (tmp_path / name).read_bytes() == b"\xc3\xa9\nb\n"


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_its_owner_may_read_it(tmp_path: Path, mask: int) -> None:
    """The mode is 0600, whatever the mask of the process says."""
    before = os.umask(mask)
    try:
        write_new(tmp_path / "a.md", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600


def test_it_never_writes_over_a_file(tmp_path: Path) -> None:
    """What is there already stays as it was."""
    file = tmp_path / "a.md"
    file.write_text("before", encoding="utf-8")
    assert "is there already" in refused(file)
    assert file.read_text(encoding="utf-8") == "before"


@posix
@pytest.mark.parametrize("target", ["there.md", "not_there.md"])
def test_it_never_follows_a_link(tmp_path: Path, target: str) -> None:
    """A symbolic link is refused, whether it leads somewhere or nowhere."""
    (tmp_path / "there.md").write_text("before", encoding="utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / target)
    assert "link" in refused(link)
    assert (tmp_path / "there.md").read_text(encoding="utf-8") == "before"
    assert not (tmp_path / "not_there.md").exists()


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.md.exe", ".md", "a.j2"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    """An ending that is none of ours is refused, naming the two that are."""
    message = refused(tmp_path / name)
    assert ".md" in message
    assert ".txt" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["write", "fsync", "close"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_no_half_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    """Where the disk is full or fails at any moment, no file is left, and the message says so."""
    monkeypatch.setattr(os, "fdopen", lambda number, _mode: _Failing(number, call, code))
    monkeypatch.setattr(os, "fsync", lambda _number: _fail(code) if call == "fsync" else None)
    message = refused(tmp_path / "a.md")
    assert ("no room" in message) == (code == errno.ENOSPC)
    assert list(tmp_path.iterdir()) == []


def test_no_half_file_is_left_when_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving with Ctrl-C while the file is being written leaves nothing behind."""

    def interrupt(_number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "a.md", STORY)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_real_limit_of_the_system_leaves_nothing(tmp_path: Path) -> None:
    """A file that the system cuts short (here: by its limit on sizes) is not left half."""
    import resource  # noqa: PLC0415 - Unix only
    import signal  # noqa: PLC0415 - with it

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
        assert "no room" in refused(tmp_path / "a.md", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []


def test_no_right_to_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder may not be written to, the message says so and what to try."""

    def forbid(*_: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", forbid)
    assert "Choose another folder" in refused(tmp_path / "a.md")


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    assert "There is no folder" in refused(tmp_path / "none" / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_an_impossible_name_is_refused(tmp_path: Path) -> None:
    """A name that no system takes is refused, and shown harmless."""
    message = refused(tmp_path / "a\x00\x1b.md")
    assert "\\x00\\x1b.md cannot be the name" in message


@posix
def test_a_device_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What opens but is no ordinary file (as NUL.txt on Windows) is refused, not written to."""
    real = os.open
    monkeypatch.setattr(os, "open", lambda *_: real("/dev/null", os.O_WRONLY))
    assert "not an ordinary file" in refused(tmp_path / "NUL.txt")


def test_the_suggested_name_says_nothing_about_the_child() -> None:
    """The name has the day and the reference only."""
    name = suggested_name("7F3K", datetime.date(2026, 11, 23), "md")
    assert name == "triage-2026-11-23-7F3K.md"
    assert extension_of(Path(name)) == "md"


def test_references_come_from_chance_alone() -> None:
    """A reference is four signs that cannot be mistaken; the same chance gives the same one."""
    for _ in range(200):
        assert re.fullmatch(r"[2-9BCDFGHJKMNPQRSTVWXZ]{4}", new_reference(secrets.SystemRandom()))
    assert new_reference(random.Random(1)) == new_reference(random.Random(1))
    assert new_reference(random.Random(1)) != new_reference(random.Random(2))


def _fail(code: int) -> None:
    raise OSError(code, os.strerror(code))


class _Failing:
    """A file that fails when one of its methods is called."""

    def __init__(self, number: int, call: str, code: int) -> None:
        self.number = number
        self.call = call
        self.code = code

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.number)
        if self.call == "close":
            _fail(self.code)

    def fileno(self) -> int:
        return self.number

    def write(self, raw: bytes) -> None:
        os.write(self.number, raw[:3])
        if self.call == "write":
            _fail(self.code)

    def flush(self) -> None:
        pass
