"""The command of the front-end benchmark: `python -m benchmarks.front_ends --help`."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks import programs, tables
from benchmarks.programs import Program
from benchmarks.pseudo_terminal import NotReadyError, PseudoTerminal

AIM_QUESTION, AIM_KEY = 1.3, 1.5
"""The most that triage is to take: its first question beside an app of one widget, and its p95
from key to repaint beside a bare list."""

HEADINGS = (
    "program",
    "first screen ms",
    "Enter to question ms",
    "start to question ms",
    "key to repaint, median ms",
    "p95 ms",
)
LIMIT = 30.0
UNDISTURBED = 0.4
EXAMPLE = """\
example:
  python -m benchmarks.front_ends --rounds 10 --keys 40 --json figures.json

The table goes to standard output, progress to standard error. The exit code is 1 when one of
triage's own aims is missed, or when something other than a published app could not be measured.
"""


@dataclass(slots=True)
class Figures:
    """Every sample of one program, in milliseconds, one of each start and many of keys.

    `total` is from the start of the process to the first question (or screen, without a
    question); `wrong` says why there are none.
    """

    painted: list[float] = field(default_factory=list)
    question: list[float] = field(default_factory=list)
    total: list[float] = field(default_factory=list)
    first_byte: list[float] = field(default_factory=list)
    repaint: list[float] = field(default_factory=list)
    wrong: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    chosen = _parser().parse_args(arguments)
    measured: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="triage-front-ends-") as folder:
        every = programs.built_in(chosen.reading)
        for name in () if chosen.no_apps else programs.APPS:
            _narrate(f"installing {name}")
            try:
                every[name] = programs.installed(name, Path(folder))
            except programs.NotInstalledError as error:
                measured[name] = Figures(wrong=f"not installed: {error}")
        measured |= _rounds(list(every.values()), chosen.rounds, chosen.keys, Path(folder))
    print(_report(measured, chosen.rounds))
    if chosen.json is not None:
        document = {name: asdict(figures) for name, figures in measured.items()}
        chosen.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    wrong = {name for name, figures in measured.items() if figures.wrong}
    return int(bool(wrong - {*programs.APPS}) or not all(met for _, _, met in _aims(measured)))


def _rounds(every: Sequence[Program], rounds: int, keys: int, folder: Path) -> dict[str, Figures]:
    """Return the samples of interleaved rounds; each begins with another program."""
    measured = {program.name: Figures() for program in every}
    home = folder / "home"
    environment = programs.environment(home, os.environ.get("PATH", os.defpath))
    for number in range(-1, rounds):
        # Round -1 fills caches of compiled modules and of the disk, and is not counted.
        shift = number % len(every)
        for program in (*every[shift:], *every[:shift]):
            figures = measured[program.name]
            if figures.wrong:
                continue
            _narrate(f"round {number + 1} of {rounds}: {program.name}")
            home.mkdir(exist_ok=True)
            kept = figures if number >= 0 else Figures()
            try:
                _sample(program, keys, environment, kept)
            except NotReadyError as error:
                figures.wrong = str(error)
    return measured


def _sample(program: Program, keys: int, environment: Mapping[str, str], figures: Figures) -> None:
    """Start the program once, and add what was measured to `figures`."""
    with PseudoTerminal(program.command, environment, str(programs.ROOT)) as terminal:
        shown = terminal.wait_for(program.painted, LIMIT)
        figures.painted.append(1000 * (shown - terminal.began))
        if program.question:
            if program.reading:
                terminal.settle(program.reading)
            pressed = terminal.press(programs.ENTER)
            asked = terminal.wait_for(program.question, LIMIT)
            figures.question.append(1000 * (asked - pressed))
            shown = asked
        if not program.reading:
            figures.total.append(1000 * (shown - terminal.began))
        terminal.settle(UNDISTURBED)
        for number in range(keys if program.keys else 0):
            first, last = terminal.repaint(program.keys[number % len(program.keys)], LIMIT)
            figures.first_byte.append(1000 * first)
            figures.repaint.append(1000 * last)


def _report(measured: Mapping[str, Figures], rounds: int) -> str:
    """Return the table, what is absent, and whether the aims are met."""
    lines = [f"| {' | '.join(HEADINGS)} |", f"|---|{'--:|' * (len(HEADINGS) - 1)}"]
    for name, figures in measured.items():
        if not figures.wrong:
            middles = [figures.painted, figures.question, figures.total, figures.repaint]
            cells = [_shown(_median(samples)) for samples in middles]
            lines.append(f"| {name} | {' | '.join(cells)} | {_shown(_p95(figures.repaint))} |")
    lines.append("")
    lines.extend(f"{name}: {each.wrong}." for name, each in measured.items() if each.wrong)
    for what, figure, met in _aims(measured):
        lines.append(f"{'met' if met else 'MISSED'}: {what}: {figure:.2f}")
    lines.append(f"Medians of {rounds} interleaved rounds at 80x24. {tables.machine()}.")
    return "\n".join(lines)


def _aims(measured: Mapping[str, Figures]) -> Iterator[tuple[str, float, bool]]:
    """Yield each aim of triage with the ratio that was measured, and whether it is met."""
    ours = measured[programs.TRIAGE]
    floor, bare = measured[programs.ONE_WIDGET], measured[programs.OPTION_LIST]
    yield from _aim("first screen ÷ one-widget app", ours.painted, floor.painted, AIM_QUESTION)
    yield from _aim("first question ÷ one-widget app", ours.total, floor.total, AIM_QUESTION)
    yield from _aim(
        "key to repaint, p95 ÷ bare OptionList", ours.repaint, bare.repaint, AIM_KEY, _p95
    )


def _aim(
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    most: float,
    of: Callable[[Sequence[float]], float | None] = statistics.median,
) -> Iterator[tuple[str, float, bool]]:
    if ours and theirs:
        mine, beside = of(ours), of(theirs)
        assert mine is not None and beside, "there are samples of both"  # noqa: PT018
        yield f"{what}, at most {most:g}", mine / beside, mine <= most * beside


def _median(samples: Sequence[float]) -> float | None:
    return statistics.median(samples) if samples else None


def _p95(samples: Sequence[float]) -> float | None:
    """Return the sample that 95 in 100 are not above."""
    return sorted(samples)[max(0, -(-95 * len(samples) // 100) - 1)] if samples else None


def _shown(figure: float | None) -> str:
    return tables.DASH if figure is None else f"{figure:.1f}"


def _narrate(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.front_ends",
        description="Time how soon front ends are there, and how soon a key is seen.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--rounds", type=int, default=10, metavar="N", help="starts of each (default: %(default)s)")
    add("--keys", type=int, default=40, metavar="N", help="keys a start (default: %(default)s)")
    add(
        "--reading",
        type=float,
        default=2.0,
        metavar="SECONDS",
        help="how long the welcome of triage is read in the second measure (default: %(default)s)",
    )
    add("--no-apps", action="store_true", help="leave posting and harlequin out")
    add("--json", type=Path, metavar="FILE", help="also write every sample")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
