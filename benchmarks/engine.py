"""The command of the engine benchmark: `python -m benchmarks.engine --help`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import tables
from benchmarks.canonical import parse_sizes
from benchmarks.engines import ENGINES, OURS, PROBE
from benchmarks.rounds import ROOT, Interpreters, Plan, Samples, run_rounds

NAMES = tuple(name for name in ENGINES if name != PROBE)
EXAMPLE = """\
example:
  python -m benchmarks.engine --sizes 10,100,1000 --engines triage,floor,transitions \\
      --peers-python ../peers-venv/bin/python --json figures.json

Tables go to standard output, progress to standard error. The exit code is 1 when an engine
that was named with --engines is missing, or when any engine failed.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the chosen engines, print the tables, and return the exit code."""
    chosen = _parser().parse_args(arguments)
    engines: tuple[str, ...] = chosen.engines or NAMES
    probed = (*engines, PROBE) if OURS in engines else engines
    plan = Plan(probed, tuple(chosen.sizes), chosen.rounds, chosen.budget, chosen.limit)
    interpreters = Interpreters(
        triage=sys.executable,
        peers=chosen.peers_python,
        docassemble=chosen.docassemble_python,
        node=chosen.node,
        xstate_folder=str(Path(chosen.xstate_folder).absolute()),
    )
    samples = run_rounds(plan, interpreters, _narrate)
    table = tables.rows(plan, samples)
    _print_report(plan, table, samples)
    if chosen.json is not None:
        text = json.dumps(tables.document(plan, samples, table), indent=1)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    missing = any(row.note.startswith("missing") for row in table)
    failed = any(row.note.startswith("failed") for row in table)
    return int(failed or (missing and chosen.engines is not None))


def _print_report(plan: Plan, table: Sequence[tables.Row], samples: Samples) -> None:
    """Print the tables, what is absent from them, and what they were measured on."""
    parts = [
        tables.main_table(table, plan.limit),
        tables.load_table(table),
        tables.flatness_table(table, plan.sizes),
        "\n".join(tables.absences(table)),
        f"Medians of {plan.rounds} interleaved rounds. {tables.machine()}.",
        tables.spread(samples),
        "\n".join(f"- {name}: {version}" for name, version in tables.versions(samples).items()),
    ]
    print("\n\n".join(part for part in parts if part))


def _narrate(sentence: str) -> None:
    """Say on standard error how far the benchmark is."""
    print(sentence, file=sys.stderr, flush=True)


def _parse_engines(text: str) -> tuple[str, ...]:
    """Return the engines of a list such as `triage,floor`."""
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for name in names:
        if name not in NAMES:
            message = f"There is no engine {name!r}. Engines: {', '.join(NAMES)}."
            raise argparse.ArgumentTypeError(message)
    return names


def _at_least_one(text: str) -> int:
    """Return a whole number of at least 1."""
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is not a whole number of at least 1."
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _seconds(text: str) -> float:
    """Return a number of seconds above 0."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        message = f"{text!r} is not a number of seconds above 0."
        raise argparse.ArgumentTypeError(message)
    return seconds


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engine",
        description="Time triage and other engines on one canonical branching flow.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_measures(parser)
    _add_interpreters(parser)
    return parser


def _add_measures(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is measured, and for how long."""
    add = parser.add_argument
    add(
        "--sizes",
        type=parse_sizes,
        default="10,100,1000,10000",
        metavar="N,N",
        help="numbers of questions, each at least 10 (default: %(default)s)",
    )
    add(
        "--engines",
        type=_parse_engines,
        metavar="NAME,NAME",
        help=f"default: all of {', '.join(NAMES)}",
    )
    add(
        "--rounds",
        type=_at_least_one,
        default=3,
        metavar="N",
        help="interleaved rounds (default: %(default)s)",
    )
    add(
        "--budget",
        type=_seconds,
        default=1.0,
        metavar="SECONDS",
        help="time for repeating each measure in one process (default: %(default)s)",
    )
    add(
        "--limit",
        type=_seconds,
        default=120.0,
        metavar="SECONDS",
        help="most for one load and one walk together (default: %(default)s)",
    )
    add("--json", type=Path, metavar="FILE", help="also write every figure of every round")


def _add_interpreters(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the other engines are installed."""
    peers = os.environ.get("BENCHMARK_PEERS_PYTHON", sys.executable)
    docassemble = os.environ.get("BENCHMARK_DOCASSEMBLE_PYTHON", sys.executable)
    folder = os.environ.get("BENCHMARK_XSTATE_FOLDER", str(ROOT / "benchmarks"))
    add = parser.add_argument
    add(
        "--peers-python",
        default=peers,
        metavar="PROGRAM",
        help="Python with transitions and python-statemachine, or $BENCHMARK_PEERS_PYTHON",
    )
    add(
        "--docassemble-python",
        default=docassemble,
        metavar="PROGRAM",
        help="Python with docassemble.base, or $BENCHMARK_DOCASSEMBLE_PYTHON",
    )
    add(
        "--node",
        default=os.environ.get("BENCHMARK_NODE", "node"),
        metavar="PROGRAM",
        help="Node, or $BENCHMARK_NODE (default: node)",
    )
    add(
        "--xstate-folder",
        default=folder,
        metavar="DIR",
        help="folder with node_modules/xstate, or $BENCHMARK_XSTATE_FOLDER",
    )


if __name__ == "__main__":
    raise SystemExit(main())
