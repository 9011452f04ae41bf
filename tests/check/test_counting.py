"""Numbers of paths, shares and lengths: against walking every path, and by hand where long."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from tests.check.random_flows import OUTCOMES, Path, paths_of, random_program
from triage.check.paths import PathCount, Paths, count
from triage.core.budget import Budget
from triage.core.program import Program, compile_program
from triage.pack.reader import read_flow_text

FLOWS = 60
LONG = 1_000
HEAD = "flow: long\ntitle: Long\nversion: 1\nedition: none\nquestions:\n"
OPTIONS = "options: {a: A, b: B, c: C}"


def walked(paths: list[Path]) -> tuple[int, dict[str, int], int, int]:
    """Return what walking every path says: total, by outcome, shortest and longest."""
    total = sum(path.weight for path in paths)
    shown = {id_: sum(path.weight for path in paths if id_ in path.shown) for id_ in OUTCOMES}
    lengths = [len(path.answers) for path in paths]
    return total, shown, min(lengths), max(lengths)


@pytest.mark.parametrize("seed", range(4))
def test_numbers_are_those_of_walking_every_path(seed: int) -> None:
    """On random flows every number is exact, and what the engine's own walks add up to."""
    dice = random.Random(seed)
    for _ in range(FLOWS // 4):
        program = random_program(dice)
        total, shown, shortest, longest = walked(paths_of(program))
        found = count(program)
        assert found.exact
        assert (found.total, found.outcomes) == (total, shown)
        assert (found.shortest, found.longest) == (shortest, longest)
        assert found.shares == {id_: Fraction(shown[id_], total) for id_ in OUTCOMES}


@pytest.mark.parametrize("seed", range(4))
def test_a_short_budget_gives_bounds_that_hold(seed: int) -> None:
    """Whatever the budget, each number lies in its bounds, and what is called exact is exact."""
    dice = random.Random(seed)
    undecided = 0
    for _ in range(FLOWS // 4):
        program = random_program(dice)
        total, shown, _, _ = walked(paths_of(program))
        for most in (0, 500, 2_000, 5_000, 10_000):
            found = PathCount(program, Budget(most)).all()
            assert found.total <= total <= found.total_at_most
            for id_ in OUTCOMES:
                assert found.outcomes[id_] <= shown[id_] <= found.outcomes_at_most[id_]
                assert found.shares[id_] in {None, Fraction(shown[id_], total)}
            undecided += not found.exact
    assert undecided


def test_the_same_budget_gives_the_same_bounds() -> None:
    """A budget counts work, so that where counting stops is no matter of chance or of speed."""
    dice = random.Random(5)
    for _ in range(10):
        program = random_program(dice)
        first, second = (PathCount(program, Budget(3_000)).all() for _ in range(2))
        assert first == second


def long_program(when: str, rules: dict[str, list[str]]) -> Program:
    """Return a flow of a thousand questions; `N` in the text is a number, `P` the one before."""
    questions = "\n".join(
        f"  - {{id: q{n}, ask: Q?, {OPTIONS}"
        + (when.replace("P", str(n - 1)) if n > 1 else "")
        + "}"
        for n in range(1, LONG + 1)
    )
    outcomes = "\n".join(
        f"  - id: {id_}\n    title: O\n    rules:\n"
        + "\n".join(
            f"      - {{id: R{n}, says: S., certainty: certain, when: {rule}}}"
            for n, rule in enumerate(written)
        )
        for id_, written in rules.items()
    )
    return compile_program((read_flow_text(f"{HEAD}{questions}\noutcomes:\n{outcomes}\n"),))


def exact(found: Paths) -> Paths:
    """Return the numbers, which must all be exact."""
    assert found.exact
    return found


def test_a_thousand_independent_questions() -> None:
    """Each outcome over a few of them, and one over all, has its share to the last digit."""
    rules = {
        "pair": ["{all: [{q7: a}, {q900: [a, b]}]}"],
        "some": [f"{{q{n}: a}}" for n in range(1, LONG + 1)],
        "runs": [f"{{all: [{{q{n}: a}}, {{q{n + 1}: a}}]}}" for n in range(1, LONG)],
        "most": [
            "{at_least: {count: 500, of: ["
            + ", ".join(f"{{q{n}: [a, b]}}" for n in range(1, LONG + 1))
            + "]}}"
        ],
    }
    found = exact(count(long_program("", rules)))
    assert found.total == 3**LONG
    assert found.outcomes["pair"] == 2 * 3 ** (LONG - 2)
    assert found.outcomes["some"] == 3**LONG - 2**LONG
    assert found.outcomes["runs"] == 3**LONG - without_runs()
    assert found.outcomes["most"] == sum(
        ways * 2**n for n, ways in enumerate(binomials()) if n >= LONG // 2
    )
    assert (found.shortest, found.longest) == (LONG, LONG)


def without_runs() -> int:
    """Return how many answers to a thousand questions have no two a's in a row."""
    ends_in_a, others = 0, 1
    for _ in range(LONG):
        ends_in_a, others = others, 2 * (ends_in_a + others)
    return ends_in_a + others


def binomials() -> list[int]:
    """Return in how many ways n of a thousand can be chosen, for each n."""
    row = [1]
    for _ in range(LONG):
        row = [1, *(a + b for a, b in itertools.pairwise(row)), 1]
    return row


def test_a_thousand_questions_in_a_chain() -> None:
    """Each question is asked only after b or c before it; the last one is reached all the same."""
    rules = {"end": [f"{{q{LONG}: c}}"], "early": ["{q2: a}"], "out": ["{not: {answered: [q500]}}"]}
    found = exact(count(long_program(", when: {qP: [b, c]}", rules)))
    ends = [2**n for n in range(LONG - 1)]  # paths that stop with a at question n + 1
    assert found.total == sum(ends) + 3 * 2 ** (LONG - 1)
    assert found.outcomes == {"end": 2 ** (LONG - 1), "early": 2, "out": sum(ends[:499])}
    assert (found.shortest, found.longest) == (1, LONG)


def test_a_thousand_rules_that_read_many_early_answers() -> None:
    """Rules that share eight early answers are counted for each number of them, not each set."""
    early = ", ".join(f"{{q{n}: a}}" for n in range(1, 9))
    rules = {
        "wide": [
            f"{{all: [{{at_least: {{count: {1 + n % 8}, of: [{early}]}}}}, {{q{n}: c}}]}}"
            for n in range(9, LONG + 1)
        ]
    }
    found = exact(count(long_program("", rules)))
    # With k of the eight answered a, a rule of which count is at most k fires on its c.
    missed = 0
    for k in range(9):
        firing = sum(1 + n % 8 <= k for n in range(9, LONG + 1))
        chosen = [1, 8, 28, 56, 70, 56, 28, 8, 1][k] * 2 ** (8 - k)
        missed += chosen * 2**firing * 3 ** (LONG - 8 - firing)
    assert found.outcomes["wide"] == 3**LONG - missed
    assert found.states < 3 * LONG


def test_shares_of_outcomes_that_exclude_each_other_add_up() -> None:
    """Where exactly one of some outcomes is always shown, their shares make one."""
    rules = {
        "first": ["{q1: a}"],
        "second": ["{all: [{not: {q1: a}}, {q1000: b}]}"],
        "third": ["{all: [{not: {q1: a}}, {not: {q1000: b}}]}"],
    }
    shares = exact(count(long_program(", when: {not: {qP: a}}", rules))).shares.values()
    assert sum(share for share in shares if share is not None) == 1


def test_out_of_reach_is_said_with_bounds() -> None:
    """Rules that read random triples of fifty answers are not counted, and what is known holds."""
    dice = random.Random(1)
    rules = [
        "{all: [" + ", ".join(f"{{q{n}: a}}" for n in dice.sample(range(1, 51), 3)) + "]}"
        for _ in range(120)
    ]
    found = PathCount(
        long_program("", {"tangle": rules, "plain": ["{q3: a}"]}), Budget(300_000)
    ).all()
    assert found.total == 3**LONG
    assert found.shares["tangle"] is None
    assert 0 < found.outcomes["tangle"] < found.outcomes_at_most["tangle"] <= found.total
    assert found.shares["plain"] == Fraction(1, 3)
