"""From a position to the screens that every front end shows."""

from __future__ import annotations

import datetime

from triage.core.domains import bounds_of
from triage.core.engine import Position
from triage.core.explain import Change, Finding, Reason, changes, findings, tried
from triage.core.model import Closing, Question, Step, Value
from triage.core.program import Program
from triage.core.progress import remaining
from triage.pack.contacts import Contact
from triage.pack.reader import Pack
from triage.report.in_words import in_words, is_unsure
from triage.report.summary import title_for
from triage.ui import words
from triage.ui.screens import (
    Answered,
    Ask,
    Choice,
    ContactLine,
    Meaning,
    OutcomeBlock,
    ReasonLine,
    Result,
    Review,
    StepLine,
    Welcome,
)


def welcome(pack: Pack, program: Program, today: datetime.date) -> Welcome:
    """Return the first screen."""
    flow = program.flows[0]
    return Welcome(
        title=flow.title,
        safety=words.SAFETY,
        not_a_referral=words.NOT_A_REFERRAL,
        privacy=words.PRIVACY,
        intro=flow.intro or words.NOT_SURE,
        banner=banner(pack, program, today),
    )


def banner(pack: Pack, program: Program, today: datetime.date) -> tuple[str, ...]:
    """Return what is to be said of the editions that the flows rest on."""
    names = dict.fromkeys(flow.edition for flow in program.flows)
    return tuple(
        line
        for name in names
        if name in pack.editions
        for line in words.banner(pack.editions[name], today)
    )


def ask(
    position: Position, question_id: str, shown_before: frozenset[str], kept: frozenset[str]
) -> Ask:
    """Return the screen of one question; outcomes not in `shown_before` are marked new."""
    program = position.program
    question = program.questions[program.index[question_id]]
    answer = position.answers.get(question_id)
    order = program.index
    earlier = [asked for asked in position.asked if order[asked] < order[question_id]]
    left = remaining(position)
    given = len(position.asked)
    return Ask(
        id=question_id,
        kind=question.kind,
        progress=words.progress(
            len(earlier) + 1, given + left.shortest, given + left.longest, exact=left.exact
        ),
        ask=question.ask,
        hint=question.hint,
        choices=_choices(question, answer),
        answer=answer,
        format_hint=format_hint(question),
        why=question.why,
        cites=question.cites,
        already=tuple(
            Meaning(
                outcome.title,
                outcome.steps[0].do if outcome.steps else "",
                outcome.id not in shown_before,
            )
            for outcome in position.outcomes
        ),
        answered=tuple(_answered(position, asked, kept) for asked in earlier),
    )


def format_hint(question: Question) -> str:
    """Return how to write an answer that is typed, or nothing for choices."""
    least, greatest = bounds_of(question)
    if question.kind == "number":
        unit = f" {question.unit}" if question.unit else ""
        return f"A whole number from {least} to {greatest}{unit}."
    if question.kind == "date":
        first, last = datetime.date.fromordinal(least), datetime.date.fromordinal(greatest)
        return f"A date from {first} to {last}, year first, like 2026-03-02."
    if question.kind == "text":
        return f"At most {question.limit} characters. No names, addresses or case numbers."
    return ""


def review(position: Position, kept: frozenset[str]) -> Review:
    """Return the check-your-answers screen."""
    answers = tuple(_answered(position, asked, kept) for asked in position.asked)
    return Review(words.REVIEW_TITLE, words.REVIEW_LEAD, answers)


def result(pack: Pack, position: Position, today: datetime.date) -> Result:
    """Return the last screen: what to do now first, then why, then what would change it."""
    program = position.program
    found = findings(position)
    closing = next((flow.closing for flow in program.flows if flow.closing), Closing(""))
    return Result(
        title=words.RESULT_TITLE,
        safety=words.SAFETY,
        outcomes=tuple(_block(pack, position, finding) for finding in found),
        changes=_changes(position),
        closing=closing.says,
        closing_cites=closing.cites,
        not_a_referral=words.NOT_A_REFERRAL,
        banner=banner(pack, program, today),
        summary_title=title_for(finding.outcome for finding in found),
    )


def _changes(position: Position) -> tuple[str, ...]:
    """Return what would change, and how far that was looked at."""
    lines = [_change(position.program, change) for change in changes(position)]
    untried = len(position.asked) - len(tried(position))
    if untried:
        lines.append(words.changes_untried(untried))
    return tuple(lines) or (words.CHANGES_NONE,)


def _choices(question: Question, answer: Value | None) -> tuple[Choice, ...]:
    chosen = set(answer) if isinstance(answer, tuple) else {answer}
    return tuple(
        Choice(
            option.value,
            option.label,
            option.hint,
            option.unsure,
            option.alone,
            option.value in chosen,
        )
        for option in question.options
    )


def _answered(position: Position, question_id: str, kept: frozenset[str]) -> Answered:
    program = position.program
    question = program.questions[program.index[question_id]]
    value = position.answers[question_id]
    answer = in_words(program, question_id, value)
    unsure = is_unsure(question, value)
    return Answered(question_id, question.ask, answer, unsure, question_id in kept)


def _block(pack: Pack, position: Position, finding: Finding) -> OutcomeBlock:
    outcome = finding.outcome
    return OutcomeBlock(
        id=outcome.id,
        title=outcome.title,
        means=outcome.means,
        decides=outcome.decides,
        certainty=finding.certainty,
        not_in_guidance=outcome.not_in_guidance,
        steps=tuple(_step(pack, step) for step in outcome.steps),
        reasons=tuple(_reason(position, reason) for reason in finding.reasons),
        cites=finding.cites,
    )


def _step(pack: Pack, step: Step) -> StepLine:
    contact = pack.contacts.get(step.contact)
    line = None if contact is None else contact_line(contact)
    return StepLine(step.do, step.who, step.clock, line, step.cites)


def contact_line(contact: Contact) -> ContactLine:
    """Return the ways to reach a contact; what the guidance leaves out is said so."""
    phone = contact.phone or words.NOT_SUPPLIED
    hours = contact.out_of_hours or words.NOT_SUPPLIED
    ways = [f"Telephone: {phone}", f"Out of hours: {hours}"]
    if contact.email:
        ways.append(f"E-mail: {contact.email}")
    return ContactLine(contact.role, tuple(ways), contact.note)


def _reason(position: Position, reason: Reason) -> ReasonLine:
    program = position.program
    because = tuple(
        (
            program.questions[program.index[question]].ask,
            in_words(program, question, value),
        )
        for question, value in reason.answers.items()
    )
    return ReasonLine(reason.rule.id, reason.rule.says, reason.certainty, because)


def _change(program: Program, change: Change) -> str:
    titles = {compiled.outcome.id: compiled.outcome.title for compiled in program.outcomes}
    question = program.questions[program.index[change.question]]
    return words.would_change(
        question.ask,
        in_words(program, change.question, change.value),
        tuple(titles[id_] for id_ in change.gained),
        tuple(titles[id_] for id_ in change.lost),
        tuple(titles[id_] for id_ in change.undecided),
    )
