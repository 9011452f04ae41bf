"""What a flow means, without its words: a fingerprint that only a change of meaning changes.

Each closed condition is taken down, question by question in asking order, to a reduced decision
diagram, whose nodes are named by a hash over their answers and what follows (Bryant's canonical
form, for questions with more than two answers). Two conditions that say the same thing in other
words have the same hash, as long as the questions stay in their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from triage.core.budget import Budget, OutOfReach
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    Threshold,
    all_of,
    any_of,
    restrict,
)
from triage.core.domains import ABSENT, Domain, bounds_of
from triage.core.model import Flow, Question
from triage.core.part_names import numbered_steps
from triage.core.program import Program
from triage.core.values import NotKnown

LENGTH = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """A flow's fingerprint: when each question is asked, and when each outcome is shown.

    What an outcome asks for is part of it where that is not the same for all of its rules.
    Values are 12 hexadecimal digits of SHA-256, by question id and by outcome id.
    """

    questions: Mapping[str, str]
    outcomes: Mapping[str, str]


MOST_WORK = 40_000_000
"""Work on the diagrams of one flow (`triage.core.budget`): ten to twenty seconds."""


class Names(Protocol):
    """Gives conditions names, of which equal ones mean the same."""

    def of(self, condition: Condition) -> str:
        """Return the name of a condition as written; may raise `OutOfReach`."""


def meaning_of(program: Program, flow: Flow | None = None, work: int = MOST_WORK) -> Meaning:
    """Return the fingerprint of a program, or of one flow of it: its questions and its outcomes.

    What a flow asks after all counts by where that is. Where its diagrams take more than `work`,
    all fingerprints are of the conditions as written: a change of their form changes these too.
    """
    try:
        return _named(program, flow, _Diagrams(program, Budget(work)))
    except OutOfReach:
        return _named(program, flow, _AsWritten(program))


def _named(program: Program, flow: Flow | None, names: Names) -> Meaning:
    after_all = {each.question: each.wanted for each in program.after_all}
    questions: dict[str, str] = {}
    for question in program.questions if flow is None else flow.questions:
        number = program.index[question.id]
        asked = after_all[number] if question.after_all else program.whens[number]
        questions[question.id] = _hash(*_answered_with(question), names.of(asked))
    outcomes: dict[str, str] = {}
    for outcome in (c.outcome for c in program.outcomes) if flow is None else flow.outcomes:
        number = program.outcome_index[outcome.id]
        shown = program.ends_with(number)
        sure = program.outcomes[number].certain
        told_apart = _steps_told_apart(program.outcomes[number], shown, names)
        outcomes[outcome.id] = _hash(names.of(shown), names.of(all_of((shown, sure))), *told_apart)
    return Meaning(questions, outcomes)


def _steps_told_apart(compiled: CompiledOutcome, shown: Condition, names: Names) -> list[str]:
    """Return where each thing to do of an outcome is shown; nothing where all are, wherever it is.

    They are told apart by their place, since words play no part.
    """
    named = [step.only_for for _, step in numbered_steps(compiled.outcome)]
    if not any(named):
        return []
    fires = [any_of([r.fires for r in compiled.rules if r.rule.id in rules]) for rules in named]
    where = [
        names.of(all_of((shown, any_fires)) if rules else shown)
        for rules, any_fires in zip(named, fires, strict=True)
    ]
    return where if set(where) - {names.of(shown)} else []


def _answered_with(question: Question) -> Iterator[object]:
    """Yield what says which answers a question takes, and whether it is always asked."""
    yield question.kind
    yield sorted((option.value, option.alone) for option in question.options)
    yield str(question.minimum), str(question.maximum), question.always
    if question.not_known:
        yield "not known"
    if question.parts:
        yield question.most, tuple((each.id, *_answered_with(each)) for each in question.parts)


class _Diagrams:
    """Names conditions by their reduced decision diagrams; equal ones are named once."""

    def __init__(self, program: Program, budget: Budget) -> None:
        self._program = program
        self._budget = budget
        self._known: dict[Condition, str] = {TRUE: "true", FALSE: "false"}

    def of(self, condition: Condition) -> str:
        """Return the name of a condition, closed; what follows from it is named before it."""
        condition = self._program.close(condition)
        unnamed = [condition]
        while unnamed:
            left = unnamed[-1]
            if left in self._known:
                unnamed.pop()
                continue
            follows = self._follows(left)
            ahead = [after for after in follows.values() if after not in self._known]
            if ahead:
                unnamed.extend(ahead)
            else:
                self._known[left] = self._node(left, follows)
        return self._known[condition]

    def _follows(self, condition: Condition) -> dict[int, Condition]:
        """Return what is left by each cell of the first question that a condition reads."""
        number = min(condition.reads)
        cells = self._program.domains[number].cells
        self._budget.spend(condition.size * len(cells))
        return {cell.bit: restrict(condition, number, cell.bit) for cell in cells}

    def _node(self, condition: Condition, after: Mapping[int, Condition]) -> str:
        follows = {bit: self._known[left] for bit, left in after.items()}
        if len(set(follows.values())) == 1:
            return next(iter(follows.values()))
        number = min(condition.reads)
        question, domain = self._program.questions[number], self._program.domains[number]
        if question.kind == "choices":
            return _hash(question.id, _ticks(question, domain, follows))
        answers: dict[str, list[Hashable]] = {}
        for bit, answer in _answers(question, domain):
            answers.setdefault(follows[bit], []).append(answer)
        merged = {name: tuple(_merged(each)) for name, each in answers.items()}
        return _hash(question.id, tuple(sorted(merged.items())))


class _AsWritten:
    """Names conditions by how they are written, with answers for cells."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[Condition, str] = {TRUE: "true", FALSE: "false"}

    def of(self, condition: Condition) -> str:
        """Return the name of a condition; the order of its parts makes no difference."""
        name = self._known.get(condition)
        if name is None:
            name = self._known[condition] = self._name(condition)
        return name

    def _name(self, condition: Condition) -> str:
        if isinstance(condition, Threshold):
            return _hash("at least", condition.count, sorted(map(self.of, condition.of)))
        assert isinstance(condition, Atom), "all else is TRUE or FALSE"
        number = condition.question
        question, domain = self._program.questions[number], self._program.domains[number]
        within = {cell.bit: str(bool(cell.bit & condition.mask)) for cell in domain.cells}
        if question.kind == "choices":
            named = _ticks(question, domain, within)
        else:
            answers = [each for bit, each in _answers(question, domain) if within[bit] == "True"]
            named = tuple(_merged(answers))
        return _hash("answer", question.id, bool(condition.mask & ABSENT), named)


