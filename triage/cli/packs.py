"""The pack that a command is about, and the flows in it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from triage.errors import UsageError

if TYPE_CHECKING:
    from triage.core.model import Flow
    from triage.pack.reader import Pack


def pack_of(options: argparse.Namespace) -> Pack:
    """Return the pack that was asked for; raises `PackError`."""
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack

    return read_pack(pack_folder(options.pack))


def walked(id_: str, pack: Pack) -> tuple[Flow, ...]:
    """Return the flows of a journey, or the one flow, of that name."""
    from triage.pack.naming import nearest

    flows = pack.walk(id_)
    if flows is None:
        advice = nearest(id_, [*pack.journeys, *pack.flows])
        message = f"There is no journey or flow of that name. {advice}"
        raise UsageError(message)
    return flows
