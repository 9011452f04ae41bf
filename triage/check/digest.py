"""The digest of a flow that is kept beside it, so that a change of meaning cannot go unnoticed.

It holds fingerprints (`triage.check.meaning`) and exact numbers of paths, and no words: a copy
edit leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.check.findings import Finding
from triage.check.meaning import meaning_of
from triage.core.model import Flow
from triage.core.program import Program


@dataclass(frozen=True, slots=True)
class Digest:
    """What a flow asks and says: fingerprints by question and by outcome id, and paths.

    Numbers of paths are text, since they may have hundreds of digits.
    """

    flow: str
    version: str
    paths: str
    questions: Mapping[str, str]
    outcomes: Mapping[str, str]
    shares: Mapping[str, str]
    """On how many of the paths each outcome is shown."""


def digest_of(flow: Flow, program: Program, paths: str, shares: Mapping[str, str]) -> Digest:
    """Return the digest of a flow whose program and paths are known."""
    meaning = meaning_of(program, flow)
    return Digest(flow.id, flow.version, paths, meaning.questions, meaning.outcomes, shares)


def departures(flow: Flow, recorded: Digest, present: Digest) -> Iterator[Finding]:
    """Yield a finding where a flow no longer means what its recorded digest says."""
    changed = [
        f"{what} {', '.join(names)}"
        for what, names in (
            ("questions:", _changed(recorded.questions, present.questions)),
            ("outcomes:", _changed(recorded.outcomes, present.outcomes)),
        )
        if names
    ]
    if changed or recorded.paths != present.paths or recorded.shares != present.shares:
        which = "; ".join(changed) or "numbers of paths"
        yield Finding(
            flow.place,
            "digest-differs",
            "error",
            f"What {flow.id} asks or says is not what its digest records ({which}).",
            "See what moves with --against, then record it with: triage check --update-digests",
        )
    elif recorded.version != present.version:
        yield Finding(
            flow.place,
            "digest-version",
            "warning",
            f"The digest of {flow.id} is of version {recorded.version}, not {present.version}.",
            "Record it anew with: triage check --update-digests",
        )


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    ids = dict.fromkeys((*after, *before))
    return [id_ for id_ in ids if before.get(id_) != after.get(id_)]
