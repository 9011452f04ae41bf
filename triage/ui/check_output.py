"""What `triage check` prints: for people, and as JSON for machines (a contract)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from triage.check.proof import Proof
from triage.check.report import FlowCheck
from triage.check.walks import Walk
from triage.errors import Problem
from triage.ui.headless import plain

SAFE_INTEGER = 2**53
"""JSON readers keep whole numbers up to here exactly; greater ones are written as text."""


def as_json(problems: Sequence[Problem], checks: Sequence[FlowCheck]) -> str:
    """Return the whole report as one JSON object."""
    findings = [_finding(problem) for problem in problems]
    findings.extend(
        _broken(proof) for check in checks for proof in check.proofs if not proof.proved
    )
    return json.dumps({"findings": findings, "flows": [_flow(check) for check in checks]}, indent=2)


def as_text(checks: Sequence[FlowCheck]) -> str:
    """Return the report on flows that could be read, in plain words."""
    return "\n".join(line for check in checks for line in _lines(check))


def _finding(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": "error",
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "fix": problem.fix,
        "walk": None,
    }


def _broken(proof: Proof) -> dict[str, object]:
    safeguard = proof.safeguard
    problem = Problem(
        safeguard.place,
        "safeguard-broken",
        f"The safeguard {safeguard.id} does not hold: {safeguard.says}",
        "Run the walk, and change the rules or the safeguard.",
    )
    return {**_finding(problem), "walk": _walk(proof.walk)}


def _flow(check: FlowCheck) -> dict[str, object]:
    return {
        "id": check.flow.id,
        "questions": len(check.flow.questions),
        "paths": _number(check.paths.total),
        "outcomes": {id_: _number(paths) for id_, paths in check.paths.outcomes.items()},
        "safeguards": [
            {"id": proof.safeguard.id, "proved": proof.proved, "walk": _walk(proof.walk)}
            for proof in check.proofs
        ],
        "seconds": round(check.seconds, 4),
    }


def _number(number: int) -> int | str:
    return number if number <= SAFE_INTEGER else str(number)


def _walk(walk: Walk | None) -> dict[str, object] | None:
    return None if walk is None else {question: plain(value) for question, value in walk}


def _lines(check: FlowCheck) -> list[str]:
    flow = check.flow
    rules = sum(len(outcome.rules) for outcome in flow.outcomes)
    lines = [
        f"{flow.id}: {len(flow.questions)} questions, {len(flow.outcomes)} outcomes, {rules} rules",
        f"  {check.paths.total:,} answer paths, counted through {check.paths.states:,} states",
    ]
    for proof in check.proofs:
        verdict = "proved" if proof.proved else "NOT PROVED"
        lines.append(f"  {verdict}: {proof.safeguard.id} ({proof.states:,} states)")
        if not proof.proved:
            lines.extend(_failure(flow.id, proof))
    lines.append(f"  checked in {check.seconds:.2f} s")
    return lines


def _failure(flow: str, proof: Proof) -> list[str]:
    safeguard = proof.safeguard
    lines = [
        f"    {safeguard.place}: {safeguard.says}",
        f"    The shortest walk that breaks it, as answers for 'triage run {flow} --answers -':",
        f"    {json.dumps(_walk(proof.walk))}",
    ]
    if proof.before is not None:
        lines.append("    One answer calmer, and the outcomes are more cautious:")
        lines.append(f"    {json.dumps(_walk(proof.before))}")
    return lines
