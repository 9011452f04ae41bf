"""Every defect that the reader can find, one in each fixture, with its code and its place.

A fixture is a flow, or a folder with a whole pack. The file with the defect says in its first
line what is expected, `# expect: CODE LINE:COLUMN`, and may say in its second which name the
advice must hold, `# suggests: NAME`.
"""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from triage.errors import PackError, Problem
from triage.pack import reader
from triage.pack.reader import read_flow_bytes, read_pack
from triage.pack.template_files import TEMPLATE_FORMATS
from triage.report.layouts import LAYOUTS

ROOT = Path(__file__).resolve().parents[2]
BROKEN = Path(__file__).with_name("broken")
FIXTURES = sorted(BROKEN.iterdir())
ELSEWHERE = {
    "no-flows": "a folder without a file has no first line; tested below",
    "unreadable": "what cannot be read has no first line; tested below",
    "too-large": "4 MiB are too much to keep; in test_hostile.py",
    "unused-template": "a template is no YAML; tested below",
    "bad-digest": "a digest is JSON, which has no comments; in test_digests.py",
    **dict.fromkeys(
        ("bad-date", "bad-year", "not-a-holiday", "short-year", "unknown-year", "weekend"),
        "of a user's own file, which is in no pack; in test_bank_holidays.py",
    ),
    "worked-and-not": "as these",
}
_EXPECT = re.compile(rb"\A(?:\xef\xbb\xbf)?# expect: ([a-z0-9-]+) (\d+):(\d+)\r?\n")
_SUGGESTS = re.compile(rb"\n# suggests: ([\w.]+)\n")
_ONE_LINE = re.compile(r"[^:]+:\d+:\d+: \S.*\S")


@dataclass(frozen=True)
class Expectation:
    """The one problem that a fixture must give."""

    file: Path
    code: str
    line: int
    column: int
    suggests: str | None


def expectation(fixture: Path) -> Expectation:
    """Return what the comments of a fixture say."""
    found = []
    for file in [fixture] if fixture.is_file() else sorted(fixture.rglob("*.yaml")):
        raw = file.read_bytes()
        match = _EXPECT.match(raw)
        if match:
            suggests = _SUGGESTS.search(raw[: match.end() + 100])
            name = suggests.group(1).decode() if suggests else None
            code, line, column = match.groups()
            found.append(Expectation(file, code.decode(), int(line), int(column), name))
    assert len(found) == 1, f"{fixture.name} states {len(found)} expectations"
    return found[0]


def problems(fixture: Path) -> tuple[Problem, ...]:
    """Return what the reader finds in a flow or a pack."""
    try:
        if fixture.is_file():
            read_flow_bytes(fixture.read_bytes(), fixture.name)
        else:
            read_pack(fixture, with_guidance=True)
    except PackError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_one_defect_is_one_problem_in_its_place(fixture: Path) -> None:
    """The reader finds exactly the one defect: its code, line, column and the right name."""
    expected = expectation(fixture)
    found = problems(fixture)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in found] == [
        (expected.code, expected.line, expected.column)
    ], "\n".join(map(str, found))
    assert found[0].place.file.endswith(expected.file.name)
    if expected.suggests is not None:
        assert found[0].fix == f"Did you mean {expected.suggests}?"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_a_message_is_one_line_that_ends_with_advice(fixture: Path) -> None:
    """A message is `file:line:column: what is wrong. What to do.`, short and harmless to print."""
    (problem,) = problems(fixture)
    assert problem.message.endswith((".", "?", "!"))
    assert problem.fix.endswith((".", "?"))
    assert str(problem).endswith(f"{problem.message} {problem.fix}")
    assert str(problem).isprintable()
    assert len(str(problem)) < 500
    place = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
    assert str(problem).startswith(f"{place}: ")
    assert _ONE_LINE.fullmatch(str(problem).removeprefix(str(Path(problem.place.file).parent)))


