"""The command line as scripts meet it: exit codes, streams and the shape of the output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, triage


def test_run_prints_one_object_with_the_keys_of_the_contract() -> None:
    """A partial set of answers gives exit 0 and every key of the contract, on standard output."""
    done = triage("run", "incident", given="{safety: arranged, age: under_18, outcome: died}")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert list(result) == [
        "flow",
        "complete",
        "next",
        "asked",
        "ignored",
        "waiting",
        "outcomes",
        "open",
    ]
    assert result["flow"] == "incident"
    assert result["next"] == "stage"
    assert not result["complete"]
    (outcome,) = result["outcomes"]
    assert list(outcome) == ["id", "title", "certainty", "cites", "because"]
    assert outcome["because"] == [{"age": "under_18", "outcome": "died"}]


def test_answers_out_of_play_are_ignored_and_undecided_ones_wait() -> None:
    """An answer whose question is out of play is ignored; one that may come into play waits."""
    done = triage("run", "incident", given="{age: 25_plus, care: looked_after, linked: 'yes'}")
    result = json.loads(done.stdout)
    assert result["ignored"] == ["care", "linked"]
    done = triage("run", "incident", given="{care: looked_after}")
    result = json.loads(done.stdout)
    assert (result["asked"], result["waiting"]) == ([], ["care"])


def test_entries_and_not_known_are_read_from_answers(tmp_path: Path) -> None:
    """A list of entries and "not known" are read from YAML and JSON; a bad entry is named."""
    (tmp_path / "flows").mkdir()
    flow = (ROOT / "tests" / "pack" / "good" / "kind_repeat.yaml").read_text(encoding="utf-8")
    (tmp_path / "flows" / "kind_repeat.yaml").write_text(flow, encoding="utf-8")
    entries = [{"agency": "School", "involved": "yes", "seen": "2026-03-02"}]
    for agencies in (json.dumps(entries), "[{agency: A, involved: no, visits: 3}]", "not_known"):
        given = f"{{harmed: 'yes', agencies: {agencies}}}"
        done = triage("run", "kind_repeat", "--pack", str(tmp_path), given=given)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["complete"]
    done = triage("run", "kind_repeat", "--pack", str(tmp_path), given="{agencies: [{agency: A}]}")
    assert done.returncode == 2
    assert "agencies: entry 1, involved: it is missing. Give it." in done.stderr


@pytest.mark.parametrize(
    ("given", "question", "shown"),
    [
        ('{"age": "teenager"}', "age", "teenager is not one of its values"),
        ('{"age": "Kim Example"}', "age", "that is not one of its values"),
        ('{"agee": "under_18"}', "agee", "Did you mean age?"),
        ('{"process": ["none", "unsure"]}', "process", "cannot stand with other values"),
    ],
)
def test_a_bad_answer_is_exit_2_and_names_the_question(
    given: str, question: str, shown: str
) -> None:
    """A bad answer ends with exit 2, a message on standard error, and nothing else."""
    done = triage("run", "incident", given=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert shown in done.stderr
    assert "Kim" not in done.stderr
    lines = triage("run", "incident", "--jsonl", given=given + "\n{}\n")
    first, second = map(json.loads, lines.stdout.splitlines())
    assert lines.returncode == 2
    assert first["error"]["question"] == question
    assert first["error"]["line"] == 1
    assert second["complete"] is False


def test_lines_are_answered_in_order_and_bad_ones_do_not_stop_it() -> None:
    """Each line has its result in its place, blank and broken lines too."""
    done = triage("run", "incident", "--jsonl", given='{"safety":"danger"}\n\nnonsense\n{}\n')
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("error" in result) for result in results] == [False, True, True, False]
    assert results[0]["outcomes"][0]["id"] == "safety"
    assert [result["error"]["line"] for result in results[1:3]] == [2, 3]


def test_an_unknown_flow_or_file_is_exit_2(tmp_path: Path) -> None:
    """A name that does not exist is exit 2 with advice, not a traceback."""
    assert "Did you mean incident?" in triage("run", "incidnt", given="{}").stderr
    missing = triage("run", "incident", "--answers", str(tmp_path / "none.yaml"))
    assert missing.returncode == 2
    assert "cannot be read" in missing.stderr
    assert triage("run", "incident", "--pack", str(tmp_path), given="{}").returncode == 2


def test_an_invalid_pack_is_refused_whole_with_exit_3(tmp_path: Path) -> None:
    """One invalid file refuses the pack, with file, line and column, in text and as JSON."""
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "bad.yaml").write_text("flow: bad\ntitle: Bad\n", encoding="utf-8")
    (flows / "worse.yaml").write_text("flow: [\n", encoding="utf-8")
    for command in ("run", "check"):
        arguments = [command, "bad"] if command == "run" else [command]
        done = triage(*arguments, "--pack", str(tmp_path), given="{}")
        assert (done.returncode, done.stdout) == (3, "")
        assert "bad.yaml:1:1: A flow has no version. Add version: ..." in done.stderr
        assert "worse.yaml:2:1: " in done.stderr
    report = json.loads(triage("check", "--pack", str(tmp_path), "--format", "json").stdout)
    assert report["flows"] == []
    assert {finding["severity"] for finding in report["findings"]} == {"error"}


@pytest.mark.parametrize("command", [(), ("plain",), ("ask",), ("--plain",)])
def test_front_ends_refuse_without_a_terminal_and_name_run(command: tuple[str, ...]) -> None:
    """Without a terminal to type at, a front end ends with exit 4 and says what to use."""
    done = triage(*command)
    assert (done.returncode, done.stdout) == (4, "")
    assert "triage run" in done.stderr


@pytest.mark.parametrize("command", [(), ("run",), ("check",), ("guidance",), ("plain",), ("ask",)])
def test_help_shows_an_example(command: tuple[str, ...]) -> None:
    """Every command's help ends with an example."""
    done = triage(*command, "--help")
    assert done.returncode == 0
    assert "example" in done.stdout
    assert f"triage {' '.join(command)}".strip() in done.stdout


