"""The `triage` command: its words, and the only place that sets exit codes.

0 ok; 1 a bug of ours; 2 usage or bad answers; 3 an invalid or unproved flow; 4 needs a terminal;
130 left. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO

from triage import __version__
from triage.errors import PackError, TerminalLost, TerminalRequired, TriageError, UsageError

if TYPE_CHECKING:
    import random

    from triage.core.model import Flow
    from triage.deadlines.clocks import Clock
    from triage.pack.reader import Pack
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
    _add_journey(parser, None)
    parser.set_defaults(command=_screen)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_check(commands)
    _add_guidance(commands)
    _add_author(commands)
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
    from triage.report.formats import endings

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
        help=f"also write the summary to this new file; it ends in {endings()}",
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "check",
        "Read a pack's flows, prove their safeguards, and say what is wrong or doubtful in them.",
        "triage check --against HEAD",
        _check,
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--against",
        metavar="REV_OR_FILE",
        help="say which answers now lead elsewhere: than in this git revision, flow file or pack",
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    parser.add_argument(
        "--update-digests", action="store_true", help="record what the flows mean now"
    )


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


def _add_author(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what authors of flows use; each of the three has a page under docs/how-to."""
    summary = "For authors of flows: a pack for fact-checking, walks, and schemas for editors."
    example = "triage author fact-check serious_incident"
    author = _command(commands, "author", summary, example, _author)
    author.set_defaults(help=author.format_help)
    parts = author.add_subparsers(title="commands", metavar="COMMAND")
    parser = _command(
        parts,
        "walks",
        "Find few walks that show every option, boundary and rule of a flow; write or run them.",
        "triage author walks serious_incident --write walks.yaml",
        _walks,
    )
    parser.add_argument("walk", metavar="JOURNEY_OR_FLOW", help="for example: serious_incident")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--write", metavar="FILE", help="write them to this file, - to the screen")
    which.add_argument("--run", metavar="FILE", help="run those in this file and say what differs")
    parser = _command(
        parts,
        "fact-check",
        "Make a document of a flow for people who do not read YAML: to read, tick and sign.",
        "triage author fact-check serious_incident --write fact-check.html",
        _fact_check,
    )
    parser.add_argument("flow", metavar="FLOW", help="for example: serious_incident")
    parser.add_argument(
        "--write",
        metavar="FILE",
        default="-",
        help="write it to this file: a web page if it ends in .html, else Markdown",
    )
    parser.add_argument("--day", metavar="DATE", help="the day to print on it, like 2026-03-02")
    parser = _command(
        parts,
        "schema",
        "Print a schema for editors: completion, and words on each key.",
        "triage author schema flow --write flow.schema.json",
        _schema,
    )
    parser.add_argument("name", metavar="FILE_KIND", help="flow (and journey), contacts, editions")
    parser.add_argument("--write", metavar="FILE", default="-", help="write it to this file")


def _screen(options: argparse.Namespace) -> int:
    from triage.ui.choosing import wants_plain
    from triage.ui.line_terminal import need_terminal

    need_terminal()
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
    from triage.ui.line_terminal import leaving_on_signals, need_terminal, read_line, write_line
    from triage.ui.plain.conversation import Conversation

    need_terminal()
    walkthrough = _walkthrough(options)
    with leaving_on_signals():
        saver = _saver(options, walkthrough)
        finished = Conversation(walkthrough, read_line, write_line, saver).run()
    return OK if finished else LEFT


def _ask(options: argparse.Namespace) -> int:
    from triage.ui.line_terminal import leaving_on_signals, need_terminal, write_line

    need_terminal()
    if not sys.stdout.isatty():
        message = "triage ask draws on a terminal. Use triage plain, or triage run for a script."
        raise TerminalRequired(message)
    walkthrough = _walkthrough(options)
    from triage.ui.prompts.conversation import Conversation

    with leaving_on_signals():
        finished = Conversation(walkthrough, write_line, _saver(options, walkthrough)).run()
    return OK if finished else LEFT


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
    from triage.ui.headless import run_lines, run_one

    if options.summary and options.jsonl:
        message = "--summary goes with one object of answers, not with --jsonl."
        raise UsageError(message)
    pack = _pack(options)
    program = compile_program(_walked(options.walk, pack))
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


