"""Budgets: a proof that runs out of its budget is not a proof, and says so."""

from __future__ import annotations

import json
import random
from pathlib import Path

from tests.check.random_flows import Path as Walked
from tests.check.random_flows import paths_of, random_program
from tests.command import triage
from triage.check.deciding import Decider
from triage.check.findings import Findings
from triage.check.paths import PathCount
from triage.check.proof import Proof, prove
from triage.check.proposals import Proposals
from triage.check.reach import reach_of
from triage.check.report import FlowCheck
from triage.core.budget import Budget
from triage.core.conditions import TRUE
from triage.core.engine import replay
from triage.core.model import Always, Never, Safeguard, StandsOnlyWith
from triage.core.program import Program, compile_program
from triage.pack.reader import read_flow_text
from triage.ui.check.output import Report, as_text

INVALID = 3
QUESTIONS, RULES = 70, 310


def breaks(program: Program, safeguard: Safeguard, path: Walked) -> bool:
    """Say whether a path breaks a safeguard, by what the engine shows at its end."""
    claim = safeguard.claim
    if isinstance(claim, Never | Always):
        position = replay(program, path.answers)
        if position.residual(program.condition(claim.given)) is not TRUE:
            return False
        if isinstance(claim, Never):
            return not path.shown.isdisjoint(claim.outcomes)
        return claim.outcome not in path.shown
    assert isinstance(claim, StandsOnlyWith)
    return claim.outcome in path.shown and not path.shown <= {claim.outcome, *claim.others}


def test_no_budget_makes_a_proof_wrong() -> None:
    """Proved and broken agree with every path that the engine walks, however short the budget."""
    dice = random.Random(3)
    undecided = 0
    for _ in range(20):
        program = random_program(dice, 6)
        paths = paths_of(program)
        for safeguard in program.flows[0].safeguards[:3]:
            broken = any(breaks(program, safeguard, path) for path in paths)
            whole = prove(program, safeguard)
            assert whole.verdict == ("broken" if broken else "proved")
            for most in (0, 150, 600, 2_000):
                proof = prove(program, safeguard, Budget(most))
                assert proof.verdict in {whole.verdict, "undecided"}
                assert proof.proved is (proof.verdict == "proved")
                undecided += proof.verdict == "undecided"
    assert undecided


def test_caution_agrees_with_every_pair_of_paths() -> None:
    """A step up a worry order lowers the level on some pair of walks, or the proof says never."""
    dice = random.Random(4)
    verdicts = set()
    for _ in range(25):
        program = random_program(dice, 4)
        (caution,) = program.flows[0].safeguards[3:]
        proof = prove(program, caution)
        lapses = any(_lapses(program, path) for path in paths_of(program))
        assert proof.verdict == ("broken" if lapses else "proved")
        verdicts.add(proof.verdict)
        _shows_a_lapse(program, proof)
    assert verdicts == {"broken", "proved"}


def _lapses(program: Program, path: Walked) -> bool:
    """Say whether one answer more worrying can lead to a weaker end than this path's."""
    for id_, value in path.answers.items():
        worry = [next(iter(level)) for level in program.questions[program.index[id_]].worry]
        place = worry.index(str(value))
        for worse in worry[place + 1 : place + 2]:
            others = {other: given for other, given in path.answers.items() if other != id_}
            for end in _ends(program, {**others, id_: worse}):
                if _weaker(path.shown, end):
                    return True
    return False


def _ends(program: Program, answers: dict[str, object]) -> list[frozenset[str]]:
    """Return what is shown at each end that completes some answers."""
    position = replay(program, answers)
    for number, question in enumerate(program.questions):
        if position.in_play(number) is TRUE and question.id not in position.asked:
            return [
                end
                for option in question.options
                for end in _ends(program, {**answers, question.id: option.value})
            ]
    return [frozenset(outcome.id for outcome in position.outcomes)]


def _weaker(calm: frozenset[str], worrying: frozenset[str]) -> bool:
    def level(shown: frozenset[str]) -> int:
        return 2 if "o0" in shown else 1 if "o2" in shown else 0

    return level(worrying) < level(calm) or ("o1" in calm and "o1" not in worrying)


def _shows_a_lapse(program: Program, proof: Proof) -> None:
    if proof.walk is None:
        return
    assert proof.before is not None
    calm, worrying = (
        frozenset(outcome.id for outcome in replay(program, dict(walk)).outcomes)
        for walk in (proof.before, proof.walk)
    )
    assert _weaker(calm, worrying)


def tangle() -> str:
    """Return a flow whose one safeguard asks whether a random formula can be met at all."""
    dice = random.Random(2)
    questions = "\n".join(
        f"  - {{id: q{n}, ask: Q?, options: {{yes: 'Yes', no: 'No'}}}}" for n in range(QUESTIONS)
    )

    def clause() -> str:
        chosen = dice.sample(range(QUESTIONS), 3)
        return ", ".join(f"{{q{n}: {dice.choice(['yes', 'no'])}}}" for n in chosen)

    rules = "\n".join(
        f"      - {{id: R{n}, says: S., certainty: certain, when: {{all: [{clause()}]}}}}"
        for n in range(RULES)
    )
    return f"""
flow: tangle
title: Tangle
version: 1
edition: none
questions:
{questions}
outcomes:
  - id: some
    title: Some
    rules:
{rules}
safeguards:
  - {{id: something_is_said, says: Something is always said., always: some}}
"""


def test_a_safeguard_out_of_reach_fails_the_check(tmp_path: Path) -> None:
    """The check ends with exit code 3, and its report has the safeguard as neither."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "tangle.yaml").write_text(tangle(), encoding="utf-8")
    done = triage("check", "--pack", str(tmp_path), "--format", "json")
    report = json.loads(done.stdout)
    (flow,) = report["flows"]
    assert done.returncode == INVALID
    assert flow["safeguards"] == [{"id": "something_is_said", "proved": False, "walk": None}]
    assert flow["undecided"] == ["something_is_said"]
    assert flow["paths"] == str(2**QUESTIONS)
    assert flow["outcomes"] == {"some": None}
    low, high = flow["bounds"]["outcomes"]["some"]
    assert 0 < int(low) < int(high) <= 2**QUESTIONS
    graves = [each for each in report["findings"] if each["code"].startswith("safeguard-")]
    assert [(each["code"], each["walk"]) for each in graves] == [("safeguard-undecided", None)]


def test_a_safeguard_out_of_reach_is_said_in_plain_words() -> None:
    """People read that it is not decided, so not proved, and never that it is proved."""
    flow = read_flow_text(tangle())
    program = compile_program((flow,))
    proof = prove(program, flow.safeguards[0], Budget(50_000))
    count = PathCount(program, Budget(50_000))
    paths = count.all()
    decider = Decider(program)
    reach, none = reach_of(decider, count, paths), Proposals((), complete=False)
    check = FlowCheck(flow, decider, paths, reach, (proof,), 0.0, none)
    text = as_text(Report((check,), Findings(())))
    assert not check.proved
    assert "  NOT DECIDED: something_is_said (" in text
    assert "it is not proved" in text
    assert "  proved: " not in text
    assert "0 of 1 safeguards proved" in text
    assert "not all that could be proposed was tried" in text
