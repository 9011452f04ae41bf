"""What a summary rests on, so that what made it can be found again: pack, editions and flows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

NO_VERSION = "this pack gives no version"


@dataclass(frozen=True, slots=True)
class Release:
    """The pack as a whole. `says` is how every format shows it; the rest is empty where unsaid."""

    id: str
    title: str
    version: str
    says: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the guidance that the flows cite."""

    title: str
    version: str
    dated: datetime.date


@dataclass(frozen=True, slots=True)
class Source:
    """A flow that the answers went through, so that what made the summary can be found again."""

    id: str
    version: str
    digest: str


def release_of(id_: str, title: str, version: str) -> Release:
    """Return a pack as summaries show it; all three are empty for one that gives no version."""
    says = f"{title} ({id_}), version {version}" if version else NO_VERSION
    return Release(id_, title, version, says)


def pack_line(release: Release) -> str:
    """Return the line of a form's field that says which pack it rests on."""
    return f"Pack: {release.says}"
