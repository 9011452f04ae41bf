"""The first screen of a walk."""

from __future__ import annotations

import datetime

from triage.core.program import Program
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.reaching import safety
from triage.ui.rests_on import banner
from triage.ui.screens import Welcome


def welcome(pack: Pack, program: Program, today: datetime.date) -> Welcome:
    """Return the first screen of a walk."""
    flow = program.flows[0]
    return Welcome(
        title=flow.title,
        safety=safety(pack.contacts),
        not_a_referral=words.NOT_A_REFERRAL,
        privacy=words.PRIVACY,
        intro=flow.intro or words.NOT_SURE,
        banner=(*pack.notices, *banner(pack, program.flows, today)),
    )
