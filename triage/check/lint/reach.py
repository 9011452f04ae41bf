"""What can never be reached, through any number of hops; what is asked for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.check.walks import Walk
from triage.core.conditions import TRUE, Atom, Condition, Threshold, all_of, any_of, atom, negate
from triage.core.domains import Cell
from triage.core.model import Option, Question, Rule
from triage.core.part_names import outcome_name, question_name, rule_name
from triage.core.program import Program
from triage.core.values import Value
from triage.errors import Place


def unreachable_questions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that is never asked, and so for its options."""
    for number, question in subject.judged:
        if not subject.possible(subject.in_play(number)):
            yield Finding(
                question.place,
                "unreachable-question",
                "error",
                f"{question.id} can never be asked: no answers before it make its when true.",
                "Follow its when back, and change the condition that rules it out.",
                None if question.when is None else subject.walk_towards(question.when),
                question_name(question.id),
            )
        elif _is_idle(subject, number):
            yield Finding(
                question.place,
                "idle-question",
                "warning",
                f"{question.id} is never asked, since no outcome depends on its answer.",
                "Use it in a rule, mark it always: yes, or delete it.",
                subject.walk_to(subject.in_play(number)),
                question_name(question.id),
            )
    yield from _never_after_all(subject)


def _never_after_all(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that this flow asks after all, but never can."""
    wanted = {each.question: each.wanted for each in subject.program.after_all}
    for question in subject.flow.questions:
        if question.after_all:
            where = wanted[subject.program.index[question.id]]
            if not subject.possible(subject.program.close(where)):
                yield Finding(
                    question.place,
                    "unreachable-question",
                    "error",
                    f"{question.id} can never be asked after all: no answers make its when true "
                    "and bring it into play.",
                    "Change its when, or leave it out.",
                    None,
                    question_name(question.id),
                )


def _is_idle(subject: Subject, number: int) -> bool:
    """Say whether no answer to a question makes a difference to what is shown or must be asked."""
    program = subject.program
    if program.questions[number].always:
        return False
    shown = [program.shown(outcome) for outcome in program.reached_outcomes[number]]
    asked = [subject.in_play(question) for question in program.reached_whens[number]]
    return not any(subject.depends(each, number) for each in (*shown, *asked))


def unreachable_outcomes(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each outcome, and each rule of one that can, that never comes about."""
    program = subject.program
    for number, compiled in subject.own_outcomes:
        outcome = compiled.outcome
        shown = program.shown(number)
        if not subject.possible(shown):
            yield Finding(
                outcome.place,
                "unreachable-outcome",
                "error",
                f"The outcome {outcome.id} can never be shown.",
                "Change its rules, or what keeps it back (unless, only_when_none_of, yields_to).",
                _towards(subject, outcome.rules[0]),
                outcome_name(outcome.id),
            )
            continue
        for rule in compiled.rules:
            if not subject.possible(program.close(rule.fires)):
                yield Finding(
                    rule.rule.place,
                    "rule-never-fires",
                    "error",
                    f"The rule {rule.rule.id} of {outcome.id} can never fire.",
                    "Change its when, or what keeps it back (only_when_..., unless).",
                    _towards(subject, rule.rule),
                    rule_name(outcome.id, rule.rule.id),
                )


def _towards(subject: Subject, rule: Rule) -> Walk | None:
    """Return a walk on which a rule comes as near as it can to being true."""
    return subject.walk_to(TRUE) if rule.when is None else subject.walk_towards(rule.when)


def unread_options(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each option that no outcome and no `when` takes any notice of.

    One such option of a question is its "otherwise" and is left alone, unless some answers with
    it end in no outcome at all.
    """
    program = subject.program
    read = _cells_read(subject)
    for number, question in subject.judged:
        if question.borrowed or number not in read or question.kind not in ("choice", "choices"):
            continue  # judged where it is defined; what nothing reads has a finding of its own
        if question.id in subject.surroundings.form:
            continue  # the referral shows whatever is chosen
        unread = [
            option
            for option in question.options
            if not _is_read(subject, number, option, read[number])
        ]
        for option in unread:
            where = _chosen(subject, number, option)
            if len(unread) == 1:
                where = all_of((where, _nothing_shown(program)))
            if subject.possible(where):
                yield Finding(
                    option.place,
                    "unread-option",
                    "warning",
                    f"Nothing depends on the answer {option.value} to {question.id}.",
                    "Say in a rule what it leads to, or join it with another option.",
                    subject.walk_to(where, {question.id: _value(question, option)}),
                    question_name(question.id),
                )


def _is_read(subject: Subject, number: int, option: Option, cells: int) -> bool:
    """Say whether choosing an option, or ticking it beside others, leads into one of the cells."""
    if _bit(subject, number, option) & cells:
        return True
    question, domain = subject.program.questions[number], subject.program.domains[number]
    alone = {each.value for each in question.options if each.alone}
    if question.kind != "choices" or option.value in alone:
        return False
    for cell in domain.cells:
        ticked = cell.sample
        if isinstance(ticked, tuple) and alone.isdisjoint(ticked):
            bit = domain.bit_of((*ticked, option.value))
            if bit & cells and bit != cell.bit:
                return True
    return False


def _value(question: Question, option: Option) -> Value:
    return (option.value,) if question.kind == "choices" else option.value


def _bit(subject: Subject, number: int, option: Option) -> int:
    question = subject.program.questions[number]
    return subject.program.domains[number].bit_of(_value(question, option))


def _chosen(subject: Subject, number: int, option: Option) -> Condition:
    present = subject.program.domains[number].present
    chosen = atom(number, _bit(subject, number, option), present)
    return all_of((subject.in_play(number), chosen))


def _nothing_shown(program: Program) -> Condition:
    return negate(any_of([program.shown(number) for number in range(len(program.outcomes))]))


def _cells_read(subject: Subject) -> dict[int, int]:
    """Return, by question, the cells that the conditions of what is shown or asked name.

    Negations stand in them as the complement, so an option that only "none of the others" covers
    counts as read.
    """
    read: dict[int, int] = {}
    program = subject.program
    seen: set[Condition] = set()
    stack: list[Condition] = [program.shown(number) for number in range(len(program.outcomes))]
    stack.extend(subject.in_play(number) for number in program.always)
    while stack:
        condition = stack.pop()
        if condition in seen:
            continue
        seen.add(condition)
        if isinstance(condition, Atom):
            read[condition.question] = read.get(condition.question, 0) | condition.mask
        elif isinstance(condition, Threshold):
            stack.extend(condition.of)
    return read


def gaps(subject: Subject) -> Iterator[Finding]:
    """Yield a finding where some answers end with no outcome at all."""
    if subject.flow.follows:
        return  # what it follows shows something already, and is judged by itself
    program = subject.program
    nothing = _nothing_shown(program)
    found = subject.deciding(nothing)
    if found is None:
        return
    last = max(found, default=0)
    question = program.questions[last]
    yield Finding(
        _place_of_answer(question, found.get(last), program.domains[last].cells),
        "no-outcome",
        "error",
        "These answers end with no outcome at all: nothing would be said to the person.",
        "Give them an outcome, or add one that holds when none of the others does.",
        subject.walk_to(nothing),
        question_name(question.id),
    )


def _place_of_answer(question: Question, bit: int | None, cells: Sequence[Cell]) -> Place:
    """Return where the one option that was chosen stands, else where the question stands."""
    chosen = [cell.sample for cell in cells if cell.bit == bit]
    places = [option.place for option in question.options if _value(question, option) in chosen]
    return places[0] if places else question.place
