"""The commands for those who write flows, and for those who check them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter

from triage.cli.exit_codes import INVALID, OK
from triage.cli.files import opened, write
from triage.cli.packs import pack_of
from triage.errors import PackError, UsageError

_WEB_PAGE, _MARKDOWN = (".html", ".htm"), (".md", ".txt")
"""How the name of a fact-check pack may end, by what is in it."""


def check(options: argparse.Namespace) -> int:
    """Check every flow of a pack."""
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.pack.versions import earlier_version
    from triage.report.templates import file_problems
    from triage.ui.check.command import check_pack, record_digests
    from triage.ui.check.output import as_json, as_text, problems_as_json

    folder = pack_folder(options.pack)
    try:
        pack = read_pack(folder, file_problems, with_guidance=True)
    except PackError as error:
        if options.format == "json":
            sys.stdout.write(problems_as_json(error.problems) + "\n")
            return INVALID
        raise
    earlier = None if options.against is None else earlier_version(folder, options.against)
    report = check_pack(pack, folder, options.clock().date(), perf_counter, earlier)
    if options.update_digests:
        for file in record_digests(report, folder):
            sys.stderr.write(f"Recorded: {file}\n")
        report = check_pack(pack, folder, options.clock().date(), perf_counter, earlier)
    output = as_json(report) if options.format == "json" else as_text(report)
    sys.stdout.write(output + "\n")
    graves = {finding.severity for finding in report.standing}
    return INVALID if "error" in graves or (options.strict and graves) else OK


def author(options: argparse.Namespace) -> int:
    """Say what there is for authors."""
    sys.stdout.write(options.help())
    return OK


def walks(options: argparse.Namespace) -> int:
    """Find, write or run the walks that show all of a flow."""
    from triage.core.program import compile_program
    from triage.ui.author import walks

    program = compile_program(pack_of(options).walk(options.walk))
    if options.run:
        from triage.pack.case_file import read_cases

        with opened(options.run) as stream:
            cases = read_cases(stream.read(), options.run)
        report = walks.run(options.walk, program, cases, options.run)
        sys.stdout.write(f"{report}\n")
        return INVALID if report.differences else OK
    if options.write:
        write(options.write, walks.as_file(options.walk, program))
    else:
        sys.stdout.write(walks.summary_of(options.walk, program) + "\n")
    return OK


def fact_check(options: argparse.Namespace) -> int:
    """Make the document of a flow for people who do not read YAML."""
    from triage.ui.author.fact_check import fact_check_pack
    from triage.ui.deadlines.request import date_of

    ending = Path(options.write).suffix.lower()
    if ending not in {*_WEB_PAGE, *_MARKDOWN} and options.write != "-":
        endings = ", ".join((*_WEB_PAGE, *_MARKDOWN))
        raise UsageError(f"--write takes a file that ends in one of these: {endings}.")
    pack = pack_of(options)
    flow = pack.flows.get(options.flow)
    if flow is None:
        from triage.pack.naming import nearest

        message = f"There is no flow of that name. {nearest(options.flow, pack.flows)}"
        raise UsageError(message)
    made_on = None if options.day is None else date_of("--day", options.day)
    text = fact_check_pack(pack, flow, made_on)
    if ending in _WEB_PAGE:
        from triage.report.fact_check.web_page import web_page

        text = web_page(text, f"Fact-check: {flow.title}")
    write(options.write, text)
    return OK


def schema(options: argparse.Namespace) -> int:
    """Print a schema for editors."""
    from triage.pack import schemas
    from triage.pack.naming import nearest

    if options.name not in schemas.NAMES:
        message = f"There is no schema of that name. {nearest(options.name, schemas.NAMES)}"
        raise UsageError(message)
    write(options.write, schemas.text_of(options.name))
    return OK
