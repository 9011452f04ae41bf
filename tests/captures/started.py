"""`triage` as it starts, on a day and with references that are always the same.

Run in a process of its own by `tests.captures.screens`, with the arguments of `triage`.
"""

from __future__ import annotations

import datetime
import random
import sys

from triage.cli import main

MOMENT = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], clock=lambda: MOMENT, chance=random.Random(1)))
