"""What every rule of the lint is given: one flow, its program, and what the pack around it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.check.lint.surroundings import Surroundings
from triage.check.lint.texts import Screen, screens
from triage.check.proof import shortest
from triage.check.walks import Walk, completed, decided
from triage.core.budget import EACH, Budget
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import Condition, all_of
from triage.core.model import (
    Always,
    AtLeast,
    Fact,
    Flow,
    Never,
    Not,
    Outcome,
    Question,
    Suggested,
    Test,
)
from triage.core.part_names import (
    fact_name,
    outcome_name,
    question_name,
    rule_name,
    safeguard_name,
)
from triage.core.program import Program, compile_program
from triage.core.values import Value

MOST_WORK = 40_000_000
"""Units of work on one flow (`triage.core.budget`): ten to twenty seconds on a plain machine."""

MOST_WORK_ON_A_WALK = 6_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """One whole condition as written, and what it belongs to: in words, and by full name."""

    owner: str
    part: str
    test: Test

    def parts(self) -> Iterator[Test]:
        """Yield the condition and every condition inside it, the inner ones first."""
        return parts_of(self.test)


class Subject:
    """One flow to be looked at. Conditions are always evaluated by the kernel's own functions.

    What asks the kernel raises `OutOfReach` once the work that is allowed on one flow is done.
    """

    def __init__(self, flow: Flow, surroundings: Surroundings | None = None) -> None:
        """Compile the flow; without surroundings, nothing is known of the pack around it."""
        self.flow = flow
        self.surroundings = surroundings or Surroundings()
        self.program: Program = compile_program((flow,))
        self.written: tuple[Written, ...] = tuple(_written(flow))
        self._closed: dict[Test, Condition] = {}
        self._budget = Budget(MOST_WORK)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """What people see of the flow, screen by screen."""
        return tuple(screens(self.flow, self.surroundings))

    @property
    def judged(self) -> Iterator[tuple[int, Question]]:
        """The questions that this flow brings into play, with their numbers."""
        for question in self.flow.questions:
            if not question.after_all:
                number = self.program.index[question.id]
                yield number, self.program.questions[number]

    @property
    def own_outcomes(self) -> Iterator[tuple[int, CompiledOutcome]]:
        """The outcomes that this flow defines, with their numbers."""
        for outcome in self.flow.outcomes:
            number = self.program.outcome_index[outcome.id]
            yield number, self.program.outcomes[number]

    def read_by(self, test: Test) -> frozenset[int]:
        """Return the questions that a condition reads, but for those behind `suggested`."""
        match test:
            case Suggested():
                return frozenset()
            case Fact():
                return self.read_by(self.flow.facts[test.name])
            case Not():
                return self.read_by(test.of)
            case AtLeast():
                return frozenset().union(*map(self.read_by, test.of))
            case _:
                return frozenset((self.program.index[test.question],))

    @property
    def own_questions(self) -> Iterator[Question]:
        """The questions that this flow defines itself, with words of its own."""
        return (question for question in self.flow.questions if not question.borrowed)

    def closed(self, test: Test | None) -> Condition:
        """Return a condition as written over independent unknowns, from the start of the flow."""
        if test is None:
            return self.program.close(self.program.condition(None))
        known = self._closed.get(test)
        if known is None:
            known = self._closed[test] = self.program.close(self.program.condition(test))
        return known

    def in_play(self, question: int) -> Condition:
        """Return the closed condition under which a question is in play."""
        return self.program.close(self.program.whens[question])

    def possible(self, condition: Condition) -> bool:
        """Say whether some answers make a closed condition true."""
        return self._paid(self.program.solver.satisfiable, condition)

    def certain(self, condition: Condition) -> bool:
        """Say whether all answers make a closed condition true."""
        return self._paid(self.program.solver.valid, condition)

    def depends(self, condition: Condition, question: int) -> bool:
        """Say whether the answer to a question makes a difference to a closed condition."""
        return self._paid(lambda each: self.program.solver.depends(each, question), condition)

    def _paid(self, ask: Callable[[Condition], bool], condition: Condition) -> bool:
        solver = self.program.solver
        before = solver.spent
        answer = ask(condition)
        self._budget.pay(EACH + condition.size + solver.spent - before)
        return answer

    def walk_to(
        self, condition: Condition, pinned: Mapping[str, Value] | None = None
    ) -> Walk | None:
        """Return a whole walk on which a closed condition is true, with few deciding answers.

        `pinned` answers stand in for others of the same cell, to show just the answer meant.
        """
        found = self.deciding(condition)
        if found is None:
            return None
        return completed(self.program, {**decided(self.program, found), **(pinned or {})})

    def walk_asking(self, question: int) -> Walk | None:
        """Return a whole walk on which a question is answered, if it can be in play."""
        first = self.program.domains[question].cells[0].sample
        return self.walk_to(self.in_play(question), {self.program.questions[question].id: first})

    def walk_towards(self, test: Test) -> Walk | None:
        """Return a walk on which as many parts of a conjunction are true as can be together.

        It shows why the whole can never be true: the parts are taken in the order in which they
        are written, and one that those before it rule out is left.
        """
        reached = self.closed(None)
        for part in self._conjuncts(test):
            further = all_of((reached, self.closed(part)))
            if self.possible(further):
                reached = further
        return self.walk_to(reached)

    def _conjuncts(self, test: Test) -> Iterator[Test]:
        if isinstance(test, Fact):
            yield from self._conjuncts(self.flow.facts[test.name])
        elif isinstance(test, AtLeast) and test.count == len(test.of):
            for part in test.of:
                yield from self._conjuncts(part)
        else:
            yield test

    def deciding(self, condition: Condition) -> dict[int, int] | None:
        """Return few answers, by question number and cell bit, that make it true; or None.

        Where there are none the solver knows it long before all answers have been tried.
        """
        if not self.possible(condition):
            return None
        part = Budget(min(self._budget.left, MOST_WORK_ON_A_WALK))
        try:
            return shortest(self.program, condition, part)[0]
        finally:
            self._budget.take(part)

    def is_own(self, test: Test) -> bool:
        """Say whether a condition stands in this flow's own file, not in one that it uses."""
        return test.place.file == self.flow.place.file


