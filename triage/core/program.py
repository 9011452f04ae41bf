"""A flow, or a journey of flows, made ready to be evaluated.

`compile_program` numbers the questions in asking order, cuts their answers into cells, and turns
every condition into the form of `triage.core.conditions`. A program never changes; positions
(`triage.core.engine`) hold what is left of its conditions once some questions are answered.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    all_of,
    any_of,
    at_least,
    atom,
    members,
    negate,
    substitute,
)
from triage.core.domains import ABSENT, Domain, domain_of
from triage.core.model import (
    Always,
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Flow,
    Never,
    Not,
    Outcome,
    Question,
    Rule,
    Test,
    Within,
)
from triage.core.satisfiability import Solver
from triage.core.worlds import Worlds


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its condition.

    `fires` is the condition together with the gate of its outcome; `judgement` holds where its
    certainty is only judgement.
    """

    rule: Rule
    condition: Condition
    judgement: Condition
    fires: Condition


@dataclass(frozen=True, slots=True)
class CompiledOutcome:
    """An outcome with its conditions.

    `raw` is what its rules say. `gate` is `unless` and `only_when_none_of`. `holds` is both; it
    is shown where `holds` is true and the `holds` of the outcome it yields to is not.
    """

    outcome: Outcome
    rules: tuple[CompiledRule, ...]
    raw: Condition
    gate: Condition
    holds: Condition
    yields_to: int | None


