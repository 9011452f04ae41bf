"""Random flows of a few questions, and every path through them, walked one by one by the engine.

They are wider than those of `tests.core.small_flows`: up to seven questions, with rules that read
many of them, so that parts of a condition depend on each other in more ways.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from triage.core.conditions import TRUE
from triage.core.engine import Position, replay
from triage.core.program import Program, compile_program
from triage.core.values import Value
from triage.pack.reader import read_flow_text

OUTCOMES = ("o0", "o1", "o2")


@dataclass(frozen=True)
class Path:
    """The answers of one path, how many paths are like it, and the outcomes shown at its end."""

    answers: dict[str, Value]
    weight: int
    shown: frozenset[str]


def random_flow(dice: random.Random, most: int = 7) -> str:
    """Return the text of a flow with two to `most` questions and three outcomes."""
    count = dice.randint(2, most)
    lines = ["flow: random", "title: Random", "version: 1", "edition: none", "questions:"]
    for number in range(count):
        when = f", when: {_condition(dice, number, 1)}" if number and dice.random() < 0.35 else ""
        values = "abc" if dice.random() < 0.7 else "abcde"
        options = f"options: {{{', '.join(f'{value}: X' for value in values)}}}"
        worry = f"worry: [{', '.join(values)}]"
        question = f"id: q{number}, ask: Q?, {options}, {worry}{when}"
        lines.append(f"  - {{{question}}}")
    lines.append("outcomes:")
    for id_ in OUTCOMES:
        rule = f"{{id: R, says: S., certainty: certain, when: {_condition(dice, count, 3)}}}"
        gives_way = ", yields_to: o0" if id_ == "o2" and dice.random() < 0.5 else ""
        lines.append(f"  - {{id: {id_}, title: O{gives_way}, rules: [{rule}]}}")
    lines.append("safeguards:")
    given = _condition(dice, count, 1)
    lines += [
        f"  - {{id: never, says: S., given: {given}, never: [o0, o1]}}",
        f"  - {{id: always, says: S., given: {given}, always: o1}}",
        "  - {id: alone, says: S., outcome: o2, stands_only_with: [o1]}",
        "  - {id: caution, says: S., levels: [o2, o0], never_loses: [o1]}",
    ]
    return "\n".join(lines) + "\n"


def random_program(dice: random.Random, most: int = 7) -> Program:
    """Return a random flow that the reader takes, compiled."""
    return compile_program((read_flow_text(random_flow(dice, most)),))


def paths_of(program: Program) -> list[Path]:
    """Return every path, up to answers that no condition tells apart, as the engine walks it."""
    return [
        Path(answers, weight, frozenset(each.id for each in replay(program, answers).outcomes))
        for answers, weight in _answers(program, replay(program, {}), 0, 1)
    ]


def _answers(
    program: Program, position: Position, number: int, weight: int
) -> Iterator[tuple[dict[str, Value], int]]:
    """Yield the answers of each path that goes on from a position, before a question."""
    if number == len(program.questions):
        yield dict(position.answers), weight
        return
    if position.in_play(number) is not TRUE:
        yield from _answers(program, position, number + 1, weight)
        return
    for cell in program.domains[number].cells:
        after = position.answer(program.questions[number].id, cell.sample)
        yield from _answers(program, after, number + 1, weight * cell.weight)


def _condition(dice: random.Random, count: int, depth: int) -> str:
    """Draw a condition over the first `count` questions."""
    form = dice.random()
    if depth == 0 or form < 0.25:
        values = dice.sample("abc", dice.choice([1, 1, 2]))
        return f"{{q{dice.randrange(count)}: [{', '.join(values)}]}}"
    if form < 0.4:
        return f"{{not: {_condition(dice, count, depth - 1)}}}"
    parts = [_condition(dice, count, depth - 1) for _ in range(dice.randint(2, 4))]
    joined = ", ".join(parts)
    if form < 0.6:
        return f"{{all: [{joined}]}}"
    if form < 0.85:
        return f"{{any: [{joined}]}}"
    return f"{{at_least: {{count: {dice.randint(1, len(parts))}, of: [{joined}]}}}}"
