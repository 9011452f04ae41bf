"""The `triage` command: its words, and the only place that sets exit codes.

0 ok; 1 a bug of ours; 2 usage or bad answers; 3 an invalid or unproved flow; 4 needs a terminal;
130 left. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import io
import os
import re
import shutil
import signal
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO, TextIO

from triage import __version__
from triage.errors import PackError, TerminalRequired, TriageError, UsageError

if TYPE_CHECKING:
    import random

    from triage.deadlines.clocks import Clock
    from triage.ui.saving import Saver
    from triage.ui.walkthrough import Walkthrough

OK, BUG, USAGE, INVALID, NO_TERMINAL, LEFT = 0, 1, 2, 3, 4, 130

DEEPEST = 6_000

_WITHOUT_MENU = "incident"
"""The journey that is walked where a pack has no menu."""

_GUIDANCE_EXAMPLES = """\
triage guidance                     the sections
  triage guidance 5                   the rules of section 5 (also R5, 8.1)
  triage guidance "Appendix A"        the rules of an appendix (also A)
  triage guidance R5.58               one rule, and where triage uses it
  triage guidance A12                 a point where the guidance is unclear
  triage guidance N1                  a point that is not in the guidance
  triage guidance search lead officer
  triage guidance glossary            every term
  triage guidance glossary SIN        one term
  triage guidance matrix              what becomes of every rule
  triage guidance R5.58 --format json"""
_LEAD = re.compile(r" *(?:(?:-|[0-9]{1,2}\.) )?")
"""What later lines of a paragraph stand to the right of: spaces, then a dash or a number."""

_SAFETY = "If a child is in danger, ring 999. Do not wait for this tool."


def _now() -> datetime.datetime:
    """Return the time where the person is, which is what a record of the day must show."""
    return datetime.datetime.now().astimezone()


def main(
    arguments: Sequence[str] | None = None,
    *,
    clock: Callable[[], datetime.datetime] = _now,
    chance: random.Random | None = None,
) -> int:
    """Run one command and return its exit code.

    `clock` returns the moment, where the person is. `chance` makes the references of summaries;
    they are unguessable where it is left out.
    """
    # Deciding a condition goes a few calls deeper for each question that it reads.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST))
    options = _parser().parse_args(arguments)
    options.clock, options.chance = clock, chance
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except PackError as error:
        return _say(str(error), INVALID)
    except TriageError as error:
        code = NO_TERMINAL if isinstance(error, TerminalRequired) else USAGE
        return _say(f"triage: {error}", code)
    except KeyboardInterrupt:
        return LEFT
    except BrokenPipeError:
        # The reader of our output has gone; what it has read is all it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # noqa: BLE001 - the last edge: a person never sees a traceback
        return _crashed(error)
    return code


def _say(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code


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
    _add_journey(parser, None)
    parser.set_defaults(command=_screen)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_check(commands)
    _add_guidance(commands)
    summary = "Answer the questions in plain lines, for screen readers and simple terminals."
    _add_journey(_command(commands, "plain", summary, "triage plain", _plain), argparse.SUPPRESS)
    summary = "Answer the questions with arrow keys, one prompt at a time."
    _add_journey(_command(commands, "ask", summary, "triage ask", _ask), argparse.SUPPRESS)
    _add_deadlines(commands)
    _add_contacts(commands)
    return parser


def _add_journey(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--journey",
        metavar="ID",
        default=default,
        help="go straight to this journey or flow; default: the menu of everything there is",
    )


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


def _add_deadlines(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "deadlines",
        "Turn the council's clocks into dates. For everyone else it is today.",
        "triage deadlines --aware 2026-03-02 --notified 2026-03-09",
        _deadlines,
    )
    for name, what in _MOMENTS.items():
        parser.add_argument(f"--{name}", metavar="DATE", help=what)
    parser.add_argument(
        "--format",
        choices=("table", "json", "ics"),
        help="ics is a calendar file; default: by the ending of --output, or table",
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write to this new file; it ends in .txt, .json or .ics"
    )
    parser.add_argument(
        "--holidays",
        metavar="FILE",
        help="more bank holidays; default: holidays.yaml in the folder of your own files",
    )


_MOMENTS = {
    "aware": "the day the council became aware of the incident, as YYYY-MM-DD",
    "incident": "the day of the incident, only for a child in care who died",
    "notified": "the day the Serious Incident Notification was submitted",
    "panel-meeting": "the day of the national Panel's own meeting",
    "decided": "the day the partners decided to start a local review",
    "published": "the day the review is published",
}


def _add_contacts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "contacts",
        "Show whom the outcomes name, how to reach them, and what your own file adds.",
        "triage contacts --template > contacts.yaml",
        _contacts,
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--template", action="store_true", help="print a file of your own to start from"
    )


def _add_guidance(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "guidance",
        "Look up and search the guidance, in our own words.",
        _GUIDANCE_EXAMPLES,
        _guidance,
    )
    parser.add_argument(
        "asked",
        metavar="WHAT",
        nargs="*",
        help="a section, a rule, A12, N1, search WORDS, glossary [TERM] or matrix",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--edition", metavar="ID", help="default: the edition dated last")


def _screen(options: argparse.Namespace) -> int:
    from triage.ui.choosing import wants_plain

    _need_terminal()
    if options.plain or wants_plain(os.environ, stdout_is_terminal=sys.stdout.isatty()):
        return _plain(options)
    # Seen at once, while the full screen is still being loaded.
    sys.stdout.write(f"{_SAFETY}\nStarting ...\n")
    sys.stdout.flush()
    # What is loaded now stays until the end; looking for garbage in it is a tenth of the start.
    gc.disable()
    walkthrough = _walkthrough(options)
    from triage.ui.tui import run

    return run(
        walkthrough,
        saver=_saver(options, walkthrough),
        mouse=not options.no_mouse,
        no_color=bool(os.environ.get("NO_COLOR")),
    )


def _plain(options: argparse.Namespace) -> int:
    from triage.ui.plain.conversation import Conversation

    _need_terminal()
    walkthrough = _walkthrough(options)
    with _leaving_on_signals():
        saver = _saver(options, walkthrough)
        finished = Conversation(walkthrough, input, _write_line, saver).run()
    return OK if finished else LEFT


def _ask(options: argparse.Namespace) -> int:
    _need_terminal()
    if not sys.stdout.isatty():
        message = "triage ask draws on a terminal. Use triage plain, or triage run for a script."
        raise TerminalRequired(message)
    walkthrough = _walkthrough(options)
    from triage.ui.prompts.conversation import Conversation

    with _leaving_on_signals():
        finished = Conversation(walkthrough, _write_line, _saver(options, walkthrough)).run()
    return OK if finished else LEFT


def _need_terminal() -> None:
    """Refuse where nobody can type; make what is typed and shown survive any encoding."""
    if sys.stdin is None or not sys.stdin.isatty():
        message = (
            "This asks questions and needs a terminal. "
            "To answer from a file, use: triage run incident --answers FILE"
        )
        raise TerminalRequired(message)
    _survive_any_encoding(sys.stdin, sys.stdout)


def _survive_any_encoding(*streams: TextIO) -> None:
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def _leaving_on_signals() -> Iterator[None]:
    """Treat being ended or losing the terminal as leaving, so that the terminal is restored."""

    def leave(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [signal.signal(number, leave) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _write_line(line: str) -> None:
    """Write one line, broken between words where the terminal is narrower."""
    from triage.ui.safe_text import visible

    width = max(20, shutil.get_terminal_size().columns - 1)
    text = visible(line)
    lead = _LEAD.match(text)
    indent = " " * (len(lead[0]) if lead else 0)
    sys.stdout.write(textwrap.fill(text, width, subsequent_indent=indent) + "\n")
    sys.stdout.flush()


def _walkthrough(options: argparse.Namespace) -> Walkthrough:
    from triage.pack.locations import config_folder, pack_folder
    from triage.pack.own_contacts import with_own_contacts
    from triage.pack.reader import read_pack
    from triage.ui.walkthrough import Walkthrough

    folder = pack_folder(options.pack)
    pack = with_own_contacts(read_pack(folder), config_folder())
    journey = options.journey or (None if pack.menu else _WITHOUT_MENU)
    guidance = partial(read_pack, folder, with_guidance=True)
    return Walkthrough(pack, journey, options.clock().date(), guidance)


def _saver(options: argparse.Namespace, walkthrough: Walkthrough) -> Saver:
    from triage.ui.saving import WalkthroughSaver

    return WalkthroughSaver(walkthrough, options.clock, _chance(options))


def _chance(options: argparse.Namespace) -> random.Random:
    """Return what references are drawn from."""
    import secrets

    chance: random.Random | None = options.chance
    return chance or secrets.SystemRandom()


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
        from triage.pack.locations import config_folder
        from triage.pack.own_contacts import with_own_contacts
        from triage.ui.saving import SummaryFile

        pack = with_own_contacts(pack, config_folder())
        for notice in pack.notices:
            sys.stderr.write(f"{notice}\n")
        file = SummaryFile(pack, options.clock, _chance(options))
        sys.stderr.write(file.write(position, options.summary) + "\n")
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
    from triage.report.templates import file_problems
    from triage.ui.check_output import as_json, as_text

    try:
        pack = read_pack(pack_folder(options.pack), file_problems, with_guidance=True)
    except PackError as error:
        if options.format == "json":
            sys.stdout.write(as_json(error.problems, ()) + "\n")
            return INVALID
        raise
    checks = check_flows(list(pack.flows.values()), perf_counter)
    output = as_json((), checks) if options.format == "json" else as_text(checks)
    sys.stdout.write(output + "\n")
    return OK if all(check.proved for check in checks) else INVALID


def _deadlines(options: argparse.Namespace) -> int:
    from triage.core.timelines import MOMENTS
    from triage.deadlines.clocks import clocks
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.deadlines.request import date_of, days_without, format_for

    given = {
        moment: date_of(moment, text)
        for moment in MOMENTS
        if (text := getattr(options, moment)) is not None
    }
    wanted = format_for(options.format, options.output)
    timelines = read_pack(pack_folder(options.pack)).timelines
    if not timelines:
        message = "This pack has no content/timelines.yaml, so there are no clocks to show."
        raise UsageError(message)
    days = days_without(options.holidays)
    found = clocks(timelines.values(), given, days.calendar)
    if wanted == "json":
        from triage.ui.deadlines.objects import as_json

        text = as_json(found, days) + "\n"
    elif wanted == "ics":
        text = _calendar(found)
    else:
        from triage.ui.deadlines.lines import as_lines

        text = _fitted(as_lines(found, days), to_terminal=not options.output)
    if options.output:
        from triage.report.export import write_new
        from triage.ui.deadlines.request import ENDINGS

        path = Path(options.output)
        write_new(path, text, tuple(ENDINGS))
        sys.stderr.write(f"Saved: {path.absolute()}.\n")
    else:
        _write_as_is(text)
    return OK


def _calendar(found: Sequence[Clock]) -> str:
    import uuid

    from triage.report.calendar_file import calendar_text
    from triage.ui.deadlines.events import as_events

    events = list(as_events(found, lambda: str(uuid.uuid4())))
    if not events:
        message = "No date follows from what is given. Give one, such as --aware 2026-03-02."
        raise UsageError(message)
    return calendar_text(events, _now(), __version__)


def _fitted(lines: Iterable[str], *, to_terminal: bool = True) -> str:
    """Return lines broken between words: where the terminal ends, or for a file."""
    from triage.report.plain_text import WIDTH, one_line, wrapped

    width = max(20, shutil.get_terminal_size().columns - 1) if to_terminal else WIDTH
    return wrapped("\n".join(map(one_line, lines)), width) + "\n"


def _write_as_is(text: str) -> None:
    """Write text with its own line ends, and with a sign for what the terminal cannot show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding, errors="replace"))


def _contacts(options: argparse.Namespace) -> int:
    from triage.pack.locations import config_folder, pack_folder
    from triage.pack.own_contacts import read_own_contacts
    from triage.pack.reader import read_pack
    from triage.ui import contacts_output

    pack = read_pack(pack_folder(options.pack))
    if options.template:
        _write_as_is(contacts_output.template(pack.contacts))
        return OK
    folder = config_folder()
    contacts = read_own_contacts(pack.contacts, folder)
    if options.format == "json":
        _write_as_is(contacts_output.as_json(contacts, folder) + "\n")
    else:
        _write_as_is(_fitted(contacts_output.as_lines(contacts, folder)))
    return OK


def _guidance(options: argparse.Namespace) -> int:
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.guidance_command import Asker, open_book

    pack = read_pack(pack_folder(options.pack), with_guidance=True)
    book = open_book(pack, options.edition)
    width = shutil.get_terminal_size().columns - 1
    reply = Asker(pack, book, width, options.format == "json").reply(options.asked)
    _survive_any_encoding(sys.stdout)
    sys.stdout.write(reply.output)
    return _say("\n".join(reply.wrong), INVALID) if reply.wrong else OK
