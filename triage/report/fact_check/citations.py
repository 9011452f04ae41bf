"""Part 7 of a fact-check pack: each rule id of the guidance, with every place that rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, words

_PIECES = re.compile(r"[0-9]+|[^0-9]+")


def citations_part(names: Names) -> list[str]:
    """Return the lines of the part."""
    used: dict[str, list[str]] = {}
    for rule, place in _places(names):
        places = used.setdefault(rule, [])
        if place not in places:
            places.append(place)
    lines = [
        heading(7),
        "",
        "Ids that begin with R are rules of the guidance. A marks a point where it is unclear.",
        "N marks what is not in it.",
        "",
        "| ☐ | Rule | Used in |",
        "|---|---|---|",
    ]
    lines += [f"| ☐ | {words(id_)} | {'; '.join(used[id_])} |" for id_ in sorted(used, key=_order)]
    return [*lines, ""]


def _places(names: Names) -> Iterator[tuple[str, str]]:
    flow = names.flow
    if flow.closing is not None:
        yield from ((rule, "the closing words") for rule in flow.closing.cites)
    for question in flow.questions:
        place = f"question {names.number(question.id)}"
        yield from ((rule, place) for rule in question.cites)
    for outcome in flow.outcomes:
        place = f"outcome {names.outcome_number(outcome.id)}"
        yield from ((rule, place) for rule in outcome.cites)
        for each in outcome.rules:
            yield from ((rule, f"{place} rule {words(each.id)}") for rule in each.cites)
        for number, step in enumerate(outcome.steps, start=1):
            yield from ((rule, f"{place} step {number}") for rule in step.cites)
        for part in outcome.checklist:
            for number, item in enumerate(part.items, start=1):
                where = f"{place}, {words(part.title)}, {number}"
                yield from ((rule, where) for rule in item.cites)


def _order(rule: str) -> list[tuple[bool, int, str]]:
    """Return how to sort a rule id: R5.8 stands before R5.58."""
    pieces = _PIECES.findall(rule)
    return [(not p.isdigit(), int(p) if p.isdigit() else 0, p) for p in pieces]
