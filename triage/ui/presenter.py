"""From a position to the screens that every front end shows; the last is in `last_screen`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.core.domains import bounds_of
from triage.core.engine import Position
from triage.core.model import Flow, Question
from triage.core.program import Program
from triage.core.progress import remaining
from triage.core.values import Value
from triage.pack.reader import Pack
from triage.report.in_words import in_words, is_unsure
from triage.ui import words
from triage.ui.screens import Answered, Ask, Choice, Meaning, Review, Welcome
from triage.ui.session import Origin


@dataclass(frozen=True, slots=True)
class Standing:
    """Which child of the incident, from 1, and to the end of which leg progress counts."""

    child: int = 1
    leg: int = -1


def welcome(pack: Pack, program: Program, today: datetime.date) -> Welcome:
    """Return the first screen of a walk."""
    flow = program.flows[0]
    return Welcome(
        title=flow.title,
        safety=words.SAFETY,
        not_a_referral=words.NOT_A_REFERRAL,
        privacy=words.PRIVACY,
        intro=flow.intro or words.NOT_SURE,
        banner=(*pack.notices, *banner(pack, program.flows, today)),
    )


def banner(pack: Pack, flows: Iterable[Flow], today: datetime.date) -> tuple[str, ...]:
    """Return what is to be said of the editions that these flows rest on."""
    names = dict.fromkeys(flow.edition for flow in flows)
    return tuple(
        line
        for name in names
        if name in pack.editions
        for line in words.banner(pack.editions[name], today)
    )


def ask(
    position: Position,
    question_id: str,
    shown_before: frozenset[str],
    origins: Mapping[str, Origin],
    at: Standing | None = None,
) -> Ask:
    """Return the screen of one question; outcomes not in `shown_before` are marked new.

    What holds whatever is answered is no meaning of an answer, so none is shown before the first.

    `origins` has the questions whose answers were not given in this walk.
    """
    at = at or Standing()
    program = position.program
    question = program.questions[program.index[question_id]]
    answer = position.answers.get(question_id)
    order = program.index
    earlier = [asked for asked in position.asked if order[asked] < order[question_id]]
    left = remaining(position, at.leg)
    given = len(position.asked)
    progress = words.progress(
        len(earlier) + 1, given + left.shortest, given + left.longest, exact=left.exact
    )
    return Ask(
        id=question_id,
        kind=question.kind,
        progress=words.for_child(progress, at.child),
        ask=question.ask,
        hint=question.hint,
        choices=_choices(question, answer),
        answer=answer,
        origin=origins.get(question_id),
        format_hint=format_hint(question),
        why=question.why,
        cites=question.cites,
        already=tuple(
            Meaning(
                outcome.title,
                outcome.steps[0].do if outcome.steps else "",
                outcome.id not in shown_before,
            )
            for outcome in (position.outcomes if position.asked else ())
        ),
        answered=tuple(_answered(position, asked, origins) for asked in earlier),
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
    if question.kind == "repeat":
        return f"At most {question.most} entries, each {question.each}."
    if question.kind == "text":
        return f"At most {question.limit} characters. No names, addresses or case numbers."
    return ""


def review(position: Position, origins: Mapping[str, Origin], child: int = 1) -> Review:
    """Return the check-your-answers screen."""
    answers = tuple(_answered(position, asked, origins) for asked in position.asked)
    return Review(words.for_child(words.REVIEW_TITLE, child), words.REVIEW_LEAD, answers)


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


def _answered(position: Position, question_id: str, origins: Mapping[str, Origin]) -> Answered:
    program = position.program
    question = program.questions[program.index[question_id]]
    value = position.answers[question_id]
    answer = in_words(program, question_id, value)
    unsure = is_unsure(question, value)
    return Answered(question_id, question.ask, answer, unsure, origins.get(question_id))
