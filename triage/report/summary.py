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
from triage.core.form import ReferralForm
from triage.core.model import Certainty, Closing, Document, Flow
from triage.errors import ReasonsError, UsageError
from triage.report.blanks import Blanks, blanks_of
from triage.report.checklist import List, checklist
from triage.report.digest import flow_digest
from triage.report.form import Form, Lines, filled_form
from triage.report.in_words import day, in_words, is_unsure
from triage.report.referral import OwnWay, is_prepared, own_way, training_words
from triage.report.rests_on import Edition, Release, Source, pack_line
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
class Particulars:
    """What a summary says that comes from no answer; the caller passes all of it in.

    `contacts` and `clocks` (lines in words) are by the ids that steps name; `addressee` is one of
    the contacts; `reference` is random (`triage.report.export.new_reference`); `banner` says how
    old the editions are; `lawful_basis` is the partnership's own line, empty where it gives none.
    `form` is the pack's referral form, where it has one; `first_message` asks for the short one.
    """

    reference: str
    made_at: datetime.datetime
    tool_version: str
    marking: str
    lawful_basis: str
    addressee: str
    safety: tuple[str, ...]
    pack: Release
    editions: tuple[Edition, ...]
    banner: tuple[str, ...]
    contacts: Mapping[str, Contact]
    clocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: ReferralForm | None = None
    first_message: bool = False


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
    if their questions come up. Their numbers go on from those of `answers`.

    `form` has the referral form, where a referral is prepared; its answers stand in it alone.
    `own_way` has what was chosen against what the answers suggest. `training` is what every page
    of a training copy says, and `marking` begins with it.
    `changed` says what was changed in a redacted copy.
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
    training: str
    outcomes: tuple[Suggestion, ...]
    own_way: tuple[OwnWay, ...]
    form: Form
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
    pack: Release
    editions: tuple[Edition, ...]
    flows: tuple[Source, ...]
    tool_version: str
    redacted: bool = False
    changed: tuple[Change, ...] = ()

    def __repr__(self) -> str:
        """Return the kind and the reference, never an answer."""
        return f"Summary({self.title}, {self.reference})"


def title_for(position: Position, found: Sequence[Finding], form: ReferralForm | None) -> str:
    """Return the title of what is saved: that of the last flow with a document of its own.

    Else "Referral summary" where a referral is prepared, or nothing was chosen and any outcome
    leads to one; or "Record of a check".
    """
    document = _document(position.program.flows)
    if document is not None:
        return document.title
    return REFERRAL_TITLE if _is_referral(position, found, form) else RECORD_TITLE


def _document(flows: Sequence[Flow]) -> Document | None:
    return next((flow.document for flow in reversed(flows) if flow.document), None)


def _is_referral(position: Position, found: Sequence[Finding], form: ReferralForm | None) -> bool:
    prepared = is_prepared(position, form)
    return any(each.outcome.referral for each in found) if prepared is None else prepared


def summarise(position: Position, particulars: Particulars, own_reasons: str = "") -> Summary:
    """Return the summary of what is answered so far.

    Raises `ReasonsError` where the person's own reasons are longer than `LONGEST_REASONS`, and
    `UsageError` where a first message is wanted and no referral is prepared.
    """
    found = findings(position)
    referral = _is_referral(position, found, particulars.form)
    shown = _shown(position, particulars)
    answers = _answers(position, (id_ for id_ in position.asked if id_ in shown))
    waiting = _answers(position, position.waiting, first=len(answers) + 1)
    by_id = {answer.id: answer for answer in (*answers, *waiting)}
    outcomes = tuple(
        _suggestion(number, finding, by_id) for number, finding in enumerate(found, start=1)
    )
    not_sure = tuple(answer for answer in by_id.values() if answer.unsure)
    form = _form(position, particulars, outcomes, not_sure)
    training = training_words(position, particulars.form)
    chosen = own_way(position, particulars.form)
    flows = _flows(position)
    closing = next((flow.closing for flow in flows if flow.closing), Closing(""))
    title, document = _named(position, particulars, found)
    contacts = particulars.contacts
    addressee = contacts.get(particulars.addressee)
    return Summary(
        title=title,
        document=document,
        referral=referral,
        status=_REFERRAL_STATUS if referral else _RECORD_STATUS,
        marking=f"{training} {particulars.marking}".strip(),
        lawful_basis=particulars.lawful_basis,
        addressed_to=addressee.role if addressee else "",
        reference=particulars.reference,
        made_at=particulars.made_at,
        safety=particulars.safety,
        finished=position.done(0),
        still_open=() if position.done(0) else tuple(each.title for each in position.open),
        training=training,
        outcomes=outcomes,
        own_way=() if chosen is None else (chosen,),
        form=form,
        to_do=to_do(found, contacts, particulars.addressee, particulars.clocks),
        checklist=checklist(found, contacts, particulars.clocks),
        contacts=_to_reach(found, contacts),
        answers=answers,
        waiting=waiting,
        not_sure=not_sure,
        own_reasons=_own_words(own_reasons),
        blanks=blanks_of(form, referral=referral),
        closing=closing.says,
        closing_cites=closing.cites,
        banner=particulars.banner,
        pack=particulars.pack,
        editions=particulars.editions,
        flows=tuple(Source(flow.id, flow.version, flow_digest(flow)) for flow in flows),
        tool_version=particulars.tool_version,
    )


