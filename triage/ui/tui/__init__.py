"""The full-screen front end, made with Textual. It holds no flow logic."""

from __future__ import annotations

from triage.ui.tui.running import run

__all__ = ["run"]
