"""The flow files of a pack read together, since each may name what stands in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.core.model import Flow, Journey, Question, Test
from triage.core.written_conditions import facts_named, levels_in
from triage.errors import Place, Problem
from triage.pack.circles import Chain, note_circles
from triage.pack.citations import Citation
from triage.pack.flow_reader import MOST_LEVELS_DEEP, FlowDraft
from triage.pack.following import in_following_order
from triage.pack.journeys import read_journey
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.step_reader import Named
from triage.pack.tree import Fields


def read_flow_files(
    files: Sequence[tuple[str, bytes | None]],
    named: Named,
    problems: list[Problem],
    citations: list[Citation],
) -> tuple[dict[str, Flow], dict[str, Journey]]:
    """Return the flows and the journeys in some files, by id, noting what is wrong in `problems`.

    A file is its name and its bytes, which are None where it cannot be read.
    """
    drafts: list[FlowDraft] = []
    journeys: list[tuple[Source, Fields]] = []
    complete = True
    for name, raw in files:
        source = Source(name, problems, citations)
        fields = None if raw is None else _root(source, raw)
        if fields is None:
            complete = False
        elif "journey" in fields.nodes:
            journeys.append((source, fields))
        else:
            drafts.append(FlowDraft(source, fields))
    owners: dict[str, str] = {}
    drafts = [
        draft for draft in drafts if _is_new(draft.source, draft.place, "flow", draft.id, owners)
    ]
    for draft in drafts:
        draft.check_edition(named.editions)
    flows = _finish(drafts, named)
    found = {}
    for source, fields in journeys:
        journey = read_journey(source, fields, flows, complete=complete)
        if _is_new(source, journey.place, "journey", journey.id, owners):
            found[journey.id] = journey
    return flows, found


def _is_new(source: Source, place: Place, what: str, id_: str, owners: dict[str, str]) -> bool:
    """Note a flow or journey that has the id of another; say if it has not."""
    if id_ and id_ in owners:
        source.note_at(
            place,
            "duplicate-id",
            f"The {what} {shown(id_)} stands in {owners[id_]} already.",
            "Rename one.",
        )
        return False
    owners[id_] = source.file
    return True


def _root(source: Source, raw: bytes) -> Fields | None:
    tree = source.tree(raw, "Start it with flow: ID, or delete it.")
    if tree is None:
        return None
    if type(tree) is Fields and ("flow" in tree.nodes or "journey" in tree.nodes):
        return tree
    source.note(
        tree,
        "not-a-flow",
        "This is neither a flow nor a journey.",
        "Start it with flow: ID or journey: ID.",
    )
    return None


def _finish(drafts: list[FlowDraft], named: Named) -> dict[str, Flow]:
    definitions = _definitions(drafts)
    owners: dict[str, FlowDraft] = {}
    following = in_following_order(drafts)
    for draft in following:
        draft.resolve(definitions)
    for draft in drafts:
        for name, (key, _) in draft.facts.items():
            if name in owners or name in definitions:
                draft.source.note(
                    key,
                    "duplicate-id",
                    f"The name {shown(name)} is taken already.",
                    "Rename this fact.",
                )
            owners.setdefault(name, draft)
    for draft in drafts:
        draft.read_facts(owners, definitions)
    facts: dict[str, Test] = {name: owner.tests[name] for name, owner in owners.items()}
    graph = {name: facts_named(test) - {"?"} for name, test in facts.items()}
    places = {name: owners[name].source.place(owners[name].facts[name][0]) for name in owners}
    if drafts:
        levels = {name: max(1, levels_in(test)) for name, test in facts.items()}
        chain = Chain("fact", "facts", places, MOST_LEVELS_DEEP, levels)
        note_circles(drafts[0].source, graph, chain)
    _note_outcomes_twice(drafts)
    flows: dict[str, Flow] = {}
    for draft in following:
        flows[draft.id] = draft.finish(facts, named, flows)
    return {draft.id: flows[draft.id] for draft in drafts}


def _note_outcomes_twice(drafts: Iterable[FlowDraft]) -> None:
    outcomes: dict[str, str] = {}
    for draft in drafts:
        for id_, node in draft.outcomes.items():
            if id_ in outcomes:
                draft.source.note(
                    node,
                    "duplicate-id",
                    f"The outcome {shown(id_)} stands in {outcomes[id_]} already.",
                    "Rename one.",
                )
            outcomes.setdefault(id_, draft.source.file)


def _definitions(drafts: Iterable[FlowDraft]) -> dict[str, Question]:
    """Return every question that a flow of the pack defines, noting those defined twice."""
    found: dict[str, Question] = {}
    for draft in drafts:
        for each in draft.drafts:
            question = each.question
            if each.uses:
                continue
            if question.id in found and found[question.id].place.file != question.place.file:
                draft.source.note_at(
                    question.place,
                    "duplicate-id",
                    f"The question {shown(question.id)} is defined in "
                    f"{found[question.id].place.file} already.",
                    f"Write '- use: {question.id}', or rename one.",
                )
            found.setdefault(question.id, question)
    return found