def emitted() -> set[str]:
    """Return every code that stands in the source of the reader."""
    codes = set()
    for file in Path(reader.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = [arg for arg in node.args[1:2] if isinstance(arg, ast.Constant)]
                if name in {"note", "note_at", "note_unknown", "_note", "Problem"}:
                    codes |= {str(text.value) for text in texts}
    return codes


def test_every_code_has_a_fixture() -> None:
    """No code of the reader is without a test, and every exception to that is named."""
    covered = {expectation(fixture).code for fixture in FIXTURES}
    assert covered <= emitted()
    assert emitted() - covered == set(ELSEWHERE)


FLOW = """flow: {id}
title: A flow
version: 1
edition: test-1
questions:
  - id: {id}_harmed
    ask: Was the child harmed?
    options: {{yes: Yes, no: No}}
outcomes:
  - id: {id}_tell
    title: Tell the lead officer
    rules:
      - {{id: T01, says: So., certainty: certain, when: {{{id}_harmed: yes}}}}
"""


def pack(folder: Path, files: dict[str, str]) -> Path:
    """Write the files of a pack and return its folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def lines(folder: Path) -> list[str]:
    """Return the problems of a pack, with places from its folder on."""
    return [str(problem).replace(f"{folder}/", "") for problem in problems(folder)]


def test_all_problems_of_all_files_come_in_one_run_and_in_order(tmp_path: Path) -> None:
    """Nine defects in five files come out together, each once, sorted by file and place."""
    first = FLOW.format(id="first").replace("title: A flow", "titel: A flow\nnote: &a x")
    second = FLOW.format(id="second").replace("harmed: yes", "harmd: yes").replace("So.", "''")
    files = {
        "flows/b.yaml": second + "safeguards: [{id: s, says: S, never: second_tel}]\n",
        "flows/a.yaml": first,
        "flows/c.yaml": "flow: third\ntitle: 'Open\n",
        "flows/journeys/all.yaml": "journey: all\ntitle: ''\nflows: [first, second, third]\n",
        "content/contacts.yaml": "lead: {role: Lead, phone: [1]}\n",
    }
    found = lines(pack(tmp_path, files))
    assert [line.split(": ")[0] for line in found] == [
        "content/contacts.yaml:1:27",
        "flows/a.yaml:2:1",
        "flows/a.yaml:3:1",
        "flows/a.yaml:3:7",
        "flows/b.yaml:13:25",
        "flows/b.yaml:13:56",
        "flows/b.yaml:14:38",
        "flows/c.yaml:2:8",
        "flows/journeys/all.yaml:2:8",
    ], "\n".join(found)


def test_a_name_misspelt_twice_is_two_problems(tmp_path: Path) -> None:
    """Each use of a wrong name is a problem of its own, at its own place."""
    text = FLOW.format(id="one").replace(
        "when: {one_harmed: yes}", "when: {any: [hurt, {all: [hurt]}]}"
    )
    found = lines(pack(tmp_path, {"flows/one.yaml": text}))
    assert [line.split(": ")[0] for line in found] == [
        "flows/one.yaml:13:63",
        "flows/one.yaml:13:76",
    ]


def test_a_misspelt_kind_is_not_held_against_the_rest(tmp_path: Path) -> None:
    """What rests on a kind that cannot be read is not called wrong as well."""
    question = """  - {id: weeks, ask: How many weeks?, kind: numbr, min: 0, max: 9, unit: weeks}
outcomes:"""
    text = FLOW.format(id="one").replace("outcomes:", question, 1)
    text = text.replace("{one_harmed: yes}", "{any: [{weeks: {over: 3}}, {weeks: 2}]}")
    found = lines(pack(tmp_path, {"flows/one.yaml": text}))
    assert found == ["flows/one.yaml:9:45: kind cannot be numbr. Did you mean number?"]


def test_a_pack_without_flows(tmp_path: Path) -> None:
    """An empty pack is a problem of its folder."""
    (tmp_path / "flows").mkdir()
    assert lines(tmp_path) == ["flows:1:1: There is no flow file here. Add one that ends in .yaml."]


def test_what_is_no_regular_file_is_unreadable(tmp_path: Path) -> None:
    """A folder or a dangling link in the place of a flow is reported, not followed."""
    pack(tmp_path, {"flows/one.yaml": FLOW.format(id="one"), "flows/two.yaml/x": ""})
    (tmp_path / "flows" / "three.yaml").symlink_to("nowhere")
    reason = "The file cannot be read (it is not a regular file)."
    advice = "Check that it exists and that you may read it."
    assert lines(tmp_path) == [
        f"flows/{name}.yaml:1:1: {reason} {advice}" for name in ("three", "two")
    ]
    assert {problem.code for problem in problems(tmp_path)} == {"unreadable"}


def test_a_file_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    """Control characters in a file's name are shown as escapes."""
    pack(tmp_path, {"flows/\x1b[2J\u202e.yaml": "flow: 'x"})
    (line,) = lines(tmp_path)
    assert line.isprintable()
    assert line.startswith(r"flows/\x1b[2J\u202e.yaml:1:7: ")


def test_the_names_in_advice_stay_on_one_line() -> None:
    """A key with a line end in it does not break the line of a message that names it."""
    facts = """facts:
  "a\\nb": {one_harmed: yes}
  c: {one_harmed: "y\\ns"}
"""
    text = FLOW.format(id="one").replace("outcomes:", facts + "outcomes:")
    with pytest.raises(PackError) as caught:
        read_flow_bytes(text.replace("when: {one_harmed: yes}", "when: zzz").encode())
    assert len(str(caught.value).splitlines()) == 3
    assert "There are: a\\nb, c." in str(caught.value)


def test_lines_are_counted_as_editors_count_them() -> None:
    """All three line ends give the same place."""
    for end in ("\n", "\r\n", "\r"):
        text = FLOW.format(id="one").replace("title: A flow", "title: See form #4")
        with pytest.raises(PackError) as caught:
            read_flow_bytes(text.replace("\n", end).encode())
        (problem,) = caught.value.problems
        assert (problem.code, problem.place.line, problem.place.column) == ("text-cut-short", 2, 16)


def test_a_template_that_no_flow_uses_is_named(tmp_path: Path) -> None:
    """A mistyped template would never be filled in: a check names it, while people can go on."""
    files = {
        "flows/small.yaml": FLOW.format(id="small"),
        "content/templates/reprot.md.j2": "{{ title }}",
    }
    folder = pack(tmp_path, files)
    read_pack(folder)
    with pytest.raises(PackError) as refused:
        read_pack(folder, lambda _text, _file: ())
    (problem,) = refused.value.problems
    assert problem.code == "unused-template"
    assert problem.place.file.endswith("reprot.md.j2")


def test_a_template_is_not_called_unused_where_a_flow_cannot_be_read(tmp_path: Path) -> None:
    """What cannot be read may be what uses it: nobody is told to delete a template that is needed.

    In the shipped pack that are the templates of the first message, which the referral form names.
    """
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    flow = tmp_path / "flows" / "serious_incident.yaml"
    text = flow.read_text(encoding="utf-8")
    flow.write_text(text.replace("[recent_or_current, unsure]", "[zzz]", 1), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_pack(tmp_path, lambda _text, _file: ())
    assert [problem.code for problem in refused.value.problems] == ["unknown-option"]


@pytest.mark.parametrize("document", ["summary", "first_message", "rapid_review_report"])
@pytest.mark.parametrize("missing", ["md", "txt"])
def test_a_document_needs_both_of_its_templates(
    tmp_path: Path, document: str, missing: str
) -> None:
    """Else it is found out when somebody saves, after all the questions."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / "templates" / f"{document}.{missing}.j2").unlink()
    with pytest.raises(PackError) as refused:
        read_pack(tmp_path, lambda _text, _file: ())
    (problem,) = refused.value.problems
    assert problem.code == "no-template"
    assert problem.fix == f"Add content/templates/{document}.{missing}.j2."


def test_a_template_that_cannot_be_read_is_there(tmp_path: Path) -> None:
    """What is wrong with it is said once: nobody is told to add a file that is there."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / "templates" / "first_message.md.j2").write_bytes(b"\xff")
    with pytest.raises(PackError) as refused:
        read_pack(tmp_path, lambda _text, _file: ())
    (problem,) = refused.value.problems
    assert problem.code != "no-template"


def test_the_formats_of_templates_are_those_that_are_filled_in() -> None:
    """A pack is read without what fills its templates in, so both name them."""
    assert tuple(LAYOUTS) == TEMPLATE_FORMATS
