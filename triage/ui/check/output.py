"""What `triage check` prints: for people, and as JSON for machines (a contract)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from triage.check.difference import Difference
from triage.check.findings import Finding, Findings
from triage.check.paths import Paths
from triage.check.proof import Proof
from triage.check.reach import Reach
from triage.check.report import FlowCheck
from triage.check.walks import Walk
from triage.core.model import Flow
from triage.errors import Problem
from triage.ui.check.difference import difference_as_data, difference_in_words
from triage.ui.check.numbers import digits, fraction, is_short, percent, readable
from triage.ui.run.results import plain

VERDICTS = {"proved": "proved", "broken": "NOT PROVED", "undecided": "NOT DECIDED"}
UNDECIDED = (
    "There are too many combinations of answers to decide it here. "
    "Let its rules, or the when of their questions, read fewer questions at once."
)
TOO_MANY = "there are too many combinations of answers to count them all"

SAFE_INTEGER = 2**53
"""JSON readers keep whole numbers up to here exactly; greater ones are written as text."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a flow, and what differs; None where they cannot be compared."""

    was: Flow
    now: Flow
    found: Difference | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one check of a pack says.

    `differences` are against an earlier version of a flow, in the same order as the flows.
    `version` says in lines which version of the pack this is.
    """

    checks: tuple[FlowCheck, ...]
    findings: Findings
    differences: tuple[Compared, ...] = ()
    version: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Finding, ...]:
        """What stands, with what was not proved, in the order of file, line and column."""
        unproved = (_unproved(each) for check in self.checks for each in check.proofs)
        found = [*self.findings.standing, *(each for each in unproved if each is not None)]
        return tuple(sorted(found, key=lambda each: (each.place, each.code)))


def as_json(report: Report) -> str:
    """Return the whole report as one JSON object."""
    said: dict[str, object] = {
        "findings": [_finding(finding) for finding in report.standing],
        "flows": [_flow(check) for check in report.checks],
        "accepted": [
            {**_finding(each.finding), "because": each.because} for each in report.findings.accepted
        ],
    }
    if report.differences:
        said["differences"] = [_compared(each) for each in report.differences]
    return json.dumps(said, indent=2)


def problems_as_json(problems: Sequence[Problem]) -> str:
    """Return what is wrong in a pack that cannot be read, as the same JSON object."""
    found = [Finding(p.place, p.code, "error", p.message, p.fix) for p in problems]
    return as_json(Report((), Findings(tuple(found))))


def as_text(report: Report) -> str:
    """Return the report on flows that could be read, in plain words."""
    lines = [*report.version, *(line for check in report.checks for line in _lines(check))]
    for each in report.differences:
        lines.extend(["", *_compared_in_words(each)])
    lines.extend(["", *_findings_in_words(report)])
    return "\n".join(lines)


def _compared(each: Compared) -> dict[str, object]:
    if each.found is None:
        return {"id": each.now.id, "changes_nothing": None}
    return difference_as_data(each.now, each.found)


def _compared_in_words(each: Compared) -> Iterator[str]:
    if each.found is None:
        yield f"{each.now.id}: both versions ask the same questions, in orders that do not meet."
        yield "  Change the order in one step, and the rules in another, to see what each does."
    else:
        yield from difference_in_words(each.was, each.now, each.found)


def _findings_in_words(report: Report) -> Iterator[str]:
    graves = Counter(finding.severity for finding in report.standing)
    yield f"Findings: {graves['error']} errors, {graves['warning']} warnings."
    for finding in report.standing:
        yield str(finding)
        if finding.walk is not None:
            yield f"  A walk that shows it: {json.dumps(_walk(finding.walk))}"
    accepted = len(report.findings.accepted)
    if accepted:
        yield f"{accepted} more {'is' if accepted == 1 else 'are'} accepted in the flows."


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "fix": finding.fix,
        "walk": _walk(finding.walk),
        "part": finding.part,
    }


def _unproved(proof: Proof) -> Finding | None:
    safeguard = proof.safeguard
    if proof.proved:
        return None
    if proof.verdict == "undecided":
        return Finding(
            safeguard.place,
            "safeguard-undecided",
            "error",
            f"The safeguard {safeguard.id} is not decided, so it is not proved: {safeguard.says}",
            UNDECIDED,
        )
    return Finding(
        safeguard.place,
        "safeguard-broken",
        "error",
        f"The safeguard {safeguard.id} does not hold: {safeguard.says}",
        "Run the walk, and change the rules or the safeguard.",
        proof.walk,
    )


def _flow(check: FlowCheck) -> dict[str, object]:
    paths, reach = check.paths, check.reach
    lows, highs = paths.outcomes, paths.outcomes_at_most
    return {
        "id": check.flow.id,
        "questions": len(check.flow.questions),
        "paths": _exact(paths.total, paths.total_at_most),
        "outcomes": {id_: _exact(lows[id_], highs[id_]) for id_ in lows},
        "safeguards": [
            {"id": proof.safeguard.id, "proved": proof.proved, "walk": _walk(proof.walk)}
            for proof in check.proofs
        ],
        "seconds": round(check.seconds, 4),
        "exact": paths.exact,
        "bounds": {
            "paths": _bounds(paths.total, paths.total_at_most),
            "outcomes": {id_: _bounds(lows[id_], highs[id_]) for id_ in lows},
        },
        "shares": {id_: _share(share) for id_, share in paths.shares.items()},
        "shortest": paths.shortest,
        "longest": paths.longest,
        "reached": {
            "questions": _reached(reach.questions.values()),
            "options": _reached(reach.options.values()),
            "outcomes": _reached(reach.outcomes.values()),
        },
        "unreachable": {
            "questions": [id_ for id_, known in reach.questions.items() if known is False],
            "outcomes": [id_ for id_, known in reach.outcomes.items() if known is False],
        },
        "undecided": [proof.safeguard.id for proof in check.proofs if proof.verdict == "undecided"],
        "proposals": ["\n".join(proposal.lines) for proposal in check.proposals.found],
    }


def _exact(low: int, high: int) -> int | str | None:
    return _number(low) if low == high else None


def _bounds(low: int, high: int) -> list[int | str]:
    return [_number(low), _number(high)]


def _number(number: int) -> int | str:
    return number if number <= SAFE_INTEGER else digits(number)


def _share(share: Fraction | None) -> dict[str, str] | None:
    return None if share is None else {"fraction": fraction(share), "percent": percent(share)}


def _reached(known: Collection[bool | None]) -> dict[str, int]:
    counted = Counter(known)
    return {"reached": counted[True], "undecided": counted[None], "of": len(known)}


def _walk(walk: Walk | None) -> dict[str, object] | None:
    return None if walk is None else {question: plain(value) for question, value in walk}


def _lines(check: FlowCheck) -> list[str]:
    flow = check.flow
    rules = sum(len(outcome.rules) for outcome in flow.outcomes)
    lines = [
        f"{flow.id}: {len(flow.questions)} questions, {len(flow.outcomes)} outcomes, {rules} rules",
        *_path_lines(check.paths),
        *_reach_lines(check.reach),
        *(["  outcomes by share of the paths:"] if check.paths.outcomes else []),
        *(f"    {id_}: {_share_in_words(check.paths, id_)}" for id_ in check.paths.outcomes),
    ]
    for proof in check.proofs:
        lines.append(f"  {VERDICTS[proof.verdict]}: {proof.safeguard.id} ({proof.states:,} states)")
        if proof.verdict == "broken":
            lines.extend(_failure(flow.id, proof))
        elif proof.verdict == "undecided":
            lines.append(f"    {proof.safeguard.place}: {proof.safeguard.says}")
            lines.append(
                "    Nothing that breaks it was found, but not all was looked at: it is not proved."
            )
            lines.append(f"    {UNDECIDED}")
    proved = sum(proof.proved for proof in check.proofs)
    lines.append(f"  {proved} of {len(check.proofs)} safeguards proved")
    lines.append(f"  checked in {check.seconds:.2f} s")
    if check.proposals.found:
        lines.append("  safeguards that hold today and that you could add:")
        lines.extend(f"    {line}" for each in check.proposals.found for line in each.lines)
    if not check.proposals.complete:
        lines.append("  there may be more to add: not all that could be proposed was tried")
    return lines


def _path_lines(paths: Paths) -> Iterator[str]:
    if paths.total == paths.total_at_most:
        yield f"  {readable(paths.total)} answer paths, counted through {paths.states:,} states"
    else:
        yield f"  at least {readable(paths.total)} answer paths; {TOO_MANY}"
    if paths.shortest is not None and paths.longest is not None:
        yield f"  a path asks {paths.shortest:,} to {paths.longest:,} questions"


def _reach_lines(reach: Reach) -> Iterator[str]:
    whole: dict[str, Collection[bool | None]] = {
        "questions": reach.questions.values(),
        "options": reach.options.values(),
        "outcomes": reach.outcomes.values(),
    }
    counts = ", ".join(
        f"{Counter(known)[True]:,} of {len(known):,} {name}" for name, known in whole.items()
    )
    yield f"  reached: {counts}"
    for name, known in (("question", reach.questions), ("outcome", reach.outcomes)):
        for id_, is_reached in known.items():
            if is_reached is False:
                yield f"    never reached: the {name} {id_}"
            elif is_reached is None:
                yield f"    not decided: whether the {name} {id_} is ever reached"


def _share_in_words(paths: Paths, id_: str) -> str:
    share = paths.shares[id_]
    if share is None:
        low, high = paths.outcomes[id_], paths.outcomes_at_most[id_]
        return f"not decided; on at least {readable(low)} paths, at most {readable(high)}"
    exact = f" ({fraction(share)})" if 0 < share < 1 and is_short(share) else ""
    return f"{percent(share)} %{exact}"


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
