"""The list of codes, the reference page and the source of the lint say the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.command import ROOT
from triage.check import lint as package
from triage.check.lint import abbreviations, reading_age, wording
from triage.core.lint_codes import SEVERITIES

PAGE = (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.+) \| (.+) \|$", re.MULTILINE)


def emitted() -> Iterator[tuple[str, str]]:
    """Yield each code in the source of the lint, with the severity beside it."""
    for file in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                code, severity = node.args[1:3]
                assert isinstance(code, ast.Constant)
                assert isinstance(severity, ast.Constant)
                yield str(code.value), str(severity.value)


def test_the_list_of_codes_is_what_the_source_finds() -> None:
    """Each code is in the list that authors may accept from, always with the same severity."""
    found = set(emitted())
    assert len(found) == len(dict(found))
    assert dict(found) == SEVERITIES


def test_the_page_says_of_each_code_what_it_means_and_how_to_mend_it() -> None:
    """The page names each code once, with its severity, in two whole sentences."""
    rows = _ROW.findall(PAGE)
    assert [(code, severity) for code, severity, _, _ in rows] == list(SEVERITIES.items())
    for _, _, means, mend in rows:
        assert means.endswith(".")
        assert mend.endswith(".")


def test_the_page_names_no_code_that_is_not_there() -> None:
    """Whatever looks like a code on the page is one."""
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", PAGE))
    assert named == set(SEVERITIES)


def test_the_limits_on_the_page_are_those_of_the_source() -> None:
    """Figures and examples on the page are not made up."""
    assert f"more than {wording.MOST_WORDS} words" in PAGE
    assert f"more than {reading_age.OLDEST} years" in PAGE
    assert f"at least {reading_age.FEWEST_WORDS} words" in PAGE
    assert {"NHS", "GP", "A&E"} <= abbreviations.READ_AS_WORDS.keys()
