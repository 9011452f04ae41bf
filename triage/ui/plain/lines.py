"""Screens as lines of plain text: append-only, each line makes sense alone, no drawing.

Lines carry no escape characters; long ones are left to the terminal or wrapped by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.ui import words
from triage.ui.safe_text import visible
from triage.ui.screens import (
    Ask,
    ContactLine,
    Meaning,
    OutcomeBlock,
    Result,
    Review,
    StepLine,
    Welcome,
    numbered,
)


def welcome(screen: Welcome) -> Iterator[str]:
    """Yield the lines of the first screen."""
    yield screen.title
    yield ""
    yield from screen.safety
    yield ""
    yield from screen.not_a_referral
    yield from screen.privacy
    yield screen.intro
    yield ""
    yield from screen.banner


def question(screen: Ask) -> Iterator[str]:
    """Yield the lines of one question."""
    yield screen.progress
    yield screen.ask
    if screen.hint:
        yield screen.hint
    for number, choice in numbered(screen.choices):
        hint = f" {choice.hint}" if choice.hint else ""
        chosen = " (your answer so far)" if choice.chosen else ""
        yield f"{number}. {choice.label}{_stop(choice.label)}{hint}{chosen}"
    if screen.format_hint:
        yield screen.format_hint
    if screen.answer is not None and not screen.choices:
        yield f"Your answer so far: {visible(str(screen.answer))}"


def why(screen: Ask) -> Iterator[str]:
    """Yield why a question is asked, and the rules it rests on."""
    yield f"{words.WHY}: {screen.why or screen.ask}"
    yield f"{words.RESTS_ON}: {words.cites(screen.cites)}"


def meanings(already: tuple[Meaning, ...], *, only_new: bool = False) -> Iterator[str]:
    """Yield what the answers already mean."""
    for meaning in already:
        if meaning.new or not only_new:
            step = f" First: {meaning.first_step}" if meaning.first_step else ""
            yield f"{words.ALREADY}: {meaning.title}.{step}"


def review(screen: Review) -> Iterator[str]:
    """Yield the lines of check-your-answers, numbered for changing."""
    yield screen.title
    yield screen.lead
    yield f"0. {words.GO_ON}"
    for number, answered in enumerate(screen.answers, start=1):
        note = f" ({answered.note()})" if answered.note() else ""
        yield f"{number}. {answered.ask} {answered.answer}{note}"


def result(screen: Result) -> Iterator[str]:
    """Yield the lines of the last screen: what to do, why, and what would change it."""
    yield screen.title
    yield from screen.safety
    for block in screen.outcomes:
        yield ""
        yield f"{block.title}{_outside(block)}"
        for step in block.steps:
            yield from _step(step)
    yield ""
    yield words.OUTCOMES_TITLE
    for block in screen.outcomes:
        yield ""
        yield from _outcome(block)
    yield ""
    yield words.CHANGES_TITLE
    yield from screen.changes
    yield ""
    if screen.closing:
        yield f"{screen.closing} {words.RESTS_ON}: {words.cites(screen.closing_cites)}"
    yield from screen.not_a_referral
    yield from screen.banner


def _step(step: StepLine) -> Iterator[str]:
    yield f"- {step.do}"
    by = f"  Who: {step.who}." if step.who else "  Who: not said."
    when = f" When: {step.clock}{_stop(step.clock)}" if step.clock else ""
    yield f"{by}{when}"
    if step.timeline:
        yield f"  {step.timeline}"
    if step.contact is not None:
        yield from _contact(step.contact)


def _contact(contact: ContactLine) -> Iterator[str]:
    yield f"  Contact: {contact.role}. {'. '.join(contact.ways)}."
    if contact.note:
        yield f"  {contact.note}"


def _outcome(block: OutcomeBlock) -> Iterator[str]:
    yield f"{block.title}{_outside(block)}"
    yield block.means
    yield words.certainty(block.certainty, in_guidance=not block.not_in_guidance)
    for reason in block.reasons:
        yield f"- {reason.says}"
        for asked, answer in reason.because:
            yield f"  {words.BECAUSE}: {asked} {answer}"
    if block.decides:
        yield f"{words.WHO_DECIDES}: {block.decides}"
    yield f"{words.RESTS_ON}: {words.cites(block.cites)}"


def _outside(block: OutcomeBlock) -> str:
    return f" ({words.NOT_IN_GUIDANCE})" if block.not_in_guidance else ""


def _stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!")) else "."
