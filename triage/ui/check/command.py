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
from triage.pack.release import Release
from triage.pack.versions import Earlier
from triage.report.rests_on import pack_line
from triage.ui.check.numbers import digits
from triage.ui.check.output import Compared, Report
from triage.ui.check.surroundings import surroundings
from triage.ui.rests_on import release


def check_pack(
    pack: Pack,
    folder: Path,
    today: datetime.date,
    clock: Callable[[], float],
    earlier: Earlier | None = None,
) -> Report:
    """Return the check of every flow of the pack in `folder`.

    `clock` gives seconds from any fixed point; `earlier` is what to compare with.
    Raises `PackError` where a recorded digest is not one.
    """
    flows = list(pack.flows.values())
    checks = check_flows(flows, clock)
    deciders = {check.flow.id: check.decider for check in checks}
    found = lint(flows, surroundings(pack, today), deciders)
    changed = tuple(finding for check in checks for finding in _departures(check, folder))
    findings = Findings((*found.standing, *changed), found.accepted)
    compared = () if earlier is None else tuple(_compared(flows, earlier.flows))
    was = None if earlier is None else earlier.release
    return Report(checks, findings, compared, tuple(_version_lines(pack, was)))


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


def _version_lines(pack: Pack, was: Release | None) -> Iterator[str]:
    """Yield which version of the pack this is, and where it is compared, which it was before."""
    line = pack_line(release(pack))
    now = pack.release.version
    if not now:
        yield f"{line}. Give it one in content/pack.yaml."
        return
    yield line
    if was is not None and was.version == now:
        yield (
            "  The version is as before. "
            "If anything that people see has changed, raise it in content/pack.yaml."
        )
    elif was is not None:
        yield f"  Before: {was.version or 'no version'}"


def _compared(flows: list[Flow], earlier: Mapping[str, Flow]) -> Iterator[Compared]:
    for now in flows:
        was = earlier.get(now.id)
        if was is not None:
            try:
                yield Compared(was, now, difference(was, now))
            except CannotJoin:
                yield Compared(was, now, None)
