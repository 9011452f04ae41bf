"""Measure one engine at one size in this process, and write what is known line by line.

Each line of standard output is a JSON object; together they are one `Sample`. A worker that is
stopped half way has already written what it had measured. The harness starts it; by hand:
`python -m benchmarks.worker --engine floor --text canonical_10.json --answers 10 --budget 1`.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import statistics
import sys
from collections.abc import Callable
from contextlib import ExitStack, redirect_stdout
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

from benchmarks.canonical import walk_answers
from benchmarks.engines import ENGINES
from benchmarks.engines.adapter import Driver

MOST_REPEATS = 2000


def measure(driver: Driver[Any], text: str, size: int, budget: float, out: TextIO) -> None:
    """Write the times in milliseconds and the memory in MiB of one engine at one size.

    The first load and the first walk are timed on their own, and the peak of memory is read
    after them; the reported times are medians of further runs, for `budget` seconds each.
    """

    def say(**known: object) -> None:
        out.write(json.dumps(known) + "\n")
        out.flush()

    with ExitStack() as held:
        try:
            held.enter_context(driver.session())
        except ImportError as error:
            say(missing=str(error))
            return
        runtime = f"{platform.python_implementation()} {platform.python_version()}"
        say(version=_version(driver), runtime=runtime, idle_mib=memory("VmRSS"))
        first_load, model = _timed(lambda: driver.load(text))
        say(first_load_ms=first_load)
        walk, first_walk = driver.walk, 0.0
        answers = walk_answers(size)
        if walk is not None:
            first_walk, _ = _timed(lambda: walk(model, answers))
            say(first_walk_ms=first_walk)
        say(peak_mib=memory("VmHWM"))
        load_ms, loads = _repeated(first_load, lambda: driver.load(text), budget)
        say(load_ms=load_ms, loads=loads)
        if walk is not None:
            walk_ms, walks = _repeated(first_walk, lambda: walk(model, answers), budget)
            say(walk_ms=walk_ms, walks=walks)


def main() -> int:
    """Measure what the arguments name; anything an engine prints goes to standard error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worker", description=__doc__)
    parser.add_argument("--engine", choices=sorted(ENGINES), required=True)
    parser.add_argument("--text", type=Path, required=True, help="the flow in the engine's format")
    parser.add_argument("--answers", type=int, required=True, help="how many answers a walk has")
    parser.add_argument("--budget", type=float, required=True, help="seconds for each measure")
    chosen = parser.parse_args()
    driver = ENGINES[chosen.engine].driver
    if driver is None:
        parser.error(f"{chosen.engine} does not run in Python.")
    text = chosen.text.read_text(encoding="utf-8")
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        measure(driver, text, chosen.answers, chosen.budget, out)
    return 0


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many milliseconds `work` took, and its result."""
    start = perf_counter()
    result = work()
    return (perf_counter() - start) * 1000, result


def _repeated(first: float, work: Callable[[], Any], budget: float) -> tuple[float, int]:
    """Return the median of further runs and their number, or `first` if it took the budget."""
    if first >= budget * 1000:
        return first, 1
    gc.collect()
    times: list[float] = []
    start = perf_counter()
    while not times or (len(times) < MOST_REPEATS and perf_counter() - start < budget):
        times.append(_timed(work)[0])
    return statistics.median(times), len(times)


def memory(key: str) -> float:
    """Return resident memory in MiB: `VmRSS` now, `VmHWM` at its peak.

    The peak that `getrusage` knows is that of the parent too, if the parent was larger.
    """
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{key}:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def _version(driver: Driver[Any]) -> str | None:
    """Return the installed version of the engine, if it is a distribution."""
    try:
        return version(driver.distribution) if driver.distribution else None
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    raise SystemExit(main())
