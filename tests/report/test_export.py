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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from triage.errors import UsageError
from triage.report.export import new_reference, suggested_name, write_new
from triage.report.formats import format_of

STORY = "What happened to the child"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights or links")


def refused(path: Path, text: str = STORY) -> str:
    """Return why `write_new` refuses, having checked that it keeps the text to itself."""
    with pytest.raises(UsageError) as raised:
        write_new(path, text)
    assert text not in str(raised.value)
    return str(raised.value)


def attempted(path: Path) -> str:
    """Return why `write_new` refuses, or nothing where the file was written."""
    try:
        write_new(path, STORY)
    except UsageError as error:
        return str(error).replace(STORY, "leaked")
    return ""


@pytest.mark.parametrize("name", ["summary.md", "summary.txt", "SUMMARY.MD", "a.email.txt"])
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


@pytest.mark.parametrize("name", ["a.doc", "a", "a.md.exe", ".md", "a.j2", ".email.txt "])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    """An ending that is none of ours is refused, naming those that are."""
    message = refused(tmp_path / name)
    assert ".md" in message
    assert ".txt" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
@pytest.mark.parametrize("call", ["open", "fstat", "write", "fsync", "close", "link"])
@pytest.mark.parametrize("linking", [True, False])
@posix
def test_each_call_that_fails_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, *, linking: bool
) -> None:
    """Whichever call of the system fails, at its first, second or third time: all or nothing.

    The message never holds the text. On a disk without second names it is the same.
    """
    for time in (1, 2, 3):
        with monkeypatch.context() as patched:
            if not linking and call != "link":
                patched.setattr(os, "link", _no_links)
            counted = Failing(getattr(os, call), time, code)
            patched.setattr(os, call, counted)
            # A write that takes one byte at a time is written on with, not lost.
            if call != "write":
                real = os.write
                patched.setattr(os, "write", lambda number, raw, _real=real: _real(number, raw[:9]))
            folder = tmp_path / f"{time}"
            folder.mkdir()
            message = attempted(folder / "a.md")
            left = [each.name for each in folder.iterdir()]
            assert "leaked" not in message
            if message:
                assert counted.failed
                assert ("no room" in message) == (code == errno.ENOSPC)
                assert left == []
            else:
                assert left == ["a.md"]
                assert (folder / "a.md").read_text(encoding="utf-8") == STORY


@posix
def test_a_folder_that_cannot_be_synced_keeps_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the folder's own sync may fail without a word: the file is there and whole by then."""
    counted = Failing(os.fsync, 2, errno.EIO)
    monkeypatch.setattr(os, "fsync", counted)
    write_new(tmp_path / "a.md", STORY)
    assert counted.failed
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == STORY


@posix
def test_it_is_brought_to_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is synced first, then named; so a power cut leaves no empty file of that name."""
    order: list[str] = []
    for call in ("write", "fsync", "link"):
        monkeypatch.setattr(os, call, _noted(getattr(os, call), call, order))
    write_new(tmp_path / "a.md", STORY)
    assert order == ["write", "fsync", "link", "fsync"]


@posix
def test_a_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If someone makes a file of that name while ours is being written, theirs stays."""
    file = tmp_path / "a.md"
    for links in (os.link, _no_links):
        file.unlink(missing_ok=True)
        with monkeypatch.context() as patched:
            real = os.fsync

            def appear(number: int, _real: Callable[[int], None] = real) -> None:
                if not file.exists():
                    file.write_text("theirs", encoding="utf-8")
                _real(number)

            patched.setattr(os, "fsync", appear)
            patched.setattr(os, "link", links)
            assert "is there already" in refused(file)
        assert file.read_text(encoding="utf-8") == "theirs"
        assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


@posix
def test_a_folder_that_is_exchanged_meanwhile_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file lands in the folder that was opened, not in one that a link puts in its place."""
    chosen, other = tmp_path / "chosen", tmp_path / "other"
    chosen.mkdir()
    other.mkdir()
    real = os.fsync

    def exchange(number: int) -> None:
        if not (tmp_path / "moved").exists():
            chosen.rename(tmp_path / "moved")
            chosen.symlink_to(other)
        real(number)

    monkeypatch.setattr(os, "fsync", exchange)
    write_new(chosen / "a.md", STORY)
    assert list(other.iterdir()) == []
    assert [each.name for each in (tmp_path / "moved").iterdir()] == ["a.md"]


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


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_no_right_to_write_is_said(tmp_path: Path) -> None:
    """Where the folder may not be written to, the message says so and what to try."""
    tmp_path.chmod(0o500)
    try:
        assert "Choose another folder" in refused(tmp_path / "a.md")
    finally:
        tmp_path.chmod(0o700)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there is named, and not made."""
    assert "There is no folder" in refused(tmp_path / "none" / "a.md")
    assert list(tmp_path.iterdir()) == []


@posix
def test_the_folder_of_a_name_alone_is_named_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name without a folder lies where the tool was started; a dot would say nothing of that."""

    def forbidden(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "open", forbidden)
    assert refused(Path("a.md")) == f"You may not write to {tmp_path}. Choose another folder."


@posix
def test_the_folder_of_a_name_alone_may_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the tool was started in a folder that is gone, another has to be written in full."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    message = refused(Path("a.md"))
    assert message == "The folder of a.md is not there now. Choose another, written in full."


def test_an_impossible_name_is_refused(tmp_path: Path) -> None:
    """A name that no system takes is refused, and shown harmless."""
    message = refused(tmp_path / "a\x00\x1b.md")
    assert "\\x00\\x1b.md cannot be the name" in message


@posix
def test_a_device_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What opens but is no ordinary file (as a device on Windows) is refused, not written to."""
    real = os.open

    def device(name: str, flags: int, *rest: int, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT:
            return real("/dev/null", os.O_WRONLY)
        return real(name, flags, *rest, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", device)
    assert "not an ordinary file" in refused(tmp_path / "a.txt")


def test_the_suggested_name_says_nothing_about_the_child() -> None:
    """The name has the day and the reference only."""
    name = suggested_name("7F3K", datetime.date(2026, 11, 23), "md")
    assert name == "triage-2026-11-23-7F3K.md"
    assert format_of(name).ending == "md"


def test_references_come_from_chance_alone() -> None:
    """A reference is four signs that cannot be mistaken; the same chance gives the same one."""
    for _ in range(200):
        assert re.fullmatch(r"[2-9BCDFGHJKMNPQRSTVWXZ]{4}", new_reference(secrets.SystemRandom()))
    assert new_reference(random.Random(1)) == new_reference(random.Random(1))
    assert new_reference(random.Random(1)) != new_reference(random.Random(2))


class Failing:
    """A call of the system that fails once, the `time`-th time that it is called."""

    def __init__(self, real: Callable[..., Any], time: int, code: int) -> None:
        self.real = real
        self.left = time
        self.code = code
        self.failed = False

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - any call of the system
        """Fail at that time, or do what the system does."""
        self.left -= 1
        if self.left == 0:
            self.failed = True
            if self.real is os.close:
                # The system closes the file even where it says that closing failed.
                self.real(*given)
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*given, **named)


def _no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def _noted(real: Callable[..., Any], name: str, order: list[str]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any call of the system
        order.append(name)
        return real(*given, **named)

    return call
