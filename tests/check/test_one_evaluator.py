"""The walk, the proofs and the counts see one flow: there is one evaluator, and no other.

Random total answers of random small flows are put to the engine and to everything that proofs
and counts are made of. Then a divergence is planted in one place at a time, and has to show.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

import triage.check
import triage.core
from tests.check.random_flows import OUTCOMES, Path, paths_of, random_program
from triage.check import counting, strands
from triage.check.paths import PathCount
from triage.check.proof import shortest
from triage.core import absences, conditions, rest, worlds
from triage.core.conditions import FALSE, TRUE, Condition, negate
from triage.core.domains import ABSENT
from triage.core.engine import replay
from triage.core.program import Program

FLOWS = 25
PLACES: list[tuple[ModuleType, str]] = [
    (rest, "restrict"),
    (absences, "restrict"),
    (worlds, "restrict"),
    (worlds, "restrict_all"),
    (strands, "restrict"),
    (counting, "restrict"),
]
"""Every place outside the kernel that puts answers into conditions."""


def disagreements(seed: int) -> Iterator[str]:
    """Yield each point on which the engine and what proofs are made of say different things."""
    dice = random.Random(seed)
    for _ in range(FLOWS):
        program = random_program(dice, 5)
        paths = paths_of(program)
        ends = [program.ends_with(number) for number in range(len(OUTCOMES))]
        for path in dice.sample(paths, min(6, len(paths))):
            bits = {
                (number := program.index[id_]): program.domains[number].bit_of(value)
                for id_, value in path.answers.items()
            }
            for id_, end in zip(OUTCOMES, ends, strict=True):
                # Proofs follow every answer as a world does; these are the answers of one path.
                proved = program.solver.worlds.begin(end, bits).goal
                if proved is not (TRUE if id_ in path.shown else FALSE):
                    yield f"a proof and a walk, about {id_} on one path"
        yield from _of_all(program, ends, {id_: _weight(paths, id_) for id_ in OUTCOMES})


def _weight(paths: list[Path], id_: str) -> tuple[int, int]:
    """Return on how many paths an outcome is shown, and how many paths there are."""
    shown = sum(path.weight for path in paths if id_ in path.shown)
    return shown, sum(path.weight for path in paths)


def _of_all(
    program: Program, ends: list[Condition], walked: Mapping[str, tuple[int, int]]
) -> Iterator[str]:
    count = PathCount(program)
    for end, (id_, (shown, every)) in zip(ends, walked.items(), strict=True):
        if count.where(end) != (shown, shown) or count.total != (every, every):
            yield f"a count and the walks, about {id_}"
        if program.solver.satisfiable(end) != (shown > 0):
            yield f"the solver and the walks, about whether {id_} can be"
        if program.solver.certain(program.solver.worlds.begin(end)) != (shown == every):
            yield f"the solver and the walks, about whether {id_} must be"
        for goal, wanted in ((end, True), (negate(end), False)):
            found, _ = shortest(program, goal)
            if found is not None and _is_shown(program, found, id_) is not wanted:
                yield f"a walk that breaks a safeguard and the engine, about {id_}"


def _is_shown(program: Program, found: Mapping[int, int], id_: str) -> bool | None:
    """Say whether the engine shows an outcome after some answers; `None` while it is open."""
    position = replay(
        program,
        {
            program.questions[number].id: cell.sample
            for number, bit in found.items()
            for cell in program.domains[number].cells
            if cell.bit == bit
        },
    )
    if id_ in [outcome.id for outcome in position.outcomes]:
        return True
    return None if id_ in [outcome.id for outcome in position.open] else False


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_walks_proofs_and_counts_see_one_flow(seed: int) -> None:
    """On random flows nothing that proofs and counts rest on differs from what a walk shows."""
    assert not list(disagreements(seed))


@pytest.mark.parametrize(
    ("module", "name"), PLACES, ids=lambda each: getattr(each, "__name__", each)
)
def test_a_planted_divergence_is_caught(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    """Where one part of triage misreads one answer, walks, proofs and counts fall out."""
    _plant(monkeypatch, module, name)
    assert any(True for _ in disagreements(1))


def test_the_places_are_all_there_are() -> None:
    """Every module that puts answers into conditions is among those planted above."""
    users = {
        (module.__name__, name)
        for module in _modules_of_triage()
        if module is not conditions
        for name in ("restrict", "restrict_all", "substitute")
        if hasattr(module, name)
    }
    # Closing only rewrites a condition; the engine's residual is settled like everything else.
    # The walks and what a change moves are held against the engine by tests of their own.
    known = {
        ("triage.core.program", "substitute"),
        ("triage.core.engine", "restrict_all"),
        ("triage.check.covering.answers", "restrict"),
        ("triage.check.covering.walks", "substitute"),
        ("triage.check.meaning", "restrict"),
    }
    assert users == known | {(module.__name__, name) for module, name in PLACES}


def _modules_of_triage() -> list[ModuleType]:
    """Return the modules of the kernel and of the checks."""
    return [
        importlib.import_module(each.name)
        for package in (triage.core, triage.check)
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


def _plant(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """Make one module take b to the first question for a, and for b that another is not asked."""
    honest = getattr(module, name)

    def one(condition: Condition, question: int, bit: int, *memo: object) -> Condition:
        left: Condition = honest(condition, question, _misread(question, bit), *memo)
        return left

    def many(condition: Condition, bits: Mapping[int, int], scope: int, *memo: object) -> Condition:
        misread = {question: _misread(question, bit) for question, bit in bits.items()}
        left: Condition = honest(condition, misread, scope, *memo)
        return left

    monkeypatch.setattr(module, name, one if name == "restrict" else many)


def _misread(question: int, bit: int) -> int:
    if question == 0:
        return 0b10 if bit == 0b100 else bit
    return 0b100 if bit == ABSENT else bit
