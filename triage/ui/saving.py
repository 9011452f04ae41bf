"""From a position to a summary in a file, the same for every front end and for `triage run`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from triage import __version__
from triage.errors import UsageError
from triage.ui import words
from triage.ui.reaching import LEAD_OFFICER, reachable, safety
from triage.ui.rests_on import banner, editions, release

if TYPE_CHECKING:
    import random

    from triage.core.engine import Position
    from triage.core.values import Value
    from triage.pack.reader import Pack
    from triage.report.calendar_file import Event
    from triage.report.summary import Particulars, Summary
    from triage.ui.walkthrough import Walkthrough

ENDING = "txt"
"""Of the names that are suggested: it opens everywhere by a double click."""

Clock = Callable[[], datetime.datetime]
"""Returns the moment, in the time where the person is."""


def this_folder() -> str:
    """Return the folder that names without one are saved in, or nothing where it is gone.

    A stick may have been pulled out, or a network drive lost, since the tool was started in it.
    """
    try:
        return str(Path.cwd())
    except OSError:
        return ""


class Saver(Protocol):
    """How a front end saves a summary of where the person stands."""

    @property
    def unsaved(self) -> bool:
        """Whether a referral is prepared that no file has as it stands now."""

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""

    def save(self, path: str, reasons: str, *, redacted: bool = False) -> str:
        """Write the summary, or a redacted copy, to a new file; return what to say about it.

        Raises `UsageError` where the file cannot be made, `PackError` for a faulty template.
        """

    def preview(self, reasons: str, width: int) -> str:
        """Return the summary as plain text of so many columns, as it would be saved now.

        Raises `UsageError` for reasons that are too long, `PackError` for a faulty template.
        """


class SummaryFile:
    """Writes summaries about one child, with one reference that is in their suggested names too."""

    def __init__(self, pack: Pack, clock: Clock, chance: random.Random) -> None:
        """Take the pack, whose templates and contacts are used; references come from `chance`."""
        self._pack = pack
        self._clock = clock
        self._chance = chance
        self._reference = ""
        self._written = 0

    @property
    def reference(self) -> str:
        """What a first message, what follows it and their copies are found together by."""
        from triage.report.export import new_reference

        self._reference = self._reference or new_reference(self._chance)
        return self._reference

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""
        from triage.report.export import suggested_name

        number = self._written + 1
        return suggested_name(self.reference, self._clock().date(), ENDING, number)

    def write(
        self,
        position: Position,
        path: str,
        own_reasons: str = "",
        *,
        redacted: bool = False,
        first_message: bool = False,
    ) -> str:
        """Write the summary to a new file, redacted or as a first message; return what to say.

        Raises `UsageError` where the file cannot be made, `PackError` for a faulty template.
        """
        from triage.report.documents import made
        from triage.report.export import write_new
        from triage.report.file_names import check_path
        from triage.report.formats import format_of
        from triage.report.summary import summarise

        target = _target(path)
        wanted = format_of(target.name)
        check_path(target)
        particulars = replace(self._particulars(position), first_message=first_message)
        summary = summarise(position, particulars, own_reasons)
        if redacted:
            if wanted.ending == "ics":
                raise UsageError(words.NO_REDACTED_CALENDAR)
            summary = self._redacted(summary)
        events = self._events(position, summary.training) if wanted.ending == "ics" else ()
        write_new(target, made(summary, wanted, self._pack.templates, events))
        self._written += 1
        return " ".join((f"Saved: {target.absolute()}.", *self._said_next(summary)))

    def _redacted(self, summary: Summary) -> Summary:
        from triage.report.redaction.redacted import redacted
        from triage.ui.free_text import TextCheck

        return redacted(summary, TextCheck(self._pack).known)

    def _said_next(self, summary: Summary) -> Iterator[str]:
        """Yield what to do with the file, and how long to keep it."""
        if summary.redacted:
            yield words.changed_in_copy(len(summary.changed))
            yield words.REDACTED_NEXT
        yield words.SAVED_NEXT
        yield words.stop(self._pack.handling.keep)

    def preview(
        self,
        position: Position,
        own_reasons: str,
        width: int,
        *,
        redacted: bool = False,
        first_message: bool = False,
    ) -> str:
        """Return what `write` would write, as plain text of so many columns; see `Saver`."""
        from triage.report.layouts import text_of
        from triage.report.render import render_summary
        from triage.report.summary import summarise

        particulars = replace(self._particulars(position), first_message=first_message)
        summary = summarise(position, particulars, own_reasons)
        if redacted:
            summary = self._redacted(summary)
        return render_summary(summary, "txt", self._pack.templates, {"txt": text_of(width)})

    def _events(self, position: Position, training: str) -> Sequence[Event]:
        """Return the days of the clocks that the answers give a date, marked where for training."""
        import uuid

        from triage.ui.deadlines.events import as_events
        from triage.ui.presenter.clock_lines import dated_clocks

        events = as_events(dated_clocks(self._pack, position), lambda: str(uuid.uuid4()))
        return tuple(
            replace(event, summary=f"{training} {event.summary}".strip()) for event in events
        )

    def _particulars(self, position: Position) -> Particulars:
        from triage.report.rests_on import Edition
        from triage.report.summary import Particulars
        from triage.ui.presenter.clock_lines import clock_lines

        moment = self._clock()
        pack = self._pack
        flows = position.program.flows
        return Particulars(
            reference=self.reference,
            made_at=moment,
            tool_version=__version__,
            marking=pack.handling.marking,
            lawful_basis=pack.handling.lawful_basis,
            addressee=LEAD_OFFICER,
            safety=safety(pack.contacts),
            pack=release(pack),
            editions=tuple(
                Edition(each.title, each.version, each.dated) for each in editions(pack, flows)
            ),
            banner=banner(pack, flows, moment.date()),
            contacts=reachable(pack.contacts),
            clocks=clock_lines(pack, position),
            form=pack.form,
        )


def _target(path: str) -> Path:
    """Return the path that a person typed; raises `UsageError` for a home that nobody has."""
    try:
        return Path(path).expanduser()
    except (RuntimeError, ValueError) as error:
        message = "~ names no home folder here. Write the folder in full."
        raise UsageError(message) from error


class WalkthroughSaver:
    """Saves what a walkthrough shows at that time."""

    def __init__(self, walkthrough: Walkthrough, clock: Clock, chance: random.Random) -> None:
        """Save summaries of `walkthrough`."""
        self._walkthrough = walkthrough
        self._new_file = partial(SummaryFile, walkthrough.pack, clock, chance)
        self._about: object = None
        self._saved: Mapping[str, Value] = {}

    @property
    def _file(self) -> SummaryFile:
        """What writes about the child of now."""
        about = self._walkthrough.session.about
        if about is not self._about:
            self._about, self._kept, self._saved = about, self._new_file(), {}
        return self._kept

    @property
    def unsaved(self) -> bool:
        """Whether a referral is prepared that no file has as it stands now; see `Saver`."""
        from triage.report.referral import is_prepared

        walk, _ = self._walkthrough, self._file
        position = walk.position
        if not is_prepared(position, walk.pack.form) or position.answers == self._saved:
            return False
        later = position.program.questions[position.program.legs[0].questions :]
        told = frozenset(position.asked) - frozenset(walk.origins)
        return any(question.id in told for question in later)

    def suggested(self) -> str:
        """Return a new file name that says nothing about the child."""
        return self._file.suggested()

    def save(self, path: str, reasons: str, *, redacted: bool = False) -> str:
        """Write the summary to a new file; see `Saver`."""
        walk = self._walkthrough
        short = walk.first_message
        said = self._file.write(
            walk.position, path, reasons, redacted=redacted, first_message=short
        )
        self._saved = walk.position.answers
        return said

    def preview(self, reasons: str, width: int) -> str:
        """Return the summary as plain text of so many columns; see `Saver`."""
        walk = self._walkthrough
        short = walk.first_message
        return self._file.preview(
            walk.position, reasons, width, redacted=walk.redacted, first_message=short
        )
