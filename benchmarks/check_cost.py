"""What checking a flow costs as it grows: `python -m benchmarks.check_cost --help`.

Each figure is of a fresh process, one at a time; every round visits every checker at every size,
so a slow minute of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.check_runs import (
    CHECKED,
    CHECKERS,
    LINTER,
    OURS,
    WHOLE,
    WITH_LINT,
    Figures,
    Measure,
    Node,
    Plan,
    Sample,
    install,
    measure,
    starts_of,
)
from benchmarks.shapes import SHAPES
from benchmarks.tables import machine

LEAST = 10
EXAMPLE = """\
example:
  python -m benchmarks.check_cost --sizes 10,100,1000 --count 3 --json figures.json

The npm packages are installed into a temporary folder; without Node or npm, or with --alone,
only triage is measured. The exit code is 1 if triage left anything open.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and return the exit code."""
    chosen = _parser().parse_args(arguments)
    plan = Plan(chosen.sizes, chosen.shapes, chosen.count, chosen.limit, chosen.states)
    with tempfile.TemporaryDirectory(prefix="triage-check-cost-") as name:
        folder = Path(name)
        node = None if chosen.alone else install(chosen.node, chosen.modules, folder)
        figures = measure(plan, node, folder)
        starts = starts_of(node, plan.rounds)
    print("\n\n".join(part for part in _report(plan, figures, starts, node) if part))
    if chosen.json is not None:
        document = {
            "machine": machine(),
            "starts": starts,
            "figures": [
                {"checker": checker, "shape": shape, "size": size, "samples": samples}
                for (checker, shape, size), samples in figures.items()
            ],
        }
        chosen.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    ours = [
        each
        for (name, _, _), samples in figures.items()
        if name in {OURS, WITH_LINT}
        for each in samples
    ]
    return int(any(map(_is_unfinished, ours)))


def _is_unfinished(sample: Sample) -> bool:
    return "failed" in sample or sample.get("over", False) or not sample.get("decided", True)


# Reporting ---------------------------------------------------------------------------------------


def _report(
    plan: Plan, figures: Figures, starts: dict[str, list[float]], node: Node | None
) -> Iterator[str]:
    yield _cost_table(plan, figures)
    yield _growth_table(plan, figures)
    yield _start_table(starts)
    if node is None:
        yield "XState and SurveyJS were not measured: Node or their packages are missing."
    yield f"Medians of {plan.rounds} interleaved rounds. {machine()}."
    yield "\n".join(f"- {checker.name}: {checker.does}" for checker in CHECKERS)


def _cost_table(plan: Plan, figures: Figures) -> str:
    lines = [
        "| shape | n | checker | ms | peak memory MiB | time ÷ triage's | result |",
        "|---|--:|---|--:|--:|--:|---|",
    ]
    for shape in plan.shapes:
        for size in plan.sizes:
            ours = _median(figures.get((OURS, shape, size), []), "total_ms")
            for checker in CHECKERS:
                samples = figures.get((checker.name, shape, size))
                if samples:
                    cells = _cells(samples, ours, plan)
                    lines.append(f"| {shape} | {size:,} | {checker.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cells(samples: Sequence[Sample], ours: float | None, plan: Plan) -> list[str]:
    last = samples[-1]
    if last.get("over"):
        return [f"over {plan.limit:g} s", "-", "-", "stopped"]
    if "failed" in last:
        return ["-", "-", "-", f"failed: {last['failed']}"]
    time, peak = _median(samples, "total_ms"), _median(samples, "peak_mib")
    assert time is not None
    assert peak is not None
    ratio = f"{time / ours:,.2f}" if ours else "-"
    result = "gave up at its limit of states" if last.get("stopped") else last["result"]
    return [f"{time:,.1f}", f"{peak:,.0f}", ratio, result]


def _growth_table(plan: Plan, figures: Figures) -> str:
    """Return how time grows from each size to the next, and the exponent fitted to all sizes."""
    steps = [f"n = {a:,} to {b:,}" for a, b in pairwise(plan.sizes)]
    if not steps:
        return ""
    heading = f"| shape | checker | {' | '.join(steps)} | fitted exponent |"
    lines = [heading, "|---|---|" + "--:|" * (len(steps) + 1)]
    for shape in plan.shapes:
        for checker in CHECKERS:
            times = [_time(figures.get((checker.name, shape, size), [])) for size in plan.sizes]
            pairs = list(pairwise(times))
            if any(a is not None and b is not None for a, b in pairs):
                ratios = [f"x {b / a:,.1f}" if a and b else "-" for a, b in pairs]
                exponent = _exponent(plan.sizes, times)
                lines.append(f"| {shape} | {checker.name} | {' | '.join(ratios)} | {exponent} |")
    return "\n".join(lines)


def _exponent(sizes: Sequence[int], times: Sequence[float | None]) -> str:
    """Return the slope of the line through the logarithms of times and sizes (least squares)."""
    points = [
        (math.log(size), math.log(time))
        for size, time in zip(sizes, times, strict=True)
        if time is not None
    ]
    slope, _ = statistics.linear_regression(*zip(*points, strict=True))
    return f"{slope:.2f}"


def _start_table(starts: dict[str, list[float]]) -> str:
    medians = {name: statistics.median(times) for name, times in starts.items()}
    lines = ["| whole processes | ms |", "|---|--:|"]
    lines.extend(f"| {name} | {time:,.0f} |" for name, time in medians.items())
    linter = medians.get(LINTER)
    if linter is not None:
        lines.append(
            f"| the incident check ÷ the linter's start | {medians[CHECKED] / linter:.2f} |"
        )
        whole = medians[WHOLE]
        lines.append(f"| the whole triage process ÷ the linter's start | {whole / linter:.2f} |")
    return "\n".join(lines)


def _time(samples: Sequence[Sample]) -> float | None:
    if samples and samples[-1].get("stopped"):
        return None
    return _median(samples, "total_ms")


def _median(samples: Sequence[Sample], key: Measure) -> float | None:
    figures = [sample[key] for sample in samples if key in sample]
    return statistics.median(figures) if figures else None


# The command line --------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.check_cost",
        description="Time checks of generated flows beside XState's paths and SurveyJS's linter.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--sizes", type=_sizes, default="10,100,1000", metavar="N,N", help="default: %(default)s")
    add("--shapes", type=_shapes, default=",".join(SHAPES), help="default: %(default)s")
    add("--count", type=_positive, default=3, metavar="N", help="rounds (default: %(default)s)")
    add("--limit", type=_positive, default=60, metavar="SECONDS", help="the most for one process")
    add("--states", type=_positive, default=100_000, metavar="N", help="XState's own limit")
    add("--alone", action="store_true", help="measure triage only")
    add("--node", default="node", metavar="PROGRAM", help="default: node")
    add(
        "--modules", type=Path, metavar="DIR", help="a folder with the packages, to install nothing"
    )
    add("--json", type=Path, metavar="FILE", help="also write every figure of every round")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is not a whole number of at least 1."
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _sizes(text: str) -> tuple[int, ...]:
    sizes = sorted({_positive(part) for part in text.split(",")})
    if sizes[0] < LEAST:
        message = f"A flow of these shapes has at least {LEAST} questions."
        raise argparse.ArgumentTypeError(message)
    return tuple(sizes)


def _shapes(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text.split(",")))
    if not set(names) <= set(SHAPES):
        message = f"The shapes are {', '.join(SHAPES)}."
        raise argparse.ArgumentTypeError(message)
    return names


if __name__ == "__main__":
    raise SystemExit(main())
