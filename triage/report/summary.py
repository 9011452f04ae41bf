"""The summary of a walk: the one model from which every format is made.

It has two kinds. A *referral summary* is for the lead officer, where an outcome leads to a
referral; a *record of a check* is for the person's own case record. Names, dates of birth,
addresses and numbers are never in it: it has labelled blanks to fill in the secure system.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.core.engine import Position
from triage.core.explain import Finding, findings
from triage.core.explain import Reason as Explanation
from triage.core.model import Certainty, Closing, Document, Flow
from triage.errors import UsageError
from triage.report.checklist import List, checklist
from triage.report.digest import flow_digest
from triage.report.in_words import in_words, is_unsure
from triage.report.safe_text import visible
from triage.report.to_do import Contact, ToDo, contact_of, to_do

REFERRAL_TITLE = "Referral summary"
RECORD_TITLE = "Record of a check"
SUMMARY = "summary"
"""The templates that are filled in where no flow has a document of its own."""

LONGEST_REASONS = 4_000
"""The most characters of a person's own reasons."""

_REFERRAL_STATUS = (
    "Draft: not a referral until you send it, and not a notification.",
    "It says what the answers suggest. It does not decide.",
)
_RECORD_STATUS = (
    "This is not a referral and not a notification.",
    "It says what the answers suggest. It does not decide.",
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the guidance that the flows cite."""

    title: str
    version: str
    dated: datetime.date


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a summary says that comes from no answer; the caller passes all of it in.

    `contacts` and `clocks` (lines in words) are by the ids that steps name; `addressee` is one of
    the contacts; `reference` is random (`triage.report.export.new_reference`); `banner` says how
    old the editions are; `lawful_basis` is the partnership's own line, empty where it gives none.
    """

    reference: str
    made_at: datetime.datetime
    tool_version: str
    marking: str
    lawful_basis: str
    addressee: str
    safety: tuple[str, ...]
    editions: tuple[Edition, ...]
    banner: tuple[str, ...]
    contacts: Mapping[str, Contact]
    clocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """One answer in words; `number` counts from 1 in the order of asking."""

    number: int
    id: str
    question: str
    answer: str
    unsure: bool

    def __repr__(self) -> str:
        """Return which question this is, never the answer."""
        return f"Answer({self.id})"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, in words, and the answers that alone bring it about."""

    rule: str
    says: str
    certainty: Certainty
    because: tuple[Answer, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One outcome that the answers suggest; `number` counts from 1, most urgent first."""

    number: int
    id: str
    title: str
    certain: bool
    means: str
    decides: str
    not_in_guidance: bool
    reasons: tuple[Reason, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Labels with room to write, to be filled in the secure system and never in the tool."""

    title: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A flow that the answers went through, so that what made the summary can be found again."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a redacted copy: where, what stood there, and what stands there now.

    `line` counts from 1 within that place. What stood there is named by its kind only.
    """

    place: str
    line: int
    what: str
    now: str


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """Everything that any format of the summary says.

    `finished` is whether nothing is left to ask; `still_open` has the titles of what further
    answers could add. `waiting` has answers that were given ahead of their turn: they count only
    if their questions come up. Their numbers go on from those of `answers`. `changed` is empty
    unless it is a redacted copy.
    """

    title: str
    document: str
    referral: bool
    status: tuple[str, ...]
    marking: str
    lawful_basis: str
    addressed_to: str
    reference: str
    made_at: datetime.datetime
    safety: tuple[str, ...]
    finished: bool
    still_open: tuple[str, ...]
    outcomes: tuple[Suggestion, ...]
    to_do: ToDo
    checklist: tuple[List, ...]
    contacts: tuple[Contact, ...]
    answers: tuple[Answer, ...]
    waiting: tuple[Answer, ...]
    not_sure: tuple[Answer, ...]
    own_reasons: str
    blanks: tuple[Blanks, ...]
    closing: str
    closing_cites: tuple[str, ...]
    banner: tuple[str, ...]
    editions: tuple[Edition, ...]
    flows: tuple[Source, ...]
    tool_version: str
    redacted: bool = False
    changed: tuple[Change, ...] = ()

    def __repr__(self) -> str:
        """Return the kind and the reference, never an answer."""
        return f"Summary({self.title}, {self.reference})"


def title_for(flows: Sequence[Flow], found: Sequence[Finding]) -> str:
    """Return the title of what is saved: that of the last flow with a document of its own.

    Else "Referral summary" where any outcome leads to a referral, or "Record of a check".
    """
    document = _document(flows)
    if document is not None:
        return document.title
    return REFERRAL_TITLE if _leads_to_referral(found) else RECORD_TITLE


def _document(flows: Sequence[Flow]) -> Document | None:
    return next((flow.document for flow in reversed(flows) if flow.document), None)


def _leads_to_referral(found: Sequence[Finding]) -> bool:
    return any(finding.outcome.referral for finding in found)


def summarise(position: Position, particulars: Particulars, own_reasons: str = "") -> Summary:
    """Return the summary of what is answered so far.

    Raises `UsageError` where the person's own reasons are longer than `LONGEST_REASONS`.
    """
    found = findings(position)
    referral = _leads_to_referral(found)
    answers = _answers(position, position.asked)
    waiting = _answers(position, position.waiting, first=len(answers) + 1)
    by_id = {answer.id: answer for answer in (*answers, *waiting)}
    flows = position.program.flows
    closing = next((flow.closing for flow in flows if flow.closing), Closing(""))
    document = _document(flows)
    contacts = particulars.contacts
    addressee = contacts.get(particulars.addressee)
    return Summary(
        title=title_for(flows, found),
        document=document.id if document else SUMMARY,
        referral=referral,
        status=_REFERRAL_STATUS if referral else _RECORD_STATUS,
        marking=particulars.marking,
        lawful_basis=particulars.lawful_basis,
        addressed_to=addressee.role if addressee else "",
        reference=particulars.reference,
        made_at=particulars.made_at,
        safety=particulars.safety,
        finished=position.complete,
        still_open=() if position.complete else tuple(each.title for each in position.open),
        outcomes=tuple(
            _suggestion(number, finding, by_id) for number, finding in enumerate(found, start=1)
        ),
        to_do=to_do(found, contacts, particulars.addressee, particulars.clocks),
        checklist=checklist(found, contacts, particulars.clocks),
        contacts=_to_reach(found, contacts),
        answers=answers,
        waiting=waiting,
        not_sure=tuple(answer for answer in by_id.values() if answer.unsure),
        own_reasons=_own_words(own_reasons),
        blanks=_blanks(referral=referral),
        closing=closing.says,
        closing_cites=closing.cites,
        banner=particulars.banner,
        editions=particulars.editions,
        flows=tuple(Source(flow.id, flow.version, flow_digest(flow)) for flow in flows),
        tool_version=particulars.tool_version,
    )


def _own_words(text: str) -> str:
    if len(text) > LONGEST_REASONS:
        message = f"Your own reasons are too long. Keep them to {LONGEST_REASONS} characters."
        raise UsageError(message)
    return visible(text.replace("\r\n", "\n").strip())


def _answers(position: Position, ids: Iterable[str], first: int = 1) -> tuple[Answer, ...]:
    program, given = position.program, position.answers
    questions = [program.questions[program.index[id_]] for id_ in ids]
    return tuple(
        Answer(
            number,
            question.id,
            question.ask,
            in_words(program, question.id, given[question.id]),
            is_unsure(question, given[question.id]),
        )
        for number, question in enumerate(questions, start=first)
    )


def _suggestion(number: int, finding: Finding, answers: Mapping[str, Answer]) -> Suggestion:
    outcome = finding.outcome
    return Suggestion(
        number=number,
        id=outcome.id,
        title=outcome.title,
        certain=finding.certainty == "certain",
        means=outcome.means,
        decides=outcome.decides,
        not_in_guidance=outcome.not_in_guidance,
        reasons=tuple(_reason(reason, answers) for reason in finding.reasons),
        cites=finding.cites,
    )


def _reason(reason: Explanation, answers: Mapping[str, Answer]) -> Reason:
    rule = reason.rule
    because = tuple(answers[question] for question in reason.answers)
    return Reason(rule.id, rule.says, reason.certainty, because, rule.cites)


def _to_reach(found: Sequence[Finding], contacts: Mapping[str, Contact]) -> tuple[Contact, ...]:
    """Return each contact that a step names once, the most urgent first.

    When to tell them stays with what to do: much is for one case only ("if you cannot reach").
    """
    steps = [step for finding in found for step in finding.outcome.steps if step.contact]
    return tuple({step.contact: contact_of(step, contacts) for step in steps}.values())


def _blanks(*, referral: bool) -> tuple[Blanks, ...]:
    child = ("Name", "Date of birth", "Address", "NHS or case number")
    person = (
        "Name",
        "Role and organisation",
        "Telephone",
        "Secure e-mail",
        "Agreed with (role, and when)",
    )
    handover = (
        "Sent to, or spoke to",
        "How",
        "When (day and time)",
        "Acknowledged by",
        "Decision of the lead officer, and why",
    )
    if referral:
        return (
            Blanks("The child or young person", child),
            Blanks("The person referring", person),
            Blanks("Handover to the lead officer", handover),
        )
    return (
        Blanks("The child or young person", child),
        Blanks("The person who made this check", person),
        Blanks("If you speak to the lead officer", handover),
    )
