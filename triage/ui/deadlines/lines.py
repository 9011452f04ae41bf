"""The clocks of the guidance as lines for people: plain, append-only, each makes sense alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from triage.core.timelines import Due, Moment, Timeline, option
from triage.deadlines.clocks import Clock, Deadline
from triage.pack.bank_holidays import BankHolidays
from triage.report.in_words import day, due_in_words
from triage.ui import words

TITLE = "Deadlines of the guidance"
HOW_COUNTED = (
    "Working days are Monday to Friday without the bank holidays of England and Wales.",
    "The guidance does not say which days count: that is our reading (not in the guidance).",
    "Day 0 is the day given, even if it is no working day. Day 1 is the next working day.",
    "Where the day given counts as day 1 but is no working day, the next one is day 1.",
)
TODAY = (
    "These clocks belong to the council and to those named above.",
    "For everyone else it is today: tell the lead officer now, and wait for no date (R5.58).",
)
OWN_FILE = "from your own file"
NONE_LEFT_OUT = "No bank holiday falls within these clocks."
NOTES = "Notes (A: a point where the guidance is unclear)"
NO_DATES = "No date was given, so the clocks are shown in words."


def as_lines(clocks: Sequence[Clock], days: BankHolidays, safety: Sequence[str]) -> Iterator[str]:
    """Yield every clock that has a date, or all of them in words where none has.

    `safety` is what to do if someone may be in danger.
    """
    dated = [clock for clock in clocks if clock.is_dated]
    yield TITLE
    yield safety[0]
    if not dated:
        yield NO_DATES
    for clock in dated or clocks:
        yield ""
        yield from _clock(clock)
    without = [clock.timeline for clock in clocks if not clock.is_dated]
    if dated and without:
        yield ""
        yield from (f"{each.title}: {_not_given(each.starts)}" for each in without)
    yield ""
    yield NOTES
    for clock in dated or clocks:
        yield from _notes(clock.timeline)
    yield ""
    yield from _how_counted(dated, days)
    yield ""
    yield from TODAY
    yield from safety


def _clock(clock: Clock) -> Iterator[str]:
    timeline = clock.timeline
    yield timeline.title
    yield f"Whose clock: {timeline.owner}."
    yield f"Starts: {_start(clock)}"
    yield f"{words.RESTS_ON}: {words.cites(rules_among(timeline.cites))}"
    for deadline in clock.deadlines:
        yield ""
        yield from _deadline(clock, deadline)


def _start(clock: Clock) -> str:
    timeline = clock.timeline
    if clock.starts is None:
        return f"the day {timeline.says}. {_not_given(timeline.starts)}"
    if clock.moment != timeline.starts:
        return (
            f"{weekday(clock.starts)}, the day of the incident, because it is the earlier one. "
            f"That is only for {timeline.or_earlier_for}."
        )
    return f"{weekday(clock.starts)}, the day {timeline.says}."


def _deadline(clock: Clock, deadline: Deadline) -> Iterator[str]:
    step = deadline.step
    yield f"- {_when(deadline)}"
    yield f"  {step.title}."
    if step.starts != clock.timeline.starts:
        start = deadline.starts
        from_ = _not_given(step.starts) if start is None else f"{weekday(start)}."
        yield f"  Counts from the day {step.says}. {from_}"
    yield f"  Who: {step.lead}. Rules: {words.cites(rules_among(step.rules))}."


def deadline_in_one_line(deadline: Deadline) -> str:
    """Return a step with its day, what is to be done and who leads it, in one line.

    A step that does not count from the day of its clock says from which.
    """
    step = deadline.step
    counts = f" Counts from the day {step.says}." if step.says else ""
    return f"{words.stop(_when(deadline))} {words.stop(step.title)}{counts} Who: {step.lead}."


def _when(deadline: Deadline) -> str:
    """Return the day in words, with its date where it is known, and the limit if it differs."""
    step = deadline.step
    if step.target is None or step.limit is None:
        return f"No date can be computed. {step.no_date}"
    if deadline.target is None or deadline.limit is None:
        first = due_in_words(step.target)
        latest = due_in_words(step.limit)
        return f"{first[:1].upper()}{first[1:]}{f', at the latest {latest}' * (latest != first)}"
    line = f"{weekday(deadline.target)} ({_counted(step.target, step.limit)})"
    if deadline.limit != deadline.target:
        latest = _counted(step.limit, step.target)
        line += f", at the latest {weekday(deadline.limit)} ({latest})"
    return line


def _counted(due: Due, other: Due) -> str:
    """Return which day it is, and how the first one counts where that differs."""
    counted = (
        f", if the first day is day {due.counts_as}" if due.counts_as != other.counts_as else ""
    )
    return f"{due_in_words(due)}{counted}"


def _notes(timeline: Timeline) -> Iterator[str]:
    if timeline.note:
        yield f"- {timeline.title}{_unclear(timeline.cites)}: {timeline.note}"
    for step in timeline.steps:
        if step.note:
            due = f", {due_in_words(step.target)}" if step.target is not None else ""
            yield f"- {timeline.title}{due}{_unclear(step.rules)}: {step.note}"


def _how_counted(clocks: Sequence[Clock], days: BankHolidays) -> Iterator[str]:
    yield "How days are counted"
    yield from HOW_COUNTED
    yield f"Bank holidays are known for {days.calendar.known_years}."
    if not clocks:
        return
    left_out = {date: name for clock in clocks for date, name in clock.left_out}
    yield "Bank holidays left out in these clocks:" if left_out else NONE_LEFT_OUT
    for date, name in sorted(left_out.items()):
        own = f" ({OWN_FILE})" if date in days.own.added else ""
        yield f"- {weekday(date)}: {name}{own}"
    for date, name in sorted(days.own.worked.items()):
        yield f"- {weekday(date)} is counted as a working day: {name} ({OWN_FILE})"


def weekday(date: datetime.date) -> str:
    """Return a date with its day of the week, such as Monday 2 March 2026."""
    return f"{date:%A} {day(date)}"


def _not_given(moment: Moment) -> str:
    return f"No date given ({option(moment)} DATE)."


def rules_among(cites: Sequence[str]) -> tuple[str, ...]:
    """Return the rules of the guidance among citations."""
    return tuple(each for each in cites if each.startswith("R"))


def _unclear(cites: Sequence[str]) -> str:
    """Return the points among citations where the guidance is unclear, in brackets."""
    points = [each for each in cites if each.startswith("A")]
    return f" ({', '.join(points)})" if points else ""
