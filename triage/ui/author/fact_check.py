"""`triage author fact-check`: the document that people who do not read YAML check and sign."""

from __future__ import annotations

import datetime

from triage.check.report import check_flow
from triage.core.model import Flow
from triage.pack.editions import Edition
from triage.pack.reader import Pack
from triage.report.digest import flow_digest
from triage.report.fact_check import Particulars, fact_check
from triage.report.in_words import day
from triage.ui import words
from triage.ui.reaching import safety
from triage.ui.rests_on import release


def fact_check_pack(pack: Pack, flow: Flow, made_on: datetime.date | None = None) -> str:
    """Return the fact-check pack of one flow as Markdown."""
    proofs = check_flow(flow, lambda: 0.0).proofs
    edition = pack.editions.get(flow.edition)
    particulars = Particulars(
        digest=flow_digest(flow),
        release=release(pack),
        edition=_status(edition) if edition else (f"{flow.edition} (not described in the pack)",),
        contacts={id_: contact.role for id_, contact in pack.contacts.items()},
        proved={proof.safeguard.id: proof.proved for proof in proofs},
        safety=safety(pack.contacts),
        not_a_referral=words.NOT_A_REFERRAL,
        renew=f"triage author fact-check {flow.id} --write FILE",
        day=made_on,
    )
    return fact_check(flow, particulars)


def _status(edition: Edition) -> tuple[str, ...]:
    """Return what is known of an edition, whatever the day."""
    approved = edition.approved or "its approval date is not shown in it"
    lines = [
        f"{edition.title}, version {edition.version}, dated {day(edition.dated)}",
        f"Review due: {edition.review_due or 'not shown in it'}. Approved: {approved}",
    ]
    lines.extend(
        f"It names this document: {each.document}. "
        f"Since replaced by: {each.by} ({words.NOT_IN_GUIDANCE})"
        for each in edition.replaced
    )
    return tuple(lines)
