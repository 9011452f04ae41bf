"""What a person typed about a child reaches no error, no log and no way out of `triage run`.

A canary stands in for the text of an answer. It is put where answers are, where they should not
be, and into files that break before or after it; then it is looked for in all that comes out.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import pytest

from triage.errors import TriageError
from triage.pack.answer_file import read_answers

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Ceri Canary 4711"
TRACES = ("Ceri", "Canary", "4711", "ceri", "canary")
FLOW = """flow: every_kind
title: One question of every kind
version: 1
edition: test-1
questions:
  - {id: who, ask: Who?, options: {child: A child, adult: An adult}}
  - {id: signs, ask: Which?, kind: choices, options: {a: A, b: B, none: {label: None, alone: yes}}}
  - {id: weeks, ask: How many?, kind: number, min: 0, max: 520}
  - {id: day, ask: When?, kind: date, min: 2024-01-01}
  - {id: note, ask: What else?, kind: text, limit: 40}
outcomes:
  - id: tell
    title: Tell the lead officer
    rules:
      - id: T01
        says: So.
        certainty: certain
        when: {all: [{who: child}, {signs: a}, {weeks: 1}, {day: 2024-01-01}, {answered: note}]}
"""
BAD_VALUES: dict[str, object] = {
    "text": CANARY,
    "long": CANARY * 10,
    "padded": f" {CANARY}\n",
    "empty_list": [],
    "list": [CANARY],
    "list_after_a_good_one": ["a", CANARY],
    "list_twice": [CANARY, CANARY],
    "nested_list": [[CANARY]],
    "mapping": {CANARY: CANARY},
    "mapping_in_a_list": [{"x": CANARY}],
    "number": 4711.4711,
    "whole_number": 47_114_711,
    "huge_number": int("4711" * 300),
    "digits": "4711" * 300,
    "not_a_number": float("nan"),
    "control": f"\x1b[2J{CANARY}\x9b\u202e",
    "surrogate": f"\ud800{CANARY}",
    "null": None,
    "boolean": True,
}
QUESTIONS = ("who", "signs", "weeks", "day", "note")
FINE_AS_TEXT = {("note", "text"), ("note", "padded"), ("note", "control"), ("note", "surrogate")}
BROKEN_FILES: dict[str, bytes] = {
    "open_quote": f"note: '{CANARY}\n".encode(),
    "open_double_quote": f'note: "{CANARY}\n'.encode(),
    "apostrophe": f"note: 'It's {CANARY}'\n".encode(),
    "colon": f"note: {CANARY}: more\n".encode(),
    "tab": f"note:\n\t{CANARY}: x\n".encode(),
    "bracket": f"note: [{CANARY}\nwho: child\n".encode(),
    "escape": f'note: "{CANARY} \\q"\n'.encode(),
    "no_colon": f"who: child\n{CANARY}\nnote: x\n".encode(),
    "alias": f"note: *{CANARY}\n".encode(),
    "anchor": f"note: &{CANARY} x\n".encode(),
    "tag": f"note: !{CANARY} x\n".encode(),
    "tag_with_escapes": b"note: !%43anary%ff x\n",
    "directive": f"%{CANARY}\n---\nnote: x\n".encode(),
    "second_document": f"note: x\n---\n{CANARY}: x\n".encode(),
    "twice": f"{CANARY}: x\n{CANARY}: y\n".encode(),
    "cut_short": f"note: {CANARY} #{CANARY}\n".encode(),
    "list": f"- {CANARY}\n".encode(),
    "text": CANARY.encode(),
    "key_is_a_list": f"? [{CANARY}]\n: x\n".encode(),
    "deep": f"note: {'[' * 30}{CANARY}{']' * 30}\n".encode(),
    "too_long": f"note: {CANARY * 2_000}\n".encode(),
    "too_large": f"note: {CANARY * 300_000}\n".encode(),
    "not_utf_8": f"note: {CANARY} ".encode() + b"\xe9\n",
    "utf_16": f"note: {CANARY}\n".encode("utf-16"),
    "nul": f"note: {CANARY}\0\n".encode(),
    "unknown_question": f"{CANARY}: child\n".encode(),
    "long_question": f"{CANARY * 100}: child\n".encode(),
    "json_open": f'{{"note": "{CANARY}'.encode(),
    "json_comma": f'{{"note": "{CANARY}",,}}'.encode(),
    "json_tail": f'{{"note": "{CANARY}"}} {CANARY}'.encode(),
    "json_escape": f'{{"note": "{CANARY} \\x"}}'.encode(),
    "json_control": f'{{"note": "{CANARY} \x01"}}'.encode(),
    "json_list": f'["{CANARY}"]'.encode(),
    "json_text": f'"{CANARY}"'.encode(),
    "json_twice": f'{{"{CANARY}": "a", "{CANARY}": "b"}}'.encode(),
    "json_deep": f'{{"note": {"[" * 5_000}"{CANARY}"{"]" * 5_000}}}'.encode(),
    "json_key": f'{{"{CANARY}": "child"}}'.encode(),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack whose flow has a question of every kind."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "flows").mkdir()
    (folder / "flows" / "every_kind.yaml").write_text(FLOW, encoding="utf-8")
    return folder


def command(pack: Path, *more: str) -> list[str]:
    """Return the real command on the pack's flow."""
    return [sys.executable, "-m", "triage", "run", "every_kind", "--pack", str(pack), *more]


