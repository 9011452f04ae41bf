"""What is said of the pack, and of the editions of the guidance, that screens and files rest on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from triage.core.model import Flow
from triage.pack.editions import Edition
from triage.pack.reader import Pack
from triage.report.rests_on import Release, release_of
from triage.ui import words


def editions(pack: Pack, flows: Iterable[Flow]) -> tuple[Edition, ...]:
    """Return the editions that these flows rest on and that the pack describes, each once."""
    names = dict.fromkeys(flow.edition for flow in flows)
    return tuple(pack.editions[name] for name in names if name in pack.editions)


def banner(pack: Pack, flows: Iterable[Flow], today: datetime.date) -> tuple[str, ...]:
    """Return what is to be said of the editions that these flows rest on."""
    return tuple(line for each in editions(pack, flows) for line in words.banner(each, today))


def release(pack: Pack) -> Release:
    """Return the pack's id, title and version as summaries show them."""
    return release_of(pack.release.id, pack.release.title, pack.release.version)
