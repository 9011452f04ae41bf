"""The prover, the engine and the counts, held against a solver that is not ours."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from tests.check.faults import FAULTS, Fault, shipped
from tests.check.sat_oracle import Breach, SatOracle
from tests.check.tiny_flows import TINY_FLOWS
from triage.check.paths import count
from triage.check.proof import prove
from triage.core.conditions import TRUE
from triage.core.engine import Position, replay
from triage.core.explain import findings
from triage.core.model import (
    Always,
    Caution,
    Exclusive,
    Flow,
    Never,
    Outcome,
    Question,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
)
from triage.core.program import Program, compile_program
from triage.core.values import Value
from triage.pack.reader import read_flow_text

PARTIAL_SETS = 60
LOST_RULES = (("raise", "D02"), ("discuss", "D32"), ("learn", "D35"))
"""Rules whose loss breaks a safeguard: each time another set of them."""

FLOW = read_flow_text(shipped())


def without_rule(flow: Flow, outcome_id: str, rule_id: str) -> Flow:
    """Return the flow with one rule of one outcome taken out."""

    def kept(outcome: Outcome) -> Outcome:
        if outcome.id != outcome_id:
            return outcome
        return replace(outcome, rules=tuple(r for r in outcome.rules if r.id != rule_id))

    return replace(flow, outcomes=tuple(kept(outcome) for outcome in flow.outcomes))


def verdicts(flow: Flow) -> tuple[dict[str, bool], dict[str, bool]]:
    """Return which safeguards the prover, and which the solver, finds to hold.

    Whatever either of them offers as a breach must break the safeguard when the engine runs it.
    """
    program, oracle = compile_program((flow,)), SatOracle(flow)
    ours, theirs = {}, {}
    for safeguard in flow.safeguards:
        proof, breach = prove(program, safeguard), oracle.breach(safeguard)
        if breach is not None:
            assert breaks(program, safeguard, breach)
        if proof.walk is not None:
            calmer = None if proof.before is None else dict(proof.before)
            assert breaks(program, safeguard, Breach(dict(proof.walk), calmer))
        ours[safeguard.id], theirs[safeguard.id] = proof.proved, breach is None
    return ours, theirs


def shown(position: Position) -> set[str]:
    """Return the outcomes that whole answers lead to."""
    assert position.complete
    assert not position.open
    return {outcome.id for outcome in position.outcomes}


def breaks(program: Program, safeguard: Safeguard, breach: Breach) -> bool:
    """Say whether the engine shows, too, that these answers break the safeguard."""
    position = replay(program, breach.answers)
    outcomes = shown(position)
    claim = safeguard.claim
    if isinstance(claim, Never | Always):
        given = position.residual(program.condition(claim.given)) is TRUE
        if isinstance(claim, Never):
            return given and not outcomes.isdisjoint(claim.outcomes)
        return given and claim.outcome not in outcomes
    if isinstance(claim, StandsOnlyWith):
        return claim.outcome in outcomes and not outcomes <= {claim.outcome, *claim.others}
    if isinstance(claim, Exclusive):
        return len(outcomes & set(claim.outcomes)) > 1
    if isinstance(claim, SomeOutcomeCites):
        return all(claim.rule not in finding.cites for finding in findings(position))
    assert breach.calmer is not None
    calmer = replay(program, breach.calmer)
    return further_up(calmer, position) and weaker(claim, shown(calmer), outcomes)


def further_up(calmer: Position, worse: Position) -> bool:
    """Say whether two positions differ in one answer that is read, up its order of worry.

    Options that no condition tells apart stand for each other in a walk, so it may show a step
    across several levels.
    """
    asked = set(calmer.asked) & set(worse.asked)
    changed = [id_ for id_ in asked if calmer.answers[id_] != worse.answers[id_]]
    if len(changed) != 1:
        return False
    (id_,) = changed
    question = worse.program.questions[worse.program.index[id_]]
    calm, worrying = (chosen(position.answers[id_]) for position in (calmer, worse))
    return any(calm <= low and worrying <= high for low, high in combinations(question.worry, 2))


def chosen(value: Value) -> set[Value]:
    """Return the options that an answer names."""
    return {str(each) for each in value} if isinstance(value, tuple) else {value}


def weaker(claim: Caution, before: set[str], after: set[str]) -> bool:
    """Say whether the outcomes after a step are at a lower level, or lack one to keep."""
    levels = [
        max((step for step, id_ in enumerate(claim.levels, start=1) if id_ in outcomes), default=0)
        for outcomes in (before, after)
    ]
    return levels[1] < levels[0] or bool((before - after) & set(claim.never_loses))


def test_both_prove_the_shipped_flow() -> None:
    """Neither the prover nor the solver finds a set of answers that breaks a safeguard."""
    ours, theirs = verdicts(FLOW)
    assert len(ours) == len(FLOW.safeguards) > len(FAULTS)
    assert all(ours.values())
    assert all(theirs.values())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.safeguard)
def test_both_find_the_planted_faults(fault: Fault) -> None:
    """On a flow with a fault, both break the same safeguards, among them the fault's own."""
    ours, theirs = verdicts(read_flow_text(fault.edited(shipped())))
    assert ours == theirs
    assert not ours[fault.safeguard]


