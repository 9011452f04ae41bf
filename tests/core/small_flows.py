"""Small random flows, as YAML text, and answers to their questions.

A flow is drawn as the mappings and lists of a flow file, so that it goes through the reader like
any other. The number of its worlds (see `tests.core.brute_force`) is kept small.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.core.brute_force import BruteForce, Standing, values_of
from triage.core.engine import Position, begin
from triage.core.model import Flow
from triage.core.program import Program, compile_program
from triage.core.values import Value
from triage.pack.reader import read_flow_text

Item = TypeVar("Item")
Tree = dict[str, Any]
FIRST_DAY = datetime.date(2026, 2, 27)
MOST_WORLDS = 100


@dataclass(frozen=True, repr=False)
class Case:
    """A flow as text, and some answers in the order in which they are given.

    `more` is a second flow over the same questions, walked after the first.
    """

    text: str
    given: tuple[tuple[str, Value], ...] = ()
    more: str = ""

    def __repr__(self) -> str:
        """Return the flow as it stands in its file, which is easier to read than one line."""
        return f"Case(\n{self.text}{self.more}, given={self.given})"

    @cached_property
    def flow(self) -> Flow:
        """The flow, as the reader reads it."""
        return read_flow_text(self.text)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The flow, and the one after it."""
        return (self.flow, read_flow_text(self.more)) if self.more else (self.flow,)

    @cached_property
    def program(self) -> Program:
        """The flows, made ready for the engine."""
        return compile_program(self.flows)

    @cached_property
    def oracle(self) -> BruteForce:
        """The flows, worked out the slow way."""
        return BruteForce(self.flows)

    @property
    def answers(self) -> dict[str, Value]:
        """The answers that stand at the end; later ones replace earlier ones."""
        return dict(self.given)

    def position(self) -> Position:
        """Return the position after all answers."""
        position = begin(self.program)
        for question, value in self.given:
            position = position.answer(question, value)
        return position


def standing(position: Position) -> Standing:
    """Return what the engine says of a position, in the oracle's form."""
    return Standing(
        outcomes=tuple(outcome.id for outcome in position.outcomes),
        open=tuple(outcome.id for outcome in position.open),
        asked=position.asked,
        ignored=position.ignored,
        waiting=position.waiting,
        next=position.next,
    )


def cases() -> st.SearchStrategy[Case]:
    """Return the strategy for a flow and answers to some of its questions, in any order."""
    return st.binary(min_size=256, max_size=256).map(drawn)


def journeys() -> st.SearchStrategy[Case]:
    """Return the strategy for two flows that ask the same questions, and some answers."""
    return st.binary(min_size=384, max_size=384).map(lambda chance: drawn(chance, journey=True))


def drawn(chance: bytes, *, journey: bool = False) -> Case:
    """Make a case out of chance."""
    dice = Dice(chance)
    tree = _flow(dice)
    case = Case(written(tree))
    questions = list(case.flow.questions)
    given = []
    for _ in range(dice.below(len(questions) + 1)):
        question = questions.pop(dice.below(len(questions)))
        given.append((question.id, dice.pick(values_of(question))))
    more = written(_flow_after(dice, tree["questions"])) if journey else ""
    return Case(case.text, tuple(given), more)


def written(tree: Tree) -> str:
    """Return the YAML text of a flow, one question, fact or outcome to a line."""
    lines = []
    for key, value in tree.items():
        if isinstance(value, str):
            lines.append(f"{key}: {value}")
        elif isinstance(value, list):
            lines.append(f"{key}:")
            lines.extend(f"  - {json.dumps(entry)}" for entry in value)
        else:
            lines.append(f"{key}:" if value else f"{key}: {{}}")
            lines.extend(f"  {name}: {json.dumps(entry)}" for name, entry in value.items())
    return "\n".join(lines) + "\n"


