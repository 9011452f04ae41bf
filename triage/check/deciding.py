"""What can be, must be or makes a difference, as a check asks it of one flow again and again.

All questions are about the start of the flow, and about conditions as written. They share what
the search has found already, so a chain of `when`s is walked once for all of them. They also share
one allowance: each may take a little in any case, and much as long as the allowance lasts. So any
number of questions comes to an end, and what is easy is decided also beside what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.check.proof import few_answers
from triage.check.recent import Recent
from triage.check.walks import Walk, completed, decided
from triage.core.budget import EACH, Budget, OutOfReach
from triage.core.conditions import Condition, negate
from triage.core.guesses import FAR, guessed
from triage.core.program import Program
from triage.core.search import Search
from triage.core.trials import Found, Goals, answers_of
from triage.core.values import Value
from triage.core.worlds import Key, World, key_of

ALL = 10_000_000
"""Work for all decisions together, beside the least of each; see `triage.core.budget`."""

FOR_EACH = 4_000
"""Work that is allowed besides for each question of the flow."""

SHARE_OF_EACH = 10
"""One decision may take this part of the work, so that a hard one leaves enough for others."""

LEAST = 2_000
"""Work that each decision may take in any case."""

ALL_WALKS = 10_000_000
"""Work for showing what was found: few answers, and whole walks out of them."""

MOST_ON_A_WALK = 300_000
"""Work for making the answers of one walk fewer."""

EACH_ASKED = 2_000
"""What one question of a whole walk costs: the engine looks for it, and reads its answer."""

LOOKED_UP = 10
"""What a guess costs for each question that a goal may depend on."""

MOST_KEPT = 3_000_000
"""Work whose results are kept before they are forgotten, so that memory stays constant."""


class Decider:
    """Decides conditions of one program; raises `OutOfReach` where the work is not allowed.

    `left` is the work that all decisions may still take together. `walks_left_out` counts the
    walks that were not made since no more work was allowed.
    """

    def __init__(self, program: Program, most: int | None = None, least: int = LEAST) -> None:
        """Take the work allowed to all decisions together, and to each in any case."""
        self.program = program
        self._worlds = program.solver.worlds
        self.left = ALL + FOR_EACH * len(program.questions) if most is None else most
        self._most = self.left // SHARE_OF_EACH
        self._least = least
        self._left_for_walks = ALL_WALKS
        self._memo: Recent[tuple[Key, ...], Found | None] = Recent()
        self._kept = 0
        self._beyond: set[tuple[Key, ...]] = set()
        self.walks_left_out = 0

    @property
    def exhausted(self) -> bool:
        """Whether nothing is left but the least of each decision."""
        return self.left <= 0

    def possible(self, condition: Condition) -> bool:
        """Say whether some answers make a condition true."""
        return self._find(condition) is not None

    def certain(self, condition: Condition) -> bool:
        """Say whether all answers make a condition true."""
        return self._find(negate(condition)) is None

    def matters(self, question: int, conditions: Iterable[Condition]) -> bool:
        """Say whether the answer to a question makes a difference to one of some conditions.

        A condition that is hard leaves half of the work to those after it.
        """
        allowed = self._allowance()
        is_decided = True
        try:
            for condition in conditions:
                if allowed.left < EACH:
                    is_decided = False
                    break
                budget = Budget(allowed.left // 2)
                try:
                    if self._differs(condition, question, budget):
                        return True
                except OutOfReach:
                    is_decided = False
                finally:
                    allowed.take(budget)
        finally:
            self._charge(allowed)
        if not is_decided:
            raise OutOfReach
        return False

    def deciding(self, condition: Condition) -> dict[int, int] | None:
        """Return few answers, by question number and cell bit, that make it true; or None."""
        found = self._find(condition)
        if found is None:
            return None
        budget = Budget(min(MOST_ON_A_WALK, max(0, self._left_for_walks)))
        goals = (self._worlds.begin(condition),)
        _, few = few_answers(self.program, [(goals, answers_of(found))], budget)
        self._left_for_walks -= budget.spent
        return few

    def walk_to(
        self, condition: Condition, pinned: Mapping[str, Value] | None = None
    ) -> Walk | None:
        """Return a whole walk on which a condition is true, with few deciding answers.

        `pinned` answers stand in for others of the same cell. There is none where no answers make
        the condition true, or where that takes more work than is allowed.
        """
        try:
            found = self.deciding(condition)
        except OutOfReach:
            self.walks_left_out += 1
            return None
        if found is None:
            return None
        if self._left_for_walks <= 0:
            self.walks_left_out += 1
            return None
        walk = completed(self.program, {**decided(self.program, found), **(pinned or {})})
        self._left_for_walks -= EACH_ASKED * len(walk)
        return walk

    def _differs(self, condition: Condition, question: int, budget: Budget) -> bool:
        return any(
            self._search(goals, budget) is not None
            for goals in self._differing(condition, question, budget)
        )

    def _differing(self, condition: Condition, question: int, budget: Budget) -> Iterator[Goals]:
        """Yield what has to come true together if two answers are to make a difference."""
        cells = self._worlds.domains[question].cells
        holds = {}
        for cell in cells:
            budget.spend(condition.size)
            holds[cell.bit] = self._worlds.suppose(condition, question, cell.bit)
        first, *others = {key_of(world): bit for bit, world in holds.items()}.values()
        fails = {
            bit: self._worlds.suppose(negate(condition), question, bit)
            for bit in (first, *others)
            if others
        }
        for other in others:
            yield holds[first], fails[other]
            yield fails[first], holds[other]

    def _find(self, condition: Condition) -> Found | None:
        allowed = self._allowance()
        try:
            allowed.spend(condition.size)
            world = self._worlds.begin(condition)
            guess = self._guess(world, allowed)
            return self._search((world,), allowed) if guess is None else guess
        finally:
            self._charge(allowed)

    def _guess(self, world: World, allowed: Budget) -> Found | None:
        """Return answers to a goal that reads many questions, where a guess finds them."""
        cost = 2 * (world.size + LOOKED_UP * world.open.bit_count())
        far = world.goal.scope.bit_count() >= FAR
        if not far or cost > allowed.left // 2 or (key_of(world),) in self._memo:
            return None
        allowed.pay(cost)
        guess = guessed(self._worlds, world)
        return None if guess is None else (None, tuple((step, ()) for step in guess.items()))

    def _search(self, goals: Goals, budget: Budget) -> Found | None:
        key = tuple(map(key_of, goals))
        if key in self._beyond:
            raise OutOfReach
        if self._kept > MOST_KEPT:
            self._memo.forget()
            self._kept = 0
        before = budget.spent
        try:
            return Search(self._worlds, self._memo, budget).find(goals)
        except OutOfReach:
            self._beyond.add(key)
            raise
        finally:
            self._kept += budget.spent - before

    def _allowance(self) -> Budget:
        return Budget(self._least + min(self._most, max(0, self.left)))

    def _charge(self, budget: Budget) -> None:
        """Take from what is left what was done beyond the least of each decision."""
        self.left -= max(0, budget.spent - self._least)
