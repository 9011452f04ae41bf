"""A flow, or a journey of flows, made ready to be evaluated.

`compile_program` numbers the questions in asking order, cuts their answers into cells, and turns
every condition into the form of `triage.core.conditions`. A program never changes; positions
(`triage.core.engine`) hold what is left of its conditions once some questions are answered.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.core.compiler import CompiledOutcome, Compiler, comparisons, compiled_outcomes
from triage.core.conditions import (
    TRUE,
    Atom,
    Condition,
    all_of,
    any_of,
    atom,
    members,
    negate,
    substitute,
)
from triage.core.domains import ABSENT, Domain, domain_of
from triage.core.legs import (
    AfterAll,
    Leg,
    after_all_of,
    legs_of,
    merged_questions,
    with_those_before,
)
from triage.core.model import Chosen, Flow, Question, Test, Within
from triage.core.satisfiability import Solver
from triage.core.worlds import Worlds


@dataclass(frozen=True, slots=True)
class Program:
    """Numbered questions, their domains, and every condition over them.

    `asking` are the questions in the order in which they are asked, leg by leg; only one that is
    asked after all stands in it twice. The *goals* are the conditions of the outcomes, then those
    of `after_all`.

    `when_readers[q]` are the questions whose `when` reads q; `goal_readers[q]` the goals that
    read q themselves; `reached_outcomes[q]`, `reached_whens[q]` and `reached_after_all[q]` the
    outcomes, the questions marked `always`, and the numbers of `after_all`, that read q directly
    or through a `when`. `remaining` is the memo of `triage.core.progress`.
    """

    flows: tuple[Flow, ...]
    questions: tuple[Question, ...]
    index: Mapping[str, int]
    domains: tuple[Domain, ...]
    whens: tuple[Condition, ...]
    outcomes: tuple[CompiledOutcome, ...]
    outcome_index: Mapping[str, int]
    legs: tuple[Leg, ...]
    asking: tuple[int, ...]
    after_all: tuple[AfterAll, ...]
    when_readers: tuple[tuple[int, ...], ...]
    goal_readers: tuple[tuple[int, ...], ...]
    reached_outcomes: tuple[tuple[int, ...], ...]
    reached_whens: tuple[tuple[int, ...], ...]
    reached_after_all: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    solver: Solver
    remaining: dict[Hashable, tuple[int, int] | None] = field(default_factory=dict)
    _facts: Mapping[str, Test] = field(default_factory=dict)
    _shown: Mapping[str, Condition] = field(default_factory=dict)
    _closed_whens: dict[int, Condition] = field(default_factory=dict)
    _closed: dict[Condition, Condition] = field(default_factory=dict)

    def condition(self, test: Test | None) -> Condition:
        """Return a condition as written in the form that can be evaluated; none is `TRUE`.

        Answers are cut into cells only where the flows compare them, facts included. A comparison
        that stands in none of them comes out true of the whole cell.
        """
        compiler = Compiler(self.index, self.domains, self._facts)
        compiler.shown.update(self._shown)
        return compiler.condition(test)

    def close(self, condition: Condition) -> Condition:
        """Return `condition` over independent unknowns, from the start of the flow.

        Each atom is replaced by "its question is in play, and its answer lies in these cells".
        """
        known = self._closed.get(condition)
        if known is None:
            known = _close(condition, self.whens, self._closed_whens)
            self._closed[condition] = known
        return known

    def ends_with(self, number: int) -> Condition:
        """Return the condition that the outcome of that number is shown at the end."""
        return self._shown[self.outcomes[number].outcome.id]

    def shown(self, number: int) -> Condition:
        """Return the closed condition that the outcome of that number is shown at the end."""
        return self.close(self.ends_with(number))


def _close(
    condition: Condition, whens: Sequence[Condition], closed_whens: dict[int, Condition]
) -> Condition:
    def replace(part: Atom) -> Condition:
        question = part.question
        present = part.full & ~ABSENT
        inside = atom(question, part.mask & present, present)
        if whens[question] is TRUE:
            return inside
        in_play = closed_whens[question]
        if part.mask & ABSENT:
            return any_of((negate(in_play), inside))
        return all_of((in_play, inside))

    # Questions only read earlier ones, so closing in asking order needs no deep recursion.
    needed = _closure(condition.reads, whens)
    for question in sorted(needed):
        if question not in closed_whens and whens[question] is not TRUE:
            closed_whens[question] = substitute(whens[question], replace)
    return substitute(condition, replace)


def compile_program(flows: Sequence[Flow]) -> Program:
    """Return the program of one flow, or of several walked one after the other.

    A flow that follows others has them put before it. The flows have passed the reader: names
    exist, a `when` reads only earlier questions, and neither facts nor `only_when_...` go round
    in circles.
    """
    flows = with_those_before(flows)
    questions, whens_as_written = merged_questions(flows)
    index = {question.id: number for number, question in enumerate(questions)}
    facts = {name: test for flow in flows for name, test in flow.facts.items()}
    tests: dict[str, list[Chosen | Within]] = {question.id: [] for question in questions}
    for test in comparisons(flows):
        tests[test.question].append(test)
    domains = tuple(domain_of(question, tests[question.id]) for question in questions)
    compiler = Compiler(index, domains, facts)
    outcomes = compiled_outcomes(flows, compiler)
    whens = tuple(
        TRUE if None in written else any_of([compiler.condition(test) for test in written])
        for written in whens_as_written
    )
    legs, asking = legs_of(flows, index)
    after_all = after_all_of(flows, index, whens, compiler)
    solver = Solver(domains, whens)
    worlds = solver.worlds
    every, always = len(questions), [question.always for question in questions]
    goals = [compiled.holds for compiled in outcomes] + [each.wanted for each in after_all]
    cones = [_cone_of(each, outcomes, worlds) for each in outcomes]
    return Program(
        flows=flows,
        questions=questions,
        index=index,
        domains=domains,
        whens=whens,
        outcomes=outcomes,
        outcome_index={compiled.outcome.id: n for n, compiled in enumerate(outcomes)},
        legs=legs,
        asking=asking,
        after_all=after_all,
        when_readers=_by_question(every, [when.scope for when in whens]),
        goal_readers=_by_question(every, [goal.scope for goal in goals]),
        reached_outcomes=_by_question(every, cones),
        reached_whens=_by_question(
            every, [worlds.cone(when) if always[n] else 0 for n, when in enumerate(whens)]
        ),
        reached_after_all=_by_question(every, [worlds.cone(each.wanted) for each in after_all]),
        always=tuple(n for n, question in enumerate(questions) if question.always),
        solver=solver,
        _facts=facts,
        _shown=compiler.shown,
    )


def _by_question(count: int, scopes: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Return, by question, the places of the sets of questions (as bits) that it is in."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, scope in enumerate(scopes):
        for question in members(scope):
            found[question].append(number)
    return tuple(map(tuple, found))


def _cone_of(outcome: CompiledOutcome, outcomes: Sequence[CompiledOutcome], worlds: Worlds) -> int:
    cone = worlds.cone(outcome.holds)
    if outcome.yields_to is not None:
        cone |= worlds.cone(outcomes[outcome.yields_to].holds)
    return cone


def _closure(reads: Iterable[int], whens: Sequence[Condition]) -> set[int]:
    """Return the questions read, directly or through the `when` of one that is read."""
    found: set[int] = set()
    stack = list(reads)
    while stack:
        question = stack.pop()
        if question not in found:
            found.add(question)
            stack.extend(whens[question].reads)
    return found
