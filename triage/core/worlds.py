"""What is left of a goal, and of the `when`s that it depends on, as answers come in.

A *world* is a condition that somebody asks about (the goal), with what is left of the `when` of
each question that the goal depends on and that some answer has touched. Everything else that the
goal depends on is as it was at the start. So a world is all that further answers can change, and
worlds that are equal have equal futures; a long chain of `when`s costs no more than a short one,
because a `when` is looked at only when the question before it is answered.

Conditions may be as written or closed (`Program.close`): both come out the same here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from triage.core.absences import Absences
from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    Threshold,
    all_of,
    members,
    negate,
    restrict,
    restrict_all,
)
from triage.core.domains import ABSENT, Domain

MOST_REMEMBERED = 1_000
"""The cones, and the cells that meet an atom, remembered before they are forgotten."""


MOST_WHENS = 10_000
"""What is left of `when`s is remembered for so many answers before it is forgotten."""

MOST_MOVES = 500
"""What is left of conditions is remembered for so many moves at a time: memory stays constant."""


class Touched(NamedTuple):
    """A question that is not placed yet: what is left of its `when`, and its waiting answer.

    `when` is `TRUE` once the question is in play; `bit` is 0 where it has no answer.
    """

    question: int
    when: Condition
    bit: int


class World(NamedTuple):
    """A goal, what else further answers can change, and which questions are placed already.

    A question is *placed* when its answer is read, or when it is known not to be in play. `cone`
    has the bits of every question that the goal can depend on, directly or through a `when`.
    """

    goal: Condition
    touched: tuple[Touched, ...]
    placed: int
    cone: int

    @property
    def size(self) -> int:
        """What one look at the world costs; see `triage.core.budget`."""
        return self.goal.size + 8 * len(self.touched)

    @property
    def open(self) -> int:
        """The bits of the questions that the goal can depend on and that are not placed."""
        return self.cone & ~self.placed


Key = tuple[Condition, tuple[Touched, ...]]


def key_of(world: World) -> Key:
    """Return what two worlds with the same future have in common."""
    return world.goal, world.touched


def opposite(world: World) -> World:
    """Return the world whose goal holds exactly where this one's does not."""
    return world._replace(goal=negate(world.goal))


