"""From a position to a summary in a file, the same for every front end and for `triage run`."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path

from triage import __version__
from triage.core.engine import Position
from triage.errors import UsageError
from triage.pack.reader import Pack
from triage.report.export import extension_of, new_reference, suggested_name, write_new
from triage.report.summary import Contact, Edition, Particulars, summarise
from triage.ui import presenter, words
from triage.ui.walkthrough import Walkthrough

LEAD_OFFICER = "lead_officer"
"""The contact of a pack to whom its summaries are addressed."""

Clock = Callable[[], datetime.datetime]
"""Returns the moment, in the time where the person is."""


class SummaryFile:
    """Writes summaries of one pack; called with a path and the person's own reasons."""

    def __init__(self, pack: Pack, clock: Clock) -> None:
        """Take the pack, whose templates and contacts are used, and the clock."""
        self._pack = pack
        self._clock = clock

    def suggested(self, extension: str = "md") -> str:
        """Return a new file name that says nothing about the child."""
        reference = new_reference(secrets.SystemRandom())
        return suggested_name(reference, self._clock().date(), extension)

    def write(self, position: Position, path: str, own_reasons: str = "") -> str:
        """Write the summary to a new file; return what to say about it.

        Raises `UsageError` where the file cannot be made, `PackError` for a faulty template.
        """
        from triage.report.render import render_summary

        target = _expanded(path)
        extension = extension_of(target)
        summary = summarise(position, self._particulars(position), own_reasons)
        write_new(target, render_summary(summary, extension, self._pack.templates))
        return f"Saved: {target.absolute()}. {words.SAVED_NEXT}"

    def _particulars(self, position: Position) -> Particulars:
        moment = self._clock()
        pack = self._pack
        names = dict.fromkeys(flow.edition for flow in position.program.flows)
        editions = [pack.editions[name] for name in names if name in pack.editions]
        contacts = {
            id_: Contact(line.role, line.ways, line.note)
            for id_, line in (
                (id_, presenter.contact_line(contact)) for id_, contact in pack.contacts.items()
            )
        }
        return Particulars(
            reference=new_reference(secrets.SystemRandom()),
            made_at=moment,
            tool_version=__version__,
            marking=words.MARKING,
            addressed_to=contacts[LEAD_OFFICER].role if LEAD_OFFICER in contacts else "",
            safety=words.SAFETY,
            editions=tuple(Edition(each.title, each.version, each.dated) for each in editions),
            banner=presenter.banner(pack, position.program, moment.date()),
            contacts=contacts,
        )


def _expanded(path: str) -> Path:
    """Return the path with `~` as the folder that it stands for."""
    try:
        return Path(path).expanduser()
    except (RuntimeError, ValueError) as error:
        message = "There is no such person's folder. Choose a name that does not start with ~."
        raise UsageError(message) from error


def saver(walkthrough: Walkthrough, clock: Clock) -> Callable[[str, str], str]:
    """Return how a front end saves: given a path and reasons, it writes and says where."""
    file = SummaryFile(walkthrough.pack, clock)
    return lambda path, reasons: file.write(walkthrough.position, path, reasons)
