"""What a person chose to prepare, and what that makes of a summary."""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.engine import Position
from triage.core.form import ReferralForm
from triage.report.form import holds
from triage.report.in_words import in_words


@dataclass(frozen=True, slots=True, repr=False)
class OwnWay:
    """A choice that goes another way than the answers suggest, and the person's reason for it."""

    chosen: str
    reason: str

    def __repr__(self) -> str:
        """Say nothing of what was chosen or why."""
        return "OwnWay()"


def own_way(position: Position, form: ReferralForm | None) -> OwnWay | None:
    """Return the choice and its reason, where one is given."""
    if form is None or form.own_way not in position.asked:
        return None
    chosen, reason = (
        in_words(position.program, id_, position.answers[id_])
        for id_ in (form.choice, form.own_way)
    )
    return OwnWay(chosen, reason.strip())


def is_prepared(position: Position, form: ReferralForm | None) -> bool | None:
    """Say whether a referral is prepared, or None where nothing was chosen yet."""
    if form is None or form.choice not in position.asked:
        return None
    return holds(position, form.when)


def is_first_message(position: Position, form: ReferralForm | None) -> bool:
    """Say whether a first message is what was chosen."""
    if form is None or form.choice not in position.program.index:
        return False
    return holds(position, form.first_message.when)


def training_words(position: Position, form: ReferralForm | None) -> str:
    """Return what every page and every screen of a training copy says, or nothing."""
    if form is None or form.choice not in position.program.index:
        return ""
    return form.training.says if holds(position, form.training.when) else ""