class Dice:
    """Chance, out of bytes that Hypothesis draws at once; nought where they run out.

    Drawing each number by itself would take ten times as long.
    """

    def __init__(self, chance: bytes) -> None:
        self._left = iter(chance)

    def below(self, count: int) -> int:
        """Return a number from 0 to `count` - 1, which is at most 255; shrinks to 0."""
        return next(self._left, 0) % count if count > 1 else 0

    def often(self) -> bool:
        """Say yes two times in three; shrinks to no."""
        return self.below(3) > 0

    def seldom(self) -> bool:
        """Say yes one time in four; shrinks to no."""
        return self.below(4) == 3

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items; shrinks to the first."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[Item], most: int = 2) -> list[Item]:
        """Return at least one and at most `most` different items."""
        left = list(items)
        count = 1 + self.below(min(most, len(left)))
        return [left.pop(self.below(len(left))) for _ in range(count)]


# Questions ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Scope:
    """What a condition may read so far."""

    questions: list[Tree] = field(default_factory=list)
    facts: Tree = field(default_factory=dict)


def _flow(dice: Dice) -> Tree:
    """Draw a flow: questions and facts in turn, so that a `when` reads only earlier ones."""
    scope = _Scope()
    worlds = 1
    count = 2 + dice.below(5)
    for number in range(count):
        left = MOST_WORLDS // worlds // 2 ** (count - number - 1)
        question, size = _question(dice, f"q{number}", left)
        worlds *= size
        _ask(dice, scope, question, f"f{number}")
    return _tree("small", scope, _outcomes(dice, scope, "o"))


def _flow_after(dice: Dice, questions: Sequence[Tree]) -> Tree:
    """Draw a flow over some of the same questions, in play and `always` where it says so."""
    scope = _Scope()
    kept = [question for question in questions if not dice.seldom()] or questions
    for number, question in enumerate(kept):
        bare = {key: question[key] for key in question.keys() - {"when", "always"}}
        _ask(dice, scope, bare, f"g{number}")
    return _tree("after", scope, _outcomes(dice, scope, "p"))


def _ask(dice: Dice, scope: _Scope, question: Tree, fact: str) -> None:
    """Add a question, perhaps with a `when` over those before it, and perhaps a fact after it."""
    if scope.questions and dice.often():
        question["when"] = _condition(dice, scope, 1)
    if dice.seldom():
        question["always"] = "yes"
    scope.questions.append(question)
    if dice.often():
        scope.facts[fact] = _condition(dice, scope, 2)


def _tree(id_: str, scope: _Scope, outcomes: list[Tree]) -> Tree:
    return {
        "flow": id_,
        "title": "A small flow",
        "version": "1",
        "edition": "none",
        "questions": scope.questions,
        "facts": scope.facts,
        "outcomes": outcomes,
    }


def _question(dice: Dice, id_: str, most: int) -> tuple[Tree, int]:
    """Draw a question with at most `most` answers; return it and how many it has."""
    question: Tree = {"id": id_, "ask": "What is it?"}
    least = {"choice": 2, "choices": 3, "number": 2, "date": 2, "text": 1}
    kinds = ["choice"] * 4 + ["choices"] * 2 + ["number", "date", "text"]
    kind = dice.pick([kind for kind in kinds if least[kind] <= most])
    if kind == "choice":
        size = 2 + dice.below(min(most, 3) - 1)
        return {**question, "options": dict.fromkeys("abc"[:size], "Label")}, size
    question["kind"] = kind
    if kind == "choices":
        free, alone = dice.pick([(f, a) for a in (0, 1, 2) for f in (2, 3) if 2**f - 1 + a <= most])
        options: Tree = dict.fromkeys("abc"[:free], "Label")
        options |= {value: {"label": "Label", "alone": "yes"} for value in "yz"[:alone]}
        return {**question, "options": options}, 2**free - 1 + alone
    if kind == "text":
        return {**question, "limit": "100"}, 1
    size = 2 + dice.below(min(most, 4) - 1)
    return {**question, "min": _bound(kind, 0), "max": _bound(kind, size - 1)}, size


