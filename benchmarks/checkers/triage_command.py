"""Run the whole `triage check` command on one flow file, and write what it took as JSON.

`python -m benchmarks.checkers.triage_command FILE`; `benchmarks.check_cost` starts it. The time is
that of importing triage, reading, proving, counting, the lint, what it proposes, and the report.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.worker import memory


def main() -> int:
    """Check a pack of this one flow; the exit code is that of the command."""
    with tempfile.TemporaryDirectory(prefix="triage-check-") as name:
        flows = Path(name) / "flows"
        flows.mkdir()
        shutil.copy(sys.argv[1], flows / "flow.yaml")
        idle = memory("VmHWM")
        started = perf_counter()
        from triage.cli import main as triage  # noqa: PLC0415 - what it imports is measured too

        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = triage(["check", "--pack", name, "--format", "json"])
        total = perf_counter() - started
    report = json.loads(printed.getvalue())
    undecided = sum(each["code"] == "not-decided" for each in report["findings"])
    record = {
        "total_ms": total * 1000,
        "peak_mib": memory("VmHWM"),
        "idle_mib": idle,
        "decided": not undecided,
        "result": f"{len(report['findings']):,} findings, "
        + ("some things not decided" if undecided else "all decided"),
    }
    sys.stdout.write(json.dumps(record) + "\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
