"""The real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOW = Path("flows", "serious_incident.yaml")
_MOST_SECONDS = 120


def triage(
    *arguments: str, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `triage` with these arguments from the top of the repository, on its own pack.

    `given` stands on its standard input; `environment` are variables that it gets besides ours.
    """
    own = {name: value for name, value in os.environ.items() if name != "TRIAGE_PACK"}
    return subprocess.run(
        [sys.executable, "-m", "triage", *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=own | {"PYTHONIOENCODING": "utf-8"} | environment,
        timeout=_MOST_SECONDS,
    )
