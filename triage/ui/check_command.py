"""`triage check`: everything that is held against the flows of a pack, put together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from triage.check.difference import difference
from triage.check.digest import Digest, departures, digest_of
from triage.check.findings import Finding, Findings
from triage.check.joining import CannotJoin
from triage.check.lint import lint
from triage.check.report import FlowCheck, check_flows
from triage.core.model import Flow
from triage.pack.digests import RecordedDigest, read_digest, write_digest
from triage.pack.reader import Pack
from triage.ui.check_output import Compared, Report
from triage.ui.numbers import digits
from triage.ui.surroundings import surroundings


def check_pack(
    pack: Pack,
    folder: Path,
    today: datetime.date,
    clock: Callable[[], float],
    earlier: Mapping[str, Flow] | None = None,
) -> Report:
    """Return the check of every flow of the pack in `folder`.

    `clock` gives seconds from any fixed point; `earlier` are the flows to compare with, by id.
    Raises `PackError` where a recorded digest is not one.
    """
    flows = list(pack.flows.values())
    checks = check_flows(flows, clock)
    deciders = {check.flow.id: check.decider for check in checks}
    found = lint(flows, surroundings(pack, today), deciders)
    changed = tuple(finding for check in checks for finding in _departures(check, folder))
    findings = Findings((*found.standing, *changed), found.accepted)
    compared = () if earlier is None else tuple(_compared(flows, earlier))
    return Report(checks, findings, compared)


def record_digests(report: Report, folder: Path) -> Iterator[Path]:
    """Write the digest of every flow that was checked, and yield the files."""
    for check in report.checks:
        yield write_digest(folder, RecordedDigest(**asdict(_digest(check))))


def _departures(check: FlowCheck, folder: Path) -> Iterator[Finding]:
    recorded = read_digest(folder, check.flow.id)
    if recorded is not None:
        yield from departures(check.flow, Digest(**asdict(recorded)), _digest(check))


def _digest(check: FlowCheck) -> Digest:
    paths = check.paths
    shares = {id_: digits(number) for id_, number in paths.outcomes.items()}
    return digest_of(check.flow, check.program, digits(paths.total), shares)


def _compared(flows: list[Flow], earlier: Mapping[str, Flow]) -> Iterator[Compared]:
    for now in flows:
        was = earlier.get(now.id)
        if was is not None:
            try:
                yield Compared(was, now, difference(was, now))
            except CannotJoin:
                yield Compared(was, now, None)
