"""The shipped flows are clean: what the lint finds is mended, or accepted with a reason."""

from __future__ import annotations

import datetime

import pytest

from tests.command import ROOT
from triage.check.findings import Findings
from triage.check.lint import lint
from triage.pack.reader import Pack, read_pack
from triage.ui.check.surroundings import surroundings

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the shipped pack."""
    return read_pack(ROOT)


@pytest.fixture(scope="module")
def found(pack: Pack) -> Findings:
    """Return what the lint finds in all its flows."""
    return lint(list(pack.flows.values()), surroundings(pack, TODAY))


def test_nothing_stands(found: Findings) -> None:
    """No finding is left that nobody has answered."""
    assert [str(finding) for finding in found.standing] == []


def test_what_is_accepted_is_known_here(pack: Pack, found: Findings) -> None:
    """A further acceptance is a decision, to be made here too."""
    accepted = {(each.finding.code, each.finding.part) for each in found.accepted}
    assert accepted == {
        *(("review-passed", f"flow.{flow}") for flow in pack.flows),
        ("unexplained-abbreviation", "outcome.lo_event"),
        ("unexplained-abbreviation", "outcome.lo_case_review"),
        ("unexplained-abbreviation", "outcome.rp_sign_off"),
    }
    assert all(each.because for each in found.accepted)


def test_the_lint_knows_what_is_around_the_flows(pack: Pack) -> None:
    """Contacts, editions and the day come out of the pack as they stand in its files."""
    around = surroundings(pack, TODAY)
    assert around.today == TODAY
    assert around.contacts.keys() == pack.contacts.keys()
    assert around.contacts["emergency_services"].reachable
    assert not around.contacts["lead_officer"].reachable
    assert around.contacts["lead_officer"].explained
    assert around.contacts["dscp_business_team"].reachable
    assert around.editions["dorset-3.1"].review_due_by == datetime.date(2025, 9, 30)
    assert around.editions["dorset-3.1"].superseded_by == ""
