"""The words that plain lines and prompts share. The rest is in `triage.ui.words`."""

from __future__ import annotations

SO_FAR = "your answer so far"
ENTER_KEEPS = "Enter alone keeps it."
NOTHING_CERTAIN = "Your answers do not mean anything for certain yet."


def answer_so_far(typed: str) -> str:
    """Return the answer that stands, as it was typed."""
    return f"Your answer so far: {typed}"
