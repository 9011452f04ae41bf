"""An earlier version of a pack: a folder, a flow file, or a revision of the git repository."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.core.model import Flow
from triage.errors import UsageError
from triage.pack.reader import read_flow_bytes, read_pack
from triage.pack.release import Release


@dataclass(frozen=True, slots=True)
class Earlier:
    """The flows of an earlier version by id, and what its pack called itself.

    `release` is None where one flow was given alone, which says nothing of a pack.
    """

    flows: Mapping[str, Flow]
    release: Release | None = None


def earlier_version(folder: Path, given: str) -> Earlier:
    """Return the earlier version that was given on the command line.

    A folder is a pack, a file is one flow, anything else is a revision of the repository that the
    pack in `folder` stands in. Raises `UsageError` where it is none of these, and `PackError`
    where what it names is not valid.
    """
    # These say no to any text that names nothing; the methods of Path raise for some.
    if os.path.isdir(given):  # noqa: PTH112
        return _whole(Path(given))
    if os.path.isfile(given):  # noqa: PTH113
        try:
            flow = read_flow_bytes(Path(given).read_bytes(), given)
        except OSError as error:
            message = f"{given} cannot be read ({error.strerror}). Check the name."
            raise UsageError(message) from error
        return Earlier({flow.id: flow})
    return _revision(folder, given)


def _whole(folder: Path) -> Earlier:
    pack = read_pack(folder)
    return Earlier(pack.flows, pack.release)


def _revision(folder: Path, revision: str) -> Earlier:
    archive = _git(folder, "archive", "--format=tar", _commit(folder, revision), "--", ".")
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            wanted = [each for each in tar if each.name.split("/")[0] in ("flows", "content")]
            try:
                tar.extractall(place, members=wanted, filter="data")
            except tarfile.FilterError as error:
                message = (
                    "The pack in the revision that --against names holds a link that leads out of "
                    "it. Name another revision, or a folder with that version of the pack."
                )
                raise UsageError(message) from error
        return _whole(Path(place))


def _commit(folder: Path, revision: str) -> str:
    found = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    return found.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and options end before what was given
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is found on the PATH
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        message = (
            "What --against names is neither a file, nor a folder, nor a revision of the "
            "repository that the pack stands in. Name one of these, for example HEAD."
        )
        raise UsageError(message) from error
    return done.stdout
