"""Two versions of a flow as one, so that every set of answers is put to both at once.

The joint flow asks what either version asks. Ids of the two sides are kept apart (`was/raise`,
`now/raise`); questions of the same id and kind are one. A condition of one side sees a question
only where that side itself would ask it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from triage.core.domains import bounds_of, moved
from triage.core.model import (
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Flow,
    Not,
    Option,
    Outcome,
    Question,
    Rule,
    Suggested,
    Test,
    Within,
    every,
)
from triage.core.written_conditions import questions_read

Side = Literal["was", "now"]
Leaf = Chosen | Within | Answered


class CannotJoin(Exception):
    """The two versions ask the same questions in orders that cannot be put together."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint flow, and the conditions that the answers are answers of each version."""

    flow: Flow
    valid_was: Test | None
    valid_now: Test | None


def join(was: Flow, now: Flow) -> Joint:
    """Return the joint flow of two versions; raises `CannotJoin`."""
    kinds = {question.id: question.kind for question in was.questions}
    changed = frozenset(
        question.id
        for question in now.questions
        if kinds.get(question.id, question.kind) != question.kind
    )
    views = (_View("was", was, changed), _View("now", now, frozenset()))
    questions = tuple(_question(views, id_) for id_ in _order(views))
    facts: dict[str, Test] = {}
    for view in views:
        facts |= dict(view.facts())
    outcomes = tuple(view.outcome(each) for view in views for each in view.flow.outcomes)
    valid = {f"valid/{view.side}": _valid(view, questions) for view in views}
    # As facts they are conditions of the flow, and so its answers are cut where they say.
    facts |= {name: test for name, test in valid.items() if test is not None}
    joint = replace(now, questions=questions, facts=facts, outcomes=outcomes, safeguards=())
    valid_was, valid_now = (Fact(name) if test else None for name, test in valid.items())
    return Joint(joint, valid_was, valid_now)


def name_of(side: Side, id_: str) -> str:
    """Return the name that a fact or an outcome of one side has in the joint flow."""
    return f"{side}/{id_}" if id_ else ""


class _View:
    """One side: its questions by the id they have in the joint flow, and its conditions there."""

    def __init__(self, side: Side, flow: Flow, apart: frozenset[str]) -> None:
        """Take the questions that stand apart, since the other side has another one of that id."""
        self.side = side
        self.flow = flow
        self._ids = {id_: name_of(side, id_) for id_ in apart}
        self.questions = {self.id(question.id): question for question in flow.questions}

    def id(self, question: str) -> str:
        """Return the id in the joint flow of a question of this side."""
        return self._ids.get(question, question)

    def facts(self) -> Iterator[tuple[str, Test]]:
        """Yield this side's facts, and for each question the fact that this side asks it."""
        for name, test in self.flow.facts.items():
            yield name_of(self.side, name), self.seen(test)
        for id_, question in self.questions.items():
            if question.when is not None:
                yield self._asks(id_).name, self.seen(question.when)

    def asks(self, id_: str) -> Test | None:
        """Return the condition that this side has a question in play; None where it always has.

        Where a question is asked after all, the flow that is followed says when it is in play.
        """
        question = self.questions[id_]
        return None if question.when is None or question.after_all else self._asks(id_)

    def _asks(self, id_: str) -> Fact:
        return Fact(f"{self.side}/asks/{id_}")

    def reads(self, test: Test) -> set[str]:
        """Return the joint ids of the questions that a condition reads, itself or through facts."""
        return set(map(self.id, questions_read(test, self.flow.facts)))

    def seen(self, test: Test) -> Test:
        """Return a condition of this side as one of the joint flow."""
        match test:
            case Fact():
                return Fact(name_of(self.side, test.name))
            case Not():
                return Not(self.seen(test.of))
            case AtLeast():
                return AtLeast(test.count, tuple(self.seen(part) for part in test.of))
            case Suggested():
                return test
            case _:
                id_ = self.id(test.question)
                return self.guarded(replace(test, question=id_))

    def guarded(self, leaf: Leaf) -> Test:
        """Return a condition on a question as true only where this side asks the question."""
        asks = self.asks(leaf.question)
        if asks is None:
            return leaf
        return asks if isinstance(leaf, Answered) else every(asks, leaf)

    def narrowed(self, part: Leaf | Not) -> Test:
        """Return one of the conditions that together say what this side does not take."""
        return Not(self.seen(part.of)) if isinstance(part, Not) else self.guarded(part)

    def outcome(self, outcome: Outcome) -> Outcome:
        """Return an outcome of this side as one of the joint flow."""
        return replace(
            outcome,
            id=name_of(self.side, outcome.id),
            rules=tuple(self._rule(rule) for rule in outcome.rules),
            yields_to=name_of(self.side, outcome.yields_to),
            unless=self._seen_if_any(outcome.unless),
            only_when_none_of=self._names(outcome.only_when_none_of),
        )

    def _rule(self, rule: Rule) -> Rule:
        return replace(
            rule,
            when=self._seen_if_any(rule.when),
            judgement_when=self._seen_if_any(rule.judgement_when),
            only_when_any_of=self._names(rule.only_when_any_of),
            only_when_none_of=self._names(rule.only_when_none_of),
        )

    def _seen_if_any(self, test: Test | None) -> Test | None:
        return None if test is None else self.seen(test)

    def _names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name_of(self.side, id_) for id_ in ids)


