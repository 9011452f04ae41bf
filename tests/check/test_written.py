"""Conditions back in the words of the language: they are read as what they were."""

from __future__ import annotations

from hypothesis import given, settings

from tests.check.lint.shows import conditions
from tests.core.small_flows import Case, cases
from triage.check.written import as_written
from triage.core.model import Fact
from triage.core.program import compile_program
from triage.core.written_conditions import parts_of
from triage.pack.reader import read_flow_text


@settings(max_examples=80)
@given(cases())
def test_every_condition_is_read_as_the_same_condition(case: Case) -> None:
    """Each condition of a flow, and each part of one, written and read again, means the same."""
    parts = [part for whole in conditions(case.flow) for part in parts_of(whole)]
    lines = [f"  again{number}: {as_written(part)}" for number, part in enumerate(parts)]
    before, _, after = case.text.partition("facts:")
    facts = "\n".join(["facts:", *lines] if lines else ["facts: {}"])
    flow = read_flow_text(before + facts + after.removeprefix(" {}"))
    program = compile_program((flow,))
    for number, part in enumerate(parts):
        assert program.condition(Fact(f"again{number}")) == program.condition(part)
