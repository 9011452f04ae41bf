"""Making any text harmless to a terminal: `visible`, which documents use too."""

from triage.report.safe_text import visible

__all__ = ["visible"]