class Worlds:
    """Makes worlds over some questions, and moves them on; `whens` may be left out."""

    __slots__ = (
        "_absences",
        "_ancestors",
        "_cones",
        "_guarded",
        "_left",
        "_met",
        "_moves",
        "_never",
        "_readers",
        "_whens_left",
        "domains",
        "whens",
    )

    def __init__(self, domains: Sequence[Domain], whens: Sequence[Condition] | None = None) -> None:
        """Take the domain and the `when` of each question, by number."""
        self.domains = domains
        self.whens = (TRUE,) * len(domains) if whens is None else tuple(whens)
        self._readers: dict[int, list[int]] = {}
        self._ancestors: dict[int, int] = {}
        self._left: dict[frozenset[tuple[int, int]], dict[Condition, Condition]] = {}
        self._whens_left: dict[tuple[Condition, int, int], Condition] = {}
        self._met: dict[Atom, int] = {}
        self._moves = 0
        self._cones: dict[Condition, int] = {}
        self._guarded = 0
        self._never = 0
        for number, when in enumerate(self.whens):
            if when is FALSE:
                self._never |= 1 << number
            elif when is not TRUE:
                self._guarded |= 1 << number
                self._ancestors[number] = 1 << number | self.cone(when)
                for question in members(when.scope):
                    self._readers.setdefault(question, []).append(number)
        self._absences = Absences(self.whens, self._readers)

    def cone(self, condition: Condition) -> int:
        """Return the bits of all questions that a condition can depend on."""
        scope = condition.scope
        if not scope & self._guarded:
            return scope
        if type(condition) is Atom:
            return self._ancestors[condition.question]
        known = self._cones.get(condition)
        if known is None:
            assert type(condition) is Threshold
            for part in condition.of:
                scope |= self.cone(part)
            if len(self._cones) >= MOST_REMEMBERED:
                self._cones.clear()
            known = self._cones[condition] = scope
        return known

    def begin(self, goal: Condition, answers: Mapping[int, int] | None = None) -> World:
        """Return the world at the start of the flow, with some answers given by cell bit."""
        cone = self.cone(goal)
        placed = cone & self._never
        queue = [(question, ABSENT) for question in members(placed)]
        world = World(goal, (), 0, cone)
        if queue:
            world = self._moved(goal, {}, placed, cone, queue)
        return self.given(world, answers) if answers else world

    def given(self, world: World, answers: Mapping[int, int]) -> World:
        """Return the world once some questions have answers, in whatever order they came."""
        touched = {each.question: each for each in world.touched}
        placed, queue = world.placed, []
        for question, bit in answers.items():
            if world.open >> question & 1:
                when = self.when(world, question)
                if when is TRUE:
                    placed |= 1 << question
                    queue.append((question, bit))
                else:
                    touched[question] = Touched(question, when, bit)
        return self._moved(world.goal, touched, placed, world.cone, queue)

    def suppose(self, goal: Condition, question: int, bit: int) -> World:
        """Return the world at the start, where a question is in play and has this answer.

        What its `when` needs becomes part of the goal.
        """
        world = self.begin(all_of((goal, self.whens[question])))
        if not world.open >> question & 1:
            return world
        touched = {each.question: each for each in world.touched}
        placed = world.placed | 1 << question
        return self._moved(world.goal, touched, placed, world.cone, [(question, bit)])

    def within(self, goal: Condition, touched: Mapping[int, Touched], placed: int) -> World:
        """Return the world of a goal, with what is touched so far and which questions are placed.

        What the goal does not depend on is left out.
        """
        cone = self.cone(goal)
        if touched:
            kept = [each for question, each in touched.items() if cone >> question & 1]
            kept.sort()
            return World(goal, tuple(kept), placed, cone)
        return World(goal, (), placed, cone)

    def asks(self, world: World, question: int) -> bool:
        """Say whether a question that is not placed is known to be in play."""
        return self.when(world, question) is TRUE

    def when(self, world: World, question: int) -> Condition:
        """Return what is left of the `when` of a question that is not placed."""
        for each in world.touched:
            if each.question == question:
                return each.when
        return self.whens[question]

    def answers(self, world: World, question: int) -> list[int]:
        """Return the cells that the answer to a question may still lie in."""
        waiting = [each.bit for each in world.touched if each.question == question and each.bit]
        return waiting or [cell.bit for cell in self.domains[question].cells]

    def left(self, goal: Condition, question: int, bit: int) -> Condition:
        """Return what is left of a goal once a question lies in a cell."""
        return restrict(goal, question, bit)

    def met_by(self, wanted: Atom) -> int:
        """Return the cells that meet an atom, as bits, with one for "not in play"."""
        known = self._met.get(wanted)
        if known is None:
            bits = (ABSENT, *(cell.bit for cell in self.domains[wanted.question].cells))
            known = sum(bit for bit in bits if restrict(wanted, wanted.question, bit) is TRUE)
            if len(self._met) >= MOST_REMEMBERED:
                self._met.clear()
            self._met[wanted] = known
        return known

    def part(self, world: World, goal: Condition) -> World:
        """Return the world with another goal, which depends on nothing that this one does not."""
        cone = self.cone(goal)
        if world.touched:
            touched = tuple(each for each in world.touched if cone >> each.question & 1)
            return World(goal, touched, world.placed, cone)
        return World(goal, (), world.placed, cone)

    def give(self, world: World, question: int, bit: int) -> World:
        """Return the world once a question that is not placed has an answer.

        The answer is read if the question is in play, and waits while that is not known.
        """
        if not world.open >> question & 1:
            return world
        touched = {each.question: each for each in world.touched}
        when = self.when(world, question)
        if when is TRUE:
            placed = world.placed | 1 << question
            return self._moved(world.goal, touched, placed, world.cone, [(question, bit)])
        touched[question] = Touched(question, when, bit)
        return self.within(world.goal, touched, world.placed)

    def _moved(
        self,
        goal: Condition,
        touched: dict[int, Touched],
        placed: int,
        cone: int,
        queue: list[tuple[int, int]],
    ) -> World:
        """Put placed questions into all that depends on them, and into all that follows."""
        found: dict[int, int] = {}
        while queue:
            question, bit = queue.pop()
            if bit == ABSENT:
                gone = self._absences.without(question) & cone & ~placed | 1 << question
                placed |= gone
                for each in [each for each in touched if gone >> each & 1]:
                    del touched[each]
                found.update(dict.fromkeys(members(gone & goal.scope), ABSENT))
                gone &= self._absences.tied
            else:
                gone = 1 << question
                touched.pop(question, None)
                found[question] = bit
            for member in members(gone):
                for reader in self._readers.get(member, ()):
                    if not cone >> reader & 1 or placed >> reader & 1:
                        continue
                    known = touched.get(reader)
                    when = self.whens[reader] if known is None else known.when
                    answer = 0 if known is None else known.bit
                    left = self._when_left(when, member, bit)
                    if left is FALSE or (left is TRUE and answer):
                        placed |= 1 << reader
                        queue.append((reader, answer if left is TRUE else ABSENT))
                    else:
                        touched[reader] = Touched(reader, left, answer)
        return self.within(self._left_of(goal, found), touched, placed)

    def _when_left(self, when: Condition, question: int, bit: int) -> Condition:
        """Put one answer into a `when`; the few things that can be left of one are kept once."""
        key = when, question, bit
        left = self._whens_left.get(key)
        if left is None:
            if len(self._whens_left) >= MOST_WHENS:
                self._whens_left.clear()
            left = self._whens_left[key] = restrict(when, question, bit)
        return left

    def _left_of(self, goal: Condition, found: dict[int, int]) -> Condition:
        """Put answers into a goal; parts that several goals share are looked at once."""
        self._moves += 1
        if self._moves % MOST_MOVES == 0:
            self._left.clear()
        memo = self._left.setdefault(frozenset(found.items()), {})
        scope = sum(1 << question for question in found)
        return restrict_all(goal, found, scope, memo)
