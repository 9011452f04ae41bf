"""The menu of a pack."""

from __future__ import annotations

from pathlib import Path

from triage.pack.reader import read_pack

ROOT = Path(__file__).resolve().parents[2]


def test_the_built_in_menu_offers_every_walk_and_every_section_once_at_least() -> None:
    """Each journey, each flow that stands in none, and each numbered section can be found."""
    pack = read_pack(ROOT)
    entries = [entry for group in pack.menu for entry in group.entries]
    in_journeys = {flow for journey in pack.journeys.values() for flow in journey.flows}
    walks = {*pack.journeys, *(flow for flow in pack.flows if flow not in in_journeys)}
    assert {entry.walk for entry in entries if entry.walk} == walks
    numbered = {section for entry in entries for section in entry.sections}
    assert numbered == {*map(str, range(1, 18)), "A", "B"}
    assert entries[0].walk == "incident"