@pytest.mark.parametrize(("outcome_id", "rule_id"), LOST_RULES)
def test_both_agree_where_a_rule_is_lost(outcome_id: str, rule_id: str) -> None:
    """With a rule taken out, the prover and the solver break the same safeguards."""
    ours, theirs = verdicts(without_rule(FLOW, outcome_id, rule_id))
    assert ours == theirs
    assert not all(ours.values())


def some_answers(flow: Flow, rng: random.Random) -> dict[str, Value]:
    """Return answers to some questions in a random order, from mostly calm to quite random."""
    calm, share = rng.random(), rng.random()
    questions = [question for question in flow.questions if rng.random() < share]
    rng.shuffle(questions)
    return {
        question.id: calm_answer(question) if rng.random() < calm else any_answer(question, rng)
        for question in questions
    }


def any_answer(question: Question, rng: random.Random) -> Value:
    """Return a random answer to a question with options."""
    options = [option.value for option in question.options]
    if question.kind != "choices":
        return rng.choice(options)
    alone = [option.value for option in question.options if option.alone]
    free = [value for value in options if value not in alone]
    ticked = tuple(value for value in free if rng.random() < 1 / 2)
    return ticked or (rng.choice(alone),)


def calm_answer(question: Question) -> Value:
    """Return the least worrying answer, or the one that leads nowhere."""
    options = [option.value for option in question.options]
    quiet = {"none", "no", "new", "under_18", "dorset", "serious_harm", "neither"}
    (value, *_) = [
        *(value for level in question.worry[:1] for value in sorted(level)),
        *(value for value in options if value in quiet),
        *options,
    ]
    return (value,) if question.kind == "choices" else value


def test_the_engine_agrees_on_what_is_shown_open_and_impossible() -> None:
    """On random partial answers the solver finds the same outcomes shown, open and impossible."""
    rng = random.Random(2)
    program, oracle = compile_program((FLOW,)), SatOracle(FLOW)
    seen = {"shown": 0, "open": 0, "impossible": 0}
    waited = 0
    for _ in range(PARTIAL_SETS):
        answers = some_answers(FLOW, rng)
        position = replay(program, answers)
        expected = fates(position)
        assert oracle.fates(answers) == expected, answers
        waited += bool(position.waiting)
        for fate in expected.values():
            seen[fate] += 1
    assert min(seen.values()) > PARTIAL_SETS
    assert waited


def fates(position: Position) -> dict[str, str]:
    """Return whether each outcome is shown, open or impossible, as the engine has it."""
    found = {compiled.outcome.id: "impossible" for compiled in position.program.outcomes}
    found |= {outcome.id: "open" for outcome in position.open}
    return found | {outcome.id: "shown" for outcome in position.outcomes}


@pytest.mark.parametrize("name", TINY_FLOWS)
def test_paths_are_counted_as_if_walked_one_by_one(name: str) -> None:
    """The exact numbers of paths are those of the models that the solver lists one by one."""
    text, by_hand = TINY_FLOWS[name]
    flow = read_flow_text(text)
    paths, oracle = count(compile_program((flow,))), SatOracle(flow)
    assert paths.total == oracle.paths() == by_hand
    listed: Mapping[str, int] = {outcome.id: oracle.paths(outcome.id) for outcome in flow.outcomes}
    assert paths.outcomes == listed
