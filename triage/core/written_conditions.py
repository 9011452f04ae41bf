"""Conditions as they are written in flows (`Test`): where they stand, and what they name and read.

A condition that names a fact reads what the fact reads; whether it names or reads something is
told apart throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.core.model import (
    Always,
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Flow,
    Never,
    Not,
    Suggested,
    Test,
    Within,
)

Leaf = Chosen | Within | Answered | Suggested | Fact
"""A condition with none inside it."""


def conditions_of(flow: Flow, *, facts: bool = True, safeguards: bool = True) -> Iterator[Test]:
    """Yield every condition of a flow, and those of its facts and its safeguards where wanted."""
    written: list[Test | None] = [question.when for question in flow.questions]
    if facts:
        written.extend(flow.facts.values())
    written.extend(outcome.unless for outcome in flow.outcomes)
    rules = [rule for outcome in flow.outcomes for rule in outcome.rules]
    written.extend(rule.when for rule in rules)
    written.extend(rule.judgement_when for rule in rules)
    if safeguards:
        claims = [safeguard.claim for safeguard in flow.safeguards]
        written.extend(claim.given for claim in claims if isinstance(claim, Never | Always))
    yield from (test for test in written if test is not None)


def parts_of(test: Test) -> Iterator[Test]:
    """Yield a condition and every condition inside it, the inner ones first, facts unopened."""
    if isinstance(test, AtLeast):
        for part in test.of:
            yield from parts_of(part)
    elif isinstance(test, Not):
        yield from parts_of(test.of)
    yield test


def leaves_of(test: Test) -> Iterator[Leaf]:
    """Yield the conditions inside a condition that have none inside themselves, facts unopened."""
    for part in parts_of(test):
        if not isinstance(part, AtLeast | Not):
            yield part


def facts_named(test: Test) -> frozenset[str]:
    """Return the facts that a condition names itself."""
    return frozenset(leaf.name for leaf in leaves_of(test) if isinstance(leaf, Fact))


def outcomes_named(test: Test) -> frozenset[str]:
    """Return the outcomes of earlier flows that a condition names itself."""
    return frozenset(leaf.outcome for leaf in leaves_of(test) if isinstance(leaf, Suggested))


def questions_named(test: Test) -> frozenset[str]:
    """Return the questions that a condition names itself, not through facts."""
    return frozenset(
        leaf.question for leaf in leaves_of(test) if not isinstance(leaf, Fact | Suggested)
    )


def questions_read(test: Test, facts: Mapping[str, Test]) -> frozenset[str]:
    """Return the questions that a condition reads, itself or through facts.

    What `facts` does not have is passed by, and facts may go round in a circle.
    """
    read = set(questions_named(test))
    seen: set[str] = set()
    pending = list(facts_named(test))
    while pending:
        name = pending.pop()
        if name not in seen and name in facts:
            seen.add(name)
            read |= questions_named(facts[name])
            pending.extend(facts_named(facts[name]))
    return frozenset(read)


def levels_in(test: Test) -> int:
    """Return how deep a condition nests itself, not through facts."""
    match test:
        case AtLeast():
            return 1 + max(levels_in(part) for part in test.of)
        case Not():
            return 1 + levels_in(test.of)
        case _:
            return 0
