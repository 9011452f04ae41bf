"""The words of the command line: each command, its options, and an example."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from triage import __version__
from triage.cli import answering, authoring, looking_up
from triage.cli.answering import SAFETY
from triage.cli.command_parser import CommandParser

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

_MOMENTS = {
    "aware": "the day the council became aware of the incident, as YYYY-MM-DD",
    "incident": "the day of the incident, only for a child in care who died",
    "notified": "the day the Serious Incident Notification was submitted",
    "panel-meeting": "the day of the national Panel's own meeting",
    "decided": "the day the partners decided to start a local review",
    "published": "the day the review is published",
}


def parser() -> CommandParser:
    """Return the parser of the whole command line; `command` is the function to run."""
    top = CommandParser(
        prog="triage",
        description="Questions about a serious child safeguarding incident in Dorset.\n"
        "It never decides, and it is not a referral or a notification.\n" + SAFETY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="examples:\n  triage\n  triage plain\n  triage run incident --answers answers.yaml",
    )
    top.add_argument("--version", action="version", version=f"triage {__version__}")
    top.add_argument("--plain", action="store_true", help="plain lines, no full screen")
    top.add_argument("--no-mouse", action="store_true", help="leave the mouse alone")
    top.add_argument("--pack", metavar="DIR", help="use the pack in this folder")
    _add_journey(top, None)
    top.set_defaults(command=answering.screen)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    summary = "Answer the questions in plain lines, for screen readers and simple terminals."
    _add_journey(
        _command(commands, "plain", summary, "triage plain", answering.plain), argparse.SUPPRESS
    )
    summary = "Answer the questions with arrow keys, one prompt at a time."
    ask = _command(commands, "ask", summary, "triage ask", answering.ask)
    _add_journey(ask, argparse.SUPPRESS)
    _add_guidance(commands)
    _add_deadlines(commands)
    _add_contacts(commands)
    _add_run(commands)
    _add_check(commands)
    _add_author(commands)
    return top


def _add_journey(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--journey",
        metavar="ID",
        default=default,
        help="go straight to this journey or flow; default: the menu of everything there is",
    )


def _command(
    commands: argparse._SubParsersAction[CommandParser],
    name: str,
    summary: str,
    example: str,
    run: Callable[[argparse.Namespace], int],
) -> CommandParser:
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


def _add_run(commands: argparse._SubParsersAction[CommandParser]) -> None:
    from triage.report.formats import endings

    parser = _command(
        commands,
        "run",
        "Read answers from a file and print what they suggest, as JSON.",
        "triage run incident --answers answers.yaml",
        answering.run,
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
    parser.add_argument(
        "--redacted",
        action="store_true",
        help="with --summary: a copy with roles for names, age bands, and months for days",
    )
    parser.add_argument(
        "--first-message",
        action="store_true",
        help="with --summary: write the short first message of the referral instead",
    )


def _add_check(commands: argparse._SubParsersAction[CommandParser]) -> None:
    parser = _command(
        commands,
        "check",
        "Read a pack's flows, prove their safeguards, and say what is wrong or doubtful in them.",
        "triage check --against HEAD",
        authoring.check,
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


def _add_deadlines(commands: argparse._SubParsersAction[CommandParser]) -> None:
    parser = _command(
        commands,
        "deadlines",
        "Turn the council's clocks into dates. For everyone else it is today.",
        "triage deadlines --aware 2026-03-18 --notified 2026-03-25",
        looking_up.deadlines,
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


def _add_contacts(commands: argparse._SubParsersAction[CommandParser]) -> None:
    parser = _command(
        commands,
        "contacts",
        "Show whom the outcomes name, how to reach them, and what your own file adds.",
        "triage contacts --template > contacts.yaml",
        looking_up.contacts,
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--template", action="store_true", help="print a file of your own to start from"
    )


def _add_guidance(commands: argparse._SubParsersAction[CommandParser]) -> None:
    parser = _command(
        commands,
        "guidance",
        "Look up and search the guidance, in our own words.",
        _GUIDANCE_EXAMPLES,
        looking_up.guidance,
    )
    parser.add_argument(
        "asked",
        metavar="WHAT",
        nargs="*",
        help="a section, a rule, A12, N1, search WORDS, glossary [TERM] or matrix",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--edition", metavar="ID", help="default: the edition dated last")


def _add_author(commands: argparse._SubParsersAction[CommandParser]) -> None:
    """Add what authors of flows use; docs/how-to shows each of the three at work."""
    summary = "For authors of flows: a pack for fact-checking, walks, and schemas for editors."
    example = "triage author fact-check serious_incident"
    author = _command(commands, "author", summary, example, authoring.author)
    author.set_defaults(help=author.format_help)
    parts = author.add_subparsers(title="commands", metavar="COMMAND")
    parser = _command(
        parts,
        "walks",
        "Find few walks that show every option, boundary and rule of a flow; write or run them.",
        "triage author walks serious_incident --write walks.yaml",
        authoring.walks,
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
        authoring.fact_check,
    )
    parser.add_argument("flow", metavar="FLOW", help="for example: serious_incident")
    parser.add_argument(
        "--write",
        metavar="FILE",
        default="-",
        help="write it to this file: a web page if it ends in .html, Markdown if in .md or .txt",
    )
    parser.add_argument("--day", metavar="DATE", help="the day to print on it, like 2026-03-25")
    parser = _command(
        parts,
        "schema",
        "Print a schema for editors: completion, and words on each key.",
        "triage author schema flow --write flow.schema.json",
        authoring.schema,
    )
    parser.add_argument(
        "name", metavar="FILE_KIND", help="flow (and journey), contacts, editions or pack"
    )
    parser.add_argument("--write", metavar="FILE", default="-", help="write it to this file")