def _answers(question: Question, domain: Domain) -> Iterator[tuple[int, Hashable]]:
    """Yield every answer with the bit of its cell; ranges stand for all they hold."""
    if question.kind == "choice":
        yield from ((domain.bit_of(option.value), option.value) for option in question.options)
    elif question.kind in ("number", "date"):
        start, _ = bounds_of(question)
        for cell in domain.cells:
            if isinstance(cell.sample, NotKnown):
                yield cell.bit, cell.sample.value
                continue
            yield cell.bit, range(start, start + cell.weight)
            start += cell.weight
    else:
        yield from ((cell.bit, cell.sample) for cell in domain.cells)


def _ticks(question: Question, domain: Domain, follows: Mapping[int, str]) -> Hashable:
    """Return one name for what follows each set of ticks.

    Options are ticked or left one by one, in the order of their values; ticks that lie in the
    same cell so far share what follows, so the work grows with options times cells.
    """
    alone = sorted(option.value for option in question.options if option.alone)
    together = sorted(option.value for option in question.options if not option.alone)
    nothing: dict[int, tuple[str, ...]] = {0: ()}
    reached = [nothing]
    for value in together:
        ticked = {domain.bit_of((*ticks, value)): (*ticks, value) for ticks in reached[-1].values()}
        reached.append({**ticked, **reached[-1]})
    names = {bit: follows.get(bit, "") for bit in reached[-1]}
    for value, states in zip(reversed(together), reversed(reached[:-1]), strict=True):
        names = {
            bit: _hash(value, names[domain.bit_of((*ticks, value))], names[bit])
            for bit, ticks in states.items()
        }
    return names[0], tuple((value, follows[domain.bit_of((value,))]) for value in alone)


def _merged(answers: list[Hashable]) -> Iterator[str]:
    """Yield answers in one fixed form: ranges that touch are one range."""
    spans = sorted((each for each in answers if isinstance(each, range)), key=lambda r: r.start)
    joined: list[range] = []
    for span in spans:
        if joined and joined[-1].stop == span.start:
            joined[-1] = range(joined[-1].start, span.stop)
        else:
            joined.append(span)
    yield from (f"{span.start}..{span.stop}" for span in joined)
    yield from sorted(repr(each) for each in answers if not isinstance(each, range))


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:LENGTH]
