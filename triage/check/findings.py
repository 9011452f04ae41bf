"""What a check has found in a flow, as data: what, where, what to do, and a walk that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from triage.check.walks import Walk
from triage.core.lint_codes import Severity
from triage.errors import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a flow. `walk` are answers that show it; none where no walk can.

    `part` is the full name of the part of the flow that it is about (`triage.core.part_names`).
    """

    place: Place
    code: str
    severity: Severity
    message: str
    fix: str
    walk: Walk | None = None
    part: str = ""

    def __str__(self) -> str:
        """Return one line: `file:line:column`, how grave, what is wrong, what to do."""
        return f"{self.place}: {self.severity}: {self.message} {self.fix} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the author leaves as it is, and why."""

    finding: Finding
    because: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found: what stands, and apart from it what the authors accept."""

    standing: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()
