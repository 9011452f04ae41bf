"""What would change the result: other answers with the same effect together, most useful first.

Most useful is what the person was not sure of, since they can find it out. Then comes what
would add something, most urgent first, and last what would only take something away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from triage.core.engine import Position
from triage.core.explain import Change, changes, tried
from triage.core.program import Program
from triage.core.values import Value
from triage.report.in_words import in_words, is_unsure
from triage.ui import words
from triage.ui.screens import ChangeGroup, Changes

FEW = 4
"""How many are shown before a person asks for all of them."""

UNSURE, ADDS, TAKES_AWAY = words.CHANGES_UNSURE, words.CHANGES_ADD, words.CHANGES_TAKE_AWAY
_ORDER = (UNSURE, ADDS, TAKES_AWAY)


@dataclass(slots=True)
class _Effect:
    """One question's other answers that all do the same."""

    title: str
    change: Change
    answers: list[str] = field(default_factory=list)


def what_would_change(position: Position) -> Changes:
    """Return what one other answer would do, for each question that was asked."""
    effects: dict[tuple[object, ...], _Effect] = {}
    for change in changes(position):
        key = (change.question, change.gained, change.lost, change.undecided)
        effect = effects.setdefault(key, _Effect(_title(position, change), change))
        effect.answers.extend(_answers(position.program, change))
    program = position.program
    ordered = sorted(effects.values(), key=lambda effect: _rank(program, effect))
    return Changes(
        few=_groups(program, ordered[:FEW]),
        all=_groups(program, ordered),
        more=max(0, len(ordered) - FEW),
        untried=len(position.asked) - len(tried(position)),
    )


def _title(position: Position, change: Change) -> str:
    program = position.program
    question = program.questions[program.index[change.question]]
    if is_unsure(question, position.answers[change.question]):
        return UNSURE
    return ADDS if change.gained or change.undecided else TAKES_AWAY


def _rank(program: Program, effect: _Effect) -> tuple[int, bool, int, int]:
    """Return the place in the order: kind, what only adds first, urgency, order of asking."""
    urgency = {compiled.outcome.id: n for n, compiled in enumerate(program.outcomes)}
    change = effect.change
    most_urgent = min((urgency[id_] for id_ in change.gained), default=len(urgency))
    kind, asked = _ORDER.index(effect.title), program.index[change.question]
    return kind, bool(change.lost), most_urgent, asked


def _answers(program: Program, change: Change) -> Iterator[str]:
    """Yield every answer in words that no condition tells from the one that was tried."""
    number = program.index[change.question]
    question, domain = program.questions[number], program.domains[number]
    alike: Sequence[Value] = [change.value]
    if question.kind == "choice":
        bit = domain.bit_of(change.value)
        alike = [o.value for o in question.options if domain.bit_of(o.value) == bit]
    yield from (in_words(program, change.question, value) for value in alike)


def _groups(program: Program, effects: Sequence[_Effect]) -> tuple[ChangeGroup, ...]:
    return tuple(
        ChangeGroup(title, tuple(_line(program, effect) for effect in same))
        for title, same in groupby(effects, key=lambda effect: effect.title)
    )


def _line(program: Program, effect: _Effect) -> str:
    titles = {compiled.outcome.id: compiled.outcome.title for compiled in program.outcomes}
    change = effect.change
    return words.would_change(
        program.questions[program.index[change.question]].ask,
        effect.answers,
        *(
            tuple(titles[id_] for id_ in ids)
            for ids in (change.gained, change.lost, change.undecided)
        ),
    )
