"""Whether the options of a question are told apart in few enough groups to be proved."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.domains import MOST_GROUPS, groups_of
from triage.core.model import Chosen, Flow, Question
from triage.core.written_conditions import conditions_of, leaves_of
from triage.pack.source import Source


def check_groups(source: Source, flows: Sequence[Flow]) -> None:
    """Note a question whose options flows that are walked together tell apart in too many ways."""
    known = {id_ for flow in flows for id_ in _crowded([flow])} if len(flows) > 1 else set()
    for id_, (question, groups) in _crowded(flows).items():
        if id_ not in known:
            source.note_at(
                question.place,
                "too-many-groups",
                f"Conditions tell {groups} groups of options of {id_} apart; "
                f"at most {MOST_GROUPS} can be proved.",
                "Name options together, or ask two questions.",
            )


def _crowded(flows: Sequence[Flow]) -> dict[str, tuple[Question, int]]:
    """Return the questions with too many groups of options, and how many they have."""
    tests: dict[str, list[Chosen]] = {}
    for flow in flows:
        for test in conditions_of(flow):
            for leaf in leaves_of(test):
                if isinstance(leaf, Chosen):
                    tests.setdefault(leaf.question, []).append(leaf)
    found: dict[str, tuple[Question, int]] = {}
    for question in (question for flow in flows for question in flow.questions):
        if question.kind == "choices" and question.id in tests:
            groups = groups_of(question, tests[question.id])
            if groups > MOST_GROUPS:
                found.setdefault(question.id, (question, groups))
    return found
