"""Questions that are asked for nothing: no answer to them makes any difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.core.conditions import Condition, members
from triage.core.part_names import question_name


def idle_questions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question of which no answer makes a difference to anything.

    What can never be asked has a finding of its own.
    """
    readers = _readers(subject)
    return subject.undecided.of_each(
        "whether any outcome depends on the answers to these",
        ((question.id, number) for number, question in subject.judged),
        lambda number: _idle(subject, number, readers),
    )


def _idle(subject: Subject, number: int, readers: Sequence[Sequence[int]]) -> Iterator[Finding]:
    question, in_play = subject.program.questions[number], subject.in_play(number)
    if question.always or subject.decider.matters(number, _reached(subject, number, readers)):
        return
    if subject.possible(in_play):
        yield Finding(
            question.place,
            "idle-question",
            "warning",
            f"{question.id} is never asked, since no outcome depends on its answer.",
            "Use it in a rule, mark it always: yes, or delete it.",
            subject.walk_to(in_play),
            question_name(question.id),
        )


def _readers(subject: Subject) -> list[list[int]]:
    """Return, by question, the outcomes that read it themselves, the smallest first."""
    readers: list[list[int]] = [[] for _ in subject.program.questions]
    for outcome in sorted(range(len(subject.ends)), key=lambda each: subject.ends[each].size):
        for question in members(subject.ends[outcome].scope):
            readers[question].append(outcome)
    return readers


def _reached(
    subject: Subject, number: int, readers: Sequence[Sequence[int]]
) -> Iterator[Condition]:
    """Yield what is shown and what must be asked that may depend on a question.

    What reads it comes first, then what reads the questions whose `when` does, and so on.
    """
    program = subject.program
    seen_questions, seen_outcomes = {number}, set[int]()
    queue = [number]
    for question in queue:
        if question != number and program.questions[question].always:
            yield subject.in_play(question)
        for outcome in readers[question]:
            if outcome not in seen_outcomes:
                seen_outcomes.add(outcome)
                yield subject.ends[outcome]
        further = [each for each in program.when_readers[question] if each not in seen_questions]
        seen_questions.update(further)
        queue.extend(further)
