"""The last screen: what the answers suggest, made of the findings of the kernel.

It needs more modules than all other screens, so it is loaded when it is shown.
"""

from __future__ import annotations

import datetime

from triage.core.engine import Position
from triage.core.explain import Finding, Reason, findings
from triage.core.model import Closing
from triage.pack.reader import Pack
from triage.report.checklist import checklist
from triage.report.in_words import in_words
from triage.report.summary import title_for
from triage.report.to_do import to_do
from triage.ui import words
from triage.ui.presenter.changes import what_would_change
from triage.ui.presenter.clock_lines import clock_lines
from triage.ui.reaching import LEAD_OFFICER, reachable, safety
from triage.ui.rests_on import banner
from triage.ui.screens import Offer, OutcomeBlock, ReasonLine, Result


def result(
    pack: Pack,
    position: Position,
    today: datetime.date,
    child: int = 1,
    onward: tuple[Offer, ...] = (),
) -> Result:
    """Return the last screen: what to do now first, then why, then what would change it."""
    program = position.program
    found = findings(position)
    contacts, clocks = reachable(pack.contacts), clock_lines(pack, position)
    closing = next((flow.closing for flow in program.flows if flow.closing), Closing(""))
    return Result(
        title=words.for_child(words.RESULT_TITLE, child),
        safety=safety(pack.contacts),
        to_do=to_do(found, contacts, LEAD_OFFICER, clocks),
        checklist=checklist(found, contacts, clocks),
        outcomes=tuple(_block(position, finding) for finding in found),
        changes=what_would_change(position),
        closing=closing.says,
        closing_cites=closing.cites,
        not_a_referral=words.NOT_A_REFERRAL,
        banner=(*pack.notices, *banner(pack, program.flows, today)),
        summary_title=title_for(position, found, pack.form),
        onward=onward,
    )


def _block(position: Position, finding: Finding) -> OutcomeBlock:
    outcome = finding.outcome
    return OutcomeBlock(
        id=outcome.id,
        title=outcome.title,
        means=outcome.means,
        decides=outcome.decides,
        certainty=finding.certainty,
        not_in_guidance=outcome.not_in_guidance,
        reasons=tuple(_reason(position, reason) for reason in finding.reasons),
        cites=finding.cites,
    )


def _reason(position: Position, reason: Reason) -> ReasonLine:
    program = position.program
    because = tuple(
        (
            program.questions[program.index[question]].ask,
            in_words(program, question, value),
        )
        for question, value in reason.answers.items()
    )
    return ReasonLine(reason.rule.id, reason.rule.says, reason.certainty, because)
