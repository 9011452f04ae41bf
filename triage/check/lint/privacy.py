"""Questions that would collect who somebody is, and answers that are collected for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.identifiers import Identifier, asked_for
from triage.check.lint.prose import sentences
from triage.check.lint.subject import Subject
from triage.core.model import Question
from triage.core.part_names import question_name

_TYPED = ("text", "number", "date")
_FORBIDS = re.compile(r"(?:please )?(?:do not|don't|never|no|leave out)\b", re.IGNORECASE)
_RULES_OUT = re.compile(
    r"\b(?:not|never|no|without|leave out|leaving out|instead of|rather than)\b", re.IGNORECASE
)
_CLAUSES = re.compile(r"[.,;:?!]")


def identifying_questions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that asks for something that tells who somebody is."""
    for question in subject.own_questions:
        identifier = next(_asked(question), None)
        if identifier is not None:
            number = subject.program.index[question.id]
            yield Finding(
                question.place,
                "identifying-question",
                "error",
                f"{question.id} asks for {identifier.what}: {identifier.reason}.",
                "Delete it, or ask for a role instead. Who somebody is stays outside triage.",
                subject.walk_asking(number),
                question_name(question.id),
            )


def _asked(question: Question) -> Iterator[Identifier]:
    """Yield what a question asks for that it must not.

    A hint counts only where the answer is typed: what a hint mentions cannot be chosen.
    """
    texts = [question.ask, *(option.label for option in question.options)]
    if question.kind in _TYPED:
        texts.append(question.hint)
    for text in texts:
        for sentence in (each.text for each in sentences(text)):
            if not _FORBIDS.match(sentence):
                for identifier, start in asked_for(sentence, free=question.kind == "text"):
                    clause = _CLAUSES.split(sentence[:start])[-1]
                    if not _RULES_OUT.search(clause):
                        yield identifier


def unused_answers(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each typed answer that is asked for and that nothing reads.

    A question that is never asked since nothing reads it is an `idle-question` instead.
    """
    return subject.undecided.of_each(
        "whether these are ever asked, for nothing",
        ((question.id, number) for number, question in _typed_for_nothing(subject)),
        lambda number: _unused(subject, number),
    )


def _typed_for_nothing(subject: Subject) -> Iterator[tuple[int, Question]]:
    """Yield the questions that are always asked, and whose typed answer nothing reads."""
    program = subject.program
    for number, question in subject.judged:
        if question.kind not in _TYPED or not question.always:
            continue  # without `always`, what nothing reads is not asked at all
        if program.reached_outcomes[number] or program.when_readers[number]:
            continue
        if question.id in subject.flow.moments.values() or question.id in subject.surroundings.form:
            continue  # its day becomes dates, or it goes into the referral
        yield number, question


def _unused(subject: Subject, number: int) -> Iterator[Finding]:
    question = subject.program.questions[number]
    if subject.possible(subject.in_play(number)):
        yield Finding(
            question.place,
            "unused-answer",
            "warning",
            f"Nothing uses what is typed for {question.id}: it is collected for nothing.",
            "Delete the question, or use its answer in a rule.",
            subject.walk_asking(number),
            question_name(question.id),
        )
