"""The digests that a pack keeps: read as they were written, refused where they are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from triage.errors import PackError
from triage.pack.digests import RecordedDigest, digest_file, read_digest, write_digest

DIGEST = RecordedDigest(
    flow="small",
    version="3",
    paths="9007199254740993",
    questions={"harmed": "0123456789ab"},
    outcomes={"tell": "abcdef012345"},
    shares={"tell": "4"},
)


def pack(folder: Path) -> Path:
    """Return a folder that holds flows."""
    (folder / "flows").mkdir()
    return folder


def test_a_digest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What is written comes back, long numbers too, and a second writing takes its place."""
    folder = pack(tmp_path)
    assert write_digest(folder, DIGEST) == digest_file(folder, "small")
    assert read_digest(folder, "small") == DIGEST
    first = digest_file(folder, "small").read_bytes()
    write_digest(folder, DIGEST)
    assert digest_file(folder, "small").read_bytes() == first
    assert first.endswith(b"}\n")
    assert first.isascii()


def test_a_flow_without_a_digest_has_none(tmp_path: Path) -> None:
    """A digest that is not there is None: neither a folder nor another flow's digest stands in."""
    folder = pack(tmp_path)
    assert read_digest(folder, "small") is None
    write_digest(folder, DIGEST)
    digest_file(folder, "other").mkdir()
    assert read_digest(folder, "other") is None


WRITTEN = {
    "flow": "small",
    "version": "3",
    "paths": "4",
    "questions": {"harmed": "0123456789ab"},
    "outcomes": {},
    "shares": {},
}


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        json.dumps({**WRITTEN, "more": ""}).encode(),
        json.dumps({key: value for key, value in WRITTEN.items() if key != "shares"}).encode(),
        json.dumps({**WRITTEN, "version": 3}).encode(),
        json.dumps({**WRITTEN, "paths": 4}).encode(),
        json.dumps({**WRITTEN, "paths": "-4"}).encode(),
        json.dumps({**WRITTEN, "questions": ["0123456789ab"]}).encode(),
        json.dumps({**WRITTEN, "questions": {"harmed": "0123456789AB"}}).encode(),
        json.dumps({**WRITTEN, "outcomes": {"tell": "0123456789abc"}}).encode(),
        json.dumps({**WRITTEN, "shares": {"tell": None}}).encode(),
        json.dumps({**WRITTEN, "flow": "other"}).encode(),
    ],
    ids=lambda written: repr(written[-30:]),
)
def test_what_is_no_digest_is_refused(tmp_path: Path, written: bytes) -> None:
    """Anything else in its place is one problem, which says how to make the digest anew."""
    folder = pack(tmp_path)
    write_digest(folder, DIGEST)
    digest_file(folder, "small").write_bytes(written)
    with pytest.raises(PackError) as caught:
        read_digest(folder, "small")
    (problem,) = caught.value.problems
    assert problem.code == "bad-digest"
    assert problem.place.file == str(digest_file(folder, "small"))
    assert "--update-digests" in problem.fix
