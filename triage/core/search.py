"""The search for answers that make goals true: splitting, with a memo over equal residuals.

Several worlds may be searched at once: the answers to a question not placed yet are the same in
all of them, and each world's goal has to come true. Two worlds are how "this answer makes a
difference" is asked: the same goal must hold in one and fail in the other.

Before a question is split, four shortcuts are tried: one part of a disjunction is enough; parts
and worlds that depend on no common question are independent; what a conjunction needs of an
answer it also needs of that question's `when`; and worlds that differ in nothing else become one.
A short goal at the end of long chains of `when`s is taken back from its last question instead of
being split from the first: what is left then is the same for many goals.
The search keeps its own stack, so no depth of a flow can overflow Python's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from triage.core.budget import Budget
from triage.core.conditions import (
    FALSE,
    TRUE,
    Atom,
    Condition,
    Threshold,
    all_of,
    any_of,
    members,
    negate,
)
from triage.core.domains import ABSENT
from triage.core.trials import NOTHING_NEEDED, Found, Frame, Goals, Step
from triage.core.worlds import Key, World, Worlds, key_of


class Memo(Protocol):
    """What is known of some worlds: answers that make their goals true, or that there are none."""

    def __contains__(self, key: tuple[Key, ...], /) -> bool: ...

    def __getitem__(self, key: tuple[Key, ...], /) -> Found | None: ...

    def __setitem__(self, key: tuple[Key, ...], found: Found | None, /) -> None: ...


_MANY = 1 << 30
"""More than any number of trials that may fail."""

SHORT = 30
DEEP = 40
"""Goals of so few parts that depend on so many more questions than they read are taken back."""

WIDE = 400
"""Above this size of a goal, looking for the best question to split costs more than it saves."""


class Search:
    """Finds answers that make the goals of some worlds true; `memo` may serve many searches."""

    __slots__ = ("_budget", "_memo", "_worlds")

    def __init__(self, worlds: Worlds, memo: Memo, budget: Budget) -> None:
        """Take where worlds come from, what is known already, and how much may be looked at."""
        self._worlds = worlds
        self._memo = memo
        self._budget = budget

    def find(self, goals: Goals) -> Found | None:
        """Return answers that make every goal true, or none where no answers do.

        Raises `OutOfReach` where the budget does not last; what was found till then is kept in
        the memo.
        """
        frames: list[Frame] = []
        result = self._look(goals, frames)
        while frames:
            frame = frames[-1]
            if not isinstance(result, Frame):
                frame.take(result)
            trial = frame.next()
            if trial is None:
                frames.pop()
                result = self._memo[frame.key] = frame.result()
            else:
                result = self._look(trial, frames)
        assert not isinstance(result, Frame)
        return result

    def _look(self, goals: Goals, frames: list[Frame]) -> Found | Frame | None:
        """Return what is known of some goals, or a new frame in which it will be found."""
        left = tuple(world for world in goals if world.goal is not TRUE)
        if not left:
            return NOTHING_NEEDED
        if any(world.goal is FALSE for world in left):
            return None
        key = tuple(map(key_of, left))
        if key in self._memo:
            return self._memo[key]
        frames.append(self._frame(key, left))
        return frames[-1]

    # What to try ---------------------------------------------------------------------------

    def _frame(self, key: tuple[Key, ...], goals: Goals) -> Frame:
        """Say what has to be tried for goals of which none is decided yet."""
        self._budget.spend(sum(world.size for world in goals))
        if len(goals) == 1:
            return self._of_one(key, goals[0])
        together = self._together(goals)
        if together is not None:
            return Frame(key, 1, 1, iter([(None, together)]))
        if not goals[0].open & goals[1].open:
            return Frame(key, 2, 0, iter([(None, (world,)) for world in goals]))
        union = goals[0].open | goals[1].open
        question = (union & -union).bit_length() - 1
        return Frame(key, 1, _MANY, self._split(goals, question))

    def _of_one(self, key: tuple[Key, ...], world: World) -> Frame:
        goal = world.goal
        if type(goal) is Atom:
            return Frame(key, 1, _MANY, self._ways_into(world, goal))
        assert type(goal) is Threshold
        count, every = goal.count, len(goal.of)
        if count == 1 or self._independent(world, goal):
            parts = ((None, (self._worlds.part(world, each),)) for each in goal.of)
            return Frame(key, count, every - count, parts)
        if every <= SHORT and world.open.bit_count() > goal.scope.bit_count() + DEEP:
            return Frame(key, 1, _MANY, self._taken_back(world, goal.scope.bit_length() - 1))
        return self._of_all(key, world, goal) if count == every else self._of_some(key, world, goal)

    def _of_some(self, key: tuple[Key, ...], world: World, goal: Threshold) -> Frame:
        return Frame(key, 1, _MANY, self._split((world,), self._best(world, goal)))

    def _of_all(self, key: tuple[Key, ...], world: World, goal: Threshold) -> Frame:
        atoms = [each for each in goal.of if type(each) is Atom]
        needed = self._needed(world, atoms)
        stronger = _consistent(all_of((goal, *needed)) if needed else goal)
        if stronger != goal:
            return Frame(key, 1, 0, iter([(None, (self._worlds.part(world, stronger),))]))
        if len(atoms) == len(goal.of):
            # What their `when`s need stands among them already, so each can be met by itself.
            return Frame(key, len(atoms), 0, self._each_met(world, atoms))
        asked = [each for each in atoms if self._worlds.asks(world, each.question)]
        if not asked:
            return self._of_some(key, world, goal)
        pinned = min(asked, key=lambda each: self._worlds.met_by(each).bit_count())
        met = self._worlds.met_by(pinned)
        return Frame(key, 1, _MANY, self._split((world,), pinned.question, met))

    def _ways_into(self, world: World, goal: Atom) -> Iterator[tuple[Step | None, Goals]]:
        """Yield what makes one atom true: its question in play and so answered, or not in play."""
        question = goal.question
        allowed = self._allowed(world, goal)
        when = self._worlds.when(world, question)
        bit = allowed & ~ABSENT
        if bit:
            yield (question, bit & -bit), (self._worlds.part(world, when),)
        if allowed & ABSENT:
            yield None, (self._worlds.part(world, negate(when)),)

    def _taken_back(self, world: World, last: int) -> Iterator[tuple[Step | None, Goals]]:
        """Yield what is left to be met before the last question, by each answer to it."""
        when = self._worlds.when(world, last)
        absent = self._worlds.left(world.goal, last, ABSENT)
        answered: dict[Condition, int] = {}
        for bit in self._worlds.answers(world, last):
            self._budget.pay(world.size)
            answered.setdefault(self._worlds.left(world.goal, last, bit), bit)
        for left, bit in answered.items():
            # What is left also where the question is not in play needs nothing of its `when`.
            needed = left if left == absent else all_of((left, when))
            yield (last, bit), (self._worlds.part(world, needed),)
        if absent not in answered:
            yield None, (self._worlds.part(world, all_of((absent, negate(when)))),)

    def _each_met(self, world: World, atoms: list[Atom]) -> Iterator[tuple[Step | None, Goals]]:
        """Yield, for each atom, nothing more to find or a goal that cannot be met."""
        for each in atoms:
            allowed = self._allowed(world, each)
            bit = allowed & ~ABSENT
            yield (
                (each.question, bit & -bit) if bit else None,
                () if allowed else (world._replace(goal=FALSE),),
            )

    def _allowed(self, world: World, wanted: Atom) -> int:
        """Return the cells that may still meet an atom, with a bit for "not in play"."""
        met = self._worlds.met_by(wanted)
        for each in world.touched:
            if each.question == wanted.question:
                if each.bit:
                    return met & (each.bit | ABSENT)
                return met & ~ABSENT if each.when is TRUE else met
        return met & ~ABSENT if self._worlds.asks(world, wanted.question) else met

    def _split(
        self, goals: Goals, question: int, cells: int = -1
    ) -> Iterator[tuple[Step | None, Goals]]:
        """Yield the worlds after each of some answers to a question that is in play."""
        give = self._worlds.give
        size = sum(world.size for world in goals)
        for cell in self._worlds.domains[question].cells:
            if cell.bit & cells:
                self._budget.pay(size)
                after = tuple(give(world, question, cell.bit) for world in goals)
                yield (question, cell.bit), after

    def _needed(self, world: World, atoms: list[Atom]) -> list[Condition]:
        """Return what the `when`s of pinned questions have to be, and so on back through them."""
        needed: list[Condition] = []
        seen: set[int] = set()
        queue = list(atoms)
        # The goal's own atoms come first: they are at least as narrow as what is needed of them.
        for pinned in queue:
            if pinned.question in seen:
                continue
            seen.add(pinned.question)
            when = self._worlds.when(world, pinned.question)
            allowed = self._allowed(world, pinned)
            if when is TRUE or (allowed & ABSENT and allowed != ABSENT):
                continue
            need = negate(when) if allowed == ABSENT else when
            needed.append(need)
            if type(need) is Atom:
                queue.append(need)
            elif type(need) is Threshold and need.count == len(need.of):
                queue.extend(each for each in need.of if type(each) is Atom)
        return needed

    def _independent(self, world: World, goal: Threshold) -> bool:
        """Say whether no two parts of a goal can depend on the same question."""
        seen = world.placed
        for each in goal.of:
            cone = self._worlds.cone(each)
            if cone & ~world.placed & seen:
                return False
            seen |= cone
        return True

    def _together(self, goals: Goals) -> Goals | None:
        """Return several worlds as one, where they differ in nothing but their goals."""
        first, second = goals
        common = first.cone & second.cone
        if (first.placed ^ second.placed) & common:
            return None
        touched = {each.question: each for each in first.touched}
        for each in second.touched:
            if common >> each.question & 1:
                if touched.get(each.question) != each:
                    return None
            else:
                touched[each.question] = each
        theirs = {each.question for each in second.touched}
        if any(common >> question & 1 and question not in theirs for question in touched):
            return None
        placed = first.placed & first.cone | second.placed & second.cone
        goal = all_of((first.goal, second.goal))
        return (self._worlds.within(goal, touched, placed),)

    def _best(self, world: World, goal: Threshold) -> int:
        """Choose the question to split: the one that most parts read, else the earliest."""
        if goal.size <= WIDE:
            readers: dict[int, int] = {}
            for part in goal.of:
                for question in members(part.scope):
                    readers[question] = readers.get(question, 0) + 1
            best = max(readers, key=lambda question: (readers[question], -question))
            if self._worlds.asks(world, best):
                return best
        earliest = world.open
        return (earliest & -earliest).bit_length() - 1


def _consistent(goal: Condition) -> Condition:
    """Return a conjunction without the ways into its parts that other parts rule out.

    Goals that are compared are mostly the same: one holds where one of many rules fires, and the
    other where none does.
    """
    if type(goal) is not Threshold or goal.count < len(goal.of):
        return goal
    ruled_out = set(goal.of)
    parts: list[Condition] = []
    changed = False
    for part in goal.of:
        if type(part) is Threshold and part.count == 1:
            left = [each for each in part.of if negate(each) not in ruled_out]
            if len(left) < len(part.of):
                changed = True
                parts.append(any_of(left))
                continue
        parts.append(part)
    return all_of(parts) if changed else goal
