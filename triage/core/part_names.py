"""What a flow is made of, each part by one full name, so that all who speak of it agree.

A full name is the kind and the id: `question.age`, `outcome.raise`, `rule.raise.D02`. Authors
may write any ending of it that names just one part: `age`, `D02`, `raise.D02`.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.model import Flow, Outcome, Step


def flow_name(id_: str) -> str:
    """Return the name of a flow as a whole."""
    return f"flow.{id_}"


def question_name(id_: str) -> str:
    """Return the name of a question, and so of its options."""
    return f"question.{id_}"


def fact_name(id_: str) -> str:
    """Return the name of a fact."""
    return f"fact.{id_}"


def outcome_name(id_: str) -> str:
    """Return the name of an outcome, and so of its steps."""
    return f"outcome.{id_}"


def rule_name(outcome: str, id_: str) -> str:
    """Return the name of a rule; outcomes may share a rule's id."""
    return f"rule.{outcome}.{id_}"


def safeguard_name(id_: str) -> str:
    """Return the name of a safeguard."""
    return f"safeguard.{id_}"


def part_names(flow: Flow) -> Iterator[str]:
    """Yield the full name of every part of a flow, the flow itself first."""
    yield flow_name(flow.id)
    yield from (question_name(question.id) for question in flow.questions)
    yield from map(fact_name, flow.facts)
    for outcome in flow.outcomes:
        yield outcome_name(outcome.id)
        yield from (rule_name(outcome.id, rule.id) for rule in outcome.rules)
    yield from (safeguard_name(safeguard.id) for safeguard in flow.safeguards)


def numbered_steps(outcome: Outcome) -> Iterator[tuple[str, Step]]:
    """Yield each thing to do of an outcome by what it is called, its checklist last."""
    for number, step in enumerate(outcome.steps, start=1):
        yield f"step {number} of {outcome.id}", step
    for part in outcome.checklist:
        for number, item in enumerate(part.items, start=1):
            yield f"entry {number} of the list {part.title} of {outcome.id}", item


def endings(name: str) -> Iterator[str]:
    """Yield what stands for a full name where it is clear enough, the shortest first."""
    parts = name.split(".")
    for first in range(len(parts) - 1, -1, -1):
        yield ".".join(parts[first:])