def _bound(kind: str, place: int) -> str:
    """Return the value at a place of a range, as written."""
    if kind == "date":
        return (FIRST_DAY + datetime.timedelta(days=place)).isoformat()
    return str(place - 1)


# Conditions -----------------------------------------------------------------------------------

_FORMS = ["leaf"] * 5 + ["answered"]
_DEEP_FORMS = ["not", "not", "all", "all", "any", "any", "at_least"]


def _condition(dice: Dice, scope: _Scope, depth: int) -> str | Tree:
    """Draw a condition over the questions and facts in scope."""
    forms = _FORMS + ["fact"] * (2 if scope.facts else 0) + (_DEEP_FORMS if depth else [])
    form = dice.pick(forms)
    if form == "leaf":
        return _leaf(dice, dice.pick(scope.questions))
    if form == "fact":
        return dice.pick(sorted(scope.facts))
    if form == "answered":
        return {"answered": dice.some([question["id"] for question in scope.questions])}
    if form == "not":
        return {"not": _condition(dice, scope, depth - 1)}
    parts = [_condition(dice, scope, depth - 1) for _ in range(2 + dice.below(2))]
    if form == "at_least":
        return {"at_least": {"count": str(1 + dice.below(len(parts))), "of": parts}}
    return {form: parts}


def _leaf(dice: Dice, question: Tree) -> Tree:
    """Draw a comparison of one question's answer."""
    id_, kind = question["id"], question.get("kind", "choice")
    if kind == "text":
        return {"answered": [id_]}
    if kind in ("choice", "choices"):
        values = dice.some(sorted(question["options"]))
        return {id_: values[0] if len(values) == 1 else values}
    if dice.below(2):
        return {id_: _bound(kind, dice.below(6) - 1)}
    names = dice.some(("from", "over", "up_to", "under", "is"))
    return {id_: {name: _bound(kind, dice.below(6) - 1) for name in names}}


# Outcomes -------------------------------------------------------------------------------------


def _outcomes(dice: Dice, scope: _Scope, letter: str) -> list[Tree]:
    """Draw outcomes; the rules' `only_when_...` follow an order, so that there are no circles.

    Outcomes that others yield to do not yield themselves.
    """
    ids = [f"{letter}{number}" for number in range(2 + dice.below(3))]
    strong, waiting = dice.some(ids, len(ids) - 1), dice.some(ids, len(ids))
    found = []
    for id_ in ids:
        outcome: Tree = {"id": id_, "title": "An outcome", "cites": ["A1", "R0"]}
        if id_ not in strong and dice.often():
            outcome["yields_to"] = dice.pick(strong)
        if dice.seldom():
            outcome["unless"] = _condition(dice, scope, 1)
        if dice.seldom():
            outcome["only_when_none_of"] = dice.some([other for other in ids if other != id_])
        earlier = waiting[: waiting.index(id_)] if id_ in waiting else waiting
        count = 1 + dice.below(3)
        outcome["rules"] = [_rule(dice, f"R{number}", scope, earlier) for number in range(count)]
        found.append(outcome)
    return found


def _rule(dice: Dice, id_: str, scope: _Scope, earlier: Sequence[str]) -> Tree:
    """Draw a rule, which may wait for the rules of outcomes that come earlier in some order."""
    rule: Tree = {"id": id_, "says": "Because.", "cites": [id_]}
    if dice.below(10):
        rule["when"] = _condition(dice, scope, 2)
    if earlier and dice.seldom():
        rule["only_when_any_of"] = dice.some(earlier)
    if earlier and dice.seldom():
        rule["only_when_none_of"] = dice.some(earlier)
    rule["certainty"] = dice.pick(("certain", "certain", "judgement"))
    if rule["certainty"] == "certain" and dice.below(2):
        rule["judgement_when"] = _condition(dice, scope, 1)
    return rule
