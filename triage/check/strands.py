"""Questions that a chain of `when`s ties together, walked once for every answer at the same time.

The questions of a program fall into *strands*: two questions are in the same strand when the
`when` of one reads the other, directly or through others. Strands have nothing to do with each
other, so numbers of paths multiply over strands, and lengths of paths add up.

Within a strand, paths that have come to the same question with the same `when`s left are one
state. How many ways lead to a state, and how many lead on from it, is found once and serves every
condition that is counted afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.budget import Budget, OutOfReach
from triage.core.conditions import TRUE, Condition, members, restrict
from triage.core.domains import ABSENT
from triage.core.program import Program

State = tuple[tuple[int, Condition], ...]
"""What is left of the `when`s of later questions that an answer has touched, in asking order."""

Move = tuple[int, int, State]
"""The bit of a cell (or of not being asked), how many answers it holds, and where it leads."""

START: State = ()


@dataclass(slots=True)
class Ways:
    """How many paths lead to a state, and how many questions they ask."""

    paths: int
    fewest: int
    most: int


class Strand:
    """The questions of one strand in asking order, and every state between them.

    `layers[i]` are the states before question i, and `layers[-1]` the one at the end; `moves[i]`
    says where each answer leads from a state, and `onward[i]` how many paths go on from it. Where
    the budget does not last, `exact` is false, and `moves` and `onward` end early.
    """

    __slots__ = ("_known", "_program", "exact", "layers", "mask", "moves", "onward", "questions")

    def __init__(self, program: Program, questions: tuple[int, ...], budget: Budget) -> None:
        """Walk the questions, paying for each state."""
        self._program = program
        self._known: dict[tuple[Condition, int], tuple[int, Condition]] = {}
        self.questions = questions
        self.mask = sum(1 << question for question in questions)
        self.layers: list[dict[State, Ways]] = [{START: Ways(1, 0, 0)}]
        self.moves: list[dict[State, tuple[Move, ...]]] = []
        self.onward: list[dict[State, int]] = []
        self.exact = True
        try:
            for question in questions:
                self._walk(question, budget)
        except OutOfReach:
            self.exact = False
        else:
            self._look_back()

    @property
    def at_least(self) -> int:
        """How many paths there are, or a number that there are at least."""
        return sum(ways.paths for ways in self.layers[-1].values())

    @property
    def at_most(self) -> int:
        """How many paths there are, or a number that there are at most."""
        found = self.at_least
        for question in self.questions[len(self.layers) - 1 :]:
            found *= sum(cell.weight for cell in self._program.domains[question].cells)
        return found

    def answers_to(self, question: int) -> int:
        """Return how many answers to a question conditions can tell apart."""
        return len(self._program.domains[question].cells)

    @property
    def lengths(self) -> tuple[int, int]:
        """The fewest and the most questions that a path asks, as far as it was walked."""
        ends = self.layers[-1].values()
        return min(ways.fewest for ways in ends), max(ways.most for ways in ends)

    def _walk(self, question: int, budget: Budget) -> None:
        moves: dict[State, tuple[Move, ...]] = {}
        after: dict[State, Ways] = {}
        cells = len(self._program.domains[question].cells)
        self._known.clear()
        for state, ways in self.layers[-1].items():
            budget.spend(sum(when.size for _, when in state) * cells)
            moves[state] = self._moves(question, state)
            for bit, weight, there in moves[state]:
                asked = bit != ABSENT
                fewest, most = ways.fewest + asked, ways.most + asked
                known = after.get(there)
                if known is None:
                    after[there] = Ways(ways.paths * weight, fewest, most)
                    continue
                known.paths += ways.paths * weight
                known.fewest = min(known.fewest, fewest)
                known.most = max(known.most, most)
        self.moves.append(moves)
        self.layers.append(after)

    def _moves(self, question: int, state: State) -> tuple[Move, ...]:
        domain, when = self._program.domains[question], self._program.whens[question]
        if state and state[0][0] == question:
            when, state = state[0][1], state[1:]
        if when is TRUE:
            return tuple(
                (cell.bit, cell.weight, self._after(question, cell.bit, state))
                for cell in domain.cells
            )
        assert not when.scope, "a `when` reads only earlier questions"
        return ((ABSENT, 1, self._after(question, ABSENT, state)),)

    def _after(self, question: int, bit: int, state: State) -> State:
        """Put one answer into the `when`s that read it; equal ones are kept once."""
        readers = self._program.when_readers[question]
        if not readers:
            return state
        pairs = {pair[0]: pair for pair in state}
        for reader in readers:
            _, before = pairs.get(reader, (reader, self._program.whens[reader]))
            key = before, bit
            known = self._known.get(key)
            if known is None or known[0] != reader:
                known = self._known[key] = reader, restrict(before, question, bit)
            pairs[reader] = known
        return tuple(sorted(pairs.values()))

    def _look_back(self) -> None:
        onward = [dict.fromkeys(self.layers[-1], 1)]
        for moves in reversed(self.moves):
            last = onward[-1]
            onward.append(
                {
                    state: sum(weight * last[there] for _, weight, there in ways)
                    for state, ways in moves.items()
                }
            )
        self.onward = onward[::-1]


def strands_of(program: Program, budget: Budget) -> tuple[Strand, ...]:
    """Return the strands of a program, in the order of their first questions."""
    first: list[int] = []
    tied: dict[int, list[int]] = {}
    for number, when in enumerate(program.whens):
        roots = sorted({first[question] for question in members(when.scope)} | {number})
        for root in roots[1:]:
            for question in tied.pop(root, ()):
                first[question] = roots[0]
                tied[roots[0]].append(question)
        first.append(roots[0])
        tied.setdefault(roots[0], []).append(number)
    return tuple(Strand(program, tuple(sorted(each)), budget) for each in tied.values())
