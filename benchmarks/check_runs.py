"""Run each checker on each flow in a fresh process, one at a time, in interleaved rounds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import Literal, TypedDict

from benchmarks.shapes import ShapedFlow, shaped_flow, to_states, to_survey, to_yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("xstate@5.33.3", "survey-core@3.1.1")
CHECKED = "the check of the incident flow itself"
WHOLE = "triage check, the whole process"
LINTER = "the linter's process, linting nothing"


Measure = Literal["total_ms", "peak_mib"]


class Sample(TypedDict, total=False):
    """What one process measured: times in milliseconds, memory in MiB, and what it found.

    `stopped` says that the checker gave up at its own limit, `over` that it was stopped at ours,
    and `failed` how it broke. `decided` is false where the lint left something undecided.
    """

    total_ms: float
    peak_mib: float
    idle_mib: float
    result: str
    stopped: bool
    decided: bool
    over: bool
    failed: str


@dataclass(frozen=True, slots=True)
class Checker:
    """One checker: its name, what it does with a flow, and the largest flow it is tried on."""

    name: str
    does: str
    largest: int = 10**6

    @property
    def tool(self) -> str:
        """Whose it is: the first word of the name."""
        return self.name.partition(" ")[0]


OURS = "triage"
WITH_LINT = "triage check"
CHECKERS = (
    Checker(OURS, "reads, proves 5 safeguards, counts every path and share exactly"),
    Checker(WITH_LINT, "the whole command: that, the lint, proposals, imports and the report"),
    Checker("xstate shortest", "the shortest path to each question"),
    Checker("xstate answers", "the same, with the answers in the state", 100),
    Checker("xstate simple", "every path that visits no question twice", 100),
    Checker("surveyjs linter", "its rules of lint; nothing is proved or counted"),
)
Figures = dict[tuple[str, str, int], list[Sample]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: the sizes and shapes, how often, and the most seconds for each."""

    sizes: tuple[int, ...]
    shapes: tuple[str, ...]
    rounds: int
    limit: float
    states: int


@dataclass(frozen=True, slots=True)
class Node:
    """Where Node is, and the folder whose `node_modules` has the packages."""

    program: str
    modules: Path


def install(program: str, modules: Path | None, folder: Path) -> Node | None:
    """Return Node with the packages installed, or nothing, saying why."""
    if which(program) is None:
        narrate(f"Node is missing (there is no program {program}): only triage is measured.")
        return None
    if modules is not None:
        return Node(program, modules.absolute())
    npm = which("npm")
    if npm is None:
        narrate("npm is missing: only triage is measured.")
        return None
    narrate(f"installing {', '.join(PACKAGES)} into a temporary folder")
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", *PACKAGES]
    done = _run(command)
    if done.returncode != 0:
        narrate(f"npm could not install them, so only triage is measured: {done.stderr.strip()}")
        return None
    return Node(program, folder)


def measure(plan: Plan, node: Node | None, folder: Path) -> Figures:
    """Return every sample; what broke or was too slow is not tried again in later rounds."""
    figures: Figures = {}
    for number in range(1, plan.rounds + 1):
        for shape in plan.shapes:
            for size in plan.sizes:
                flow = shaped_flow(shape, size)
                for checker in CHECKERS:
                    if (node is None and checker.tool != OURS) or size > checker.largest:
                        continue
                    known = figures.setdefault((checker.name, shape, size), [])
                    if known and ("failed" in known[-1] or known[-1].get("over")):
                        continue
                    narrate(f"round {number}: {checker.name}, {shape}, {size} questions")
                    known.append(_sample(_command(checker, flow, plan, node, folder), plan.limit))
    return figures


def _command(
    checker: Checker, flow: ShapedFlow, plan: Plan, node: Node | None, folder: Path
) -> list[str]:
    """Return the command that runs one checker on one flow, which is written to a file first."""
    tool, _, what = checker.name.partition(" ")
    writer = {"triage": to_yaml, "xstate": to_states, "surveyjs": to_survey}[tool]
    path = folder / f"{flow.shape}-{flow.size}.{tool}"
    if not path.exists():
        path.write_text(writer(flow), encoding="utf-8")
    if node is None or tool == OURS:
        module = "triage_command" if what else "triage_check"
        return [sys.executable, "-m", f"benchmarks.checkers.{module}", str(path)]
    given = ["--text", str(path), "--modules", str(node.modules)]
    if tool == "surveyjs":
        return [node.program, str(ROOT / "benchmarks/checkers/surveyjs_lint.mjs"), *given]
    script = str(ROOT / "benchmarks/checkers/xstate_paths.mjs")
    return [node.program, script, *given, "--what", what, "--limit", str(plan.states)]


def _run(command: Sequence[str], limit: float | None = None) -> subprocess.CompletedProcess[str]:
    """Run one process to its end."""
    return subprocess.run(  # noqa: S603 - the command is built here, without a shell
        command, capture_output=True, check=False, cwd=ROOT, encoding="utf-8", timeout=limit
    )


def _sample(command: Sequence[str], limit: float) -> Sample:
    """Run one process and return what it measured."""
    try:
        done = _run(command, limit)
    except subprocess.TimeoutExpired:
        return {"over": True}
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        return {"failed": lines[-1] if lines else f"exit code {done.returncode}"}
    sample: Sample = json.loads(done.stdout)
    return sample


def starts_of(node: Node | None, rounds: int) -> dict[str, list[float]]:
    """Return how long whole processes take, in milliseconds, in turn: the shipped flow's check."""
    commands = {
        WHOLE: [sys.executable, "-m", "triage", "check"],
        "Python, importing nothing": [sys.executable, "-c", "pass"],
    }
    if node is not None:
        script = str(ROOT / "benchmarks/checkers/surveyjs_lint.mjs")
        commands[LINTER] = [*(node.program, script, "--modules", str(node.modules))]
        commands["Node, running nothing"] = [node.program, "-e", "0"]
    found: dict[str, list[float]] = {name: [] for name in (*commands, CHECKED)}
    for _ in range(2 * rounds + 1):
        for name, command in commands.items():
            started = perf_counter()
            _run(command).check_returncode()
            found[name].append((perf_counter() - started) * 1000)
        command = [sys.executable, "-m", "triage", "check", "--format", "json"]
        seconds = sum(flow["seconds"] for flow in json.loads(_run(command).stdout)["flows"])
        found[CHECKED].append(seconds * 1000)
    return found


def narrate(sentence: str) -> None:
    """Say on standard error how far the benchmark is."""
    print(sentence, file=sys.stderr, flush=True)
