"""Conditions, rules and outcomes as written, turned into the form that can be evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.core.conditions import (
    FALSE,
    TRUE,
    Condition,
    all_of,
    any_of,
    at_least,
    atom,
    negate,
)
from triage.core.domains import Domain
from triage.core.model import (
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Flow,
    Not,
    Outcome,
    Rule,
    Suggested,
    Test,
    Within,
)
from triage.core.written_conditions import conditions_of, leaves_of


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

    @property
    def certain(self) -> Condition:
        """The condition that a rule of it fires as certain."""
        return any_of([all_of((rule.fires, negate(rule.judgement))) for rule in self.rules])


class Compiler:
    """Turns conditions as written into numbered ones, each fact once."""

    def __init__(
        self, index: Mapping[str, int], domains: Sequence[Domain], facts: Mapping[str, Test]
    ) -> None:
        """Take the number and the domain of each question, and the facts."""
        self._index = index
        self._domains = domains
        self._facts = facts
        self._known: dict[str, Condition] = {}
        self.shown: dict[str, Condition] = {}
        """By outcome, once it is compiled: the condition that it is shown at the end."""

    def condition(self, test: Test | None) -> Condition:
        """Return a condition as written in the form that can be evaluated; none is `TRUE`."""
        match test:
            case None:
                return TRUE
            case Chosen() | Within() | Answered():
                number = self._index[test.question]
                domain = self._domains[number]
                mask = domain.present if isinstance(test, Answered) else domain.mask_of(test)
                return atom(number, mask, domain.full)
            case Suggested():
                return self.shown[test.outcome]
            case Fact():
                known = self._known.get(test.name)
                if known is None:
                    known = self._known[test.name] = self.condition(self._facts[test.name])
                return known
            case Not():
                return negate(self.condition(test.of))
            case AtLeast():
                return at_least(test.count, [self.condition(part) for part in test.of])


class _Outcomes:
    """The outcomes of some flows in the making: what each rule says, each compiled once."""

    def __init__(self, outcomes: Mapping[str, Outcome], compiler: Compiler) -> None:
        self._outcomes = outcomes
        self._numbers = {id_: number for number, id_ in enumerate(outcomes)}
        self._compiler = compiler
        self._rules: dict[str, tuple[CompiledRule, ...]] = {}
        self._raw: dict[str, Condition] = {}

    def compiled(self, outcome: Outcome) -> CompiledOutcome:
        own = self._raw_of(outcome.id)
        gates = [negate(self._raw_of(other)) for other in outcome.only_when_none_of]
        if outcome.unless is not None:
            gates.append(negate(self._compiler.condition(outcome.unless)))
        gate = all_of(gates)
        gated = tuple(
            replace(rule, fires=all_of((rule.condition, gate))) for rule in self._rules[outcome.id]
        )
        target = self._numbers.get(outcome.yields_to)
        return CompiledOutcome(outcome, gated, own, gate, all_of((own, gate)), target)

    def _raw_of(self, id_: str) -> Condition:
        if id_ not in self._raw:
            rules = tuple(self._compiled_rule(rule) for rule in self._outcomes[id_].rules)
            self._rules[id_] = rules
            self._raw[id_] = any_of([compiled.condition for compiled in rules])
        return self._raw[id_]

    def _compiled_rule(self, rule: Rule) -> CompiledRule:
        parts = [self._compiler.condition(rule.when)]
        if rule.only_when_any_of:
            parts.append(any_of([self._raw_of(other) for other in rule.only_when_any_of]))
        parts.extend(negate(self._raw_of(other)) for other in rule.only_when_none_of)
        judgement = (
            TRUE
            if rule.certainty == "judgement"
            else FALSE
            if rule.judgement_when is None
            else self._compiler.condition(rule.judgement_when)
        )
        condition = all_of(parts)
        return CompiledRule(rule, condition, judgement, condition)


def compiled_outcomes(flows: Sequence[Flow], compiler: Compiler) -> tuple[CompiledOutcome, ...]:
    """Compile the outcomes of all flows, each with where it is shown at the end.

    Those of earlier flows come first, so that later ones can read whether they are shown.
    """
    outcomes = {outcome.id: outcome for flow in flows for outcome in flow.outcomes}
    making = _Outcomes(outcomes, compiler)
    found: list[CompiledOutcome] = []
    for flow in flows:
        compiled = {outcome.id: making.compiled(outcome) for outcome in flow.outcomes}
        for id_, each in compiled.items():
            holds, yields_to = each.holds, each.outcome.yields_to
            if yields_to:
                holds = all_of((holds, negate(compiled[yields_to].holds)))
            compiler.shown[id_] = holds
        found.extend(compiled.values())
    return tuple(found)


def comparisons(flows: Iterable[Flow]) -> Iterator[Chosen | Within]:
    """Yield whatever is compared with an answer in the flows, so that cells tell all apart."""
    for flow in flows:
        for test in conditions_of(flow):
            yield from (leaf for leaf in leaves_of(test) if isinstance(leaf, Chosen | Within))
