"""Run each engine at each size in a fresh process, one at a time, in interleaved rounds.

Every round visits every engine at every size once, and each round begins with another engine,
so a slow minute of the machine falls on all engines and not on one.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TypedDict

from benchmarks.canonical import canonical_flow
from benchmarks.engines import ENGINES
from benchmarks.engines.adapter import Engine

ROOT = Path(__file__).resolve().parent.parent
XSTATE_SCRIPT = ROOT / "benchmarks" / "engines" / "xstate.mjs"
STARTING = 30.0
REPEATING = 8


class Sample(TypedDict, total=False):
    """What one process measured: times in milliseconds, memory in MiB.

    `missing` says why the engine could not run, `failed` how it broke, and `over` that one
    load and one walk took longer than the limit.
    """

    version: str | None
    runtime: str
    idle_mib: float
    first_load_ms: float
    first_walk_ms: float
    peak_mib: float
    load_ms: float
    loads: int
    walk_ms: float
    walks: int
    missing: str
    failed: str
    over: bool


@dataclass(frozen=True, slots=True)
class Interpreters:
    """The programs that run the engines, and the folder whose `node_modules` has xstate."""

    triage: str
    peers: str
    docassemble: str
    node: str
    xstate_folder: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: the sizes, the engines, and how long."""

    engines: tuple[str, ...]
    sizes: tuple[int, ...]
    rounds: int
    budget: float
    limit: float


Samples = dict[tuple[str, int], list[Sample]]


def run_rounds(plan: Plan, interpreters: Interpreters, narrate: Callable[[str], None]) -> Samples:
    """Return every sample of every engine and size.

    An engine that is missing is tried once; a size that failed or took too long is not tried
    again in later rounds.
    """
    samples: Samples = {(name, size): [] for name in plan.engines for size in plan.sizes}
    missing: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="triage-benchmark-") as folder:
        for number, name, size in _visits(plan):
            known = samples[name, size]
            if name in missing or (known and _stopped(known[-1])):
                continue
            narrate(f"round {number} of {plan.rounds}: {name}, {size} questions")
            engine = ENGINES[name]
            text = _text_file(engine, size, Path(folder))
            command = _command(engine, size, text, plan.budget, interpreters)
            sample = _sample(command, plan)
            known.append(sample)
            if "missing" in sample:
                missing.add(name)
                narrate(f"{name} is missing: {sample['missing']}")
    return samples


def _visits(plan: Plan) -> Iterator[tuple[int, str, int]]:
    """Yield the round, engine and size of each process, in the order in which they run."""
    for index in range(plan.rounds):
        shift = index % len(plan.engines)
        order = plan.engines[shift:] + plan.engines[:shift]
        for size in plan.sizes:
            for name in order:
                yield index + 1, name, size


def _stopped(sample: Sample) -> bool:
    """Return whether there is no sense in running this engine at this size again."""
    return "failed" in sample or sample.get("over", False)


def _text_file(engine: Engine, size: int, folder: Path) -> Path:
    """Return the file with the flow in the engine's own format, written at first use."""
    path = folder / f"{engine.name}_{size}.txt"
    if not path.exists():
        path.write_text(engine.native_text(canonical_flow(size)), encoding="utf-8")
    return path


def _command(
    engine: Engine, size: int, text: Path, budget: float, interpreters: Interpreters
) -> list[str]:
    """Return the command line that measures one engine at one size."""
    measured = ["--text", str(text), "--answers", str(size), "--budget", str(budget)]
    if engine.runtime == "node":
        modules = ["--modules", interpreters.xstate_folder]
        return [interpreters.node, str(XSTATE_SCRIPT), *measured, *modules]
    python: dict[str, str] = {
        "triage": interpreters.triage,
        "peers": interpreters.peers,
        "docassemble": interpreters.docassemble,
    }
    return [python[engine.runtime], "-m", "benchmarks.worker", "--engine", engine.name, *measured]


def _sample(command: Sequence[str], plan: Plan) -> Sample:
    """Run one process and return what it measured, whole or up to where it was stopped."""
    program = which(command[0])
    if program is None:
        return {"missing": f"there is no program {command[0]}"}
    patience = plan.limit + STARTING + REPEATING * plan.budget
    process = subprocess.Popen(  # noqa: S603 - the command is built above, without a shell
        [Path(program).absolute(), *command[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        cwd=ROOT,
    )
    try:
        output, narration = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        return _merged(output) | {"over": True}
    except BaseException:
        process.kill()
        process.wait()
        raise
    sample = _merged(output)
    if process.returncode != 0:
        return sample | {"failed": _last_line(narration) or f"exit code {process.returncode}"}
    once = sample.get("first_load_ms", 0.0) + sample.get("first_walk_ms", 0.0)
    return sample | {"over": True} if once > plan.limit * 1000 else sample


def _merged(output: str) -> Sample:
    """Return the JSON objects of the lines as one sample; a torn last line is left out."""
    sample: Sample = {}
    for line in output.splitlines(keepends=True):
        if line.endswith("\n"):
            sample |= json.loads(line)
    return sample


def _last_line(narration: str) -> str:
    """Return the last line of a process's standard error that says something."""
    lines = [line.strip() for line in narration.splitlines() if line.strip()]
    return lines[-1] if lines else ""