def test_a_crash_is_calm_and_shows_no_answer() -> None:
    """A bug of ours ends with exit 1, calm words, and neither a traceback nor an answer."""
    planted = (
        "import sys\n"
        "import triage.ui.run.results as results\n"
        "def broken(raw):\n"
        "    child = 'Kim Example'\n"
        "    raise ValueError(child)\n"
        "results.read_answers = broken\n"
        "from triage.cli import main\n"
        "sys.exit(main(['run', 'incident']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", planted],
        input="{}",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "ring 999" in done.stderr
    assert "ValueError" in done.stderr
    assert "Kim" not in done.stderr
    assert "Traceback" not in done.stderr


def test_check_finds_what_is_wrong_in_a_template_before_anybody_saves(tmp_path: Path) -> None:
    """A faulty template is exit 3 with its place, together with what is wrong in flows."""
    for part in ("flows", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    templates = tmp_path / "content" / "templates"
    assert triage("check", "--pack", str(tmp_path)).returncode == 0
    (templates / "summary.txt.j2").write_text("{{ title }}\n{{ titel }}\n", encoding="utf-8")
    (templates / "sumary.md.j2").write_text("{{ title }}\n", encoding="utf-8")
    done = triage("check", "--pack", str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{templates / 'summary.txt.j2'}:2:1: There is no titel here." in done.stderr
    assert "sumary.md.j2:1:1: No flow has a document that is made of this template." in done.stderr
    assert triage("run", "incident", "--pack", str(tmp_path), given="{}").returncode == 0
    (tmp_path / "flows" / "bad.yaml").write_text("flow: bad\n", encoding="utf-8")
    report = json.loads(triage("check", "--pack", str(tmp_path), "--format", "json").stdout)
    found = {(Path(each["file"]).name, each["line"]) for each in report["findings"]}
    assert {("summary.txt.j2", 2), ("bad.yaml", 1)} <= found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("deadlnes",), "triage: error: there is no command deadlnes. Did you mean deadlines?"),
        (("guidance", "--foo"), "triage guidance: error: there is no option --foo."),
        (("plain", "--jurney", "x"), "there is no option --jurney. Did you mean --journey?"),
        (("author", "walk"), "triage author: error: there is no command walk. Did you mean walks?"),
        (("run", "incident", "extra"), "triage run: error: there is a word too many: extra."),
        (("check", "--format", "xml"), "there is no format xml. There are: text, json."),
        (("guidance", "LADO"), "It is a term of the glossary: Local authority"),
        (("author", "fact-check", "referral", "--write", "x.odt"), "ends in one of these: .html"),
    ],
)
def test_a_wrong_command_line_says_what_may_have_been_meant(
    arguments: tuple[str, ...], said: str
) -> None:
    """A command, option, value or file that does not exist gets the nearest, and exit code 2."""
    done = triage(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_wrong_command_line_does_not_repeat_what_may_be_a_text() -> None:
    """What may have been typed about a child is not said again."""
    for arguments in (("Jo Canary",), ("run", "incident", "Jo Canary"), ("check", "--Jo.Canary")):
        done = triage(*arguments)
        assert done.returncode == 2
        assert "Canary" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is full")
def test_no_room_for_the_output_is_not_called_a_bug() -> None:
    """A full disk behind standard output is said calmly; the code is not that of bad answers."""
    command = f"{sys.executable} -m triage contacts > /dev/full"
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, "no room left" in done.stderr) == (1, True)
