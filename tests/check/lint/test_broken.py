"""One defect in each flow, otherwise whole: the lint names it, in its place, with a walk.

The first line of a fixture says what is expected, `# expect: CODE LINE:COLUMN`. A second line,
`# also: CODE, CODE`, names what follows from the defect and is found as well. `# breaks: ID` names
the safeguard that the defect breaks.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.check.lint.shows import SHOWS, WITHOUT_A_WALK, Walked, found_in, replays
from triage.check import lint as package
from triage.check.findings import Finding
from triage.check.proof import prove
from triage.core.engine import replay
from triage.core.model import Exclusive, Flow
from triage.core.program import compile_program
from triage.errors import PackError, Problem
from triage.pack.reader import read_flow_bytes

BROKEN = Path(__file__).with_name("broken")
FIXTURES = sorted(BROKEN.iterdir())
FAMILIES = ("conditions", "idle", "ranges", "reach", "undecided")
MODULES = [Path(package.__file__).with_name(f"{name}.py") for name in FAMILIES]
REFUSED = {"unknown-question", "unknown-option", "circle"}
"""Codes of the reader, which refuses such a flow before the lint sees it."""
SURVEYJS = {
    "1 unknown reference": "surveyjs_01_unknown_reference",
    "2 one-line contradiction": "surveyjs_02_one_line_contradiction",
    "3 option that does not exist": "surveyjs_03_option_that_does_not_exist",
    "4 unreachable only through two hops": "surveyjs_04_unreachable_through_two_hops",
    "4b the same, by another option": "surveyjs_04b_unreachable_by_another_option",
    "5 cycle of computed values": "surveyjs_05_facts_go_round_in_a_circle",
    "6 impossible number range": "surveyjs_06_impossible_range",
    "6b range outside declared max": "surveyjs_06b_range_out_of_reach",
    "7 gap: no outcome at age 18": "surveyjs_07_gap_at_eighteen",
    "8 overlap: two outcomes at age 18": "surveyjs_08_overlap_at_eighteen",
    "9 option nobody routes on": "surveyjs_09_option_nobody_routes_on",
    "10 condition always true": "surveyjs_10_always_true",
}
"""Defects that the linter of SurveyJS 3.1 was tried on, in the words of our language."""

_HEAD = re.compile(
    r"# expect: ([a-z-]+) (\d+):(\d+)\n(?:# also: ([a-z, -]+)\n)?(?:# breaks: (\w+)\n)?flow:"
)
_ONE_LINE = re.compile(r"\w+\.yaml:\d+:\d+: (error|warning): \S.*[.] \S.*[.] \[[a-z-]+\]")


@dataclass(frozen=True)
class Expectation:
    """What the comments of a fixture say."""

    code: str
    line: int
    column: int
    also: frozenset[str]
    breaks: str | None


def expectation(fixture: Path) -> Expectation:
    """Return what the comments of a fixture say."""
    head = _HEAD.match(fixture.read_text(encoding="utf-8"))
    assert head, f"{fixture.name} does not say what is expected"
    code, line, column, also, breaks = head.groups()
    others = frozenset(also.split(", ")) if also else frozenset[str]()
    return Expectation(code, int(line), int(column), others, breaks)


LINTED = [fixture for fixture in FIXTURES if expectation(fixture).code not in REFUSED]
every_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
every_linted = pytest.mark.parametrize("fixture", LINTED, ids=lambda fixture: fixture.stem)


def read(fixture: Path) -> Flow:
    """Return the flow of a fixture."""
    return read_flow_bytes(fixture.read_bytes(), fixture.name)


@cache
def findings(fixture: Path) -> tuple[Finding | Problem, ...]:
    """Return what the lint, or already the reader, finds in a fixture."""
    try:
        return found_in(read(fixture))
    except PackError as error:
        return error.problems


def the_defect(fixture: Path) -> Finding | Problem:
    """Return the finding that is expected."""
    expected = expectation(fixture)
    (found,) = [
        each
        for each in findings(fixture)
        if (each.code, each.place.line, each.place.column)
        == (expected.code, expected.line, expected.column)
    ]
    return found


@every_fixture
def test_one_defect_is_found_in_its_place(fixture: Path) -> None:
    """The defect is found once, in its place; all else that is found follows from it."""
    expected = expectation(fixture)
    found = [(each.code, each.place.line, each.place.column) for each in findings(fixture)]
    defect = (expected.code, expected.line, expected.column)
    assert found.count(defect) == 1, found
    assert {each[0] for each in found if each != defect} == expected.also, found


@every_linted
def test_every_walk_shows_its_defect(fixture: Path) -> None:
    """Each walk is one that the engine walks to its end, and what it shows is the defect."""
    flow = read(fixture)
    for finding in findings(fixture):
        assert isinstance(finding, Finding)
        assert (finding.walk is None) == (finding.code in WITHOUT_A_WALK), str(finding)
        if finding.walk is not None:
            walked = Walked(flow, finding)
            assert replays(walked), str(finding)
            assert SHOWS[finding.code](walked), f"{finding} {finding.walk}"


@every_linted
def test_only_the_safeguard_named_is_broken(fixture: Path) -> None:
    """A defect breaks the safeguard that it says it breaks, and no other."""
    expected = expectation(fixture)
    flow = read(fixture)
    program = compile_program((flow,))
    broken = [each.id for each in flow.safeguards if not prove(program, each).proved]
    assert broken == ([expected.breaks] if expected.breaks else [])


@every_linted
def test_a_finding_is_one_line_that_ends_with_advice(fixture: Path) -> None:
    """A finding is `file:line:column: how grave: what is wrong. What to do. [code]`."""
    for finding in findings(fixture):
        assert str(finding).isprintable()
        assert _ONE_LINE.fullmatch(str(finding)), str(finding)


def test_there_are_several_defects_of_every_kind() -> None:
    """No code is without three flows, and no code of a rule is without what its walk shows."""
    emitted = {
        str(node.args[1].value)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
        if isinstance(node.args[1], ast.Constant)
    }
    assert emitted == SHOWS.keys() | WITHOUT_A_WALK
    kinds = Counter(expectation(fixture).code for fixture in FIXTURES)
    assert kinds.keys() == emitted | REFUSED
    assert all(kinds[code] >= 3 for code in emitted), kinds


@pytest.mark.parametrize("name", SURVEYJS.values(), ids=SURVEYJS.keys())
def test_the_defects_that_other_linters_were_tried_on(name: str) -> None:
    """Ten of ten are found, each with a place, and with a walk wherever the flow can be walked."""
    found = the_defect(BROKEN / f"{name}.yaml")
    if isinstance(found, Problem):
        assert found.code in REFUSED
    else:
        assert found.walk


def test_the_ten_defects_are_all_there() -> None:
    """The table names each of the ten, and every fixture that is named after them."""
    assert {title.split(" ")[0].rstrip("b") for title in SURVEYJS} == set(map(str, range(1, 11)))
    named = {fixture.stem for fixture in FIXTURES if fixture.stem.startswith("surveyjs_")}
    assert set(SURVEYJS.values()) == named


def test_an_overlap_breaks_the_exclusive_safeguard_at_its_boundary() -> None:
    """The proof of `exclusive` fails on the very value that both ranges hold, and shows both."""
    fixture = BROKEN / f"{SURVEYJS['8 overlap: two outcomes at age 18']}.yaml"
    flow = read(fixture)
    program = compile_program((flow,))
    (safeguard,) = flow.safeguards
    assert isinstance(safeguard.claim, Exclusive)
    walk = prove(program, safeguard).walk
    assert walk == (("age", 18),)
    shown = {outcome.id for outcome in replay(program, dict(walk)).outcomes}
    assert shown == set(safeguard.claim.outcomes)
    finding = the_defect(fixture)
    assert isinstance(finding, Finding)
    assert finding.walk == walk
