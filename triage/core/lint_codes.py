"""Every code of the lint, with how grave it is: words of the flow language, since authors use them.

An author may accept a warning by its code, never an error. `docs/reference/lint.md` says what
each code means and how to mend it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Severity = Literal["error", "warning"]
"""An error makes the flow unfit for use; a warning is worth a look and may be right as it is."""

SEVERITIES: Mapping[str, Severity] = {
    # conditions
    "never-true": "error",
    "always-true": "warning",
    "not-over-unasked": "warning",
    "unused-fact": "warning",
    # reach
    "unreachable-question": "error",
    "idle-question": "warning",
    "unreachable-outcome": "error",
    "rule-never-fires": "error",
    "unread-option": "warning",
    "no-outcome": "error",
    "not-decided": "warning",
    # ranges
    "impossible-range": "error",
    "range-out-of-reach": "error",
    "bound-without-effect": "warning",
    "ranges-share-boundary": "warning",
    "boundary-left-out": "warning",
    # what the flow rests on
    "uncited-question": "warning",
    "uncited-outcome": "warning",
    "uncited-rule": "warning",
    "unknown-citation": "error",
    "superseded-edition": "error",
    "review-passed": "warning",
    # what to do
    "rule-without-steps": "warning",
    # whom to reach
    "no-contact": "warning",
    "unreachable-contact": "warning",
    # privacy
    "identifying-question": "error",
    "unused-answer": "warning",
    # plain words
    "long-sentence": "warning",
    "double-question": "warning",
    "unexplained-abbreviation": "warning",
    "reading-age": "warning",
    "word-to-avoid": "warning",
    # accepted findings
    "idle-acceptance": "warning",
}
