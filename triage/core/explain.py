"""Why an outcome is shown, what would change it, and what a question can still decide.

Everything here is derived from the same conditions that the engine evaluates; nothing is
written by hand, so an explanation cannot drift from the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from triage.core.budget import EACH, Budget, OutOfReach
from triage.core.compiler import CompiledRule
from triage.core.conditions import FALSE, TRUE, Condition
from triage.core.engine import Position, replay
from triage.core.model import Certainty, ChecklistPart, Outcome, Rule, Step
from triage.core.values import Value

MOST_WORK = 2_000_000
"""Work for leaving needless answers out of the reasons of one position."""

MOST_REPLAYED = 20_000
"""Answers given again to find what would change: all changes, in walks of up to 100 or so."""


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """A rule that fired, how certain it is, and a minimal set of answers that makes it true."""

    rule: Rule
    certainty: Certainty
    answers: Mapping[str, Value]

    def __repr__(self) -> str:
        """Return the rule and the questions, without the answers."""
        return f"Reason({self.rule.id}, from {', '.join(self.answers) or 'no answer'})"


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome that is shown, with the strongest certainty and all citations of its reasons."""

    outcome: Outcome
    certainty: Certainty
    cites: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is to be done now, for the rules that fired."""
        return self.outcome.steps_for(self._rules)

    @property
    def checklist(self) -> tuple[ChecklistPart, ...]:
        """What is to be done over weeks or months, for the rules that fired."""
        return self.outcome.checklist_for(self._rules)

    @property
    def _rules(self) -> frozenset[str]:
        return frozenset(reason.rule.id for reason in self.reasons)


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """What one other answer would do to the outcomes; all three hold outcome ids."""

    question: str
    value: Value
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    undecided: tuple[str, ...]

    def __repr__(self) -> str:
        """Return what would change, without the answer."""
        return f"Change({self.question}, +{self.gained}, -{self.lost}, ?{self.undecided})"


def findings(position: Position) -> tuple[Finding, ...]:
    """Return every outcome that is shown, with its reasons, most urgent first.

    The answers of a reason always make its rule true by themselves. None of them can be left
    out, unless there are so many that finding out would take too long.
    """
    budget = Budget(MOST_WORK)
    return tuple(_finding(position, number, budget) for number in position.shown())


def steps_of(position: Position, outcome: Outcome) -> tuple[Step, ...]:
    """Return what an outcome that is shown asks for now: the same as `Finding.steps`, sooner."""
    if not any(step.only_for for step in outcome.steps):
        return outcome.steps
    fired = _fired(position, position.program.outcome_index[outcome.id])
    return outcome.steps_for(frozenset(rule.rule.id for rule in fired))


def deciding(position: Position, question: str) -> tuple[Outcome, ...]:
    """Return the open outcomes that the answer to `question` can still decide."""
    program = position.program
    number = program.index[question]
    return tuple(
        program.outcomes[outcome].outcome
        for outcome in program.reached_outcomes[number]
        if position.decides(number, outcome)
    )


def tried(position: Position) -> tuple[str, ...]:
    """Return the questions whose other answers `changes` tries: all but in very long walks."""
    program = position.program
    left = MOST_REPLAYED // max(1, len(position.answers))
    found = []
    for question in position.asked:
        left -= len(program.domains[program.index[question]].cells) - 1
        if left < 0:
            break
        found.append(question)
    return tuple(found)


def changes(position: Position) -> tuple[Change, ...]:
    """Return what each other answer to each question tried would gain, lose or leave undecided.

    Answers that no condition tells apart are tried once. Changes that make no difference are
    left out. What a change newly brings into play counts as unanswered.
    """
    program = position.program
    given = dict(position.answers)
    shown = [outcome.id for outcome in position.outcomes]
    was_open = {outcome.id for outcome in position.open}
    found = []
    for question in tried(position):
        number = program.index[question]
        domain = program.domains[number]
        now = domain.bit_of(given[question])
        for cell in domain.cells:
            if cell.bit == now or program.questions[number].kind in ("text", "repeat"):
                continue
            after = replay(program, {**given, question: cell.sample})
            then = [outcome.id for outcome in after.outcomes]
            undecided = tuple(o.id for o in after.open if o.id not in was_open)
            gained = tuple(id_ for id_ in then if id_ not in shown)
            lost = tuple(id_ for id_ in shown if id_ not in then)
            if gained or lost or undecided:
                found.append(Change(question, cell.sample, gained, lost, undecided))
    return tuple(found)


def _finding(position: Position, number: int, budget: Budget) -> Finding:
    compiled = position.program.outcomes[number]
    fired = _fired(position, number)
    if position.residual(fired[0].fires) is TRUE:
        reasons = [_reason(position, rule, budget) for rule in fired]
    else:
        answers = _minimal(position, compiled.holds, budget)
        reasons = [Reason(rule.rule, "judgement", answers) for rule in fired]
    certain = any(reason.certainty == "certain" for reason in reasons)
    cites = dict.fromkeys(cite for reason in reasons for cite in reason.rule.cites)
    cites |= dict.fromkeys(compiled.outcome.cites)
    return Finding(
        compiled.outcome, "certain" if certain else "judgement", tuple(cites), tuple(reasons)
    )


def _reason(position: Position, rule: CompiledRule, budget: Budget) -> Reason:
    sure = position.residual(rule.judgement) is FALSE
    answers = _minimal(position, rule.fires, budget)
    return Reason(rule.rule, "certain" if sure else "judgement", answers)


def _fired(position: Position, number: int) -> tuple[CompiledRule, ...]:
    """Return the rules that fire of an outcome that is shown.

    Where no single one does yet, every way on leads to one of those that still can: these.
    """
    left = [
        (rule, position.residual(rule.fires)) for rule in position.program.outcomes[number].rules
    ]
    fired = tuple(rule for rule, fires in left if fires is TRUE)
    return fired or tuple(rule for rule, fires in left if fires is not FALSE)


def _minimal(position: Position, condition: Condition, budget: Budget) -> dict[str, Value]:
    """Return answers that alone make `condition` true and of which none can be left out.

    The latest go first. Where the budget ends, those not tried yet are all kept.
    """
    program = position.program
    worlds = program.solver.worlds
    given = position.answers
    cone = worlds.cone(condition)
    # Waiting answers count too. An ignored one never stays: the answers that rule its question
    # out come earlier, so it is the first to be dropped.
    bits = {
        n: program.domains[n].bit_of(value)
        for id_, value in given.items()
        if cone >> (n := program.index[id_]) & 1
    }

    def enough(numbers: Sequence[int]) -> bool:
        budget.spend(condition.size + EACH * len(numbers))
        some = {number: bits[number] for number in numbers}
        return program.solver.certain(worlds.begin(condition, some))

    earlier, kept = sorted(bits), list[int]()
    try:
        while earlier:
            del earlier[len(earlier) - _spare(earlier, kept, enough) :]
            if earlier:
                kept.append(earlier.pop())
    except OutOfReach:
        kept += earlier
    return {program.questions[n].id: given[program.questions[n].id] for n in sorted(kept)}


def _spare(
    earlier: Sequence[int], kept: Sequence[int], enough: Callable[[Sequence[int]], bool]
) -> int:
    """Return how many of the last of `earlier` can be left out together, by doubling steps."""
    spare, step = 0, 1
    growing = True
    while step:
        more = spare + step
        fits = more <= len(earlier) and enough([*earlier[: len(earlier) - more], *kept])
        if fits:
            spare = more
        growing = growing and fits
        step = step * 2 if growing else step // 2
    return spare
