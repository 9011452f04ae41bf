"""Flows and content on disk, read into the model of `triage.core`, with line numbers."""
