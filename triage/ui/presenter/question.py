"""The screen of one question, and what lists of entries and the review take from it."""

from __future__ import annotations

import datetime

from triage.core.domains import bounds_of
from triage.core.engine import Position
from triage.core.explain import steps_of
from triage.core.model import Outcome, Question
from triage.core.values import NotKnown, Value
from triage.pack.contacts import Contact
from triage.report.in_words import day, in_words, is_unsure
from triage.ui import words
from triage.ui.reaching import NOBODY, Contacts, in_a_line, numbers
from triage.ui.screens import Answered, Ask, Choice, Meaning
from triage.ui.walk.trail import Trail
from triage.ui.walk.typed_days import WAYS

ONE_LINE = 200
"""So many characters a text may have at most to be typed in one line, which Enter ends."""


def ask(
    trail: Trail,
    question_id: str,
    shown_before: frozenset[str],
    child: int = 1,
    contacts: Contacts = NOBODY,
) -> Ask:
    """Return the screen of one question; outcomes not in `shown_before` are marked new.

    `child` counts from 1. How many questions there are is said where that is known already.
    """
    position, origins = trail.position, trail.origins
    program = position.program
    question = program.questions[program.index[question_id]]
    answer = position.answers.get(question_id)
    earlier = trail.until(question_id)
    # What is carried from an earlier leg counts as none: it shares the number of the one before.
    number = max(1, trail.counted((*earlier, question_id)))
    progress = words.progress(number, trail.counted(trail.asked), trail.left)
    return Ask(
        id=question_id,
        kind=question.kind,
        progress=words.for_child(progress, child),
        ask=question.ask,
        hint=question.hint,
        contact=_contact_line(contacts, question.contact),
        choices=choices(question, answer),
        answer=answer,
        origin=origins.get(question_id),
        format_hint=format_hint(question),
        why=question.why,
        cites=question.cites,
        already=meanings(position, contacts, shown_before),
        answered=tuple(answered(trail, asked) for asked in earlier),
        typed=as_typed(answer),
        several_lines=has_several_lines(question),
        limit=question.limit,
        not_known=question.not_known,
        doubt=trail.doubts.get(question_id, ""),
    )


def meanings(
    position: Position, contacts: Contacts, shown_before: frozenset[str]
) -> tuple[Meaning, ...]:
    """Return what the answers already mean; outcomes not in `shown_before` are marked new.

    What holds whatever is answered is no meaning of an answer, so none is shown before the first.
    """
    return tuple(
        Meaning(
            outcome.title,
            _what_first(position, contacts, outcome),
            outcome.id not in shown_before,
            bool(outcome.at_once),
        )
        for outcome in (position.outcomes if position.asked else ())
    )


def _what_first(position: Position, contacts: Contacts, outcome: Outcome) -> tuple[str, ...]:
    """Return what to do first and how: the words for what cannot wait, or else the first step."""
    steps = steps_of(position, outcome)
    if outcome.at_once:
        due = dict.fromkeys(step.contact for step in steps if step.clock == steps[0].clock)
        known = [id_ for id_ in due if id_ in contacts]
        unsaid = [id_ for id_ in known if not _says(outcome.at_once, contacts[id_])]
        return outcome.at_once, *(line for id_ in unsaid for line in numbers(contacts, id_))
    how = contacts.get(steps[0].contact) if steps else None
    return (
        *(step.do for step in steps[:1]),
        *([in_a_line(how)] if how is not None else ()),
    )


def _says(text: str, contact: Contact) -> bool:
    """Say whether a text has the number of a contact already, as it has for 999."""
    return bool(contact.phone) and contact.phone in text


def _contact_line(contacts: Contacts, id_: str) -> str:
    """Return whom a question is about and how to reach them; nothing where it names nobody."""
    contact = contacts.get(id_)
    return "" if contact is None else in_a_line(contact)


def as_typed(answer: Value | None) -> str:
    """Return an answer as a person would type it, or nothing for one that cannot be typed."""
    if isinstance(answer, datetime.date):
        return day(answer)
    return "" if answer is None or isinstance(answer, tuple | NotKnown) else str(answer)


def has_several_lines(question: Question) -> bool:
    """Say whether a text may be long enough for more than one line."""
    return question.kind == "text" and question.limit > ONE_LINE


def format_hint(question: Question) -> str:
    """Return how to write an answer that is typed, or nothing for choices."""
    if question.kind == "number":
        least, greatest = bounds_of(question)
        return words.number_between(least, greatest, question.unit)
    if question.kind == "date":
        return words.day_like(WAYS)
    if question.kind == "text":
        return words.text_most(question.limit)
    return ""


def choices(question: Question, answer: Value | None) -> tuple[Choice, ...]:
    """Return the options of a question or of a part, as shown."""
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


def answered(trail: Trail, question_id: str) -> Answered:
    """Return a question with its answer in words."""
    program = trail.position.program
    question = program.questions[program.index[question_id]]
    value = trail.position.answers[question_id]
    return Answered(
        question_id,
        question.ask,
        in_words(program, question_id, value),
        is_unsure(question, value),
        trail.origins.get(question_id),
        doubt=trail.doubts.get(question_id, ""),
    )