def run(pack: Path, given: bytes, *more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the real command with bytes on standard input."""
    return subprocess.run(
        command(pack, *more), input=given, capture_output=True, check=False, timeout=60, cwd=ROOT
    )


def clean(*texts: str | bytes) -> bool:
    """Say whether no trace of the canary stands in any of the texts."""
    said = " ".join(text if isinstance(text, str) else text.decode() for text in texts)
    return not any(trace in said for trace in TRACES)


def results(lines: Sequence[bytes], pack: Path) -> list[dict[str, object]]:
    """Return what `--jsonl` makes of lines that are all bad."""
    done = run(pack, b"\n".join(lines) + b"\n", "--jsonl")
    assert done.returncode == 2, done.stderr
    assert clean(done.stdout, done.stderr)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(lines)
    return found


def test_a_bad_value_of_any_kind_is_not_repeated(pack: Path) -> None:
    """Each wrong value of each kind gives an error that names the question and not the value."""
    cases = [
        (question, json.dumps({question: value}).encode())
        for question in QUESTIONS
        for name, value in BAD_VALUES.items()
        if (question, name) not in FINE_AS_TEXT
    ]
    for (question, line), found in zip(cases, results([c[1] for c in cases], pack), strict=True):
        assert set(found) == {"error"}, line
        error = found["error"]
        assert isinstance(error, dict)
        assert error["question"] == question


def test_a_broken_line_is_not_repeated(pack: Path) -> None:
    """Whatever breaks around an answer, its error shows nothing of the line."""
    lines = [raw for raw in BROKEN_FILES.values() if b"\n" not in raw.rstrip(b"\n")]
    for found in results([line.rstrip(b"\n") for line in lines], pack):
        error = found["error"]
        assert isinstance(error, dict)
        assert error["question"] in {None, "note"}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_is_not_repeated(name: str) -> None:
    """No error of reading holds the text, and neither does its traceback with all its causes."""
    caught: TriageError | None = None
    try:
        read_answers(BROKEN_FILES[name])
    except TriageError as error:
        caught = error
    if caught is None:  # the object can be read, and its one answer is refused later on
        assert name in {"unknown_question", "long_question", "json_key"}
        return
    trace = traceback.TracebackException.from_exception(caught)
    assert clean(str(caught), repr(caught), *trace.format_exception_only())
    assert caught.__cause__ is None
    assert caught.__context__ is None


@pytest.mark.parametrize("name", ["open_quote", "too_large", "unknown_question", "json_deep"])
def test_a_broken_file_is_not_repeated_by_the_command(
    name: str, pack: Path, tmp_path: Path
) -> None:
    """The same through `--answers FILE`: exit code 2, nothing on standard output."""
    file = tmp_path / "answers.yaml"
    file.write_bytes(BROKEN_FILES[name])
    done = run(pack, b"", "--answers", str(file))
    assert (done.returncode, done.stdout) == (2, b"")
    assert clean(done.stderr)


def test_a_good_text_is_taken_and_not_repeated(pack: Path) -> None:
    """An answer that is right is not told to standard error either, only what it may hold."""
    answers = {"who": "child", "signs": "a", "weeks": 1, "day": "2024-01-01", "note": CANARY}
    done = run(pack, json.dumps(answers).encode())
    assert done.returncode == 0
    assert clean(done.stderr)
    assert json.loads(done.stdout)["asked"] == list(QUESTIONS)
    assert not clean(CANARY)


def test_a_full_disk_shows_nothing(pack: Path) -> None:
    """A result that cannot be written is a fault, told without the result."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    given = json.dumps({"note": CANARY}).encode() + b"\n"
    for more in ((), ("--jsonl",)):
        with full.open("wb") as out:
            done = subprocess.run(
                command(pack, *more),
                input=given,
                stdout=out,
                stderr=subprocess.PIPE,
                check=False,
                timeout=60,
                cwd=ROOT,
            )
        assert done.returncode not in {0, 2}
        assert done.stderr
        assert clean(done.stderr)


def test_a_reader_that_goes_away_is_told_nothing(pack: Path) -> None:
    """A closed pipe ends the run quietly."""
    line = json.dumps({"note": CANARY}).encode() + b"\n"
    with subprocess.Popen(
        command(pack, "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        try:
            child.stdin.write(line * 200)
            child.stdin.close()
        except BrokenPipeError:
            pass
        said = child.stderr.read()
    assert clean(said)
    assert b"Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send to one process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_being_stopped_shows_nothing(number: signal.Signals, pack: Path) -> None:
    """A run that is stopped half-way through its answers ends without a word of them."""
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("whoever started the tests has this signal ignored")
    with subprocess.Popen(
        command(pack, "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as child:
        assert child.stdin is not None
        # More than a pipe holds is taken only by a command that has begun to read.
        child.stdin.write((json.dumps({"who": CANARY}) + "\n").encode() * 2_500)
        child.stdin.flush()
        time.sleep(0.2)
        child.send_signal(number)
        out, said = child.communicate(timeout=60)
    assert child.returncode in {130, -number}
    assert clean(out, said)
    assert b"Traceback" not in said


FAULTY = """
import sys
from triage import cli
from triage.ui.run import results

def broken(program, answers):
    raise RuntimeError("the answers were " + str(dict(answers)))

results.replay = broken
sys.exit(cli.main())
"""


def test_a_fault_of_ours_shows_nothing(pack: Path) -> None:
    """Even an exception whose message is made of the answers is told without its message."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, *command(pack)[3:]],
        input=json.dumps({"note": CANARY}).encode(),
        capture_output=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"RuntimeError" in done.stderr
    assert clean(done.stderr)
