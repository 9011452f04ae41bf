"""Two versions of a small flow, and what changes between them, worked out the slow way.

The second version comes out of the first by an edit of its questions: another option, another
bound, a tick that stands alone, a question more or less. Every set of answers is put to both.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from tests.core.brute_force import World, _Judge, _Rulebook, values_of
from triage.core.domains import bounds_of
from triage.core.model import Bound, Chosen, Flow, Option, Question, Rule
from triage.core.values import Value

Answers = Mapping[str, Value]


def edited(flow: Flow, chance: random.Random) -> Flow:
    """Return a flow with some questions changed, and perhaps one more rule that reads them."""
    questions = list(flow.questions)
    for place in chance.sample(range(len(questions)), chance.randint(1, 2)):
        questions[place] = _changed(questions[place], chance)
    if chance.random() < 1 / 3:
        options = (Option("e", "E"), Option("f", "F"))
        place = chance.randrange(len(questions) + 1)
        questions.insert(place, Question("added", "Another?", options=options))
    now = replace(flow, questions=tuple(questions))
    return _with_rule(now, chance) if chance.random() < 2 / 3 else now


def _changed(question: Question, chance: random.Random) -> Question:
    if question.kind == "choice":
        return replace(question, options=(*question.options, Option("d", "D")))
    if question.kind == "choices":
        options = list(question.options)
        if chance.random() < 1 / 2:
            place = chance.randrange(len(options))
            options[place] = replace(options[place], alone=not options[place].alone)
        else:
            options.insert(0, Option("d", "D", alone=chance.random() < 1 / 2))
        return replace(question, options=tuple(options))
    if question.kind in ("number", "date"):
        least, greatest = bounds_of(question)
        inward = chance.choice((1, -1))  # at the lower end, at the upper end
        step = chance.choice((inward, -inward)) if greatest > least else -inward
        number = (least if inward > 0 else greatest) + step
        date = question.kind == "date"
        bound: Bound = datetime.date.fromordinal(number) if date else number
        return replace(question, minimum=bound) if inward > 0 else replace(question, maximum=bound)
    return question


def _with_rule(flow: Flow, chance: random.Random) -> Flow:
    """Return the flow with one outcome that has another rule, on one option of a question."""
    options = [(q.id, each.value) for q in flow.questions for each in q.options]
    if not options:
        return flow
    id_, value = chance.choice(options)
    outcomes = list(flow.outcomes)
    place = chance.randrange(len(outcomes))
    rule = Rule("RX", "Because.", Chosen(id_, frozenset((value,))))
    outcomes[place] = replace(outcomes[place], rules=(*outcomes[place].rules, rule))
    return replace(flow, outcomes=tuple(outcomes))


@dataclass
class Counts:
    """How many paths move, shift, are kept, new and gone; ids only."""

    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    shifts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: int = 0
    new: int = 0
    gone: int = 0


def counted(was: Flow, now: Flow) -> Counts:
    """Return what changes; a path is the answers to all that either version asks."""
    sides = (_Side(was), _Side(now))
    questions = {question.id: question for flow in (was, now) for question in flow.questions}
    seen = {}
    for values in product(*(_values(sides, id_) for id_ in questions)):
        answers = dict(zip(questions, values, strict=True))
        worlds = [side.world(answers) for side in sides]
        asked = worlds[0].in_play | worlds[1].in_play
        path = tuple((id_, answers[id_]) for id_ in questions if id_ in asked)
        seen[path] = [
            (world, side.takes(world, answers)) for side, world in zip(sides, worlds, strict=True)
        ]
    counts = Counts()
    for (before, taken_before), (after, taken_now) in seen.values():
        counts.new += taken_now and not taken_before
        counts.gone += taken_before and not taken_now
        if taken_before and taken_now:
            _compare(counts, before, after)
    return counts


def _compare(counts: Counts, before: World, after: World) -> None:
    lost, gained = before.shown - after.shown, after.shown - before.shown
    counts.kept += not lost and not gained
    if lost or gained:
        counts.moves.update(product(lost or {""}, gained or {""}))
    sure_before, sure_now = _certain(before), _certain(after)
    for id_ in before.shown & after.shown:
        if (id_ in sure_before) != (id_ in sure_now):
            counts.shifts[id_, "certain" if id_ in sure_now else "judgement"] += 1


def _certain(world: World) -> set[str]:
    return {outcome for outcome, _ in world.fired - world.judgement}


class _Side:
    """One version, judged on answers that it need not take."""

    def __init__(self, flow: Flow) -> None:
        self.questions = {question.id: question for question in flow.questions}
        self.values = {
            id_: {in_order(value) for value in values_of(each)}
            for id_, each in self.questions.items()
        }
        self._book = _Rulebook((flow,))

    def world(self, answers: Answers) -> World:
        return _Judge(self._book, answers).world()

    def takes(self, world: World, answers: Answers) -> bool:
        return all(answers[id_] in self.values[id_] for id_ in world.in_play)


def in_order(value: Value) -> Value:
    """Return an answer; what is ticked is in the order of the values."""
    return tuple(sorted(map(str, value))) if isinstance(value, tuple) else value


def _values(sides: tuple[_Side, _Side], id_: str) -> list[Value]:
    """Return every answer to a question that is made of what either version offers."""
    versions = [side.questions[id_] for side in sides if id_ in side.questions]
    if versions[0].kind == "choices":
        return list(_ticks(versions))
    found = dict.fromkeys(value for question in versions for value in values_of(question))
    return list(found)


def _ticks(versions: list[Question]) -> Iterator[tuple[str, ...]]:
    """Yield ticks in one order; what stands alone in every version that has it does so here."""
    marks: dict[str, bool] = {}
    for question in versions:
        for option in question.options:
            marks[option.value] = marks.get(option.value, True) and option.alone
    for count in range(1, len(marks) + 1):
        for ticked in combinations(sorted(marks), count):
            if count == 1 or not any(marks[value] for value in ticked):
                yield ticked
