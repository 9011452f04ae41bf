"""Medians over the rounds, and the Markdown tables and JSON made of them."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from benchmarks.engines import OURS, PROBE
from benchmarks.rounds import Plan, Sample, Samples

Measure = Literal["load_ms", "first_load_ms", "walk_ms", "peak_mib", "idle_mib"]
DASH = "-"


@dataclass(frozen=True, slots=True)
class Row:
    """The medians of one engine at one size; `None` where nothing was measured.

    `ratio` is the time of the walk divided by that of triage, at the same size and in the same
    round; the median of that too.
    """

    engine: str
    size: int
    load_ms: float | None
    walk_ms: float | None
    answers_per_s: float | None
    peak_mib: float | None
    idle_mib: float | None
    ratio: float | None
    note: str


def rows(plan: Plan, samples: Samples) -> list[Row]:
    """Return one row for each engine and size that was tried, engine by engine."""
    return [
        _row(name, size, samples, plan.limit)
        for name in plan.engines
        for size in plan.sizes
        if samples[name, size]
    ]


def main_table(table: Sequence[Row], limit: float) -> str:
    """Return the Markdown table of all engines, or nothing if none ran."""
    heading = [
        "| engine | n | load ms | walk ms | answers/s | peak memory MiB | walk ÷ triage's walk |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines = []
    for row in table:
        if row.engine == PROBE or row.note.startswith("missing"):
            continue
        absent = row.note.partition(" (")[0] or DASH
        cells = [
            row.engine,
            f"{row.size:,}",
            absent if row.load_ms is None else _figure(row.load_ms),
            absent if row.walk_ms is None else _figure(row.walk_ms),
            _figure(row.answers_per_s),
            _figure(row.peak_mib),
            _figure(row.ratio),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    if not lines:
        return ""
    limited = f"The limit for one load and one walk was {limit:g} s."
    return "\n".join([*heading, *lines, "", limited])


def load_table(table: Sequence[Row]) -> str:
    """Return the Markdown table of our load beside bare parsing, or nothing without both."""
    loads = {(row.engine, row.size): row.load_ms for row in table}
    lines = []
    for size in sorted({row.size for row in table}):
        bare, full = loads.get((PROBE, size)), loads.get((OURS, size))
        if bare and full:
            lines.append(
                f"| {size:,} | {_figure(bare)} | {_figure(full)} | {_figure(full / bare)} |"
            )
    if not lines:
        return ""
    heading = "| n | bare YAML events ms | triage load ms | load ÷ events |"
    return "\n".join([heading, "|--:|--:|--:|--:|", *lines])


def flatness(table: Sequence[Row]) -> dict[str, dict[int, float]]:
    """Return the time per answer of each engine and size, divided by that at its least size."""
    flat: dict[str, dict[int, float]] = {}
    for row in table:
        if row.walk_ms is not None:
            flat.setdefault(row.engine, {})[row.size] = row.walk_ms / row.size
    return {
        name: {size: time / per_answer[min(per_answer)] for size, time in per_answer.items()}
        for name, per_answer in flat.items()
    }


def flatness_table(table: Sequence[Row], sizes: Sequence[int]) -> str:
    """Return the Markdown table of `flatness`, or nothing if no walk was measured."""
    flat = flatness(table)
    if not flat:
        return ""
    lines = [
        f"| time per answer ÷ that at n = {min(sizes)} | "
        + " | ".join(f"n = {size:,}" for size in sizes)
        + " |",
        "|---|" + "--:|" * len(sizes),
    ]
    for name, figures in flat.items():
        if min(sizes) in figures:
            cells = " | ".join(_figure(figures.get(size)) for size in sizes)
            lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def absences(table: Sequence[Row]) -> Iterator[str]:
    """Yield one sentence for each engine that is missing and each size that failed."""
    for row in table:
        if row.note.startswith("missing"):
            yield f"{row.engine} was not measured: {row.note}."
        elif row.note.startswith("failed"):
            yield f"{row.engine} at n = {row.size:,} {row.note}."


def spread(samples: Samples) -> str:
    """Return how far apart the rounds of one walk were, or nothing after a single round."""
    spreads = [
        (max(walks) / min(walks), name, size)
        for (name, size), known in samples.items()
        if len(walks := [sample["walk_ms"] for sample in known if "walk_ms" in sample]) > 1
    ]
    if not spreads:
        return ""
    worst, name, size = max(spreads)
    usual = statistics.median(factor for factor, _, _ in spreads)
    return (
        f"The slowest round of a walk took {usual:.1f} times as long as its quickest (median), "
        f"and {worst:.1f} times at worst ({name}, n = {size:,})."
    )


def machine() -> str:
    """Return what the figures were measured on."""
    system = f"{platform.system()} {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{system}, {os.cpu_count()} processors, {python}"


def versions(samples: Samples) -> dict[str, str]:
    """Return the version of each engine that ran, with its runtime."""
    return {
        name: f"{sample['version'] or 'no version'} on {sample['runtime']}"
        for (name, _), known in samples.items()
        for sample in known
        if "version" in sample
    }


def document(plan: Plan, samples: Samples, table: Sequence[Row]) -> dict[str, Any]:
    """Return everything that was measured, each round's figures included, for JSON."""
    raw = [
        {"engine": name, "size": size, "samples": known} for (name, size), known in samples.items()
    ]
    return {
        "machine": machine(),
        "plan": asdict(plan),
        "versions": versions(samples),
        "spread": spread(samples),
        "rows": [asdict(row) for row in table],
        "flatness": flatness(table),
        "samples": raw,
    }


def _row(name: str, size: int, samples: Samples, limit: float) -> Row:
    """Return the medians of one engine at one size."""
    known = samples[name, size]
    whole = [sample for sample in known if not sample.get("over") and "failed" not in sample]
    walk = _median(whole, "walk_ms")
    return Row(
        engine=name,
        size=size,
        load_ms=_median(whole, "load_ms") or _median(known, "first_load_ms"),
        walk_ms=walk,
        answers_per_s=size / walk * 1000 if walk else None,
        peak_mib=_median(whole, "peak_mib"),
        idle_mib=_median(known, "idle_mib"),
        ratio=_ratio(known, samples.get((OURS, size), [])),
        note=_note(known[-1], limit),
    )


def _ratio(known: Sequence[Sample], ours: Sequence[Sample]) -> float | None:
    """Return the median over the rounds of a walk's time divided by that of our walk."""
    ratios = [
        theirs["walk_ms"] / mine["walk_ms"]
        for theirs, mine in zip(known, ours, strict=False)
        if "walk_ms" in theirs and "walk_ms" in mine
    ]
    return statistics.median(ratios) if ratios else None


def _note(sample: Sample, limit: float) -> str:
    """Return why there is no figure, or nothing."""
    if "missing" in sample:
        return f"missing ({sample['missing']})"
    if "failed" in sample:
        return f"failed ({sample['failed']})"
    return f"not run: over {limit:g} s" if sample.get("over") else ""


def _median(known: Sequence[Sample], key: Measure) -> float | None:
    """Return the median of one measure over the samples that have it."""
    figures = [sample[key] for sample in known if key in sample]
    return statistics.median(figures) if figures else None


def _figure(value: float | None) -> str:
    """Return a number with at least three significant digits, or a dash."""
    if value is None:
        return DASH
    decimals = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{decimals}f}"
