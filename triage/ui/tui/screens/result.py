"""The last page: what to do now, then why, then what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.ui import words
from triage.ui.screens import ContactLine, OutcomeBlock, ReasonLine, Result, StepLine
from triage.ui.tui import wording
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import QUIET, STRONG, Paragraph, Typeset, heading, item, text

SHORT = 50
"""Up to this many characters, who and when stand in one line."""


def result_page(result: Result, entries: Sequence[Entry]) -> Page:
    """Return the page with what can be done next."""
    body = Typeset(
        *_first(result),
        *_to_do(result.outcomes),
        *_why(result.outcomes),
        *_changes(result.changes),
        *_last(result),
    )
    return Page(result.title, body, entries, wording.RESULT_KEYS)


def _first(result: Result) -> Iterator[Paragraph]:
    """Yield the safety message and every outcome in a line."""
    first, *rest = result.safety
    yield heading(first, above=0)
    for line in rest:
        yield text(line)
    yield heading(wording.IN_SHORT)
    for outcome in result.outcomes:
        yield item("- ", outcome.title)
    for place, line in enumerate(result.not_a_referral):
        yield text(line, style=QUIET, above=int(not place))


def _to_do(outcomes: Sequence[OutcomeBlock]) -> Iterator[Paragraph]:
    """Yield what to do, by whom, by when; a contact's ways are given once."""
    yield heading(wording.WHAT_TO_DO)
    told: set[str] = set()
    for outcome in outcomes:
        yield heading(outcome.title)
        for number, step in enumerate(outcome.steps, start=1):
            yield from _step(number, step, told)


def _step(number: int, step: StepLine, told: set[str]) -> Iterator[Paragraph]:
    yield item(f"{number}. ", step.do, above=int(number > 1))
    yield from _who_and_when(step)
    if step.timeline:
        yield text(step.timeline, indent=3)
    if step.contact is not None:
        yield from _contact(step.contact, told)


def _who_and_when(step: StepLine) -> Iterator[Paragraph]:
    """Yield both in one line where they are short."""
    if step.who and len(step.who) + len(step.clock) <= SHORT:
        when = f".  {wording.WHEN} {step.clock}" if step.clock else ""
        yield item(f"{wording.WHO} ", f"{step.who}{when}", indent=3)
        return
    for lead, said in ((wording.WHO, step.who), (wording.WHEN, step.clock)):
        if said:
            yield item(f"{lead} ", said, indent=3)


def _contact(contact: ContactLine, told: set[str]) -> Iterator[Paragraph]:
    if contact.role in told:
        yield item(f"{wording.CONTACT} ", f"{contact.role} {wording.GIVEN_ABOVE}", indent=3)
        return
    told.add(contact.role)
    yield item(f"{wording.CONTACT} ", contact.role, indent=3)
    for way in contact.ways:
        yield item("- ", way, indent=5)
    if contact.note:
        yield text(contact.note, style=QUIET, indent=5)


def _why(outcomes: Sequence[OutcomeBlock]) -> Iterator[Paragraph]:
    """Yield what each outcome means, how certain it is, who decides, and what it rests on."""
    yield heading(words.OUTCOMES_TITLE)
    for outcome in outcomes:
        mark = f" ({words.NOT_IN_GUIDANCE})" if outcome.not_in_guidance else ""
        yield heading(f"{outcome.title}{mark}")
        yield text(outcome.means)
        yield item(f"{wording.CERTAINTY} ", _certainty(outcome))
        yield item(f"{words.WHO_DECIDES}: ", outcome.decides)
        for reason in outcome.reasons:
            yield from _reason(reason)
        yield text(f"{words.RESTS_ON}: {words.cites(outcome.cites)}", style=QUIET)


def _certainty(outcome: OutcomeBlock) -> str:
    return words.certainty(outcome.certainty, in_guidance=not outcome.not_in_guidance)


def _reason(reason: ReasonLine) -> Iterator[Paragraph]:
    yield item(f"{words.BECAUSE}: ", f"{reason.says} ({wording.RULE} {reason.rule})")
    for question, answer in reason.because:
        yield item("- ", f"{question} {wording.YOU_ANSWERED} {answer}", indent=2)


def _changes(changes: Sequence[str]) -> Iterator[Paragraph]:
    yield heading(words.CHANGES_TITLE)
    for change in changes:
        yield item("- ", change)


def _last(result: Result) -> Iterator[Paragraph]:
    """Yield the closing, and once more what this is not and what it rests on."""
    if result.closing:
        yield heading(words.AFTER_TITLE)
        yield text(result.closing)
        yield text(f"{words.RESTS_ON}: {words.cites(result.closing_cites)}", style=QUIET)
    for place, line in enumerate((*result.not_a_referral, *result.safety)):
        yield text(line, style=STRONG if not place else "", above=int(not place))
    for place, line in enumerate(result.banner):
        yield item("- ", line, style=QUIET, above=int(not place))
