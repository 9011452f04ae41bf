"""Every citation leads to something that exists, and the digest is right about what is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.core.model import Flow
from triage.errors import Problem
from triage.pack.citations import Citation, uses_by_id
from triage.pack.digest import GuidanceRule
from triage.pack.guidance import Guidance
from triage.pack.source import Source


@dataclass(frozen=True, slots=True)
class _Known:
    """What citations to one edition may be to."""

    rules: dict[str, None]
    points: dict[str, None]
    national: Mapping[str, object]


def check_citations(
    guidance: Guidance,
    citations: Sequence[Citation],
    flows: Mapping[str, Flow],
    problems: list[Problem],
) -> None:
    """Note what is cited and does not exist, and what the digest says of uses that is not so.

    A citation to an edition of which the pack has no digest is not checked.
    """
    known = {edition: _known(guidance, edition) for edition in ("", *guidance.digests)}
    for citation in citations:
        if citation.edition in known:
            _check(citation, known[citation.edition], Source(citation.place.file, problems, []))
    for digest in guidance.digests.values():
        uses = uses_by_id(citations, digest.edition)
        cited_by = {
            name: set(_cites(flow))
            for name, flow in flows.items()
            if name in guidance.later_flows and flow.edition == digest.edition
        }
        for rule in digest.rules.values():
            _check_account(
                rule, uses.get(rule.id, ()), cited_by, Source(rule.place.file, problems, [])
            )


def _known(guidance: Guidance, edition: str) -> _Known:
    digests = [digest for digest in guidance.digests.values() if edition in ("", digest.edition)]
    return _Known(
        dict.fromkeys(id_ for digest in digests for id_ in digest.rules),
        dict.fromkeys(id_ for digest in digests for id_ in digest.points),
        guidance.national,
    )


def _check(citation: Citation, known: _Known, source: Source) -> None:
    cited = citation.of
    if cited.startswith(("A", "N")):
        points = known.points if cited.startswith("A") else known.national
        if cited not in points:
            source.note_at(
                citation.place,
                "unknown-point",
                f"There is no point {cited} in the digest of the guidance.",
                source.nearest(cited, points),
            )
    elif cited not in known.rules:
        source.note_at(
            citation.place,
            "unknown-rule",
            f"There is no rule {cited} in the digest of the guidance.",
            source.nearest(cited, known.rules),
        )


def _check_account(
    rule: GuidanceRule,
    uses: Sequence[Citation],
    cited_by: Mapping[str, set[str]],
    source: Source,
) -> None:
    if rule.unused and uses:
        source.note_at(
            rule.place,
            "unused-but-used",
            f"{rule.id} is said to be unused, but {uses[0].place} cites it.",
            "Delete unused, or the citation.",
        )
    if rule.reserved in cited_by and rule.id not in cited_by[rule.reserved]:
        source.note_at(
            rule.place,
            "reserved-not-cited",
            f"{rule.id} is reserved for the flow {rule.reserved}, which is there and does not "
            "cite it.",
            "Cite it in that flow, or change reserved.",
        )


def _cites(flow: Flow) -> Iterator[str]:
    """Yield every rule that a flow cites, also through questions that it uses of another."""
    for question in flow.questions:
        yield from question.cites
    for outcome in flow.outcomes:
        yield from outcome.cites
        for rule in outcome.rules:
            yield from rule.cites
        items = (item for part in outcome.checklist for item in part.items)
        for step in (*outcome.steps, *items):
            yield from step.cites
    if flow.closing is not None:
        yield from flow.closing.cites