def _author(options: argparse.Namespace) -> int:
    sys.stdout.write(options.help())
    return OK


def _walks(options: argparse.Namespace) -> int:
    from triage.core.program import compile_program
    from triage.ui.author import walks

    program = compile_program(_walked(options.walk, _pack(options)))
    if options.run:
        from triage.pack.case_file import read_cases

        with _opened(options.run) as stream:
            cases = read_cases(stream.read(), options.run)
        report = walks.run(options.walk, program, cases, options.run)
        sys.stdout.write(f"{report}\n")
        return INVALID if report.differences else OK
    if options.write:
        _write(options.write, walks.as_file(options.walk, program))
    else:
        sys.stdout.write(walks.summary_of(options.walk, program) + "\n")
    return OK


def _fact_check(options: argparse.Namespace) -> int:
    from triage.ui.author.fact_check import fact_check_pack

    pack = _pack(options)
    flow = pack.flows.get(options.flow)
    if flow is None:
        from triage.pack.naming import nearest

        message = f"There is no flow of that name. {nearest(options.flow, pack.flows)}"
        raise UsageError(message)
    try:
        made_on = datetime.date.fromisoformat(options.day) if options.day else None
    except ValueError as error:
        message = "--day takes a date with the year first, like 2026-03-02."
        raise UsageError(message) from error
    text = fact_check_pack(pack, flow, made_on)
    if options.write.lower().endswith((".html", ".htm")):
        from triage.report.fact_check.web_page import web_page

        text = web_page(text, f"Fact-check: {flow.title}")
    _write(options.write, text)
    return OK


def _schema(options: argparse.Namespace) -> int:
    from triage.pack import schemas
    from triage.pack.naming import nearest

    if options.name not in schemas.NAMES:
        message = f"There is no schema of that name. {nearest(options.name, schemas.NAMES)}"
        raise UsageError(message)
    _write(options.write, schemas.text_of(options.name))
    return OK


def _pack(options: argparse.Namespace) -> Pack:
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack

    return read_pack(pack_folder(options.pack))


def _walked(id_: str, pack: Pack) -> tuple[Flow, ...]:
    """Return the flows of a journey, or the one flow, of that name."""
    from triage.pack.naming import nearest

    flows = pack.walk(id_)
    if flows is None:
        advice = nearest(id_, [*pack.journeys, *pack.flows])
        message = f"There is no journey or flow of that name. {advice}"
        raise UsageError(message)
    return flows


def _write(name: str, text: str) -> None:
    """Write what was made out of a flow to a file, in place of what it held before."""
    if name == "-":
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{name} cannot be written ({error.strerror}). Check the folder and your rights."
        raise UsageError(message) from error
    sys.stderr.write(f"Written: {name}\n")


def _check(options: argparse.Namespace) -> int:
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.pack.versions import earlier_flows
    from triage.report.templates import file_problems
    from triage.ui.check_command import check_pack, record_digests
    from triage.ui.check_output import as_json, as_text, problems_as_json

    folder = pack_folder(options.pack)
    try:
        pack = read_pack(folder, file_problems, with_guidance=True)
    except PackError as error:
        if options.format == "json":
            sys.stdout.write(problems_as_json(error.problems) + "\n")
            return INVALID
        raise
    earlier = None if options.against is None else earlier_flows(folder, options.against)
    report = check_pack(pack, folder, options.clock().date(), perf_counter, earlier)
    if options.update_digests:
        for file in record_digests(report, folder):
            sys.stderr.write(f"Recorded: {file}\n")
        report = check_pack(pack, folder, options.clock().date(), perf_counter, earlier)
    output = as_json(report) if options.format == "json" else as_text(report)
    sys.stdout.write(output + "\n")
    graves = {finding.severity for finding in report.standing}
    return INVALID if "error" in graves or (options.strict and graves) else OK


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
    from triage.ui.line_terminal import survive_any_encoding

    pack = read_pack(pack_folder(options.pack), with_guidance=True)
    book = open_book(pack, options.edition)
    width = shutil.get_terminal_size().columns - 1
    reply = Asker(pack, book, width, options.format == "json").reply(options.asked)
    survive_any_encoding(sys.stdout)
    sys.stdout.write(reply.output)
    return _say("\n".join(reply.wrong), INVALID) if reply.wrong else OK
