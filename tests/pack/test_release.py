"""`content/pack.yaml`: which pack this is, and which version. Faulty ones are in `broken`."""

from __future__ import annotations

import shutil
from pathlib import Path

from triage.pack.reader import read_pack
from triage.pack.release import LONGEST_TITLE, LONGEST_VERSION, Release, read_release
from triage.pack.source import Source

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = Path(__file__).with_name("good") / "across_files"


def test_the_shipped_pack_says_which_it_is() -> None:
    """What stands in its file is on the pack."""
    found = read_pack(ROOT).release
    assert (found.id, found.title) == ("dorset", "Serious child safeguarding incidents in Dorset")
    assert found.version


def test_a_pack_without_the_file_is_read_and_says_nothing() -> None:
    """The file is no duty: packs that have none go on working."""
    assert not (WITHOUT / "content" / "pack.yaml").exists()
    assert read_pack(WITHOUT).release == Release("", "", "")


def test_a_pack_with_the_file_is_read_with_it(tmp_path: Path) -> None:
    """A version is text, whatever it looks like, and space around it is left out."""
    folder = tmp_path / "pack"
    shutil.copytree(WITHOUT, folder)
    (folder / "content").mkdir(exist_ok=True)
    text = "pack: small\ntitle: '  A small pack '\nversion: 1.10\n"
    (folder / "content" / "pack.yaml").write_text(text, encoding="utf-8")
    assert read_pack(folder).release == Release("small", "A small pack", "1.10")


def test_the_longest_title_and_version_are_taken() -> None:
    """A text of just as many characters as may be is no problem."""
    title, version = "t" * LONGEST_TITLE, "v" * LONGEST_VERSION
    source = Source("pack.yaml", [], [])
    raw = f"pack: small\ntitle: {title}\nversion: {version}\n".encode()
    assert read_release(raw, source) == Release("small", title, version)
    assert source.problems == []
