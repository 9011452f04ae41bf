"""The `triage` command: its words, and the only place that sets exit codes.

0 ok; 1 a bug of ours; 2 usage or bad answers; 3 an invalid or unproved flow; 4 needs a terminal;
130 left. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO

from triage import __version__
from triage.errors import PackError, TerminalLost, TerminalRequired, TriageError, UsageError

if TYPE_CHECKING:
    from triage.ui.walkthrough import Walkthrough

OK, BUG, USAGE, INVALID, NO_TERMINAL, LEFT = 0, 1, 2, 3, 4, 130

DEEPEST = 6_000

_SAFETY = "If a child is in danger, ring 999. Do not wait for this tool."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # Deciding a condition goes a few calls deeper for each question that it reads.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST))
    options = _parser().parse_args(arguments)
    try:
        return _code_of(options)
    finally:
        # Ctrl-C once more, while we end, is no reason to end in another way.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _let_go_of_output()


def _code_of(options: argparse.Namespace) -> int:
    """Run the command; whatever becomes of it is an exit code and calm words."""
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except (KeyboardInterrupt, TerminalLost):
        return LEFT
    except PackError as error:
        return _say(str(error), INVALID)
    except TriageError as error:
        code = NO_TERMINAL if isinstance(error, TerminalRequired) else USAGE
        return _say(f"triage: {error}", code)
    except BrokenPipeError:
        # The reader of our output has gone; what it has read is all it wanted.
        return OK
    except Exception as error:  # noqa: BLE001 - the last edge: a person never sees a traceback
        return _crashed(error)
    return code


def _say(message: str, code: int) -> int:
    with suppress(OSError):  # the terminal may have gone
        sys.stderr.write(message + "\n")
    return code


def _let_go_of_output() -> None:
    """Send nowhere what nobody can read any more; Python would complain about it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _crashed(error: Exception) -> int:
    """Say calmly that this is our fault, and where it is, without a word of any answer."""
    from triage.ui.words import CRASHED

    frames = list(traceback.walk_tb(error.__traceback__))
    where = ""
    if frames:
        frame, line = frames[-1]
        where = f" in {Path(frame.f_code.co_filename).name}, line {line}"
    return _say("\n".join((*CRASHED, f"(For the developers: {type(error).__name__}{where}.)")), BUG)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="triage",
        description="Questions about a serious child safeguarding incident in Dorset. "
        "It never decides, and it is not a referral or a notification. " + _SAFETY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="examples:\n  triage\n  triage plain\n  triage run incident --answers answers.yaml",
    )
    parser.add_argument("--version", action="version", version=f"triage {__version__}")
    parser.add_argument("--plain", action="store_true", help="plain lines, no full screen")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse alone")
    parser.add_argument("--pack", metavar="DIR", help="use the pack in this folder")
    _add_journey(parser, "incident")
    parser.set_defaults(command=_screen)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_check(commands)
    summary = "Answer the questions in plain lines, for screen readers and simple terminals."
    _add_journey(_command(commands, "plain", summary, "triage plain", _plain), argparse.SUPPRESS)
    summary = "Answer the questions with arrow keys, one prompt at a time."
    _add_journey(_command(commands, "ask", summary, "triage ask", _ask), argparse.SUPPRESS)
    return parser


def _add_journey(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--journey", metavar="ID", default=default, help="default: incident")


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
    # Without a default of its own, so that `triage --pack DIR check` works too.
    parser.add_argument(
        "--pack", metavar="DIR", default=argparse.SUPPRESS, help="use the pack in this folder"
    )
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
    parser.add_argument(
        "--summary",
        metavar="FILE",
        help="also write the summary to this new file; it ends in .md or .txt",
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


def _screen(options: argparse.Namespace) -> int:
    from triage.ui.choosing import wants_plain
    from triage.ui.line_terminal import need_terminal
    from triage.ui.saving import saver

    need_terminal()
    if options.plain or wants_plain(os.environ, stdout_is_terminal=sys.stdout.isatty()):
        return _plain(options)
    # Seen at once, while the full screen is still being loaded.
    sys.stdout.write(f"{_SAFETY}\nStarting ...\n")
    sys.stdout.flush()
    walkthrough = _walkthrough(options)
    from triage.ui.tui import run

    return run(
        walkthrough,
        save=saver(walkthrough, _now),
        mouse=not options.no_mouse,
        no_color=bool(os.environ.get("NO_COLOR")),
    )


def _plain(options: argparse.Namespace) -> int:
    from triage.ui.line_terminal import leaving_on_signals, need_terminal, read_line, write_line
    from triage.ui.plain.conversation import Conversation
    from triage.ui.saving import saver

    need_terminal()
    walkthrough = _walkthrough(options)
    save = saver(walkthrough, _now)
    with leaving_on_signals():
        finished = Conversation(walkthrough, read_line, write_line, save).run()
    return OK if finished else LEFT


def _ask(options: argparse.Namespace) -> int:
    from triage.ui.line_terminal import leaving_on_signals, need_terminal, write_line

    need_terminal()
    if not sys.stdout.isatty():
        message = "triage ask draws on a terminal. Use triage plain, or triage run for a script."
        raise TerminalRequired(message)
    walkthrough = _walkthrough(options)
    from triage.ui.prompts.conversation import Conversation
    from triage.ui.saving import saver

    with leaving_on_signals():
        finished = Conversation(walkthrough, write_line, saver(walkthrough, _now)).run()
    return OK if finished else LEFT


def _walkthrough(options: argparse.Namespace) -> Walkthrough:
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.walkthrough import Walkthrough

    pack = read_pack(pack_folder(options.pack))
    return Walkthrough(pack, options.journey, _now().date())


def _now() -> datetime.datetime:
    """Return the time where the person is, which is what a record of the day must show."""
    return datetime.datetime.now().astimezone()


def _run(options: argparse.Namespace) -> int:
    from triage.core.program import compile_program
    from triage.pack.locations import pack_folder
    from triage.pack.naming import nearest
    from triage.pack.reader import read_pack
    from triage.ui.headless import run_lines, run_one

    if options.summary and options.jsonl:
        message = "--summary goes with one object of answers, not with --jsonl."
        raise UsageError(message)
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
        position = run_one(options.walk, program, stream.read(), sys.stdout)
    if options.summary:
        from triage.ui.saving import SummaryFile

        sys.stderr.write(SummaryFile(pack, _now).write(position, options.summary) + "\n")
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
