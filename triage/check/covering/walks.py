"""Few walks that show every target; see `triage.check.covering`.

Each walk starts with the answers that one target needs and takes in every other target that goes
with them. Of the walks found, the one that shows the most of what is still missing is taken until
nothing is; then every walk is dropped of which the others show all. Nothing is left to chance:
the same flow gives the same walks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.check.covering.answers import answer_targets
from triage.check.covering.rules import rule_targets
from triage.check.covering.target import Target, Unreachable
from triage.check.proof import shortest
from triage.check.walks import Walk, completed, decided
from triage.core.conditions import TRUE, Atom, Condition, constant, substitute
from triage.core.engine import replay
from triage.core.program import Program
from triage.core.values import NOT_KNOWN, Value


@dataclass(frozen=True, slots=True)
class CoveringWalk:
    """A walk, and the names of the targets that it shows."""

    walk: Walk
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """Walks of which none can be left out, and what no walk can show."""

    walks: tuple[CoveringWalk, ...]
    unreachable: tuple[Unreachable, ...]


def covering(program: Program) -> Covering:
    """Return few walks that show every target that can be shown."""
    targets: list[Target] = []
    unreachable: list[Unreachable] = []
    for each in (*rule_targets(program), *answer_targets(program)):
        if isinstance(each, Target):
            targets.append(each)
        else:
            unreachable.append(each)
    found: dict[Walk, frozenset[str]] = {}
    missing = targets
    while missing:
        draft = _Draft(program)
        for target in missing:
            draft.take(target)
        walk = draft.walk()
        shown = frozenset(covered(program, walk, targets))
        assert missing[0].name in shown, "a walk shows the target that it was made for"
        found[walk] = shown
        missing = [target for target in missing if target.name not in shown]
    walks = tuple(
        CoveringWalk(walk, tuple(t.name for t in targets if t.name in found[walk]))
        for walk in _fewest(found)
    )
    return Covering(walks, tuple(unreachable))


def covered(program: Program, walk: Walk, targets: Sequence[Target]) -> tuple[str, ...]:
    """Return the names of the targets that a walk shows at its end, in order."""
    position = replay(program, dict(walk))
    answers = {program.index[id_]: position.answers[id_] for id_ in position.asked}
    shown: list[str] = []
    for target in targets:
        pinned = target.pin is None or _is_given(program, answers, *target.pin)
        if pinned and _left(program, target.goal, position.bits()) is TRUE:
            shown.append(target.name)
    return tuple(shown)


def _is_given(program: Program, answers: Mapping[int, Value], number: int, meant: Value) -> bool:
    given = answers.get(number)
    if given is None or NOT_KNOWN in (given, meant):
        return given is meant
    return given == meant or program.questions[number].kind in ("text", "repeat")


def _left(program: Program, goal: Condition, bits: Mapping[int, int]) -> Condition:
    """Return what answers leave of a closed condition, settled exactly."""
    return program.solver.settle(_restricted(goal, bits))


def _restricted(goal: Condition, bits: Mapping[int, int]) -> Condition:
    def known(part: Atom) -> Condition:
        bit = bits.get(part.question)
        return part if bit is None else constant(bool(part.mask & bit))

    return goal if goal.reads.isdisjoint(bits) else substitute(goal, known)


class _Draft:
    """The answers of a walk in the making."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._bits: dict[int, int] = {}
        self._pins: dict[int, Value] = {}

    def take(self, target: Target) -> None:
        """Add the answers that a target needs, unless those given already rule it out."""
        left = _restricted(target.goal, self._bits)
        if not self._fits(target.pin) or not self._program.solver.satisfiable(left):
            return
        found, _ = shortest(self._program, left)
        if found is None:
            return  # the solver did not reach as far as the search
        self._bits |= found
        if target.pin is not None:
            number, value = target.pin
            self._pins[number] = value

    def _fits(self, pin: tuple[int, Value] | None) -> bool:
        return pin is None or pin[0] not in self._pins

    def walk(self) -> Walk:
        """Return the whole walk, as the engine asks it."""
        answers = decided(self._program, self._bits)
        pins = {self._program.questions[n].id: value for n, value in self._pins.items()}
        return completed(self._program, answers | pins)


def _fewest(found: Mapping[Walk, frozenset[str]]) -> list[Walk]:
    """Return walks that together show all that `found` shows, none of which can be left out."""
    left = frozenset().union(*found.values())
    chosen: list[Walk] = []
    while left:
        best = max(found, key=lambda walk: len(found[walk] & left))
        chosen.append(best)
        left -= found[best]
    for walk in reversed(chosen.copy()):
        others = [found[other] for other in chosen if other is not walk]
        if found[walk] <= frozenset().union(*others):
            chosen.remove(walk)
    return chosen
