"""The safeguards of the shipped flow hold, and a fault in the flow is found and shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.check.faults import FAULTS, Fault, Run, pack_with, run_walk, shipped
from tests.command import FLOW, triage
from triage.check.proof import _violations, prove, shortest
from triage.core.conditions import TRUE
from triage.core.engine import Position, begin, replay
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text
from triage.ui.run.results import result

SAFEGUARDS = [
    "danger_is_always_acted_on",
    "doubt_is_never_dismissed",
    "child_in_care_death_is_reported",
    "abusive_event_is_never_dismissed",
    "caution",
    "not_indicated_stands_alone",
    "someone_is_always_told",
]
"""The safeguards with a fault of their own in `tests.check.faults`, the first of the flow."""
FINDING_KEYS = {"code", "severity", "file", "line", "column", "message", "fix", "walk"}
FLOW_KEYS = {"id", "questions", "paths", "outcomes", "safeguards", "seconds"}
INVALID = 3
SAFE_INTEGER = 2**53


@dataclass(frozen=True)
class Planted:
    """A fault, the pack it is planted in, and what `triage check --format json` said of it."""

    fault: Fault
    pack: Path
    code: int
    report: dict[str, Any]

    @property
    def safeguards(self) -> list[dict[str, Any]]:
        """What the report says of each safeguard."""
        (flow,) = [each for each in self.report["flows"] if each["id"] == "serious_incident"]
        safeguards: list[dict[str, Any]] = flow["safeguards"]
        return safeguards

    @property
    def walk(self) -> dict[str, Any]:
        """The walk that breaks the safeguard of this fault."""
        (walk,) = [each["walk"] for each in self.safeguards if each["id"] == self.fault.safeguard]
        assert isinstance(walk, dict)
        return walk


@pytest.fixture(scope="module", params=FAULTS, ids=lambda fault: fault.safeguard)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Plant each fault in a pack of its own, and check that pack once."""
    fault: Fault = request.param
    pack = pack_with(fault, tmp_path_factory.mktemp(fault.safeguard))
    done = triage("check", "--pack", str(pack), "--format", "json")
    assert not done.stderr
    return Planted(fault, pack, done.returncode, json.loads(done.stdout))