def parts_of(test: Test) -> Iterator[Test]:
    """Yield a condition and every condition inside it, the inner ones first, facts unopened."""
    if isinstance(test, AtLeast):
        for part in test.of:
            yield from parts_of(part)
    elif isinstance(test, Not):
        yield from parts_of(test.of)
    yield test


def facts_named(test: Test) -> Iterator[str]:
    """Yield the facts that a condition names itself."""
    return (part.name for part in parts_of(test) if isinstance(part, Fact))


def _written(flow: Flow) -> Iterator[Written]:
    for question in flow.questions:
        if question.when is not None:
            part = question_name(question.id)
            yield Written(f"the when of {question.id}", part, question.when)
    for name, test in flow.facts.items():
        yield Written(f"the fact {name}", fact_name(name), test)
    for outcome in flow.outcomes:
        yield from _written_in_outcome(outcome)
    for safeguard in flow.safeguards:
        claim = safeguard.claim
        if isinstance(claim, Never | Always) and claim.given is not None:
            part = safeguard_name(safeguard.id)
            yield Written(f"the given of the safeguard {safeguard.id}", part, claim.given)


def _written_in_outcome(outcome: Outcome) -> Iterator[Written]:
    if outcome.unless is not None:
        yield Written(f"the unless of {outcome.id}", outcome_name(outcome.id), outcome.unless)
    for rule in outcome.rules:
        owner = f"the rule {rule.id} of {outcome.id}"
        part = rule_name(outcome.id, rule.id)
        if rule.when is not None:
            yield Written(owner, part, rule.when)
        if rule.judgement_when is not None:
            yield Written(f"the judgement_when of {owner}", part, rule.judgement_when)
