"""Good flows of one feature each: the lint has nothing to say about any of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.check.lint.shows import found_in
from tests.command import ROOT
from triage.check.lint.surroundings import Surroundings
from triage.check.proof import prove
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack import (
    condition_reader,
    naming,
    option_reader,
    outcome_reader,
    question_reader,
    step_reader,
)
from triage.pack.reader import read_flow_bytes, read_pack

GOOD = Path(__file__).with_name("good")
FIXTURES = sorted(GOOD.iterdir())


def flows_of(fixture: Path) -> list[Flow]:
    """Return the flow of a file, or the flows of a pack."""
    if fixture.is_dir():
        return list(read_pack(fixture).flows.values())
    return [read_flow_bytes(fixture.read_bytes(), fixture.name)]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_nothing_is_found(fixture: Path) -> None:
    """No rule of the lint fires on what is well written, and its safeguards hold."""
    flows = flows_of(fixture)
    assert [str(finding) for finding in found_in(*flows)] == []
    for flow in flows:
        program = compile_program((flow,))
        assert all(prove(program, safeguard).proved for safeguard in flow.safeguards)


def test_nothing_is_found_in_the_shipped_flows() -> None:
    """The pack that ships has none of the defects that the broken flows have."""
    pack = read_pack(ROOT)
    form = pack.form
    assert form is not None
    around = Surroundings(form=form.questions, form_facts=form.facts)
    found = [each for flow in pack.flows.values() for each in found_in(flow, around=around)]
    assert [str(finding) for finding in found] == []


def test_what_the_referral_form_shows_is_used() -> None:
    """Without the form, what only it shows is found; with it, nothing is."""
    pack = read_pack(ROOT)
    assert pack.form is not None
    codes = {each.code for each in found_in(pack.flows["referral"])}
    assert codes == {"unread-option", "unused-fact"}


def test_a_fact_may_be_named_by_another_flow_only() -> None:
    """A fact is unused only where no flow of the pack names it: alone, its own flow does not."""
    first, second = flows_of(GOOD / "across_files")
    (finding,) = found_in(first)
    assert finding.code == "unused-fact"
    assert "grave" in finding.message
    assert found_in(first, second) == ()


def test_a_wrong_fact_is_found_in_its_file_and_where_another_uses_it(tmp_path: Path) -> None:
    """What a fact says wrongly is found once, in its own file; the other hears what it leads to."""
    shutil.copytree(GOOD / "across_files", tmp_path / "pack")
    file = tmp_path / "pack" / "flows" / "first.yaml"
    text = file.read_text(encoding="utf-8")
    good, bad = "grave: {known: yes}", "grave: {all: [{known: yes}, {harmed: no}]}"
    assert good in text
    file.write_text(text.replace(good, bad), encoding="utf-8")
    found = found_in(*flows_of(tmp_path / "pack"))
    assert [(Path(each.place.file).name, each.code) for each in found] == [
        ("first.yaml", "never-true"),
        ("second.yaml", "unreachable-question"),
        ("second.yaml", "never-true"),
        ("second.yaml", "unreachable-outcome"),
    ]


def test_every_word_of_the_language_stands_in_a_good_flow() -> None:
    """Each key, kind and operator that the reader knows is in some good flow."""
    words = {
        *question_reader._KEYS,
        *question_reader._PART_KEYS,
        *option_reader._OPTION_KEYS,
        *question_reader.KINDS,
        *outcome_reader._OUTCOME_KEYS,
        *outcome_reader._RULE_KEYS,
        *outcome_reader._PART_KEYS,
        *step_reader._KEYS,
        *outcome_reader._SAFEGUARD_KEYS,
        *condition_reader._BOUNDS,
        *naming.OPERATORS,
    }
    text = "\n".join(file.read_text(encoding="utf-8") for file in GOOD.rglob("*.yaml"))
    missing = {word for word in words if not re.search(rf"\b({word}:|kind: {word}\b)", text)}
    assert missing == {"choice"}, "the kind that need not be named"