Views = tuple[_View, _View]


def _question(views: Views, id_: str) -> Question:
    """Return a question with every answer that either side takes, asked where either asks it."""
    asking = [view for view in views if id_ in view.questions]
    versions = [view.questions[id_] for view in asking]
    options: dict[str, Option] = {}
    for question in reversed(versions):
        for option in question.options:
            known = options.get(option.value, option)
            options[option.value] = replace(known, alone=known.alone and option.alone)
    low = min(versions, key=lambda question: bounds_of(question)[0]).minimum
    high = max(versions, key=lambda question: bounds_of(question)[1]).maximum
    whens = [view.asks(id_) for view in asking]
    given = tuple(when for when in whens if when is not None)
    when = None if len(given) < len(whens) else given[0] if len(given) == 1 else AtLeast(1, given)
    return replace(
        versions[-1],
        id=id_,
        options=tuple(options.values()),
        when=when,
        minimum=low,
        maximum=high,
        always=any(question.always for question in versions),
        not_known=any(question.not_known for question in versions),
    )


def _order(views: Views) -> list[str]:
    """Return the ids of all questions so that each `when` of either side reads earlier ones."""
    graph: TopologicalSorter[str] = TopologicalSorter()
    place: dict[str, tuple[int, int]] = {}
    for rank, view in enumerate(views):
        for number, (id_, question) in enumerate(view.questions.items()):
            place[id_] = (number, -rank)
            graph.add(id_, *(view.reads(question.when) if question.when is not None else ()))
    try:
        graph.prepare()
    except CycleError as error:
        raise CannotJoin from error
    order: list[str] = []
    ready: list[str] = []
    while graph.is_active():
        ready.extend(graph.get_ready())
        ready.sort(key=place.__getitem__, reverse=True)
        order.append(ready.pop())
        graph.done(order[-1])
    return order


def _valid(view: _View, questions: tuple[Question, ...]) -> Test | None:
    """Return the condition that no answer is one which this side does not take; None if none is."""
    foreign = tuple(
        every(*(view.narrowed(part) for part in parts))
        for joint in questions
        if joint.id in view.questions
        for parts in _not_taken(view.questions[joint.id], joint)
    )
    if not foreign:
        return None
    return Not(foreign[0] if len(foreign) == 1 else AtLeast(1, foreign))


def _not_taken(own: Question, joint: Question) -> Iterator[tuple[Leaf | Not, ...]]:
    """Yield conditions on the answers to a joint question that one side's own does not take.

    Each is true where all of its parts are.
    """
    values = {option.value for option in joint.options}
    foreign = values - {option.value for option in own.options}
    if foreign:
        yield (Chosen(joint.id, frozenset(foreign)),)
    together = {option.value for option in joint.options if not option.alone}
    for value in (option.value for option in own.options if option.alone):
        if value in together and len(values) > 1:
            others = Chosen(joint.id, frozenset(values - {value}))
            yield Chosen(joint.id, frozenset((value,))), others
    if own.kind in ("number", "date"):
        (low, high), (least, greatest) = bounds_of(own), bounds_of(joint)
        if least < low and own.minimum is not None:
            yield (Within(joint.id, None, moved(own.minimum, -1)),)
        if greatest > high and own.maximum is not None:
            yield (Within(joint.id, moved(own.maximum, 1), None),)
        if joint.not_known and not own.not_known:
            yield Answered(joint.id), Not(Within(joint.id, None, None))
