"""What a timeline is: a clock that starts on a given day, and its steps, as immutable values.

The reader in `triage.pack` makes them out of `content/timelines.yaml`; `triage.deadlines` counts
their days. The model stands here so that neither has to know the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Moment = Literal["aware", "incident", "notified", "panel_meeting", "decided", "published"]
"""The days that can be given, from which clocks count."""

MOMENTS: tuple[Moment, ...] = get_args(Moment)


def option(moment: Moment) -> str:
    """Return the option of the command line that gives a day, such as `--panel-meeting`."""
    return f"--{moment.replace('_', '-')}"


Unit = Literal["day", "months"]


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due: a working day by its number (before the start: negative), or months.

    `cites` are the rules that say so; `counts_as` is the number of the day that it counts from.
    """

    count: int
    unit: Unit
    counts_as: int = 0
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step of a timeline. Either `target` and `limit`, or `no_date`: why there is no date.

    `starts` is the day that it counts from, and `says` what happens then, where that is another
    day than the timeline's. `short` names the step where all of them stand in one line.
    """

    id: str
    title: str
    lead: str
    starts: Moment
    says: str = ""
    target: Due | None = None
    limit: Due | None = None
    no_date: str = ""
    short: str = ""
    note: str = ""
    cites: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule behind the step and its days, each once."""
        days = [due.cites for due in (self.target, self.limit) if due is not None]
        return tuple(dict.fromkeys(each for cites in (*days, self.cites) for each in cites))


@dataclass(frozen=True, slots=True)
class Timeline:
    """A clock: what starts it, whose it is, and its steps in the order of time.

    For those named in `or_earlier_for` it starts on the day `or_earlier`, if that is earlier and
    is given, which it is for them alone. `says` is what happens on the day that starts it, in
    words; `short` names it where it stands in one line.
    """

    id: str
    title: str
    owner: str
    starts: Moment
    says: str
    steps: tuple[TimelineStep, ...]
    or_earlier: Moment | None = None
    or_earlier_for: str = ""
    short: str = ""
    note: str = ""
    cites: tuple[str, ...] = ()
