"""`triage author walks`: written, run again, and what differs after a change of the flow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.command import FLOW, ROOT, triage
from triage.check.covering import covering
from triage.check.meaning import meaning_of
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.errors import PackError, UsageError
from triage.pack.case_file import Case, Cases, read_cases, written_cases
from triage.pack.reader import read_flow_text
from triage.ui.author.walks import as_file, cases_of, run

KINDS = """
flow: kinds
title: Every kind of answer
version: 1
edition: none
questions:
  - {id: harmed, ask: Harmed?, options: {yes: 'Yes', no: 'No', null: Null, '010': Ten}}
  - {id: signs, ask: Which?, kind: choices, options: {a: A, b: B, none: {label: No, alone: yes}}}
  - {id: weeks, ask: How many?, kind: number, min: -2, max: 9}
  - {id: day, ask: When?, kind: date, min: 2026-03-01, max: 2026-03-09}
  - {id: note, ask: What?, kind: text, limit: 9}
outcomes:
  - id: tell
    title: Tell
    rules:
      - id: R1
        says: So.
        certainty: certain
        judgement_when: {harmed: 'no'}
        when: {any: [{weeks: {over: 3}}, {day: 2026-03-04}, {signs: b}]}
      - {id: R2, says: So., certainty: certain, when: {all: [{answered: note}, {harmed: yes}]}}
