"""Journeys: flows in the order in which they are walked, held against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.core.model import Flow, Journey
from triage.core.written_conditions import questions_read
from triage.pack.following import note_missing_before
from triage.pack.option_groups import check_groups
from triage.pack.source import Source
from triage.pack.tree import Fields, Text

_KEYS = dict.fromkeys(("journey", "title", "flows"))


def read_journey(
    source: Source, fields: Fields, flows: Mapping[str, Flow], *, complete: bool
) -> Journey:
    """Return a journey; flows it names may be in files that are not read, unless `complete`."""
    source.known_keys(fields, "A journey", _KEYS)
    source.required(fields, "A journey", ("title", "flows"))
    id_ = source.id(fields.nodes["journey"], "The journey id")
    names = []
    for name, node in source.take_ids(fields, "flows"):
        if name in flows:
            names.append(name)
        elif type(node) is Text and complete:
            source.note_unknown(node, "unknown-flow", "There is no flow", name, flows)
    if "flows" in fields.nodes:
        source.not_empty(fields.nodes["flows"], "flows")
    walked = [flows[name] for name in names]
    _check_order(source, fields, walked)
    note_missing_before(source, fields, walked)
    if len(walked) > 1:
        check_groups(source, walked)
    place = source.place(fields.nodes["journey"])
    return Journey(id_, source.take_words(fields, "title"), tuple(names), place)


def _check_order(source: Source, fields: Fields, flows: Sequence[Flow]) -> None:
    """Note a question that stands before one that a later flow's `when` for it reads."""
    order: dict[str, int] = {}
    for flow in flows:
        earlier: set[str] = set()
        for question in flow.questions:
            place = order.setdefault(question.id, len(order))
            if question.after_all:
                continue  # where it is asked after all decides nothing that was asked before
            read = questions_read(question.when, flow.facts) if question.when else frozenset()
            # What the flow itself does not ask before is noted where the flow is read.
            late = sorted(name for name in read & earlier if order[name] >= place)
            earlier.add(question.id)
            if late:
                source.note(
                    fields.nodes["flows"],
                    "reads-later",
                    f"In this journey {question.id} stands before {late[0]}, which its "
                    f"when in {flow.id} reads.",
                    "Change the order of the flows.",
                )
