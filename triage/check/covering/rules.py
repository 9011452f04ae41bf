"""What walks have to show of each rule; see `triage.check.covering`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.check.covering.target import Target, Unreachable, best_of
from triage.core.compiler import CompiledOutcome
from triage.core.conditions import TRUE, Condition, all_of, any_of, at_least, negate
from triage.core.model import AtLeast, Fact, Rule, Test
from triage.core.program import Program


def rule_targets(program: Program) -> Iterator[Target | Unreachable]:
    """Yield the targets of all rules, in the order of the outcomes."""
    for compiled in program.outcomes:
        yield from _RuleTargets(program, compiled).all()


class _RuleTargets:
    """The targets of the rules of one outcome, as closed conditions."""

    def __init__(self, program: Program, compiled: CompiledOutcome) -> None:
        self._program = program
        self._compiled = compiled
        self._facts = {name: test for flow in program.flows for name, test in flow.facts.items()}
        self._gate = program.close(compiled.gate)
        self._stronger = (
            TRUE
            if compiled.yields_to is None
            else negate(program.close(program.outcomes[compiled.yields_to].holds))
        )
        self._open = all_of((self._gate, self._stronger))
        self._fires = [program.close(rule.condition) for rule in compiled.rules]
        self._judged = [program.close(rule.judgement) for rule in compiled.rules]
        self._sure = [
            all_of((fires, negate(judged)))
            for fires, judged in zip(self._fires, self._judged, strict=True)
        ]

    def all(self) -> Iterator[Target | Unreachable]:
        for place, compiled in enumerate(self._compiled.rules):
            fires = self._fires[place]
            silent = negate(fires)
            name = f"{self._compiled.outcome.id} {compiled.rule.id}"
            alone = negate(any_of(self._except(self._fires, place)))
            surest = negate(any_of(self._except(self._sure, place)))
            judged = self._judged[place]
            if compiled.rule.judgement_when is None:
                decides = all_of((surest, negate(judged)))
                yield self._target(f"{name} fires", fires, (alone, decides, TRUE))
            else:
                sure, unsure = all_of((fires, negate(judged))), all_of((fires, judged))
                yield self._target(f"{name} fires as certain", sure, (alone, surest, TRUE))
                yield self._target(f"{name} fires as judgement", unsure, (alone, TRUE))
            nearly = _at_least_all_but_one(self._parts(compiled.rule))
            all_but_one = (all_of((alone, nearly)), alone, nearly, TRUE)
            yield self._target(f"{name} does not fire", silent, all_but_one)

    def _except(self, conditions: Sequence[Condition], place: int) -> list[Condition]:
        return [each for number, each in enumerate(conditions) if number != place]

    def _target(
        self, name: str, goal: Condition, wanted: Iterable[Condition]
    ) -> Target | Unreachable:
        shown = all_of((goal, self._open))
        best = best_of(self._program, shown, wanted)
        return Unreachable(name, self._reason(goal)) if best is None else Target(name, best)

    def _reason(self, goal: Condition) -> str:
        possible = self._program.solver.satisfiable
        outcome = self._compiled.outcome
        if not possible(goal):
            return "no set of answers makes it so"
        if not possible(all_of((goal, self._gate))):
            return f"{outcome.id} is then always hidden, by unless or only_when_none_of"
        if not possible(all_of((goal, self._stronger))):
            return f"{outcome.yields_to} then always takes the place of {outcome.id}"
        return (
            f"{outcome.id} is then always hidden, by {outcome.yields_to} or by its own conditions"
        )

    def _parts(self, rule: Rule) -> list[Condition]:
        """Return the closed conditions that must all hold for a rule to fire."""
        program = self._program
        parts = [program.condition(test) for test in _conjuncts(rule.when, self._facts)]
        raw = [compiled.raw for compiled in program.outcomes]
        index = program.outcome_index
        if rule.only_when_any_of:
            parts.append(any_of([raw[index[id_]] for id_ in rule.only_when_any_of]))
        parts.extend(negate(raw[index[id_]]) for id_ in rule.only_when_none_of)
        return [program.close(part) for part in parts]


def _at_least_all_but_one(parts: list[Condition]) -> Condition:
    """Return the condition that at most one of `parts` fails."""
    return at_least(len(parts) - 1, parts) if len(parts) > 1 else TRUE


def _conjuncts(test: Test | None, facts: dict[str, Test]) -> list[Test]:
    """Return the conditions of which a condition needs every one, as its author wrote them."""
    if isinstance(test, Fact):
        inside = _conjuncts(facts[test.name], facts)
        return inside if len(inside) > 1 else [test]
    if isinstance(test, AtLeast) and test.count == len(test.of):
        return list(test.of)
    return [] if test is None else [test]
