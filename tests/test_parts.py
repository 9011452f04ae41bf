"""The parts that are run are never the same, and all of them together leave nothing out."""

from __future__ import annotations

import pytest

from tests import parts


def test_all_parts_together_are_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing is in one part; where all is asked for, every part is everything."""
    everything = list(range(11))
    monkeypatch.setattr(parts, "ALL", False)
    taken = [parts.part(number, 3, everything) for number in range(3)]
    assert sorted(each for some in taken for each in some) == everything
    monkeypatch.setattr(parts, "ALL", True)
    assert parts.part(1, 3, everything) == everything
