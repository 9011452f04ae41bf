"""Saving a summary under a name that a person has typed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from triage.core.engine import begin
from triage.core.program import compile_program
from triage.errors import UsageError
from triage.pack.reader import read_pack
from triage.ui.saving import SummaryFile

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize("path", ["~nobody.here/a.md", "~.md", "~\0.md", "a\0.md", "", "~"])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_lost(path: str) -> None:
    """Whatever is typed as a file name is a file or a `UsageError`, never a crash."""
    pack = read_pack(ROOT)
    position = begin(compile_program(pack.walk("incident") or ()))
    with pytest.raises(UsageError):
        SummaryFile(pack, lambda: NOW).write(position, path)
