"""The `triage` command: its words, and the only place that sets exit codes.

0 ok; 1 a bug of ours; 2 usage or bad answers; 3 an invalid or unproved flow; 4 needs a terminal;
130 left. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter
from typing import BinaryIO

from triage import __version__
from triage.errors import PackError, TerminalRequired, TriageError, UsageError

OK, BUG, USAGE, INVALID, NO_TERMINAL, LEFT = 0, 1, 2, 3, 4, 130

_SAFETY = "If a child is in danger, ring 999. Do not wait for this tool."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except PackError as error:
        return _say(str(error), INVALID)
    except TerminalRequired as error:
        return _say(str(error), NO_TERMINAL)
    except TriageError as error:
        return _say(f"triage: {error}", USAGE)
    except KeyboardInterrupt:
        return LEFT
    except BrokenPipeError:
        # The reader of our output has gone; what it has read is all it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _say(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="triage",
        description="Questions about a serious child safeguarding incident in Dorset. "
        "It never decides, and it is not a referral or a notification. " + _SAFETY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example:\n  triage run incident --answers answers.yaml",
    )
    parser.add_argument("--version", action="version", version=f"triage {__version__}")
    parser.set_defaults(command=lambda _: _say(parser.format_help(), USAGE))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_check(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    example: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pack", metavar="DIR", help="use the pack in this folder")
    parser.set_defaults(command=run)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "run",
        "Read answers from a file and print what they suggest, as JSON.",
        "triage run incident --answers answers.yaml",
        _run,
    )
    parser.add_argument("walk", metavar="JOURNEY_OR_FLOW", help="for example: incident")
    parser.add_argument(
        "--answers",
        metavar="FILE",
        default="-",
        help="a YAML or JSON object {question: answer}; - (the default) is standard input",
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="read one object a line, write one result a line, go on past bad lines",
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "check",
        "Read a pack's flows and prove their safeguards over every possible set of answers.",
        "triage check --pack my-partnership",
        _check,
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _run(options: argparse.Namespace) -> int:
    from triage.core.program import compile_program
    from triage.pack.locations import pack_folder
    from triage.pack.naming import nearest
    from triage.pack.reader import read_pack
    from triage.ui.headless import run_lines, run_one

    pack = read_pack(pack_folder(options.pack))
    flows = pack.walk(options.walk)
    if flows is None:
        advice = nearest(options.walk, [*pack.journeys, *pack.flows])
        message = f"There is no journey or flow of that name. {advice}"
        raise UsageError(message)
    program = compile_program(flows)
    with _opened(options.answers) as stream:
        if options.jsonl:
            return USAGE if run_lines(options.walk, program, stream, sys.stdout) else OK
        run_one(options.walk, program, stream.read(), sys.stdout)
    return OK


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file of answers, or standard input, which stays open."""
    if name == "-":
        if sys.stdin is None or sys.stdin.isatty():
            message = "No answers: name a file with --answers FILE, or send them to standard input."
            raise UsageError(message)
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = f"{name} cannot be read ({error.strerror}). Check the name."
        raise UsageError(message) from error


def _check(options: argparse.Namespace) -> int:
    from triage.check.report import check_flows
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.check_output import as_json, as_text

    try:
        pack = read_pack(pack_folder(options.pack))
    except PackError as error:
        if options.format == "json":
            sys.stdout.write(as_json(error.problems, ()) + "\n")
            return INVALID
        raise
    checks = check_flows(list(pack.flows.values()), perf_counter)
    output = as_json((), checks) if options.format == "json" else as_text(checks)
    sys.stdout.write(output + "\n")
    return OK if all(check.proved for check in checks) else INVALID
