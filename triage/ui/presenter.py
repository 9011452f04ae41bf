"""From a position to the screens that every front end shows."""

from __future__ import annotations

import datetime

from triage.core.domains import bounds_of
from triage.core.engine import Position
from triage.core.explain import Finding, Reason, findings
from triage.core.model import Closing, Question, Value
from triage.core.program import Program
from triage.core.progress import remaining
from triage.pack import contacts
from triage.pack.reader import Pack
from triage.report.in_words import in_words, is_unsure
from triage.report.summary import title_for
from triage.report.to_do import Contact, to_do
from triage.ui import words
from triage.ui.changes import what_would_change
from triage.ui.screens import (
    Answered,
    Ask,
    Choice,
    Meaning,
    OutcomeBlock,
    ReasonLine,
    Result,
    Review,
    Welcome,
)

LEAD_OFFICER = "lead_officer"
"""The contact of a pack whom people tell first, and to whom its summaries are addressed."""


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
        progress=words.progress(len(earlier) + 1, given + left.shortest, given + left.longest),
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
        to_do=to_do(found, reachable(pack), LEAD_OFFICER),
        outcomes=tuple(_block(position, finding) for finding in found),
        changes=what_would_change(position),
        closing=closing.says,
        closing_cites=closing.cites,
        not_a_referral=words.NOT_A_REFERRAL,
        banner=banner(pack, program, today),
        summary_title=title_for(finding.outcome for finding in found),
    )


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


def _block(position: Position, finding: Finding) -> OutcomeBlock:
    outcome = finding.outcome
    return OutcomeBlock(
        id=outcome.id,
        title=outcome.title,
        means=outcome.means,
        decides=outcome.decides,
        certainty=finding.certainty,
        not_in_guidance=outcome.not_in_guidance,
        reasons=tuple(_reason(position, reason) for reason in finding.reasons),
        cites=finding.cites,
    )


def reachable(pack: Pack) -> dict[str, Contact]:
    """Return whom a pack's steps tell people to reach, and how, by the ids of its contacts."""
    return {id_: _contact(contact) for id_, contact in pack.contacts.items()}


def _contact(contact: contacts.Contact) -> Contact:
    """Return the ways to reach a contact; what the guidance leaves out is said so."""
    phone = contact.phone or words.NOT_SUPPLIED
    hours = contact.out_of_hours or words.NOT_SUPPLIED
    if phone == hours:
        ways = [f"{words.PHONE_AND_HOURS}: {phone}"]
    else:
        ways = [f"{words.PHONE}: {phone}", f"{words.HOURS}: {hours}"]
    if contact.email:
        ways.append(f"{words.EMAIL}: {contact.email}")
    return Contact(contact.role, tuple(ways), contact.note)


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
