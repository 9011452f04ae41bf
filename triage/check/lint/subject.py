"""What every rule of the lint is given: one flow, its program, and what the pack around it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from triage.check.deciding import Decider
from triage.check.lint.surroundings import Surroundings
from triage.check.lint.texts import Screen, screens
from triage.check.lint.undecided import Undecided
from triage.check.walks import Walk
from triage.core.budget import OutOfReach
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import TRUE, Condition, all_of, any_of, negate
from triage.core.model import (
    Always,
    AtLeast,
    Fact,
    Flow,
    Never,
    Outcome,
    Question,
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
from triage.core.written_conditions import parts_of, questions_read


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
    """One flow to be looked at. Conditions are as written, and decided by the kernel's own search.

    What takes more work than is allowed raises `OutOfReach`; see `triage.check.deciding`.
    """

    def __init__(
        self,
        flow: Flow,
        surroundings: Surroundings | None = None,
        decider: Decider | None = None,
    ) -> None:
        """Compile the flow, unless it comes with a decider of its program.

        Without surroundings, nothing is known of the pack around it.
        """
        self.flow = flow
        self.surroundings = surroundings or Surroundings()
        self.decider = decider or Decider(compile_program((flow,)))
        self.program: Program = self.decider.program
        self.written: tuple[Written, ...] = tuple(_written(flow))
        self.undecided = Undecided()
        self._conditions: dict[Test, Condition] = {}

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
        return frozenset(map(self.program.index.__getitem__, questions_read(test, self.flow.facts)))

    @property
    def own_questions(self) -> Iterator[Question]:
        """The questions that this flow defines itself, with words of its own."""
        return (question for question in self.flow.questions if not question.borrowed)

    @cached_property
    def nothing_shown(self) -> Condition:
        """The condition that no outcome is shown at the end."""
        return negate(any_of(self.ends))

    @cached_property
    def ends(self) -> tuple[Condition, ...]:
        """The condition under which each outcome is shown at the end."""
        return tuple(map(self.program.ends_with, range(len(self.program.outcomes))))

    def condition(self, test: Test) -> Condition:
        """Return a condition of the flow in the form that can be evaluated."""
        known = self._conditions.get(test)
        if known is None:
            known = self._conditions[test] = self.program.condition(test)
        return known

    def in_play(self, question: int) -> Condition:
        """Return the condition under which a question is in play."""
        return self.program.whens[question]

    def possible(self, condition: Condition) -> bool:
        """Say whether some answers make a condition true."""
        return self.decider.possible(condition)

    def certain(self, condition: Condition) -> bool:
        """Say whether all answers make a condition true."""
        return self.decider.certain(condition)

    def walk_to(
        self, condition: Condition, pinned: Mapping[str, Value] | None = None
    ) -> Walk | None:
        """Return a whole walk on which a condition is true; see `Decider.walk_to`."""
        return self.decider.walk_to(condition, pinned)

    def walk_asking(self, question: int) -> Walk | None:
        """Return a whole walk on which a question is answered, if it can be in play."""
        first = self.program.domains[question].cells[0].sample
        return self.walk_to(self.in_play(question), {self.program.questions[question].id: first})

    def walk_towards(self, test: Test) -> Walk | None:
        """Return a walk on which as many parts of a conjunction are true as can be together.

        It shows why the whole can never be true: the parts are taken in the order in which they
        are written, and one that those before it rule out is left.
        """
        reached: Condition = TRUE
        for part in self._conjuncts(test):
            further = all_of((reached, self.condition(part)))
            with suppress(OutOfReach):
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

    def is_own(self, test: Test) -> bool:
        """Say whether a condition stands in this flow's own file, not in one that it uses."""
        return test.place.file == self.flow.place.file


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