def test_the_shipped_flow_is_proved_and_reported_as_the_contract_says() -> None:
    """The unbroken pack exits 0, and its report has the shape that other scripts rest on."""
    done = triage("check", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(report) >= {"findings", "flows"}
    assert report["findings"] == []
    (flow,) = [each for each in report["flows"] if each["id"] == "serious_incident"]
    assert set(flow) >= FLOW_KEYS
    read = read_flow_text(shipped())
    assert flow["questions"] == len(read.questions)
    assert list(flow["outcomes"]) == [outcome.id for outcome in read.outcomes]
    assert all(0 < paths < flow["paths"] for paths in flow["outcomes"].values())
    assert flow["safeguards"] == [
        {"id": safeguard.id, "proved": True, "walk": None} for safeguard in read.safeguards
    ]
    assert flow["seconds"] >= 0


def test_the_text_report_names_every_safeguard_as_proved() -> None:
    """The unbroken pack exits 0, and people read a line for each safeguard that is proved."""
    done = triage("check")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    for safeguard in read_flow_text(shipped()).safeguards:
        assert any(line.startswith(f"  proved: {safeguard.id} (") for line in lines)
    assert "NOT PROVED" not in done.stdout


def test_every_safeguard_has_a_planted_fault() -> None:
    """The table of faults covers the first safeguards of the shipped flow, each once.

    Those of single outcomes are broken one by one in `tests.check.test_own_safeguards`.
    """
    flow = read_flow_text(shipped())
    assert [safeguard.id for safeguard in flow.safeguards][: len(SAFEGUARDS)] == SAFEGUARDS
    assert [fault.safeguard for fault in FAULTS] == SAFEGUARDS


def test_a_planted_fault_makes_the_check_fail(planted: Planted) -> None:
    """One edit of the text is enough for exit code 3 and a safeguard that is not proved."""
    assert planted.code == INVALID
    assert {safeguard["id"] for safeguard in planted.safeguards} > set(SAFEGUARDS)
    for safeguard in planted.safeguards:
        assert safeguard["proved"] is (safeguard["walk"] is None)
    broken = [safeguard["id"] for safeguard in planted.safeguards if not safeguard["proved"]]
    assert planted.fault.safeguard in broken
    # A flow that follows this one proves the same again, over both.
    own = [each for each in planted.report["findings"] if Path(each["file"]).name == FLOW.name]
    named = [each["code"] for each in own]
    assert named.count("safeguard-broken") == len(broken)
    assert "digest-differs" in named


def test_a_broken_safeguard_is_found_where_it_is_written(planted: Planted) -> None:
    """The finding names the safeguard's file, line and column, and holds the walk."""
    id_ = planted.fault.safeguard
    (finding,) = [each for each in planted.report["findings"] if f" {id_} " in each["message"]]
    assert set(finding) >= FINDING_KEYS
    assert (finding["code"], finding["severity"]) == ("safeguard-broken", "error")
    assert Path(finding["file"]) == planted.pack / FLOW
    lines = (planted.pack / FLOW).read_text(encoding="utf-8").splitlines()
    assert lines[finding["line"] - 1][finding["column"] - 1 :] == f"id: {id_}"
    assert finding["walk"] == planted.walk
    assert finding["fix"]


def test_the_walk_shows_the_violation(planted: Planted) -> None:
    """The walk, given to the real command on the broken pack, shows what must not be."""
    assert planted.fault.shows(run_walk(planted.walk, planted.pack))


def test_the_shipped_flow_does_not_show_it(planted: Planted) -> None:
    """The same answers to the shipped flow do not show what the safeguard forbids."""
    position = replay(compile_program((read_flow_text(shipped()),)), planted.walk)
    assert not planted.fault.shows(Run(planted.walk, result("incident", position)))


def test_a_lapse_of_caution_is_shown_by_two_walks(tmp_path: Path) -> None:
    """The text report prints the calmer walk too, and run one after the other they show it."""
    (fault,) = [fault for fault in FAULTS if fault.safeguard == "caution"]
    pack = pack_with(fault, tmp_path)
    done = triage("check", "--pack", str(pack))
    assert done.returncode == INVALID
    block = done.stdout.partition("  NOT PROVED: caution (")[2].partition("\n  proved:")[0]
    walks = [line for line in block.splitlines() if line.lstrip().startswith("{")]
    worrying, calmer = (run_walk(json.loads(walk), pack) for walk in walks)
    both = worrying.answers.keys() & calmer.answers.keys()
    changed = {question for question in both if worrying.read(question) != calmer.read(question)}
    assert changed == {"abuse"}
    assert (calmer.read("abuse"), worrying.read("abuse")) == ("unsure", "suspected")
    assert "discuss" in calmer.outcomes
    assert fault.shows(worrying)


@pytest.mark.parametrize(
    "fault",
    [fault for fault in FAULTS if fault.safeguard != "caution"],
    ids=lambda fault: fault.safeguard,
)
def test_the_last_deciding_answer_breaks_it_and_none_before(fault: Fault) -> None:
    """Given in asking order, the walk's deciding answers break the safeguard with the last one."""
    flow = read_flow_text(fault.edited(shipped()))
    program = compile_program((flow,))
    (claim,) = [each for each in flow.safeguards if each.id == fault.safeguard]
    ((condition, _),) = _violations(program, claim)
    found, _ = shortest(program, condition)
    walk = dict(prove(program, claim).walk or ())
    assert found
    position = begin(program)
    for number in sorted(found):
        assert position.residual(condition) is not TRUE
        id_ = program.questions[number].id
        assert program.domains[number].bit_of(walk[id_]) == found[number]
        position = position.answer(id_, walk[id_])
    assert position.residual(condition) is TRUE


YES_NO = "options: {yes: 'Yes', no: 'No'}"
TINY = f"""
flow: tiny
title: A tiny flow
version: 1
edition: none
questions:
  - {{id: a, ask: A?, {YES_NO}}}
  - {{id: b, ask: B?, {YES_NO}, when: GATE}}
  - {{id: c, ask: C?, {YES_NO}}}
  - {{id: d, ask: D?, {YES_NO}}}
  - {{id: e, ask: E?, {YES_NO}}}
outcomes:
  - id: stop
    title: Stop
    rules:
      - {{id: R1, says: A rule., certainty: certain, when: RULE}}
safeguards:
  - {{id: never_stops, says: It never stops., never: stop}}
"""


def tiny(gate: str, rule: str) -> str:
    """Return a flow of five questions that breaks its one safeguard where `rule` holds."""
    return TINY.replace("GATE", gate).replace("RULE", rule)


def fewest(position: Position) -> int | None:
    """Return the number of answers in the shortest of all complete walks that stop."""
    question = position.next
    if question is None:
        return len(position.asked) if position.outcomes else None
    ways = [fewest(position.answer(question, answer)) for answer in ("yes", "no")]
    return min((way for way in ways if way is not None), default=None)


@pytest.mark.parametrize(
    ("gate", "rule", "answers"),
    [
        ("{a: yes}", "{any: [{all: [{a: yes}, {b: yes}, {c: yes}, {d: yes}]}, {e: yes}]}", 2),
        ("{a: yes}", "{any: [{all: [{a: yes}, {b: yes}]}, {all: [{d: yes}, {e: yes}]}]}", 2),
        ("{a: no}", "{at_least: {count: 3, of: [{a: yes}, {b: yes}, {d: yes}, {e: yes}]}}", 3),
        ("{a: no}", "{all: [{not: {b: yes}}, {any: [{c: no}, {all: [{d: no}, {e: no}]}]}]}", 2),
        ("{a: yes}", "{all: [{answered: [b]}, {any: [{b: no}, {c: yes}]}, {e: no}]}", 3),
    ],
)
def test_the_walk_is_the_shortest_of_all(gate: str, rule: str, answers: int) -> None:
    """On flows small enough to try every walk, no walk in asking order is shorter."""
    flow = read_flow_text(tiny(gate, rule))
    program = compile_program((flow,))
    walk = prove(program, flow.safeguards[0]).walk
    assert walk is not None
    assert fewest(begin(program)) == answers
    assert len(walk) <= answers


def test_a_safeguard_that_nothing_breaks_is_proved() -> None:
    """A tiny flow whose rule cannot hold has no walk, and trying every walk finds none."""
    flow = read_flow_text(tiny("{a: yes}", "{all: [{a: no}, {b: yes}]}"))
    program = compile_program((flow,))
    assert prove(program, flow.safeguards[0]).walk is None
    assert fewest(begin(program)) is None


def test_paths_that_json_cannot_hold_exactly_are_text(tmp_path: Path) -> None:
    """Numbers of paths stay numbers up to 2**53 and are written as text above that."""
    questions = "\n".join(f"  - {{id: q{number}, ask: Q?, {YES_NO}}}" for number in range(54))
    head, _, tail = tiny("{a: yes}", "{q0: yes}").partition("questions:\n")
    text = f"{head}questions:\n{questions}\noutcomes:{tail.partition('outcomes:')[2]}"
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "long.yaml").write_text(text, encoding="utf-8")
    done = triage("check", "--pack", str(tmp_path), "--format", "json")
    assert done.returncode == INVALID
    (flow,) = json.loads(done.stdout)["flows"]
    assert flow["paths"] == str(2 * SAFE_INTEGER)
    assert flow["outcomes"] == {"stop": SAFE_INTEGER}
    (safeguard,) = flow["safeguards"]
    assert safeguard == {"id": "never_stops", "proved": False, "walk": {"q0": "yes"}}
