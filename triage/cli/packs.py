"""The pack that a command is about, and the flows in it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.core.model import Flow
    from triage.pack.reader import Pack


def pack_of(options: argparse.Namespace) -> Pack:
    """Return the pack that was asked for; raises `PackError`."""
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack

    return read_pack(pack_folder(options.pack))


def walked(id_: str, pack: Pack) -> tuple[Flow, ...]:
    """Return the flows of that name that are walked; see `Pack.walk`."""
    return pack.walk(id_)