"""


def test_what_is_written_is_read_back() -> None:
    """Answers of every kind, also those that YAML would take for another type, come back."""
    program = compile_program((read_flow_text(KINDS),))
    cases = cases_of("kinds", program, covering(program))
    read = read_cases(written_cases(cases, ["A heading: with signs # in it"]).encode(), "w.yaml")
    assert [case.id for case in read.cases] == [case.id for case in cases.cases]
    assert {str(case.answers.get("harmed")) for case in read.cases} >= {"yes", "no", "null", "010"}
    assert run("kinds", program, read, "w.yaml").differences == ()
    assert [case.covers for case in read.cases] == [case.covers for case in cases.cases]


def test_every_name_stands_once() -> None:
    """A case names what no earlier case shows, and together they name everything."""
    program = compile_program((read_flow_text(KINDS),))
    found = covering(program)
    named = [name for case in cases_of("kinds", program, found).cases for name in case.covers]
    assert sorted(named) == sorted({name for each in found.walks for name in each.covers})


CHANGES = [
    ("when: {all: [{answered: note}, {harmed: yes}]}", "when: {harmed: no}", "is newly shown."),
    ("{weeks: {over: 3}}", "{weeks: {over: 4}}", "tell (judgement) is no longer shown."),
    ("{day: 2026-03-04}", "{day: 2026-03-05}", "tell (judgement) is no longer shown."),
    ("judgement_when: {harmed: 'no'}", "", "tell was judgement and is now certain."),
    ("max: 9}", "max: 8}", "an answer is no longer taken. weeks: that number is out of bounds."),
    (
        "  - {id: note,",
        "  - {id: more, ask: More?, always: yes, options: {x: X, y: Y}}\n  - {id: note,",
        "more is now asked too, so the walk goes on.",
    ),
    ("min: -2, max: 9", "min: -2, max: 9, when: {harmed: no}", "is answered here and is no longer"),
    ("id: tell", "id: told", "tell (certain) is no longer shown."),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGES, ids=[said[:30] for *_, said in CHANGES])
def test_a_change_of_the_flow_is_seen(old: str, new: str, said: str) -> None:
    """A rule lost, moved or too wide, a bound, a certainty and a new question all show up."""
    assert old in KINDS
    before, after = (
        compile_program((read_flow_text(text),)) for text in (KINDS, KINDS.replace(old, new))
    )
    report = run("kinds", after, cases_of("kinds", before, covering(before)), "w.yaml")
    assert any(said in line for line in report.differences), report.differences
    assert report.same < report.cases


def without(flow: Flow, outcome: str, rule: str) -> Flow:
    """Return a flow that lacks one rule of one outcome."""
    outcomes = tuple(
        replace(each, rules=tuple(r for r in each.rules if (each.id, r.id) != (outcome, rule)))
        for each in flow.outcomes
    )
    return replace(flow, outcomes=outcomes)


def test_losing_a_rule_of_the_shipped_flow_is_seen_where_it_makes_a_difference() -> None:
    """The walks notice the loss of just those rules whose loss changes which outcomes are shown.

    A walk says nothing of steps, so that a rule which only adds one makes no difference to it.
    """
    whole = read_flow_text((ROOT / FLOW).read_text(encoding="utf-8"))
    flow = replace(whole, outcomes=tuple(replace(each, steps=()) for each in whole.outcomes))
    program = compile_program((flow,))
    cases = cases_of("serious_incident", program, covering(program))
    meaning = meaning_of(program)
    seen, matter = set(), set()
    for outcome in flow.outcomes:
        for rule in outcome.rules:
            name = f"{outcome.id} {rule.id}"
            less = compile_program((without(flow, outcome.id, rule.id),))
            one_by_one = (Cases(cases.walked, (case,)) for case in cases.cases)
            if any(run(cases.walked, less, each, "w.yaml").differences for each in one_by_one):
                seen.add(name)
            if meaning_of(less) != meaning:
                matter.add(name)
    assert seen == matter
    assert len(seen) > 40


def test_the_walks_of_another_flow_are_refused() -> None:
    """Walks of one flow are not run on another."""
    program = compile_program((read_flow_text(KINDS),))
    cases = cases_of("kinds", program, covering(program))
    with pytest.raises(UsageError, match="not through other"):
        run("other", program, cases, "w.yaml")


BROKEN = [
    ("", "empty-file"),
    ("cases: []\n", "missing-key"),
    ("walks: a\ncases: []\n", "empty-list"),
    ("walks: a\ncases: [x]\n", "not-a-mapping"),
    ("walks: a\ncases: [{id: w, answers: {}, outcomes: {}, zz: 1}]\n", "unknown-key"),
    ("walks: a\ncases: [{id: w, answers: {q: {r: s}}, outcomes: {}}]\n", "not-text"),
    ("walks: a\ncases: [{id: w, answers: {}, outcomes: {o: maybe}}]\n", "unknown-value"),
    ("walks: a\ncases: [&a {id: w, answers: {}, outcomes: {}}]\n", "anchor"),
    (
        "walks: a\ncases: [{id: w, answers: {}, outcomes: {}}, {id: w, answers: {}, outcomes: {}}]",
        "duplicate-id",
    ),
]


@pytest.mark.parametrize(("text", "code"), BROKEN, ids=[code for _, code in BROKEN])
def test_a_broken_file_of_walks_is_refused_with_its_place(text: str, code: str) -> None:
    """What is wrong in a file of walks is said with file, line and column."""
    with pytest.raises(PackError) as caught:
        read_cases(text.encode(), "w.yaml")
    assert [problem.code for problem in caught.value.problems] == [code]
    assert str(caught.value).startswith("w.yaml:")


def test_a_case_hides_its_answers() -> None:
    """The repr of a case shows no answer."""
    assert "secret" not in repr(Case("w01", {"q": "secret"}, {}))
    assert "secret" not in repr(Cases("kinds", (Case("w01", {"q": "secret"}, {}),)))


def pack_of(folder: Path, flow: str) -> Path:
    """Write a pack of one flow and return its folder."""
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "kinds.yaml").write_text(flow, encoding="utf-8")
    return folder


def test_the_command_writes_runs_and_says_what_differs(tmp_path: Path) -> None:
    """Exit 0 where nothing differs, exit 3 with a sentence for each difference otherwise."""
    file = tmp_path / "walks.yaml"
    before = str(pack_of(tmp_path / "before", KINDS))
    done = triage("author", "walks", "kinds", "--pack", before, "--write", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Written: {file}\n")
    done = triage("author", "walks", "kinds", "--pack", before, "--run", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    count = file.read_text(encoding="utf-8").count("- id: ")
    assert done.stdout == f"{count} of {count} walks lead where they led before.\n"
    after = str(pack_of(tmp_path / "after", KINDS.replace("over: 3", "over: 4")))
    done = triage("author", "--pack", after, "walks", "kinds", "--run", str(file))
    assert (done.returncode, done.stderr) == (3, "")
    difference, verdict = done.stdout.splitlines()
    assert difference.startswith(f"{file}: w")
    assert difference.endswith(": tell (judgement) is no longer shown.")
    assert verdict == f"{count - 1} of {count} walks lead where they led before."


def test_the_command_tells_without_writing() -> None:
    """Without an option it says how many walks there are and what no walk can show."""
    done = triage("author", "walks", "incident")
    assert done.returncode == 0
    assert "no walk can show: not_indicated D43 does not fire (no set of" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kindz",), "Did you mean kinds?"),
        (("kinds", "--run", "nowhere.yaml"), "nowhere.yaml cannot be read"),
        (("kinds", "--write", "nowhere/w.yaml"), "nowhere/w.yaml cannot be written"),
    ],
)
def test_wrong_use_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """A name or a file that cannot be used is exit 2 with advice."""
    folder = str(pack_of(tmp_path / "pack", KINDS))
    done = triage("author", "walks", "--pack", folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_the_same_flow_gives_the_same_file() -> None:
    """The file of walks is stable, byte by byte."""
    program = compile_program((read_flow_text(KINDS),))
    assert as_file("kinds", program) == as_file("kinds", program)
