"""Flows of a thousand questions, and flows that are out of reach: walked, and never hanging."""

from __future__ import annotations

import random

import pytest
from hypothesis import given

from tests.core.small_flows import Case, cases
from triage.core import explain
from triage.core.conditions import FALSE, TRUE
from triage.core.engine import Position, begin, replay
from triage.core.explain import changes, findings, tried
from triage.core.program import Program, compile_program
from triage.core.progress import remaining
from triage.pack.reader import read_flow_text

LONG = 1_000
HEAD = "flow: long\ntitle: Long\nversion: 1\nedition: none\nquestions:\n"


def chain(count: int, when: str) -> Program:
    """Return a flow in which each question is asked only after an answer to the one before."""
    lines = [HEAD]
    for n in range(count):
        gate = f", when: {when.replace('P', f'q{n - 1}')}" if n else ""
        lines.append(f"  - {{id: q{n}, ask: Q?, options: {{a: A, b: B, c: C}}{gate}}}\n")
    lines.append("outcomes:\n")
    for start in range(0, count, 100):
        lines.append(f"  - id: o{start}\n    title: O\n    rules:\n")
        lines += [
            f"      - {{id: R{n}, says: S., certainty: certain, "
            f"when: {{all: [{{q{n}: c}}, {{q{max(0, n - 1)}: [b, c]}}]}}}}\n"
            for n in range(start, start + 100)
        ]
    return compile_program((read_flow_text("".join(lines)),))


def shown(position: Position) -> list[str]:
    """Return the ids of the outcomes that are shown."""
    return [outcome.id for outcome in position.outcomes]


@pytest.mark.parametrize("when", ["{P: [b, c]}", "{not: {P: a}}"])
def test_a_chain_of_a_thousand_questions_is_walked_to_its_end(when: str) -> None:
    """Each question is asked in turn, and what the answers mean is right at every hundredth."""
    program = chain(LONG, when)
    position = begin(program)
    for number in range(LONG):
        assert position.next == f"q{number}"
        position = position.answer(f"q{number}", "b")
        if number % 100 == 50:
            assert shown(position) == []
            assert [each.id for each in position.open] == [
                f"o{start}" for start in range(number // 100 * 100, LONG, 100)
            ]
    assert position.complete
    assert shown(position.answer("q777", "c")) == ["o700"]
    assert position.without("q998").next == "q998"


def test_a_chain_that_breaks_leaves_nothing_open() -> None:
    """One answer that stops the chain rules out everything after it, a thousand hops away."""
    position = begin(chain(LONG, "{P: [b, c]}")).answer("q0", "c").answer("q1", "a")
    assert position.in_play(2) is FALSE
    assert position.in_play(LONG - 1) is FALSE
    assert position.complete
    assert position.open == ()


def test_answers_may_come_from_the_far_end_of_a_chain() -> None:
    """Waiting answers count as soon as what lies before them is answered, in any order."""
    program = chain(200, "{P: [b, c]}")
    position = begin(program)
    for number in reversed(range(1, 200)):
        position = position.answer(f"q{number}", "c")
    assert len(position.waiting) == 199
    assert shown(position) == []
    position = position.answer("q0", "b")
    assert position.waiting == ()
    assert position.in_play(199) is TRUE
    assert shown(position) == ["o0", "o100"]


def tangle(count: int = 40, rules: int = 170) -> Program:
    """Return a flow whose rules read random triples of its answers: what is open is hard to say."""
    dice = random.Random(3)
    lines = [HEAD]
    lines += [
        f"  - {{id: q{n}, ask: Q?, options: {{yes: 'Yes', no: 'No'}}}}\n" for n in range(count)
    ]
    lines.append("outcomes:\n  - id: some\n    title: Some\n    rules:\n")
    for n in range(rules):
        parts = ", ".join(
            f"{{q{chosen}: {dice.choice(['yes', 'no'])}}}"
            for chosen in dice.sample(range(count), 3)
        )
        rule = f"id: R{n}, says: S., certainty: certain, when: {{all: [{parts}]}}"
        lines.append(f"      - {{{rule}}}\n")
    return compile_program((read_flow_text("".join(lines)),))


@given(cases())
def test_what_is_out_of_reach_stays_open_and_is_asked(case: Case) -> None:
    """Without any budget nothing is called certain or impossible that is not, and more is asked."""
    program = compile_program(case.flows)
    program.solver._most = 0
    position, exact = replay(program, case.answers), case.oracle.standing(case.answers)
    sure, still = set(shown(position)), {outcome.id for outcome in position.open}
    # What gives way to another outcome is shown until that one is certain.
    holds = frozenset.intersection(*(w.holds for w in case.oracle.completions(case.answers)))
    assert sure <= holds
    assert sure | still >= set(exact.outcomes) | set(exact.open)
    assert set(position.asked) <= set(exact.asked)
    assert set(position.ignored) <= set(exact.ignored)
    if exact.next is not None:
        assert position.next is not None


@given(cases())
def test_whole_answers_need_no_budget(case: Case) -> None:
    """With every question answered, what is shown is exact however little may be looked at."""
    program = compile_program(case.flows)
    program.solver._most = 0
    for world in case.oracle.worlds[::7]:
        position = replay(program, dict(zip(case.oracle.order, world.answers, strict=True)))
        assert set(shown(position)) == world.shown
        assert position.open == ()
        assert set(position.asked) == world.in_play


def test_a_decision_does_not_depend_on_what_was_decided_before() -> None:
    """With a budget that ends half way, a fresh program says what one that is warm says."""
    warm, dice = tangle(), random.Random(4)
    warm.solver._most = 3_000
    for _ in range(12):
        answers = {f"q{n}": dice.choice(["yes", "no"]) for n in dice.sample(range(40), 12)}
        cold = tangle()
        cold.solver._most = 3_000
        first, second = replay(warm, answers), replay(cold, answers)
        assert [outcome.id for outcome in first.open] == [outcome.id for outcome in second.open]
        assert first.next == second.next


def test_progress_out_of_reach_is_said_to_be_so() -> None:
    """Where not every walk can be followed there are plain bounds, and near the end exact ones."""
    program = tangle()
    left = remaining(begin(program))
    assert (left.shortest, left.longest, left.exact) == (1, 40, False)
    near = replay(program, {f"q{n}": "no" for n in range(36)})
    assert remaining(near).exact
    assert remaining(near).longest <= 4


def test_what_would_change_is_tried_for_as_many_answers_as_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a long walk the first questions are tried, and which ones is said."""
    program = chain(200, "{P: [b, c]}")
    position = replay(program, {f"q{n}": "b" for n in range(200)})
    monkeypatch.setattr(explain, "MOST_REPLAYED", 200 * 60)
    assert tried(position) == tuple(f"q{n}" for n in range(30))
    assert {change.question for change in changes(position)} <= set(tried(position))
    short = replay(program, {"q0": "b", "q1": "a"})
    assert tried(short) == ("q0", "q1")


def test_reasons_stay_enough_where_they_cannot_be_made_minimal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a budget every answer that a rule can depend on is given, and alone makes it fire."""
    program = chain(100, "{P: [b, c]}")
    position = replay(program, {f"q{n}": "c" if n == 60 else "b" for n in range(100)})
    (finding,) = findings(position)
    (reason,) = finding.reasons
    monkeypatch.setattr(explain, "MOST_WORK", 0)
    (longer,) = findings(position)[0].reasons
    assert list(reason.answers) == [f"q{n}" for n in range(61)]
    assert reason.answers.items() <= longer.answers.items()
    assert shown(replay(program, longer.answers)) == ["o0"]
