"""Check one flow file in this process, and write what it took as one JSON object.

`python -m benchmarks.checkers.triage_check FILE`; `benchmarks.check_cost` starts it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.worker import memory
from triage.check.report import check_flow
from triage.pack.reader import read_flow_text


def main() -> int:
    """Read, check and report; the exit code is 1 where a safeguard is not proved."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    idle = memory("VmHWM")
    started = perf_counter()
    flow = read_flow_text(text)
    read = perf_counter()
    check = check_flow(flow, perf_counter)
    checked = perf_counter()
    record = {
        "read_ms": (read - started) * 1000,
        "check_ms": (checked - read) * 1000,
        "total_ms": (checked - started) * 1000,
        "peak_mib": memory("VmHWM"),
        "idle_mib": idle,
        "exact": check.paths.exact,
        "proved": check.proved,
        "result": f"{check.paths.total.bit_length()} bits of paths, all exact, "
        f"{len(check.proofs)} safeguards proved",
    }
    sys.stdout.write(json.dumps(record) + "\n")
    return 0 if check.proved and check.paths.exact else 1


if __name__ == "__main__":
    raise SystemExit(main())
