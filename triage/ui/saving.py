"""From a position to a summary in a file, the same for every front end and for `triage run`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triage import __version__
from triage.ui import presenter, words

if TYPE_CHECKING:
    import random

    from triage.core.engine import Position
    from triage.pack.reader import Pack
    from triage.report.summary import Particulars
    from triage.ui.walkthrough import Walkthrough

EXTENSION = "txt"
"""Of the names that are suggested: it opens everywhere by a double click."""

Clock = Callable[[], datetime.datetime]
"""Returns the moment, in the time where the person is."""


class Saver(Protocol):
    """How a front end saves a summary of where the person stands."""

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""

    def save(self, path: str, reasons: str) -> str:
        """Write the summary to a new file; return what to say about it.

        Raises `UsageError` where the file cannot be made, `PackError` for a faulty template.
        """


class SummaryFile:
    """Writes summaries of one pack, each with a reference that is also in its suggested name."""

    def __init__(self, pack: Pack, clock: Clock, chance: random.Random) -> None:
        """Take the pack, whose templates and contacts are used; references come from `chance`."""
        self._pack = pack
        self._clock = clock
        self._chance = chance
        self._reference = ""

    @property
    def reference(self) -> str:
        """The reference of the next summary; it stays the same until that one is written."""
        from triage.report.export import new_reference

        self._reference = self._reference or new_reference(self._chance)
        return self._reference

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""
        from triage.report.export import suggested_name

        return suggested_name(self.reference, self._clock().date(), EXTENSION)

    def write(self, position: Position, path: str, own_reasons: str = "") -> str:
        """Write the summary to a new file; return what to say about it.

        Raises `UsageError` where the file cannot be made, `PackError` for a faulty template.
        """
        from triage.report.export import extension_of, write_new
        from triage.report.render import render_summary
        from triage.report.summary import summarise

        target = Path(path).expanduser()
        extension = extension_of(target)
        summary = summarise(position, self._particulars(position), own_reasons)
        write_new(target, render_summary(summary, extension, self._pack.templates))
        self._reference = ""
        return f"Saved: {target.absolute()}. {words.SAVED_NEXT}"

    def _particulars(self, position: Position) -> Particulars:
        from triage.report.summary import Edition, Particulars
        from triage.ui import last_screen
        from triage.ui.clock_lines import clock_lines

        moment = self._clock()
        pack = self._pack
        names = dict.fromkeys(flow.edition for flow in position.program.flows)
        editions = [pack.editions[name] for name in names if name in pack.editions]
        return Particulars(
            reference=self.reference,
            made_at=moment,
            tool_version=__version__,
            marking=words.MARKING,
            addressee=last_screen.LEAD_OFFICER,
            safety=words.SAFETY,
            editions=tuple(Edition(each.title, each.version, each.dated) for each in editions),
            banner=presenter.banner(pack, position.program.flows, moment.date()),
            contacts=last_screen.reachable(pack),
            clocks=clock_lines(pack, position),
        )


class WalkthroughSaver:
    """Saves what a walkthrough shows at that time."""

    def __init__(self, walkthrough: Walkthrough, clock: Clock, chance: random.Random) -> None:
        """Save summaries of `walkthrough`."""
        self._walkthrough = walkthrough
        self._file = SummaryFile(walkthrough.pack, clock, chance)

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""
        return self._file.suggested()

    def save(self, path: str, reasons: str) -> str:
        """Write the summary to a new file; see `Saver`."""
        return self._file.write(self._walkthrough.position, path, reasons)
