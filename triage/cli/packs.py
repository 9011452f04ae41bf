"""The pack that a command is about."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.pack.reader import Pack


def pack_of(options: argparse.Namespace) -> Pack:
    """Return the pack that was asked for; raises `PackError`."""
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack

    return read_pack(pack_folder(options.pack))
