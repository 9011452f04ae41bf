"""What a planted defect of content is: an edit of the small flow, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.check.lint.small_flow import edited, place_of
from triage.core.engine import Position

FAMILIES = {
    "citations": {"uncited-question", "uncited-outcome", "uncited-rule", "unknown-citation"},
    "editions": {"superseded-edition", "review-passed"},
    "steps": {"rule-without-steps"},
    "contacts": {"no-contact", "unreachable-contact"},
    "privacy": {"identifying-question", "unused-answer"},
    "wording": {"long-sentence", "double-question", "word-to-avoid"},
    "abbreviations": {"unexplained-abbreviation"},
    "reading age": {"reading-age"},
    "accepting": {"idle-acceptance"},
}
"""Every code of what a flow says and rests on, by the module that finds it."""

# Where findings stand, each with the mark before the thing itself.
SMALL = "flow: §small"
CLOSING = "§closing:"
HARM = "id: §harm"
WEEKS = "id: §weeks"
DETAILS = "id: §details"
YES = "§yes: "
NO = "§no: "
TELL = "- §id: tell"
REST = "- §id: rest"
T1 = "- §{id: T1"
N1 = "- §{id: N1"
SPEAK = "- §do: "
KEEP = "- §{do: "
TOLD = "- §{id: told"


@dataclass(frozen=True)
class Defect:
    """One text of the small flow in place of another, and where its finding must stand.

    `shows` is what the walk must show, where there is one; `says` stands in the finding.
    """

    code: str
    at: str
    old: str
    new: str
    shows: Callable[[Position], bool] | None = None
    says: str = ""
    around: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The flow with the defect."""
        return edited(self.old, self.new)

    @property
    def place(self) -> tuple[int, int]:
        """The line and column that the finding must name."""
        return place_of(self.text, self.at)


def asked(question: str) -> Callable[[Position], bool]:
    """Return the claim that a walk comes by this question."""
    return lambda position: question in position.asked


def shown(outcome: str) -> Callable[[Position], bool]:
    """Return the claim that a walk ends with this outcome."""
    return lambda position: outcome in [each.id for each in position.outcomes]
