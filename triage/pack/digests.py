"""The digests that a pack keeps of its flows, `flows/digests/FLOW.json`: read and written here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.errors import PackError, Place, Problem

_HASH = re.compile(r"[0-9a-f]{12}")
_COUNT = re.compile(r"[0-9]{1,100000}")
_KEYS = {"flow", "version", "paths", "questions", "outcomes", "shares"}


@dataclass(frozen=True, slots=True)
class RecordedDigest:
    """A digest as it stands in its file; numbers of paths are text there, for they are long."""

    flow: str
    version: str
    paths: str
    questions: Mapping[str, str]
    outcomes: Mapping[str, str]
    shares: Mapping[str, str]


def digest_file(folder: Path, flow: str) -> Path:
    """Return where the pack in `folder` keeps the digest of a flow."""
    return folder / "flows" / "digests" / f"{flow}.json"


def read_digest(folder: Path, flow: str) -> RecordedDigest | None:
    """Return the digest recorded for a flow, or None; raises `PackError` where it is no digest."""
    file = digest_file(folder, flow)
    if not file.is_file():
        return None
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(file) from error
    if not _is_digest(read) or read["flow"] != flow:
        raise _unusable(file)
    return RecordedDigest(**read)


def write_digest(folder: Path, digest: RecordedDigest) -> Path:
    """Write the digest of a flow into the pack, in place of the one before; return the file."""
    file = digest_file(folder, digest.flow)
    file.parent.mkdir(exist_ok=True)
    written = {key: getattr(digest, key) for key in RecordedDigest.__slots__}
    file.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return file


def _is_digest(read: object) -> bool:
    if not isinstance(read, dict) or read.keys() != _KEYS:
        return False
    texts = [read["flow"], read["version"]]
    hashes = [each for key in ("questions", "outcomes") for each in _values(read[key])]
    counts = [read["paths"], *_values(read["shares"])]
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(each, str) and _HASH.fullmatch(each) for each in hashes)
        and all(isinstance(each, str) and _COUNT.fullmatch(each) for each in counts)
    )


def _values(read: object) -> list[object]:
    return list(read.values()) if isinstance(read, dict) else [None]


def _unusable(file: Path) -> PackError:
    problem = Problem(
        Place(str(file)),
        "bad-digest",
        "This is not a digest of the flow that it is named after.",
        "Delete it, and make it anew with: triage check --update-digests",
    )
    return PackError([problem])