def _named(
    position: Position, particulars: Particulars, found: Sequence[Finding]
) -> tuple[str, str]:
    """Return the title, and the name of the templates."""
    form = particulars.form
    if particulars.first_message:
        if form is None or not is_prepared(position, form):
            choice = "" if form is None else f" Answer {form.choice} first."
            raise UsageError(f"No referral is prepared, so there is no first message.{choice}")
        return form.first_message.title, form.first_message.document
    document = _document(position.program.flows)
    return title_for(position, found, form), document.id if document else SUMMARY


def _shown(position: Position, particulars: Particulars) -> frozenset[str]:
    """Return the questions whose answers are listed: not those that stand in the form."""
    program, form = position.program, particulars.form
    legs = program.legs[:1] if is_prepared(position, form) else program.legs
    return frozenset(question.id for question in program.questions[: legs[-1].questions])


def _flows(position: Position) -> tuple[Flow, ...]:
    """Return the flows that the answers went through: the first, and any other that was begun."""
    first, *others = position.program.flows
    asked = frozenset(position.asked)
    begun = [
        flow
        for flow in others
        if any(q.id in asked and not q.after_all for q in flow.questions) or not flow.follows
    ]
    return first, *begun


def _how_sure(suggested: Suggestion) -> str:
    """Return in a few words what the templates of a whole summary say in a sentence."""
    if not suggested.certain:
        return "a matter of judgement"
    return "clear, but not in the guidance" if suggested.not_in_guidance else "clear"


def _form(
    position: Position,
    particulars: Particulars,
    outcomes: Sequence[Suggestion],
    not_sure: Sequence[Answer],
) -> Form:
    form = particulars.form
    if form is None or form.choice not in position.program.index:
        return Form()
    sources = [f"{flow.id}, version {flow.version}" for flow in _flows(position)]
    results = [
        f"{each.title}. Rules: {', '.join(reason.rule for reason in each.reasons)}. "
        f"How sure: {_how_sure(each)}."
        for each in outcomes
    ]
    if not_sure and not particulars.first_message:  # which has a list of them
        results.append(f"Not sure about: {'; '.join(each.question for each in not_sure)}")
    lines: Lines = {
        "reference": (particulars.reference,),
        "status": (
            *(f"{e.title}, version {e.version}, {day(e.dated)}" for e in particulars.editions),
            pack_line(particulars.pack),
            f"Questions and rules: {'; '.join(sources)}",
            _REFERRAL_STATUS[0],
        ),
        "result": tuple(results),
        "clocks": tuple(line for id_ in form.clocks for line in particulars.clocks.get(id_, ())),
    }
    return filled_form(form, position, lines, first_message=particulars.first_message)


def _own_words(text: str) -> str:
    if len(text) > LONGEST_REASONS:
        message = f"Your own reasons are too long. Keep them to {LONGEST_REASONS} characters."
        raise ReasonsError(message)
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
    steps = [step for finding in found for step in finding.steps if step.contact]
    return tuple({step.contact: contact_of(step, contacts) for step in steps}.values())
