"""Broken flows by the thousand: the reader must take each or refuse it, soon and with a reason.

Each file is made from a seed by a few mutations (`benchmarks.mutations`), and from its number
alone, so that any one can be made again. It is read; where it reads clean it is compiled and
begun too, off the clock. A failure is whatever is neither a flow nor a `PackError` with a problem
in it: another exception, the end of the process by a signal, no answer within a minute, or more
than 50 ms of processor time to read it in three tries.

The files are read in processes of their own, so that a crash of the C parser is seen and named.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.mutations import Seeds, file_of, seeds
from triage.core.engine import begin
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.errors import PackError
from triage.pack.reader import read_flow_bytes

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 50.0
STUCK_SECONDS = 60.0
SLOWEST = 5
BATCH = 500
MOST_FAILURES = 20


class BadRefusalError(Exception):
    """A flow was refused, and the refusal is of no use."""


def read(raw: bytes) -> Flow | tuple[str, ...]:
    """Return the flow in a file, or the codes of what is wrong; raises what must not happen."""
    try:
        return read_flow_bytes(raw)
    except PackError as error:
        return _codes(error)


def _codes(refusal: PackError) -> tuple[str, ...]:
    """Return the codes of what is wrong; a refusal gives reasons that can be printed."""
    if not refusal.problems:
        message = "a flow was refused without a reason"
        raise BadRefusalError(message)
    for problem in refusal.problems:
        if not str(problem).isprintable() or not problem.fix:
            message = f"bad words for {problem.code}"
            raise BadRefusalError(message)
    return tuple({problem.code for problem in refusal.problems})


def measured(raw: bytes) -> tuple[tuple[str, ...], float]:
    """Return what came of one file and the milliseconds to read it, the least of three.

    A flow that reads clean must also compile and find its first question, off the clock.
    """
    best = float("inf")
    for _ in range(3):
        started = time.thread_time()
        found = read(raw)
        best = min(best, 1000 * (time.thread_time() - started))
        if best <= LIMIT_MS:
            break
    if isinstance(found, Flow):
        begin(compile_program([found])).next  # noqa: B018 - finding it is the work
        return ("clean",), best
    return found, best


def work(seed: int, first: int, step: int, count: int, note: Path) -> None:
    """Read every `step`th file from `first` on; say what came of them on standard output.

    The number of the file being read is written to `note`, which outlives a crash.
    """
    known = seeds()
    slot = os.open(note, os.O_RDWR)
    batch = Batch()
    for number in range(first, count, step):
        os.pwrite(slot, b"%20d" % number, 0)
        raw = file_of(number, seed, known)
        try:
            codes, cost = measured(raw)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            batch.failures.append((number, f"{type(error).__name__}: {error}"[:300]))
            codes, cost = ("failure",), 0.0
        if cost > LIMIT_MS:
            batch.failures.append((number, f"{cost:.1f} ms of processor time"))
        batch.add(number, len(raw), cost, codes)
        if batch.files >= BATCH:
            batch.send()
            batch = Batch()
    batch.send()


@dataclass
class Batch:
    """What came of some files; of those that did not fail, only numbers are kept."""

    files: int = 0
    octets: int = 0
    milliseconds: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, int, int]] = field(default_factory=list)
    failures: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, octets: int, cost: float, codes: Sequence[str]) -> None:
        """Count one file."""
        self.files += 1
        self.octets += octets
        self.milliseconds += cost
        self.codes.update(codes)
        self.slowest = sorted([*self.slowest, (cost, number, octets)], reverse=True)[:SLOWEST]

    def merge(self, other: Batch) -> None:
        """Count what another batch has counted."""
        self.files += other.files
        self.octets += other.octets
        self.milliseconds += other.milliseconds
        self.codes.update(other.codes)
        self.slowest = sorted([*self.slowest, *other.slowest], reverse=True)[:SLOWEST]
        self.failures = [*self.failures, *other.failures][:MOST_FAILURES]

    def send(self) -> None:
        """Write the batch as one line."""
        print(json.dumps(vars(self)), flush=True)


def _batch(line: str) -> Batch:
    """Return the batch that a worker has sent."""
    read: dict[str, Any] = json.loads(line)
    slowest = [(cost, number, octets) for cost, number, octets in read.pop("slowest")]
    failures = [(number, what) for number, what in read.pop("failures")]
    codes = Counter[str](read.pop("codes"))
    return Batch(**read, codes=codes, slowest=slowest, failures=failures)


class Job:
    """One share of the files: workers one after the other, each going on after the last crash."""

    def __init__(self, seed: int, first: int, step: int, count: int, folder: Path) -> None:
        """Take every `step`th file from `first` on."""
        self.total = Batch()
        self._seed = seed
        self._step = step
        self._next = first
        self._count = count
        self._note = folder / f"worker-{first}"
        self._note.write_bytes(b"%20d" % first)

    def run(self) -> None:
        """Read all files of the share, or as many as it takes to see that too much is broken."""
        while self._next < self._count and len(self.total.failures) < MOST_FAILURES:
            what = self._run_worker()
            if what is None:
                return
            number = int(self._note.read_bytes())
            self.total.merge(Batch(failures=[(number, what)]))
            self._next = number + self._step

    def _run_worker(self) -> str | None:
        """Run one worker to its end; say what went wrong, or nothing."""
        numbers = [self._seed, self._next, self._step, self._count]
        arguments = [*map(str, numbers), str(self._note)]
        with subprocess.Popen(  # noqa: S603 - this module itself, without a shell
            [sys.executable, "-m", "benchmarks.fuzz_reader", "--worker", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        ) as worker:
            done = threading.Event()
            stuck: list[int] = []
            watch = threading.Thread(target=self._watch, args=(worker, done, stuck))
            watch.start()
            assert worker.stdout is not None
            for line in worker.stdout:
                self.total.merge(_batch(line))
            code = worker.wait()
            done.set()
            watch.join()
        if stuck:
            return f"no answer within {STUCK_SECONDS:.0f} s"
        if code < 0:
            return f"the process ended by {signal.Signals(-code).name}"
        return None if code == 0 else f"the worker ended with exit code {code}"

    def _watch(
        self, worker: subprocess.Popen[str], done: threading.Event, stuck: list[int]
    ) -> None:
        """Kill a worker that has been at the same file for too long."""
        before = b""
        while not done.wait(STUCK_SECONDS):
            now = self._note.read_bytes()
            if now == before:
                stuck.append(int(now))
                worker.kill()
                return
            before = now


def fuzz(count: int, seed: int, jobs: int) -> tuple[Batch, float]:
    """Read `count` files in `jobs` processes; return what came of them, and the seconds."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        shares = [Job(seed, first, jobs, count, Path(folder)) for first in range(jobs)]
        threads = [threading.Thread(target=share.run) for share in shares]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    total = Batch()
    for share in shares:
        total.merge(share.total)
    return total, time.perf_counter() - started


