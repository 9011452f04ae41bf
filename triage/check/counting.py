"""How many paths make a condition true, without walking them one by one.

A condition is taken apart before it is walked: parts that depend on no common strand of
questions are counted by themselves, and their numbers are put together. What is left is walked in
question order, for all answers at once; equal states are merged, each strand is entered at the
first of its questions that is still read, and multiplied out as soon as none is.

All numbers are bounds, a least and a greatest, which are equal wherever the budget lasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import prod

from triage.check.layers import Bounds, Entered, Inside, Layer, Walk
from triage.check.strands import START, Strand
from triage.core.budget import Budget, OutOfReach
from triage.core.conditions import (
    FALSE,
    TRUE,
    Condition,
    Threshold,
    all_of,
    at_least,
    members,
    negate,
    restrict,
)

Memo = dict[int, dict[Condition, Condition]]
"""What is left of conditions, by the cell of the answer to one question."""


class Counter:
    """Counts conditions over the strands of one program, which are named by their first question.

    Conditions may only read strands that are exact.
    """

    __slots__ = ("_alone", "_budget", "_known", "_strand_of", "_strands")

    def __init__(self, strands: Sequence[Strand]) -> None:
        """Take the strands."""
        self._budget = Budget(0)
        self._strands = {strand.questions[0]: strand for strand in strands}
        self._strand_of = {question: strand for strand in strands for question in strand.questions}
        self._alone = sum(strand.mask for strand in strands if len(strand.questions) == 1)
        self._known: dict[tuple[Condition, Inside], Bounds] = {}

    def strands_read(self, condition: Condition) -> list[Strand]:
        """Return the strands that a condition reads."""
        return [self._strands[name] for name in members(self._tied(condition.scope))]

    def within(self, budget: Budget, condition: Condition) -> Bounds:
        """Return on how many paths through the strands that it reads a condition is true."""
        self._budget = budget
        return self.count(condition, ())

    def count(self, condition: Condition, inside: Inside) -> Bounds:
        """Count a condition where a walk stands in some of the strands that it reads already."""
        if not condition.scope:
            return Bounds(1, 1) if condition is TRUE else Bounds(0, 0)
        key = condition, inside
        known = self._known.get(key)
        if known is None:
            groups = self._groups(condition)
            if len(groups) > 1:
                assert type(condition) is Threshold
                known = self._put_together(condition.count, groups, inside)
            else:
                known = self._walk(condition, inside)
            if known.exact:
                self._known[key] = known
        return known

    # Taking apart --------------------------------------------------------------------------

    def _tied(self, scope: int) -> int:
        """Return the strands that some questions stand in, as bits of their first questions."""
        ties = scope & self._alone
        rest = scope & ~self._alone
        while rest:
            strand = self._strand_of[(rest & -rest).bit_length() - 1]
            ties |= 1 << strand.questions[0]
            rest &= ~strand.mask
        return ties

    def _groups(self, condition: Condition) -> list[list[Condition]]:
        """Return the parts of a condition, together where a strand ties them."""
        ties = self._tied(condition.scope)
        if type(condition) is not Threshold or not ties & (ties - 1):
            return [[condition]]
        leader: dict[int, int] = {}

        def lead(strand: int) -> int:
            while (above := leader.setdefault(strand, strand)) != strand:
                leader[strand] = leader[above]
                strand = above
            return strand

        for part in condition.of:
            first, *others = members(self._tied(part.scope))
            for other in others:
                leader[lead(other)] = lead(first)
        groups: dict[int, list[Condition]] = {}
        for part in condition.of:
            tied = self._tied(part.scope)
            groups.setdefault(lead((tied & -tied).bit_length() - 1), []).append(part)
        return list(groups.values())

    def _falls_apart(self, condition: Condition) -> bool:
        """Say whether no group is more than half of a condition.

        Otherwise counting the groups by themselves would only move the long walk one call deeper.
        """
        groups = self._groups(condition)
        return len(groups) > 1 and 2 * max(map(len, groups)) <= sum(map(len, groups))

    def _put_together(self, count: int, groups: list[list[Condition]], inside: Inside) -> Bounds:
        """Return on how many paths at least `count` parts are true; groups share nothing."""
        if count == sum(map(len, groups)):
            found = [self._of_group(len(each), each, inside) for each in groups]
            return Bounds(prod(each.low for each in found), prod(each.high for each in found))
        totals = [self._total(each, inside) for each in groups]
        whole = prod(totals)
        if count == 1:
            pairs = [
                (total, self._of_group(1, each, inside))
                for total, each in zip(totals, groups, strict=True)
            ]
            return Bounds(
                whole - prod(total - found.low for total, found in pairs),
                whole - prod(total - found.high for total, found in pairs),
            )
        ways = [1]
        for total, group in zip(totals, groups, strict=True):
            exactly = self._exactly(total, group, inside)
            if exactly is None:
                return Bounds(0, whole)
            ways = _convolved(ways, exactly, count)
        return Bounds(whole - sum(ways), whole - sum(ways))

    def _exactly(self, total: int, group: list[Condition], inside: Inside) -> list[int] | None:
        """Return on how many paths 0, 1, 2 ... parts of a group are true, if that is known."""
        reached = [self._of_group(n, group, inside) for n in range(1, len(group) + 1)]
        if not all(each.exact for each in reached):
            return None
        at_least_so_many = [total, *(each.low for each in reached), 0]
        return [more - fewer for more, fewer in pairwise(at_least_so_many)]

    def _of_group(self, count: int, group: list[Condition], inside: Inside) -> Bounds:
        """Return on how many paths through a group's strands so many of its parts are true."""
        goal = at_least(count, group)
        ties = 0
        for part in group:
            ties |= self._tied(part.scope)
        read = self._tied(goal.scope)
        found = self.count(goal, tuple(each for each in inside if read >> each.strand & 1))
        unread = self._paths(ties & ~read, inside)
        return Bounds(found.low * unread, found.high * unread)

    def _total(self, group: list[Condition], inside: Inside) -> int:
        """Return how many paths there are through the strands that a group reads."""
        ties = 0
        for part in group:
            ties |= self._tied(part.scope)
        return self._paths(ties, inside)

    def _paths(self, ties: int, inside: Inside) -> int:
        """Return how many paths there are through some strands, from where a walk stands."""
        found = 1
        for each in inside:
            if ties >> each.strand & 1:
                found *= self._strands[each.strand].onward[each.place][each.state]
                ties ^= 1 << each.strand
        for name in members(ties):
            found *= self._strands[name].onward[0][START]
        return found

    # Walking -------------------------------------------------------------------------------

    def _walk(self, condition: Condition, inside: Inside) -> Bounds:
        """Walk the strands that a condition reads, for all answers at once."""
        if type(condition) is Threshold and condition.count == 1:
            whole = self._paths(self._tied(condition.scope), inside)
            none = self._walk(negate(condition), inside)
            return Bounds(whole - none.high, whole - none.low)
        low, beyond = 0, 0
        walk = Walk(condition)
        walk.reach(self._next(condition.scope, inside), TRUE, inside, 1)
        while walk.due:
            question, layer, begun = walk.next()
            later = walk.later
            answers = self._strand_of[question].answers_to(question)
            memo: Memo = {}
            states = self._joined(layer, begun, later)
            while states:
                (before, stands), paths = states.popitem()
                try:
                    self._budget.spend(before.size * answers)
                except OutOfReach:
                    states[before, stands] = paths
                    return Bounds(
                        low, low + beyond + self._unwalked([states, *walk.layers()], later)
                    )
                for left, there, ways in self._steps(question, before, later, stands, memo):
                    more = paths * ways
                    if not left.scope and not later:
                        low += more
                    elif not later and self._falls_apart(left):
                        found = self.count(left, there)
                        low += more * found.low
                        beyond += more * (found.high - found.low)
                    else:
                        walk.reach(self._next(left.scope | later, there), left, there, more)
        return Bounds(low, low + beyond)

    def _unwalked(self, layers: Iterable[Layer], later: int) -> int:
        """Return how many paths go on from some states, whatever comes of them."""
        return sum(
            paths * self._paths(self._tied(left.scope | later), inside)
            for layer in layers
            for (left, inside), paths in layer.items()
        )

    def _joined(self, layer: Layer, begun: list[Condition], later: int) -> Layer:
        """Return the states of a layer with the parts that begin there.

        A part that another one implies is dropped, and with it perhaps a strand.
        """
        if not begun:
            return layer
        read = later
        for part in begun:
            read |= part.scope
        joined: Layer = {}
        for (left, inside), paths in layer.items():
            goal = all_of((left, *begun))
            if goal is not FALSE:
                still = self._tied(goal.scope | later)
                lost = self._paths(self._tied(left.scope | read) & ~still, inside)
                key = goal, tuple(each for each in inside if still >> each.strand & 1)
                joined[key] = joined.get(key, 0) + paths * lost
        return joined

    def _next(self, scope: int, inside: Inside) -> int:
        """Return the question to walk next: in strands entered all, in others the first read."""
        due = []
        for each in inside:
            strand = self._strands[each.strand]
            due.append(strand.questions[each.place])
            scope &= ~strand.mask
        if scope:
            due.append((scope & -scope).bit_length() - 1)
        return min(due)

    def _steps(
        self,
        question: int,
        before: Condition,
        later: int,
        inside: Inside,
        memo: Memo,
    ) -> Iterator[tuple[Condition, Inside, int]]:
        """Yield what each answer leaves of a condition, where the walk stands, and how many ways.

        The walk stands only in strands that are still read, by what is left or by what comes
        `later`; the paths through strands that no longer are have been multiplied out.
        """
        strand = self._strand_of[question]
        name = strand.questions[0]
        ties = self._tied(before.scope | later)
        if not ties >> name & 1:
            yield before, inside, 1
            return
        others = tuple(each for each in inside if each.strand != name)
        stood = [each for each in inside if each.strand == name]
        if stood:
            place, starts = stood[0].place, [(stood[0].state, 1)]
        else:
            place = strand.questions.index(question)
            starts = [(state, ways.paths) for state, ways in strand.layers[place].items()]
        for state, paths in starts:
            for bit, weight, there in strand.moves[place][state]:
                left = restrict(before, question, bit, memo.setdefault(bit, {}))
                if left is FALSE:
                    continue
                read = self._tied(left.scope | later)
                stands = (*others, Entered(name, place + 1, there))
                lost = self._paths(ties & ~read, stands)
                kept = tuple(each for each in stands if read >> each.strand & 1)
                yield left, kept, paths * weight * lost


def _convolved(ways: list[int], exactly: list[int], limit: int) -> list[int]:
    """Return in how many ways 0, 1, 2 ... parts are true together, for numbers below `limit`."""
    together = [0] * min(limit, len(ways) + len(exactly) - 1)
    for n, few in enumerate(ways):
        for more, many in enumerate(exactly[: limit - n]):
            together[n + more] += few * many
    return together
