"""The commands that look something up: the guidance, its clocks, and whom to contact."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage import __version__
from triage.cli.exit_codes import INVALID, OK, say
from triage.errors import UsageError

if TYPE_CHECKING:
    from triage.deadlines.clocks import Clock


def guidance(options: argparse.Namespace) -> int:
    """Look up or search the guidance."""
    from triage.guidance.lookup import open_book
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.guidance.command import Asker
    from triage.ui.line_terminal import line_width, survive_any_encoding

    pack = read_pack(pack_folder(options.pack), with_guidance=True)
    book = open_book(pack, options.edition)
    reply = Asker(pack, book, line_width(), options.format == "json").reply(options.asked)
    survive_any_encoding(sys.stdout)
    sys.stdout.write(reply.output)
    return say("\n".join(reply.wrong), INVALID) if reply.wrong else OK


def deadlines(options: argparse.Namespace) -> int:
    """Turn days into the dates of the clocks."""
    from triage.core.timelines import MOMENTS, option
    from triage.deadlines.clocks import clocks
    from triage.pack.locations import pack_folder
    from triage.pack.reader import read_pack
    from triage.ui.deadlines.request import date_of, days_without, format_for

    given = {
        moment: date_of(option(moment), text)
        for moment in MOMENTS
        if (text := getattr(options, moment)) is not None
    }
    wanted = format_for(options.format, options.output)
    pack = read_pack(pack_folder(options.pack))
    timelines = pack.timelines
    if not timelines:
        message = (
            "This pack has no content/timelines.yaml, so there are no clocks to show. "
            "Add it, or name another pack with --pack."
        )
        raise UsageError(message)
    days = days_without(options.holidays)
    found = clocks(timelines.values(), given, days.calendar)
    if wanted == "json":
        from triage.ui.deadlines.objects import as_json

        text = as_json(found, days) + "\n"
    elif wanted == "ics":
        text = _calendar(found, options.clock())
    else:
        from triage.pack.locations import config_folder
        from triage.pack.own_contacts import with_own_contacts
        from triage.ui.deadlines.lines import as_lines
        from triage.ui.reaching import safety

        said = safety(with_own_contacts(pack, config_folder()).contacts)
        text = _fitted(as_lines(found, days, said), to_terminal=not options.output)
    if options.output:
        from triage.report.export import write_new
        from triage.ui.deadlines.request import ENDINGS

        path = Path(options.output)
        write_new(path, text, tuple(ENDINGS))
        sys.stderr.write(f"Saved: {path.absolute()}.\n")
    else:
        write_as_is(text)
    return OK


def _calendar(found: Sequence[Clock], moment: datetime.datetime) -> str:
    import uuid

    from triage.report.calendar_file import calendar_text
    from triage.ui.deadlines.events import as_events

    events = list(as_events(found, lambda: str(uuid.uuid4())))
    if not events:
        message = "No date follows from what is given. Give one, such as --aware 2026-03-25."
        raise UsageError(message)
    return calendar_text(events, moment, __version__)


def _fitted(lines: Iterable[str], *, to_terminal: bool = True) -> str:
    """Return lines broken between words: where the terminal ends, or for a file."""
    from triage.report.plain_text import WIDTH, one_line, wrapped
    from triage.ui.line_terminal import line_width

    width = line_width() if to_terminal else WIDTH
    return wrapped("\n".join(map(one_line, lines)), width) + "\n"


def write_as_is(text: str) -> None:
    """Write text with its own line ends, and with a sign for what the terminal cannot show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding, errors="replace"))


def contacts(options: argparse.Namespace) -> int:
    """Show whom the outcomes name, and what the own file adds."""
    from triage.pack.locations import config_folder, pack_folder
    from triage.pack.own_contacts import read_own_contacts
    from triage.pack.reader import read_pack
    from triage.ui.contacts import as_json, as_lines, template

    pack = read_pack(pack_folder(options.pack))
    if options.template:
        write_as_is(template(pack.contacts))
        return OK
    folder = config_folder()
    contacts = read_own_contacts(pack.contacts, folder)
    if options.format == "json":
        write_as_is(as_json(contacts, folder) + "\n")
    else:
        write_as_is(_fitted(as_lines(contacts, folder)))
    return OK
