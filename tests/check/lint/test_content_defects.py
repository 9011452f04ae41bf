"""One defect of content in the small flow: it is found once, in its place, and nothing else is."""

from __future__ import annotations

import re

import pytest

from tests.check.lint import defects_of_trust as trust
from tests.check.lint import defects_of_words as words
from tests.check.lint.defects import FAMILIES, Defect
from tests.check.lint.small_flow import standing
from triage.core.engine import replay
from triage.core.lint_codes import SEVERITIES
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

DEFECTS = trust.DEFECTS_OF_TRUST | words.DEFECTS_OF_WORDS

every_defect = pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS.keys())


@every_defect
def test_a_defect_is_found_once_in_its_place(defect: Defect) -> None:
    """The one finding has the code, the severity, the line and the column that it must have."""
    found = standing(defect.text, **defect.around)
    assert [(each.code, each.severity, (each.place.line, each.place.column)) for each in found] == [
        (defect.code, SEVERITIES[defect.code], defect.place)
    ], "\n".join(map(str, found))
    assert defect.says in str(found[0])


@every_defect
def test_a_walk_shows_the_defect(defect: Defect) -> None:
    """A walk is what the engine asks, to the end; what it must show is there."""
    (found,) = standing(defect.text, **defect.around)
    assert (found.walk is None) == (defect.shows is None)
    if found.walk is not None and defect.shows is not None:
        position = replay(compile_program((read_flow_text(defect.text),)), dict(found.walk))
        assert position.complete
        assert tuple(position.asked) == tuple(question for question, _ in found.walk)
        assert defect.shows(position)


@every_defect
def test_a_finding_is_one_line_that_ends_with_advice(defect: Defect) -> None:
    """A finding is short, harmless to print, and says what is wrong and what to do."""
    (found,) = standing(defect.text, **defect.around)
    assert str(found).isprintable()
    assert re.search(r"[.?]$", found.fix)
    assert found.message[-1] in ".”"
    assert len(str(found)) < 300
    assert found.part


def test_every_code_of_content_has_a_defect() -> None:
    """No code that a family finds is without a flow that has just that defect."""
    assert {defect.code for defect in DEFECTS.values()} == set().union(*FAMILIES.values())
