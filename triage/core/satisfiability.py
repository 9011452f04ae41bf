"""Exact questions about conditions: can it still hold, must it hold, does an answer matter.

Kleene's tables alone would leave an impossible outcome open; here a condition is open only where
some completion of the answers makes it true and another makes it false. Every decision is a pure
function of the world that it is about and of the budget: nothing that was decided before can
make it come out differently. A decision that the budget does not reach is open, which is the
careful side: the outcome stays possible, and the question is asked.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from triage.core.budget import EACH, Budget, OutOfReach
from triage.core.conditions import FALSE, TRUE, Condition, Threshold
from triage.core.domains import Domain
from triage.core.guesses import FAR, guessed
from triage.core.search import Search
from triage.core.trials import Goals
from triage.core.worlds import World, Worlds, key_of, opposite

MOST_REMEMBERED = 1_000
"""The memo of decisions is emptied at this size, so that a long run keeps its memory constant."""

MOST_WORK = 100_000
"""Work for one decision; see `triage.core.budget`. A decision of the incident flow takes 5,000."""


class Solver:
    """Decides conditions over the questions of one program, remembering what it decided.

    `spent` is all the work done so far, for those who ration it.
    """

    __slots__ = ("_known", "_most", "spent", "worlds")

    def __init__(
        self,
        domains: Sequence[Domain],
        whens: Sequence[Condition] | None = None,
        most: int = MOST_WORK,
    ) -> None:
        """Take the domain and the `when` of each question, by number.

        Without `whens` every question is in play, as closed conditions read them.
        """
        self.worlds = Worlds(domains, whens)
        self.spent = 0
        self._most = most
        self._known: dict[Hashable, bool | None] = {}

    # Of conditions, from the start of the flow -----------------------------------------------

    def satisfiable(self, condition: Condition) -> bool:
        """Say whether some answers make `condition` true; out of reach counts as yes."""
        return self.possible(self.worlds.begin(condition))

    def settle(self, condition: Condition) -> Condition:
        """Return `TRUE` or `FALSE` where the condition is decided already, else itself."""
        settled = self.settled(self.worlds.begin(condition))
        return settled if settled is TRUE or settled is FALSE else condition

    # Of worlds -------------------------------------------------------------------------------

    def possible(self, world: World) -> bool:
        """Say whether some answers make the goal true; out of reach counts as yes."""
        if type(world.goal) is not Threshold and not world.open:
            return world.goal is not FALSE
        key = key_of(world)
        if key not in self._known and self._guessed(world):
            self._remember(key, found=True)
        return self._decided(key, [(world,)]) is not False

    def certain(self, world: World) -> bool:
        """Say whether every answer makes the goal true; out of reach counts as no."""
        return not self.possible(opposite(world))

    def settled(self, world: World) -> Condition:
        """Return `TRUE` or `FALSE` where the goal is decided already, else the goal."""
        goal = world.goal
        if goal is TRUE or goal is FALSE:
            return goal
        if not self.possible(world):
            return FALSE
        return TRUE if self.certain(world) else goal

    def matters(self, world: World, question: int) -> bool:
        """Say whether the answer to `question` can make a difference to the goal.

        Out of reach counts as yes.
        """
        if not world.open >> question & 1:
            return False
        key = (key_of(world), question)
        if key in self._known:
            return self._known[key] is not False
        cells = self.worlds.domains[question].cells
        ways = [self.worlds.give(world, question, cell.bit) for cell in cells]
        first, *others = {key_of(way): way for way in ways}.values()
        cases: list[Goals] = []
        for other in others:
            cases.extend(((first, opposite(other)), (opposite(first), other)))
        return self._decided(key, cases) is not False

    def _guessed(self, world: World) -> bool:
        """Say whether a goal far from the questions that are asked now is met by a first guess.

        A search would have to go all the way to it, question by question.
        """
        far = world.open.bit_count()
        if far < FAR:
            return False
        self.spent += 2 * EACH * far
        return guessed(self.worlds, world) is not None

    def _decided(self, key: Hashable, cases: Sequence[Goals]) -> bool | None:
        """Say whether any of the cases can be; `None` where that is out of reach."""
        if key in self._known:
            return self._known[key]
        budget = Budget(self._most)
        search = Search(self.worlds, {}, budget)
        found: bool | None
        try:
            found = any(search.find(goals) is not None for goals in cases)
        except OutOfReach:
            found = None
        self.spent += budget.spent
        self._remember(key, found=found)
        return found

    def _remember(self, key: Hashable, *, found: bool | None) -> None:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = found
