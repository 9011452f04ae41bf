"""Flows that follow others: which ones they follow, and where a journey may have them."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter

from triage.core.model import Flow
from triage.pack.circles import Chain, note_circles
from triage.pack.flow_reader import FlowDraft
from triage.pack.source import Source
from triage.pack.tree import Fields, Text


def in_following_order(drafts: Sequence[FlowDraft]) -> list[FlowDraft]:
    """Return the drafts so that each comes after those that it follows, and knows them.

    What follows a flow that does not exist, or itself in a circle, is noted and follows nothing.
    """
    by_id = {draft.id: draft for draft in drafts}
    before: dict[str, str] = {}
    for draft in drafts:
        if draft.follows is None:
            continue
        name = draft.source.text(draft.follows, "follows")
        if name in by_id:
            before[draft.id] = name
        elif type(draft.follows) is Text:
            draft.source.note_unknown(
                draft.follows, "unknown-flow", "There is no flow", name, by_id
            )
    round_about = _in_circles(drafts, before)
    graph = {id_: [before[id_]] if id_ in before else [] for id_ in by_id if id_ not in round_about}
    ordered = [by_id[id_] for id_ in TopologicalSorter(graph).static_order() if id_ in graph]
    for draft in ordered:
        if draft.id in before and before[draft.id] not in round_about:
            parent = by_id[before[draft.id]]
            draft.before = (*parent.before, parent)
    return [*ordered, *(draft for draft in drafts if draft.id in round_about)]


def _in_circles(drafts: Sequence[FlowDraft], before: dict[str, str]) -> set[str]:
    """Note flows that follow themselves, directly or through others, and return them."""
    found = set()
    for start in before:
        seen: list[str] = []
        here = start
        while here in before and here not in seen:
            seen.append(here)
            here = before[here]
        if here == start:
            found.add(start)
    if found:
        places = {draft.id: draft.place for draft in drafts}
        graph = {id_: [before[id_]] if id_ in before else [] for id_ in places}
        note_circles(drafts[0].source, graph, Chain("flow", "follows", places))
    return found


def note_missing_before(source: Source, fields: Fields, flows: Sequence[Flow]) -> None:
    """Note a flow of a journey that does not stand after those that it follows."""
    walked: set[str] = set()
    for flow in flows:
        missing = [each.id for each in flow.follows if each.id not in walked]
        walked.add(flow.id)
        if missing:
            source.note(
                fields.nodes["flows"],
                "not-before",
                f"{flow.id} follows {missing[0]}, which does not stand before it here.",
                f"Put {missing[0]} before it.",
            )
