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


def proposals(program: Program) -> Iterator[Proposal]:
    """Yield safeguards for each outcome that fewer than `WANTED` safeguards speak of.

    Where the work that is allowed does not last, those found until then are all.
    """
    with suppress(OutOfReach):
        # Nothing is allowed in any case: there may be very many safeguards to try.
        yield from _proposals(Subject(program.flows[0], decider=Decider(program, least=0)))


def _proposals(subject: Subject) -> Iterator[Proposal]:
    taken = {safeguard.id for safeguard in subject.flow.safeguards}
    for number, compiled in subject.own_outcomes:
        outcome = compiled.outcome
        missing = WANTED - sum(outcome.id in subjects_of(each) for each in subject.flow.safeguards)
        for each in islice(_alternately(subject, number, outcome), max(missing, 0)):
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


def _alternately(subject: Subject, number: int, outcome: Outcome) -> Iterator[Proposal]:
    """Yield what must show and what must not, in turn, as long as there is either."""
    sources = [_always(subject, number, outcome), _never(subject, number, outcome)]
    while sources:
        source = sources.pop(0)
        proposal = next(source, None)
        if proposal is not None:
            yield proposal
            sources.append(source)


def _always(subject: Subject, number: int, outcome: Outcome) -> Iterator[Proposal]:
    for rule in outcome.rules:
        for given in _givens(rule, outcome):
            condition = subject.condition(given)
            if condition is not TRUE and _follows(subject, condition, subject.ends[number]):
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


def _never(subject: Subject, number: int, outcome: Outcome) -> Iterator[Proposal]:
    hidden = negate(subject.ends[number])
    for place in members(subject.program.solver.worlds.cone(hidden)):
        question = subject.program.questions[place]
        if question.kind != "choice":
            continue  # options of other kinds cannot be told apart one by one
        values = frozenset(
            option.value
            for option in question.options
            if _follows(subject, subject.condition(_chosen(question, option.value)), hidden)
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


def _follows(subject: Subject, given: Condition, claimed: Condition) -> bool:
    """Say whether a condition can be met, and is known then to bring about another.

    Raises `OutOfReach` once the work for all proposals is done.
    """
    try:
        return subject.possible(given) and not subject.possible(all_of((given, negate(claimed))))
    except OutOfReach:
        if subject.decider.exhausted:
            raise
        return False


def _proposal(id_: str, says: str, given: Test, claim: str, outcome: Outcome) -> Proposal:
    quoted = " ".join(says.split()).replace("'", "''")
    return Proposal(outcome.id, id_, (f"says: '{quoted}'", f"given: {as_written(given)}", claim))
