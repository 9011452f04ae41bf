"""Safeguards that a flow could have: for each outcome, when it must and when it must not show.

An outcome is well kept by two safeguards of the flow's own that speak of it. Where there are
fewer, some are proposed: built from the flow's own rules and options, proved before they are
shown, and never empty (some answers meet what they are given for).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count, islice

from triage.check.deciding import Decider
from triage.check.lint.subject import Subject
from triage.check.written import as_written
from triage.core.budget import OutOfReach
from triage.core.conditions import TRUE, Condition, all_of, members, negate
from triage.core.model import (
    Always,
    AtLeast,
    Caution,
    Chosen,
    Exclusive,
    Never,
    Not,
    Outcome,
    Question,
    Rule,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
    Test,
)
from triage.core.program import Program

WANTED = 2
"""Safeguards of its own that each outcome should have."""
MOST_OF_AN_ID = 40
"""Characters that an id may have; see the flow language."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A safeguard that holds today; `body` are the lines of it that follow its id."""

    outcome: str
    id: str
    body: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The safeguard as lines of a flow file."""
        return (f"- id: {self.id}", *(f"  {line}" for line in self.body))


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for a flow, and whether all that could be was tried."""

    found: tuple[Proposal, ...]
    complete: bool


def proposals(program: Program) -> Proposals:
    """Return safeguards for each outcome that fewer than `WANTED` safeguards speak of.

    Where the work that is allowed does not last, there are those found until then.
    """
    # Nothing is allowed in any case: there may be very many safeguards to try.
    trial = _Trial(program.flows[0], decider=Decider(program, least=0))
    found: list[Proposal] = []
    with suppress(OutOfReach):
        found.extend(_proposals(trial))
    return Proposals(tuple(found), trial.complete)


class _Trial(Subject):
    """The flow for which safeguards are tried; `complete` is whether all could be decided."""

    complete = True

    def follows(self, given: Condition, claimed: Condition) -> bool:
        """Say whether a condition can be met, and is known then to bring about another.

        Raises `OutOfReach` once the work for all proposals is done.
        """
        try:
            return self.possible(given) and not self.possible(all_of((given, negate(claimed))))
        except OutOfReach:
            self.complete = False
            if self.decider.exhausted:
                raise
            return False


def _proposals(trial: _Trial) -> Iterator[Proposal]:
    taken = {safeguard.id for safeguard in trial.flow.safeguards}
    for number, compiled in trial.own_outcomes:
        outcome = compiled.outcome
        missing = WANTED - sum(outcome.id in subjects_of(each) for each in trial.flow.safeguards)
        for each in islice(_alternately(trial, number, outcome), max(missing, 0)):
            free = _free(each.id, taken)
            taken.add(free)
            yield replace(each, id=free)


def _free(id_: str, taken: Collection[str]) -> str:
    """Return an id that is short enough and not taken, as near as can be to the one given."""
    numbered = (f"{id_[: MOST_OF_AN_ID - len(f'_{n}')]}_{n}" for n in count(2))
    return next(each for each in chain((id_[:MOST_OF_AN_ID],), numbered) if each not in taken)


def subjects_of(safeguard: Safeguard) -> tuple[str, ...]:
    """Return the outcomes that a safeguard says something of."""
    match safeguard.claim:
        case Never(outcomes=outcomes) | Exclusive(outcomes=outcomes):
            return outcomes
        case Always(outcome=outcome) | StandsOnlyWith(outcome=outcome):
            return (outcome,)
        case Caution(levels=levels, never_loses=kept):
            return (*levels, *kept)
        case SomeOutcomeCites():
            return ()


def _alternately(trial: _Trial, number: int, outcome: Outcome) -> Iterator[Proposal]:
    """Yield what must show and what must not, in turn, as long as there is either."""
    sources = [_always(trial, number, outcome), _never(trial, number, outcome)]
    while sources:
        source = sources.pop(0)
        proposal = next(source, None)
        if proposal is not None:
            yield proposal
            sources.append(source)


def _always(trial: _Trial, number: int, outcome: Outcome) -> Iterator[Proposal]:
    for rule in outcome.rules:
        for given in _givens(rule, outcome):
            condition = trial.condition(given)
            if condition is not TRUE and trial.follows(condition, trial.ends[number]):
                yield _proposal(
                    f"{outcome.id}_given_{rule.id.lower()}",
                    f"{rule.says.rstrip('.')}: this is always said.",
                    given,
                    f"always: {outcome.id}",
                    outcome,
                )
                break


def _givens(rule: Rule, outcome: Outcome) -> Iterator[Test]:
    """Yield what a rule is given for, then the same without what hides its outcome."""
    if rule.when is not None:
        yield rule.when
        if outcome.unless is not None:
            yield AtLeast(2, (rule.when, Not(outcome.unless)))


def _never(trial: _Trial, number: int, outcome: Outcome) -> Iterator[Proposal]:
    hidden = negate(trial.ends[number])
    for place in members(trial.program.solver.worlds.cone(hidden)):
        question = trial.program.questions[place]
        if question.kind != "choice":
            continue  # options of other kinds cannot be told apart one by one
        values = frozenset(
            option.value
            for option in question.options
            if trial.follows(trial.condition(_chosen(question, option.value)), hidden)
        )
        if values and len(values) < len(question.options):
            labels = [option.label for option in question.options if option.value in values]
            yield _proposal(
                f"{outcome.id}_never_with_{question.id}",
                f"It is not said where {question.id} is answered: {'; '.join(labels)}.",
                Chosen(question.id, values),
                f"never: {outcome.id}",
                outcome,
            )


def _chosen(question: Question, value: str) -> Test:
    return Chosen(question.id, frozenset((value,)))


def _proposal(id_: str, says: str, given: Test, claim: str, outcome: Outcome) -> Proposal:
    quoted = " ".join(says.split()).replace("'", "''")
    return Proposal(outcome.id, id_, (f"says: '{quoted}'", f"given: {as_written(given)}", claim))
