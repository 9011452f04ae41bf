"""What can never be reached, through any number of hops; what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.check.walks import Walk
from triage.core.budget import OutOfReach
from triage.core.conditions import TRUE, Atom, Condition, Threshold, all_of, atom, negate
from triage.core.domains import ABSENT, Cell
from triage.core.model import Option, Question, Rule
from triage.core.part_names import outcome_name, question_name, rule_name
from triage.core.values import Value
from triage.errors import Place


def unreachable_questions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that is never asked, and so for its options."""
    return subject.undecided.of_each(
        "whether these can ever be asked",
        ((question.id, number) for number, question in subject.judged),
        lambda number: _unreachable(subject, number),
    )


def _unreachable(subject: Subject, number: int) -> Iterator[Finding]:
    question = subject.program.questions[number]
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


def never_after_all(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that this flow asks after all, but never can."""
    wanted = {each.question: each.wanted for each in subject.program.after_all}
    after_all = [question for question in subject.flow.questions if question.after_all]
    return subject.undecided.of_each(
        "whether these can ever be asked after all",
        ((each.id, each) for each in after_all),
        lambda each: _never_asked(subject, each, wanted[subject.program.index[each.id]]),
    )


def _never_asked(subject: Subject, question: Question, wanted: Condition) -> Iterator[Finding]:
    if not subject.possible(wanted):
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


def unreachable_outcomes(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each outcome, and each rule of one that can, that never comes about."""
    return subject.undecided.of_each(
        "whether these outcomes can be shown, by each of their rules",
        ((each.outcome.id, number) for number, each in subject.own_outcomes),
        lambda number: _never_shown(subject, number),
    )


def _never_shown(subject: Subject, number: int) -> Iterator[Finding]:
    compiled = subject.program.outcomes[number]
    outcome = compiled.outcome
    if not subject.possible(subject.ends[number]):
        yield Finding(
            outcome.place,
            "unreachable-outcome",
            "error",
            f"The outcome {outcome.id} can never be shown.",
            "Change its rules, or what keeps it back (unless, only_when_none_of, yields_to).",
            _towards(subject, outcome.rules[0]),
            outcome_name(outcome.id),
        )
        return
    for rule in compiled.rules:
        if not subject.possible(rule.fires):
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
    return subject.undecided.of_each(
        "whether anything depends on these answers",
        _unread(subject),
        lambda unread: _unread_option(subject, *unread),
    )


def _unread(subject: Subject) -> Iterator[tuple[str, tuple[int, Option, Condition]]]:
    """Yield the options that nothing names, with where choosing one would be a finding."""
    read = _cells_read(subject)
    gap = _may_be_a_gap(subject)
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
        if len(unread) == 1 and not gap:
            continue
        for option in unread:
            where = _chosen(subject, number, option)
            if len(unread) == 1:
                where = all_of((where, subject.nothing_shown))
            yield f"{option.value} to {question.id}", (number, option, where)


def _may_be_a_gap(subject: Subject) -> bool:
    try:
        return subject.possible(subject.nothing_shown)
    except OutOfReach:
        return True


def _unread_option(
    subject: Subject, number: int, option: Option, where: Condition
) -> Iterator[Finding]:
    question = subject.program.questions[number]
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
    return atom(number, _bit(subject, number, option), subject.program.domains[number].full)


def _cells_read(subject: Subject) -> dict[int, int]:
    """Return, by question, the cells that the conditions of what is shown or asked name.

    Negations stand in them as the complement, so an option that only "none of the others" covers
    counts as read. An atom also reads what brings its question into play, or keeps it out.
    """
    read: dict[int, int] = {}
    program = subject.program
    seen: set[Condition] = set()
    stack = [*subject.ends, *(subject.in_play(number) for number in program.always)]
    while stack:
        condition = stack.pop()
        if condition in seen:
            continue
        seen.add(condition)
        if isinstance(condition, Atom):
            number, present = condition.question, program.domains[condition.question].present
            if condition.mask & present not in {0, present}:
                read[number] = read.get(number, 0) | condition.mask
            when = subject.in_play(number)
            stack.append(negate(when) if condition.mask & ABSENT else when)
        elif isinstance(condition, Threshold):
            stack.extend(condition.of)
    return read


def gaps(subject: Subject) -> Iterator[Finding]:
    """Yield a finding where some answers end with no outcome at all.

    What a flow follows shows something already, and is judged by itself.
    """
    if subject.flow.follows:
        return iter(())
    return subject.undecided.of_each(
        "whether some answers end with no outcome at all",
        [("", subject.nothing_shown)],
        lambda nothing: _gap(subject, nothing),
    )


def _gap(subject: Subject, nothing: Condition) -> Iterator[Finding]:
    program = subject.program
    found = subject.decider.deciding(nothing)
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
