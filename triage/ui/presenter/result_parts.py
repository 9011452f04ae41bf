"""The last screen as parts in reading order, the same words in the same order for every front end.

What to do stands before why: first whom to reach now, then all that the person does, then what
others do. A front end only decides how a line looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from triage.report.checklist import List
from triage.report.to_do import YOU, Act, Call
from triage.ui import words
from triage.ui.screens import ChangeGroup, OutcomeBlock, ReasonLine, Result

Weight = Literal["", "strong", "quiet"]


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A text behind its lead, such as a number; `level` counts steps to the right.

    `gap` asks for some room above.
    """

    text: str
    lead: str = ""
    level: int = 0
    weight: Weight = ""
    gap: bool = False

    def __repr__(self) -> str:
        """Return nothing of the text: it may hold an answer."""
        return f"Line({len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


def parts(result: Result, see_all: str) -> tuple[Part, ...]:
    """Return the parts of the last screen that have anything to say.

    `see_all` says how a person asks this front end for everything that would change the result.
    """
    after = (*_after(result), *_about(result))
    every = (
        first_part(result),
        Part(words.YOURS_TITLE, tuple(_acts(result.to_do.yours, _yours))),
        Part(words.OTHERS_TITLE, tuple(_acts(result.to_do.others, _others))),
        Part(words.CHECKLIST_TITLE, tuple(_lists(result.checklist))),
        Part(words.OUTCOMES_TITLE, tuple(_why(result.outcomes))),
        Part(words.CHANGES_TITLE, tuple(_changes(result, see_all))),
        Part(words.AFTER_TITLE if result.closing else words.ABOUT_TITLE, after),
    )
    return tuple(part for part in every if part.lines)


def first_part(result: Result, title: str = words.FIRST_TITLE) -> Part:
    """Return whom to reach first, by when and how."""
    calls = [line for n, call in enumerate(result.to_do.first, 1) for line in _call(n, call)]
    return Part(title, tuple(calls))


def all_changes(result: Result) -> Part:
    """Return everything that would change the result."""
    return Part(words.CHANGES_TITLE, tuple(_grouped(result.changes.all)))


def _call(number: int, call: Call) -> Iterator[Line]:
    yield Line(call.do, f"{number}. ", weight="strong")
    yield Line(_sentences(call.when, call.tell, *call.ways), level=1)


def _acts(acts: Sequence[Act], opening: Callable[[Act], tuple[str, str]]) -> Iterator[Line]:
    """Yield acts, each with the heading and the line below it that `opening` returns."""
    for number, act in enumerate(acts, start=1):
        heading, more = opening(act)
        yield Line(heading, f"{number}. ", weight="strong", gap=number > 1)
        if more:
            yield Line(more, level=1)
        for task in act.tasks:
            yield Line(_sentences(task.do, _labelled(words.WHEN, task.when)), "- ", level=1)
            yield from (Line(line, level=2) for line in task.clock)
        if act.note:
            yield Line(act.note, level=1, weight="quiet")
        why = _labelled(words.FOR, "; ".join(act.why))
        yield Line(_sentences(why, _rests_on(act.cites).text), level=1, weight="quiet")


def _yours(act: Act) -> tuple[str, str]:
    """Return whom an act reaches and by when, then who does it with the person, and how."""
    alone = act.who.lower() in {"", YOU}
    who = "" if alone else _labelled(words.WHO, act.who)
    return _sentences(act.tell, act.when) or words.NO_TIME, _sentences(who, *act.ways)


def _others(act: Act) -> tuple[str, str]:
    """Return who does it, then by when, and whom it reaches."""
    when, tell = _labelled(words.WHEN, act.when), _labelled(words.CONTACT, act.tell)
    return _sentences(act.who), _sentences(when, tell, *act.ways)


def _lists(lists: Sequence[List]) -> Iterator[Line]:
    for place, each in enumerate(lists):
        yield Line(each.title, weight="strong", gap=place > 0)
        for item in each.entries:
            who, when = _labelled(words.WHO, item.who), _labelled(words.WHEN, item.when)
            tell = _labelled(words.CONTACT, item.tell)
            yield Line(_sentences(item.do, who, when, tell), "- ", level=1)
            yield from (Line(line, level=2) for line in item.clock)
            yield _rests_on(item.cites, level=2)


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _sentences(*texts: str) -> str:
    """Return the texts that there are, each ended by a full stop."""
    return " ".join(words.stop(text) for text in texts if text)


def _why(outcomes: Sequence[OutcomeBlock]) -> Iterator[Line]:
    for number, outcome in enumerate(outcomes, start=1):
        mark = f" ({words.NOT_IN_GUIDANCE})" if outcome.not_in_guidance else ""
        yield Line(f"{outcome.title}{mark}", f"{number}. ", weight="strong", gap=number > 1)
        if outcome.means:
            yield Line(outcome.means, level=1)
        sure = words.certainty(outcome.certainty, in_guidance=not outcome.not_in_guidance)
        yield Line(f"{words.CERTAINTY}: {sure}", level=1)
        if outcome.decides:
            yield Line(f"{words.WHO_DECIDES}: {outcome.decides}", level=1)
        for reason in outcome.reasons:
            yield from _reason(reason)
        yield _rests_on(outcome.cites, level=1)


def _reason(reason: ReasonLine) -> Iterator[Line]:
    yield Line(f"{words.BECAUSE}: {reason.says} ({words.RULE} {reason.rule})", level=1)
    for question, answer in reason.because:
        yield Line(f"{question} {words.stop(answer)}", "- ", level=2)


def _changes(result: Result, see_all: str) -> Iterator[Line]:
    if not result.changes.all and not result.changes.untried:
        yield Line(words.CHANGES_NONE)
    yield from _grouped(result.changes.few)
    if result.changes.more:
        yield Line(words.more_changes(result.changes.more, see_all), gap=True)
    if result.changes.untried:
        yield Line(words.changes_untried(result.changes.untried), gap=True)


def _grouped(groups: Sequence[ChangeGroup]) -> Iterator[Line]:
    for place, group in enumerate(groups):
        yield Line(group.title, weight="strong", gap=place > 0)
        for line in group.lines:
            yield Line(line, "- ", level=1)


def _after(result: Result) -> Iterator[Line]:
    if result.closing:
        yield Line(result.closing)
        yield _rests_on(result.closing_cites)


def _rests_on(cites: tuple[str, ...], level: int = 0) -> Line:
    return Line(
        _sentences(_labelled(words.RESTS_ON, words.cites(cites))), level=level, weight="quiet"
    )


def _about(result: Result) -> Iterator[Line]:
    """Yield once more what this is not, and what it rests on."""
    for place, line in enumerate(result.not_a_referral):
        yield Line(line, weight="" if place else "strong", gap=not place)
    for place, line in enumerate((*result.safety, *result.banner)):
        weight: Weight = "" if place < len(result.safety) else "quiet"
        yield Line(line, "- " if weight else "", weight=weight, gap=place == len(result.safety))
