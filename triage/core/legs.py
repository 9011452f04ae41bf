"""The order of asking: flows of a journey put together, and the legs that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from triage.core.compiler import Compiler
from triage.core.conditions import Condition, all_of
from triage.core.model import Flow, Question, Test


@dataclass(frozen=True, slots=True)
class AfterAll:
    """A question of an earlier leg that is asked in this one, where `wanted` is true.

    `wanted` holds only where the question is in play.
    """

    question: int
    leg: int
    wanted: Condition


@dataclass(frozen=True, slots=True)
class Leg:
    """Flows that are walked together and have a result of their own before the next leg begins.

    `start` and `end` are places in the asking order. `questions` and `outcomes` say how many of
    the program's belong to this leg and those before it.
    """

    number: int
    start: int
    end: int
    questions: int
    outcomes: int


def with_those_before(flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """Return the flows, each after those that it follows."""
    found: dict[str, Flow] = {}
    for flow in flows:
        for each in (*flow.follows, flow):
            found.setdefault(each.id, each)
    return tuple(found.values())


def legs_of(
    flows: Sequence[Flow], index: Mapping[str, int]
) -> tuple[tuple[Leg, ...], tuple[int, ...]]:
    """Return the legs, each begun by a flow that follows others, and the asking order."""
    parts: list[list[Flow]] = []
    for flow in flows:
        if flow.follows or not parts:
            parts.append([])
        parts[-1].append(flow)
    legs: list[Leg] = []
    asking: list[int] = []
    questions = outcomes = 0
    for number, part in enumerate(parts):
        start = len(asking)
        asked = dict.fromkeys(index[q.id] for flow in part for q in flow.questions)
        asking.extend(asked)
        questions = max([questions, *(place + 1 for place in asked)])
        outcomes += sum(len(flow.outcomes) for flow in part)
        legs.append(Leg(number, start, len(asking), questions, outcomes))
    return tuple(legs), tuple(asking)


def after_all_of(
    flows: Sequence[Flow],
    index: Mapping[str, int],
    whens: Sequence[Condition],
    compiler: Compiler,
) -> tuple[AfterAll, ...]:
    """Return what is asked after all, in asking order."""
    leg = 0
    found: list[AfterAll] = []
    for flow in flows[1:]:
        leg += bool(flow.follows)
        for question in flow.questions:
            if question.after_all:
                number = index[question.id]
                wanted = all_of((whens[number], compiler.condition(question.when)))
                found.append(AfterAll(number, leg, wanted))
    return tuple(found)


def merged_questions(
    flows: Sequence[Flow],
) -> tuple[tuple[Question, ...], tuple[tuple[Test | None, ...], ...]]:
    """Put the questions of all flows in order; one that several flows ask stands once."""
    questions: dict[str, Question] = {}
    whens: dict[str, list[Test | None]] = {}
    for flow in flows:
        for question in flow.questions:
            if question.after_all:
                continue
            known = questions.setdefault(question.id, question)
            if question.always and not known.always:
                questions[question.id] = replace(known, always=True)
            whens.setdefault(question.id, []).append(question.when)
    return tuple(questions.values()), tuple(tuple(written) for written in whens.values())
