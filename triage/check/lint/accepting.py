"""What the authors of a flow accept of what was found in it, and what they accept for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from triage.check.findings import Accepted, Finding, Findings
from triage.core.model import Acceptance, Flow
from triage.core.part_names import flow_name


def accept(flow: Flow, found: Sequence[Finding]) -> Findings:
    """Return what was found in a flow, parted by what it accepts; an error always stands."""
    accepts = {(each.finding, each.at): each for each in flow.accepts}
    standing: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in found:
        acceptance = accepts.get((finding.code, finding.part))
        if acceptance is None or finding.severity == "error":
            standing.append(finding)
        else:
            accepted.append(Accepted(finding, acceptance.because))
    matched = {(each.finding.code, each.finding.part) for each in accepted}
    standing.extend(_idle(flow, each) for key, each in accepts.items() if key not in matched)
    return Findings(tuple(standing), tuple(accepted))


def _idle(flow: Flow, acceptance: Acceptance) -> Finding:
    return Finding(
        acceptance.place,
        "idle-acceptance",
        "warning",
        f"There is no {acceptance.finding} at {acceptance.at} to accept.",
        "Delete this entry, so that it hides nothing later.",
        part=flow_name(flow.id),
    )
