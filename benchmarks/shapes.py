"""Flows of three shapes and any size, for the cost of checking: for triage, XState and SurveyJS.

Every question has the options a, b and c, from calm to worrying. Every ten questions have an
outcome with a rule for each; `nothing` is shown where no rule fires.

* `independent`: each rule reads its own question and the next one;
* `chained`: each question is asked only after b or c to the one before, and each rule reads its
  own question and the one before;
* `wide`: each rule reads its own question and how many of the first ten were answered b or c.

Four safeguards, one of each kind, hold on every shape.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

SHAPES = ("independent", "chained", "wide")
OPTIONS = ("a", "b", "c")
WORRYING = ("b", "c")
GROUP = 10
EDITION = "shapes-1"


@dataclass(frozen=True, slots=True)
class ShapedRule:
    """`own` has to be c; `beside` b or c; and so many of the first ten `early` ones b or c."""

    own: int
    beside: int | None
    early: int


@dataclass(frozen=True, slots=True)
class ShapedFlow:
    """One flow: how many questions, whether they are chained, and the rules of each outcome."""

    shape: str
    size: int
    outcomes: dict[str, tuple[ShapedRule, ...]]

    @property
    def chained(self) -> bool:
        """Whether each question is asked only after b or c to the one before."""
        return self.shape == "chained"


def shaped_flow(shape: str, size: int) -> ShapedFlow:
    """Return the flow of one shape with at least ten questions, numbered from 1."""
    outcomes = {
        f"o{start // GROUP}": tuple(
            _rule(shape, number, size) for number in range(start + 1, min(start + GROUP, size) + 1)
        )
        for start in range(0, size, GROUP)
    }
    return ShapedFlow(shape, size, outcomes)


def _rule(shape: str, number: int, size: int) -> ShapedRule:
    if shape == "independent":
        return ShapedRule(number, number % size + 1, 0)
    if shape == "chained":
        return ShapedRule(number, number - 1 or None, 0)
    return ShapedRule(number, None, 1 + number % GROUP)


# For triage ------------------------------------------------------------------------------------


def to_yaml(flow: ShapedFlow) -> str:
    """Return the flow in the flow language of triage."""
    return "\n".join(_yaml_lines(flow)) + "\n"


def _yaml_lines(flow: ShapedFlow) -> Iterator[str]:
    yield f"flow: {flow.shape}\ntitle: The {flow.shape} flow\nversion: 1\nedition: {EDITION}"
    yield "questions:"
    for number in range(1, flow.size + 1):
        yield f"  - id: q{number}\n    ask: Does criterion {number} apply?"
        yield "    options: {a: A, b: B, c: C}\n    worry: [a, b, c]"
        if flow.chained and number > 1:
            yield f"    when: {{q{number - 1}: [b, c]}}"
    if flow.shape == "wide":
        yield "facts:"
        early = ", ".join(f"{{q{number}: [b, c]}}" for number in range(1, GROUP + 1))
        for count in range(1, GROUP + 1):
            yield f"  early_{count}: {{at_least: {{count: {count}, of: [{early}]}}}}"
    yield "outcomes:"
    for id_, rules in flow.outcomes.items():
        yield f"  - id: {id_}\n    title: Outcome {id_}\n    cites: [R1.1]\n    rules:"
        for rule in rules:
            yield f"      - id: R{rule.own}\n        says: Rule {rule.own} fires."
            yield f"        when: {_when(rule)}\n        certainty: certain"
    others = ", ".join(flow.outcomes)
    yield f"  - id: nothing\n    title: Nothing\n    only_when_none_of: [{others}]"
    yield "    cites: [R1.1]\n    rules:\n      - {id: N, says: No rule., certainty: judgement}"
    yield from _safeguards(flow)


def _when(rule: ShapedRule) -> str:
    parts = [f"{{q{rule.own}: c}}"]
    if rule.beside is not None:
        parts.append(f"{{q{rule.beside}: [b, c]}}")
    if rule.early:
        parts.append(f"early_{rule.early}")
    return parts[0] if len(parts) == 1 else f"{{all: [{', '.join(parts)}]}}"


def _safeguards(flow: ShapedFlow) -> Iterator[str]:
    first, *_, last = [*flow.outcomes, *flow.outcomes]
    yield "safeguards:"
    fires = _when(flow.outcomes[first][0])
    yield f"  - {{id: first_is_shown, says: S., given: {fires}, always: {first}}}"
    yield f"  - {{id: never_nothing, says: S., given: {fires}, never: nothing}}"
    yield "  - {id: nothing_stands_alone, says: S., outcome: nothing, stands_only_with: []}"
    yield "  - {id: something_is_said, says: S., some_outcome_cites: R1.1}"
    yield f"  - {{id: caution, says: S., levels: [{first}], never_loses: [{last}]}}"


# For XState and SurveyJS -------------------------------------------------------------------------


def to_states(flow: ShapedFlow) -> str:
    """Return the flow as a state machine in JSON: which state follows each answer."""

    def after(number: int, option: str) -> str:
        stops = flow.chained and option not in WORRYING
        return "end" if stops or number == flow.size else f"q{number + 1}"

    states = {
        f"q{number}": {option: after(number, option) for option in OPTIONS}
        for number in range(1, flow.size + 1)
    }
    return json.dumps({"id": flow.shape, "states": states})


def to_survey(flow: ShapedFlow) -> str:
    """Return the flow as a survey in JSON: one page for each question, outcomes as texts."""
    elements: list[dict[str, object]] = []
    for number in range(1, flow.size + 1):
        question: dict[str, object] = {
            "type": "radiogroup",
            "name": f"q{number}",
            "title": f"Does criterion {number} apply?",
            "choices": list(OPTIONS),
            "isRequired": True,
        }
        if flow.chained and number > 1:
            question["visibleIf"] = _either(number - 1)
        elements.append(question)
    shown = {
        id_: " or ".join(f"({_expression(rule)})" for rule in rules)
        for id_, rules in flow.outcomes.items()
    }
    elements.extend(
        {"type": "html", "name": id_, "html": id_, "visibleIf": condition}
        for id_, condition in shown.items()
    )
    pages = [{"name": f"p{n}", "elements": [each]} for n, each in enumerate(elements)]
    return json.dumps({"pages": pages, "clearInvisibleValues": "onHidden"})


def _either(number: int) -> str:
    return f"({{q{number}}} = 'b' or {{q{number}}} = 'c')"


def _expression(rule: ShapedRule) -> str:
    parts = [f"{{q{rule.own}}} = 'c'"]
    if rule.beside is not None:
        parts.append(_either(rule.beside))
    if rule.early:
        early = " + ".join(f"iif({_either(number)}, 1, 0)" for number in range(1, GROUP + 1))
        parts.append(f"({early}) >= {rule.early}")
    return " and ".join(parts)