@dataclass(frozen=True, slots=True)
class Program:
    """Numbered questions, their domains, and every condition over them.

    `when_readers[q]` are the questions whose `when` reads q; `outcome_readers[q]` the outcomes
    that read q themselves; `reached_outcomes[q]` and `reached_whens[q]` the outcomes, and the
    questions marked `always`, that read q directly or through a `when`. `remaining` is the
    memo of `triage.core.progress`.
    """

    flows: tuple[Flow, ...]
    questions: tuple[Question, ...]
    index: Mapping[str, int]
    domains: tuple[Domain, ...]
    whens: tuple[Condition, ...]
    outcomes: tuple[CompiledOutcome, ...]
    outcome_index: Mapping[str, int]
    when_readers: tuple[tuple[int, ...], ...]
    outcome_readers: tuple[tuple[int, ...], ...]
    reached_outcomes: tuple[tuple[int, ...], ...]
    reached_whens: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    solver: Solver
    remaining: dict[Hashable, tuple[int, int]] = field(default_factory=dict)
    _facts: Mapping[str, Test] = field(default_factory=dict)
    _closed_whens: dict[int, Condition] = field(default_factory=dict)
    _closed: dict[Condition, Condition] = field(default_factory=dict)

    def condition(self, test: Test | None) -> Condition:
        """Return a condition as written in the form that can be evaluated; none is `TRUE`."""
        return _Compiler(self.index, self.domains, self._facts).condition(test)

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
        compiled = self.outcomes[number]
        if compiled.yields_to is None:
            return compiled.holds
        return all_of((compiled.holds, negate(self.outcomes[compiled.yields_to].holds)))

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

    The flows have passed the reader: names exist, a `when` reads only earlier questions, and
    neither facts nor `only_when_...` go round in circles.
    """
    questions, whens_as_written = _merged_questions(flows)
    index = {question.id: number for number, question in enumerate(questions)}
    facts = {name: test for flow in flows for name, test in flow.facts.items()}
    tests: dict[str, list[Chosen | Within]] = {question.id: [] for question in questions}
    for test in _all_tests(flows):
        for leaf in _leaves(test):
            if isinstance(leaf, Chosen | Within):
                tests[leaf.question].append(leaf)
    domains = tuple(domain_of(question, tests[question.id]) for question in questions)
    compiler = _Compiler(index, domains, facts)
    whens = tuple(
        TRUE if None in written else any_of([compiler.condition(test) for test in written])
        for written in whens_as_written
    )
    outcomes = _compiled_outcomes(flows, compiler)
    when_readers, outcome_readers = _readers(len(questions), whens, outcomes)
    solver = Solver(domains, whens)
    reached_outcomes, reached_whens = _reached(questions, whens, outcomes, solver.worlds)
    return Program(
        flows=tuple(flows),
        questions=questions,
        index=index,
        domains=domains,
        whens=whens,
        outcomes=outcomes,
        outcome_index={compiled.outcome.id: n for n, compiled in enumerate(outcomes)},
        when_readers=when_readers,
        outcome_readers=outcome_readers,
        reached_outcomes=reached_outcomes,
        reached_whens=reached_whens,
        always=tuple(n for n, question in enumerate(questions) if question.always),
        solver=solver,
        _facts=facts,
    )


class _Compiler:
    """Turns conditions as written into numbered ones, each fact once."""

    def __init__(
        self, index: Mapping[str, int], domains: Sequence[Domain], facts: Mapping[str, Test]
    ) -> None:
        self._index = index
        self._domains = domains
        self._facts = facts
        self._known: dict[str, Condition] = {}

    def condition(self, test: Test | None) -> Condition:
        match test:
            case None:
                return TRUE
            case Chosen() | Within():
                number = self._index[test.question]
                domain = self._domains[number]
                return atom(number, domain.mask_of(test), domain.full)
            case Answered():
                number = self._index[test.question]
                domain = self._domains[number]
                return atom(number, domain.present, domain.full)
            case Fact():
                known = self._known.get(test.name)
                if known is None:
                    known = self._known[test.name] = self.condition(self._facts[test.name])
                return known
            case Not():
                return negate(self.condition(test.of))
            case AtLeast():
                return at_least(test.count, [self.condition(part) for part in test.of])


def _merged_questions(
    flows: Sequence[Flow],
) -> tuple[tuple[Question, ...], tuple[tuple[Test | None, ...], ...]]:
    """Put the questions of all flows in order; one that several flows ask stands once."""
    questions: dict[str, Question] = {}
    whens: dict[str, list[Test | None]] = {}
    for flow in flows:
        for question in flow.questions:
            known = questions.setdefault(question.id, question)
            if question.always and not known.always:
                questions[question.id] = replace(known, always=True)
            whens.setdefault(question.id, []).append(question.when)
    return tuple(questions.values()), tuple(tuple(written) for written in whens.values())


def _all_tests(flows: Iterable[Flow]) -> Iterator[Test]:
    """Yield every condition that stands anywhere in the flows, so that cells tell all apart."""
    for flow in flows:
        written: list[Test | None] = [question.when for question in flow.questions]
        written.extend(flow.facts.values())
        written.extend(outcome.unless for outcome in flow.outcomes)
        rules = [rule for outcome in flow.outcomes for rule in outcome.rules]
        written.extend(rule.when for rule in rules)
        written.extend(rule.judgement_when for rule in rules)
        claims = [safeguard.claim for safeguard in flow.safeguards]
        written.extend(claim.given for claim in claims if isinstance(claim, Never | Always))
        yield from (test for test in written if test is not None)


def _leaves(test: Test) -> Iterator[Test]:
    if isinstance(test, AtLeast):
        for part in test.of:
            yield from _leaves(part)
    elif isinstance(test, Not):
        yield from _leaves(test.of)
    else:
        yield test


def _compiled_outcomes(flows: Sequence[Flow], compiler: _Compiler) -> tuple[CompiledOutcome, ...]:
    outcomes = {outcome.id: outcome for flow in flows for outcome in flow.outcomes}
    rules: dict[str, tuple[CompiledRule, ...]] = {}
    raw: dict[str, Condition] = {}

    def raw_of(id_: str) -> Condition:
        if id_ not in raw:
            rules[id_] = tuple(compiled_rule(rule) for rule in outcomes[id_].rules)
            raw[id_] = any_of([compiled.condition for compiled in rules[id_]])
        return raw[id_]

    def compiled_rule(rule: Rule) -> CompiledRule:
        parts = [compiler.condition(rule.when)]
        if rule.only_when_any_of:
            parts.append(any_of([raw_of(other) for other in rule.only_when_any_of]))
        parts.extend(negate(raw_of(other)) for other in rule.only_when_none_of)
        judgement = (
            TRUE
            if rule.certainty == "judgement"
            else FALSE
            if rule.judgement_when is None
            else compiler.condition(rule.judgement_when)
        )
        condition = all_of(parts)
        return CompiledRule(rule, condition, judgement, condition)

    numbers = {id_: number for number, id_ in enumerate(outcomes)}
    compiled = []
    for id_, outcome in outcomes.items():
        own = raw_of(id_)
        gates = [negate(raw_of(other)) for other in outcome.only_when_none_of]
        if outcome.unless is not None:
            gates.append(negate(compiler.condition(outcome.unless)))
        gate = all_of(gates)
        gated = tuple(replace(rule, fires=all_of((rule.condition, gate))) for rule in rules[id_])
        target = numbers.get(outcome.yields_to)
        compiled.append(CompiledOutcome(outcome, gated, own, gate, all_of((own, gate)), target))
    return tuple(compiled)


def _readers(
    count: int, whens: Sequence[Condition], outcomes: Sequence[CompiledOutcome]
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    when_readers: list[list[int]] = [[] for _ in range(count)]
    for number, when in enumerate(whens):
        for question in members(when.scope):
            when_readers[question].append(number)
    outcome_readers: list[list[int]] = [[] for _ in range(count)]
    for number, compiled in enumerate(outcomes):
        for question in members(compiled.holds.scope):
            outcome_readers[question].append(number)
    return tuple(map(tuple, when_readers)), tuple(map(tuple, outcome_readers))


def _reached(
    questions: Sequence[Question],
    whens: Sequence[Condition],
    outcomes: Sequence[CompiledOutcome],
    worlds: Worlds,
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    by_outcome: list[list[int]] = [[] for _ in questions]
    for number, compiled in enumerate(outcomes):
        cone = worlds.cone(compiled.holds)
        if compiled.yields_to is not None:
            cone |= worlds.cone(outcomes[compiled.yields_to].holds)
        for question in members(cone):
            by_outcome[question].append(number)
    by_when: list[list[int]] = [[] for _ in questions]
    for number, asked in enumerate(questions):
        if asked.always and whens[number].scope:
            for question in members(worlds.cone(whens[number])):
                by_when[question].append(number)
    return tuple(map(tuple, by_outcome)), tuple(map(tuple, by_when))


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
