"""What a check has found in a flow, as data: what, where, what to do, and a walk that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triage.check.walks import Walk
from triage.errors import Place

Severity = Literal["error", "warning"]
"""An error makes the flow unfit for use; a warning is worth a look and may be right as it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a flow. `walk` are answers that show it; none where no walk can."""

    place: Place
    code: str
    severity: Severity
    message: str
    fix: str
    walk: Walk | None = None

    def __str__(self) -> str:
        """Return one line: `file:line:column`, how grave, what is wrong, what to do."""
        return f"{self.place}: {self.severity}: {self.message} {self.fix} [{self.code}]"