def report(total: Batch, seconds: float, seed: int) -> Iterator[str]:
    """Yield the lines of the report; files that failed are saved."""
    cpu = total.milliseconds / 1000
    yield f"{total.files:,} files, {total.octets / 2**20:,.1f} MiB, seed {seed}"
    yield f"{total.files / seconds:,.0f} files/s by the clock ({seconds:.1f} s, with making them)"
    if cpu:
        yield f"{total.files / cpu:,.0f} files/s of processor time in the reader ({cpu:.1f} s)"
    yield "slowest: " + ", ".join(
        f"{cost:.1f} ms (file {number}, {octets:,} bytes)" for cost, number, octets in total.slowest
    )
    yield f"limit: {LIMIT_MS:.0f} ms of processor time for each file, of the long seed too"
    clean = total.codes.pop("clean", 0)
    yield f"clean: {clean:,}; refused: {total.files - clean - total.codes.pop('failure', 0):,}"
    yield "files by code: " + ", ".join(f"{code} {n:,}" for code, n in total.codes.most_common())
    known = seeds()
    for number, what in total.failures:
        yield f"FAILURE in file {number}: {what}; saved as {_saved(number, seed, known)}"
    yield f"{len(total.failures) or 'no'} failures" + " or more" * (
        len(total.failures) >= MOST_FAILURES
    )


def _saved(number: int, seed: int, known: Seeds) -> str:
    handle, name = tempfile.mkstemp(prefix=f"fuzz-{seed}-{number}-", suffix=".yaml")
    with os.fdopen(handle, "wb") as file:
        file.write(file_of(number, seed, known))
    return name


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the reader, print the report, and return 1 where anything failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz_reader",
        description="Mutate flow files and read them; every one must be taken or refused, soon.",
        epilog="example: python -m benchmarks.fuzz_reader --count 20000 --seed 1 --jobs 2",
    )
    parser.add_argument("--count", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="J")
    parser.add_argument("--worker", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.worker:
        seed, start, step, count = map(int, options.worker[:4])
        work(seed, start, step, count, Path(options.worker[4]))
        return 0
    total, seconds = fuzz(options.count, options.seed, max(1, options.jobs))
    for line in report(total, seconds, options.seed):
        print(line)
    return 1 if total.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
