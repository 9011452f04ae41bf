"""What a flow means, worked out the slow way: every set of answers is tried.

This is the oracle that the kernel is held against. It shares the model and nothing else with
it: no residuals, no cells, no solver. A *world* is one answer to every question, whether or not
the question is in play; what a person has answered so far leaves a number of worlds possible,
and every notion of the kernel is spelled out over those:

* an outcome is shown when it holds in all of them, and the outcome it yields to does not hold
  in all of them;
* it is open when it is not shown, and is shown at the end in one of them;
* an answer is asked, ignored or waiting when its question is in play in all, none or some;
* a question makes a difference when two worlds differ in its answer only, and in an open
  outcome, or in whether an unanswered question marked `always` is in play.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from triage.core.model import (
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Flow,
    Not,
    Outcome,
    Question,
    Rule,
    Suggested,
    Test,
    Within,
)
from triage.core.values import Value

WORDS = "words"
"""Stands for every text: no condition reads what a text says."""

Given = Mapping[str, Value]
RuleName = tuple[str, str]
"""The id of an outcome, and the id of one of its rules."""


@dataclass(frozen=True, slots=True)
class World:
    """One answer to every question, and what follows from it."""

    answers: tuple[Value, ...]
    in_play: frozenset[str]
    fired: frozenset[RuleName]
    judgement: frozenset[RuleName]
    holds: frozenset[str]
    shown: frozenset[str]
    after_all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands; ids only."""

    outcomes: tuple[str, ...]
    open: tuple[str, ...]
    asked: tuple[str, ...]
    ignored: tuple[str, ...]
    waiting: tuple[str, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one other answer would gain, lose and newly leave open; ids only."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    undecided: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether there is a difference at all."""
        return bool(self.gained or self.lost or self.undecided)


def values_of(question: Question) -> tuple[Value, ...]:
    """Return every answer to a question; its numbers and dates must be few."""
    if question.kind == "choice":
        return tuple(option.value for option in question.options)
    if question.kind == "choices":
        return tuple(_ticks(question))
    if question.kind == "text":
        return (WORDS,)
    low, high = question.minimum, question.maximum
    if isinstance(low, datetime.date) and isinstance(high, datetime.date):
        days = (high - low).days + 1
        return tuple(low + datetime.timedelta(days=number) for number in range(days))
    assert isinstance(low, int)
    assert isinstance(high, int)
    return tuple(range(low, high + 1))


def _ticks(question: Question) -> Iterator[tuple[str, ...]]:
    for count in range(1, len(question.options) + 1):
        for ticked in itertools.combinations(question.options, count):
            if count == 1 or not any(option.alone for option in ticked):
                yield tuple(option.value for option in ticked)


class BruteForce:
    """Every world of some flows, walked one after the other, and what partial answers mean.

    `fixed` gives questions with one possible answer each, for flows with too many worlds; every
    question put to the oracle must then have those answers among the given ones.
    """

    def __init__(self, flows: Sequence[Flow], fixed: Given | None = None) -> None:
        self.flows = tuple(flows)
        self.legs = _legs(flows)
        self.always = {q.id for flow in flows for q in flow.questions if q.always}
        self.questions = {q.id: q for flow in reversed(flows) for q in reversed(flow.questions)}
        self.order = list(dict.fromkeys(q.id for flow in flows for q in flow.questions))
        self.outcomes = {outcome.id: outcome for flow in flows for outcome in flow.outcomes}
        fixed = fixed or {}
        self.values = {
            id_: (fixed[id_],) if id_ in fixed else values_of(self.questions[id_])
            for id_ in self.order
        }
        book = _Rulebook(self.flows)
        self.worlds = [
            _Judge(book, dict(zip(self.order, answers, strict=True))).world()
            for answers in itertools.product(*self.values.values())
        ]
        self._remaining: dict[frozenset[tuple[str, Value]], tuple[int, int]] = {}

    # What partial answers leave possible ---------------------------------------------------

    def completions(self, given: Given) -> list[World]:
        """Return the worlds in which every given answer stands."""
        wanted = [
            (self.order.index(id_), value)
            for id_, value in given.items()
            if self.questions[id_].kind != "text"
        ]
        return [
            world
            for world in self.worlds
            if all(world.answers[place] == value for place, value in wanted)
        ]

    def certain(self, given: Given, holds: Callable[[World], bool]) -> bool:
        """Say whether something is true in every completion."""
        return all(map(holds, self.completions(given)))

    def standing(self, given: Given) -> Standing:
        """Return all that the engine says of a position."""
        worlds = self.completions(given)
        return Standing(
            outcomes=tuple(self._shown(worlds)),
            open=tuple(self._open(worlds)),
            asked=tuple(id_ for id_ in self._given(given) if self._in_play(worlds, id_) == {True}),
            ignored=tuple(
                id_ for id_ in self._given(given) if self._in_play(worlds, id_) == {False}
            ),
            waiting=tuple(id_ for id_ in self._given(given) if len(self._in_play(worlds, id_)) > 1),
            next=self._next(worlds, given),
        )

    def _given(self, given: Given) -> list[str]:
        return [id_ for id_ in self.order if id_ in given]

    def _in_play(self, worlds: Iterable[World], question: str) -> set[bool]:
        return {question in world.in_play for world in worlds}

    def _shown(self, worlds: Sequence[World]) -> list[str]:
        surely = frozenset.intersection(*(world.holds for world in worlds))
        return [
            id_
            for id_, outcome in self.outcomes.items()
            if id_ in surely and outcome.yields_to not in surely
        ]

    def _open(self, worlds: Sequence[World]) -> list[str]:
        shown, possible = self._shown(worlds), frozenset().union(*(w.shown for w in worlds))
        return [id_ for id_ in self.outcomes if id_ in possible and id_ not in shown]

    # What is asked -------------------------------------------------------------------------

    def _next(self, worlds: Sequence[World], given: Given) -> str | None:
        for leg in range(len(self.legs)):
            asked = self._next_in(leg, worlds, given)
            if asked is not None:
                return asked
        return None

    def done(self, given: Given, leg: int) -> bool:
        """Say whether nothing is left to ask up to the end of a leg."""
        worlds = self.completions(given)
        return all(self._next_in(each, worlds, given) is None for each in range(leg + 1))

    def _next_in(self, leg: int, worlds: Sequence[World], given: Given) -> str | None:
        questions = [question for flow in self.legs[leg] for question in flow.questions]
        after_all = {question.id for question in questions if question.after_all}
        for id_ in dict.fromkeys(question.id for question in questions):
            if id_ in given or self._in_play(worlds, id_) != {True}:
                continue
            wanted = id_ in after_all and all(id_ in world.after_all for world in worlds)
            if id_ in self.always or wanted:
                return id_
            if self._matters(worlds, given, id_, leg):
                return id_
        return None

    def _matters(self, worlds: Sequence[World], given: Given, question: str, leg: int = -1) -> bool:
        flows = [flow for each in self.legs[: leg % len(self.legs) + 1] for flow in each]
        questions = [q for flow in flows for q in flow.questions]
        outcomes = {outcome.id for flow in flows for outcome in flow.outcomes}
        open_ = frozenset(outcomes.intersection(self._open(worlds)))
        due = frozenset({q.id for q in questions if q.id in self.always} - given.keys())
        wanted = frozenset({q.id for q in questions if q.after_all} - given.keys())
        return self._decides(
            worlds,
            question,
            lambda w: (w.shown & open_, w.in_play & due, w.after_all & wanted),
        )

    def _decides(
        self, worlds: Iterable[World], question: str, seen: Callable[[World], object]
    ) -> bool:
        """Say whether two worlds that differ in the answer to `question` only are told apart."""
        place = self.order.index(question)
        first: dict[tuple[Value, ...], object] = {}
        for world in worlds:
            others = world.answers[:place] + world.answers[place + 1 :]
            if first.setdefault(others, seen(world)) != seen(world):
                return True
        return False

    def deciding(self, given: Given, question: str) -> tuple[str, ...]:
        """Return the open outcomes that the answer to `question` can still decide."""
        worlds = self.completions(given)

        def is_decided(outcome: str) -> bool:
            return self._decides(worlds, question, lambda world: outcome in world.shown)

        return tuple(id_ for id_ in self._open(worlds) if is_decided(id_))

    def remaining(self, given: Given) -> tuple[int, int]:
        """Return the fewest and the most questions still asked, by walking every walk."""
        key = frozenset(given.items())
        if key not in self._remaining:
            self._remaining[key] = self._walked(given)
        return self._remaining[key]

    def _walked(self, given: Given) -> tuple[int, int]:
        asked = self._next(self.completions(given), given)
        if asked is None:
            return 0, 0
        bounds = [self.remaining({**given, asked: value}) for value in self.values[asked]]
        return 1 + min(low for low, _ in bounds), 1 + max(high for _, high in bounds)

    def paths(self) -> tuple[int, dict[str, int]]:
        """Return how many paths there are, and on how many each outcome is shown."""
        shown: dict[tuple[Value | None, ...], frozenset[str]] = {}
        for world in self.worlds:
            path = tuple(
                value if id_ in world.in_play else None
                for id_, value in zip(self.order, world.answers, strict=True)
            )
            assert shown.setdefault(path, world.shown) == world.shown, "a path decides everything"
        return len(shown), {id_: sum(id_ in ids for ids in shown.values()) for id_ in self.outcomes}

    # Why, and what if ----------------------------------------------------------------------

    def fired(self, given: Given, outcome: str) -> list[str]:
        """Return the rules of an outcome that the answers make hold, its gate included."""
        worlds = self.completions(given)
        if not all(outcome in world.holds for world in worlds):
            return []
        fired = frozenset.intersection(*(world.fired for world in worlds))
        return [r.id for r in self.outcomes[outcome].rules if (outcome, r.id) in fired]

    def is_minimal(self, answers: Given, holds: Callable[[World], bool]) -> bool:
        """Say whether these answers alone make it certain, and none of them can be left out."""
        if not self.certain(answers, holds):
            return False
        return not any(
            self.certain({id_: answers[id_] for id_ in answers if id_ != left_out}, holds)
            for left_out in answers
        )

    def difference(self, given: Given, question: str, value: Value) -> Difference:
        """Return what another answer to a question would change."""
        before, after = self.standing(given), self.standing({**given, question: value})
        return Difference(
            gained=tuple(id_ for id_ in after.outcomes if id_ not in before.outcomes),
            lost=tuple(id_ for id_ in before.outcomes if id_ not in after.outcomes),
            undecided=tuple(id_ for id_ in after.open if id_ not in before.open),
        )


def _legs(flows: Sequence[Flow]) -> list[list[Flow]]:
    """Return the flows parted into legs: a new one begins with a flow that follows others."""
    legs: list[list[Flow]] = []
    for flow in flows:
        if flow.follows or not legs:
            legs.append([])
        legs[-1].append(flow)
    return legs


class _Rulebook:
    """Every fact, outcome, rule and `when` of some flows, by name."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.facts = {name: test for flow in flows for name, test in flow.facts.items()}
        self.outcomes = {outcome.id: outcome for flow in flows for outcome in flow.outcomes}
        self.rules = [
            ((outcome.id, rule.id), rule)
            for outcome in self.outcomes.values()
            for rule in outcome.rules
        ]
        self.whens: dict[str, list[Test | None]] = {}
        self.after_all: dict[str, list[Test | None]] = {}
        for flow in flows:
            for question in flow.questions:
                whens = self.after_all if question.after_all else self.whens
                whens.setdefault(question.id, []).append(question.when)


class _Judge:
    """Reads one total set of answers by the words of the flow language."""

    def __init__(self, book: _Rulebook, answers: Given) -> None:
        self._book = book
        self._answers = answers
        self._in_play: dict[str, bool] = {}
        self._known: dict[str, bool] = {}
        self._raw: dict[str, bool] = {}

    def world(self) -> World:
        """Return what follows from the answers."""
        outcomes, rules = self._book.outcomes, self._book.rules
        holds = frozenset(id_ for id_, outcome in outcomes.items() if self._holds(outcome))
        return World(
            answers=tuple(self._answers.values()),
            in_play=frozenset(id_ for id_ in self._book.whens if self._is_in_play(id_)),
            fired=frozenset(name for name, rule in rules if self._fires(rule)),
            judgement=frozenset(name for name, rule in rules if self._is_judgement(rule)),
            holds=holds,
            shown=frozenset(id_ for id_ in holds if outcomes[id_].yields_to not in holds),
            after_all=frozenset(id_ for id_ in self._book.after_all if self._is_after_all(id_)),
        )

    def _is_after_all(self, question: str) -> bool:
        whens = self._book.after_all[question]
        wanted = any(when is None or self._true(when) for when in whens)
        return wanted and self._is_in_play(question)

    def _is_in_play(self, question: str) -> bool:
        if question not in self._in_play:
            whens = self._book.whens[question]
            self._in_play[question] = any(when is None or self._true(when) for when in whens)
        return self._in_play[question]

    def _true(self, test: Test) -> bool:
        match test:
            case Not():
                return not self._true(test.of)
            case AtLeast():
                return sum(self._true(part) for part in test.of) >= test.count
            case Fact():
                if test.name not in self._known:
                    self._known[test.name] = self._true(self._book.facts[test.name])
                return self._known[test.name]
            case Answered():
                return self._is_in_play(test.question)
            case Chosen() | Within():
                return self._is_in_play(test.question) and self._is_met(test)
            case Suggested():
                return self._is_shown(self._book.outcomes[test.outcome])
            case _:
                assert_never(test)

    def _is_met(self, test: Chosen | Within) -> bool:
        return self._is_chosen(test) if isinstance(test, Chosen) else self._is_within(test)

    def _is_chosen(self, test: Chosen) -> bool:
        value = self._answers[test.question]
        if isinstance(value, tuple):
            return any(ticked in test.values for ticked in value)
        return value in test.values

    def _is_within(self, test: Within) -> bool:
        value = self._answers[test.question]
        assert isinstance(value, int | datetime.date)
        above = test.low is None or test.low <= value  # type: ignore[operator]
        below = test.high is None or value <= test.high  # type: ignore[operator]
        return above and below

    def _fires(self, rule: Rule) -> bool:
        return (
            (rule.when is None or self._true(rule.when))
            and (
                not rule.only_when_any_of
                or any(self._some_rule_fires(id_) for id_ in rule.only_when_any_of)
            )
            and not any(self._some_rule_fires(id_) for id_ in rule.only_when_none_of)
        )

    def _some_rule_fires(self, outcome: str) -> bool:
        if outcome not in self._raw:
            rules = self._book.outcomes[outcome].rules
            self._raw[outcome] = any(self._fires(rule) for rule in rules)
        return self._raw[outcome]

    def _holds(self, outcome: Outcome) -> bool:
        return (
            self._some_rule_fires(outcome.id)
            and not (outcome.unless is not None and self._true(outcome.unless))
            and not any(self._some_rule_fires(id_) for id_ in outcome.only_when_none_of)
        )

    def _is_shown(self, outcome: Outcome) -> bool:
        other = self._book.outcomes.get(outcome.yields_to)
        return self._holds(outcome) and not (other is not None and self._holds(other))

    def _is_judgement(self, rule: Rule) -> bool:
        if rule.certainty == "judgement":
            return True
        return rule.judgement_when is not None and self._true(rule.judgement_when)
