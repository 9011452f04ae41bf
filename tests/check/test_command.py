"""`triage check`, as its users run it: what it prints, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, triage

SMALL = """flow: small
title: A small flow
version: 1
edition: test-1
questions:
  - id: harmed
    ask: Was the child harmed?
    why: Harm is what this flow is about.
    options: {yes: The child was harmed, no: The child was not harmed}
    cites: [R1.1]
outcomes:
  - id: tell
    title: Write it down
    cites: [R1.1]
    rules: [{id: T1, says: The child was harmed., certainty: certain, when: {harmed: yes}}]
  - id: nothing
    title: Nothing more is suggested
    cites: [R1.1]
    rules: [{id: N1, says: The child was not harmed., certainty: certain, when: {harmed: no}}]
safeguards:
  - {id: told, says: Harm is always told., given: {harmed: yes}, always: tell}
"""
WITH_A_GAP = SMALL.replace("    rules: [{id: N1", "    rules: [{id: N1").replace(
    "when: {harmed: no}", "when: {all: [{harmed: yes}, {harmed: no}]}"
)
DOUBTFUL = SMALL.replace("    why: Harm is what this flow is about.\n", "").replace(
    "    cites: [R1.1]\noutcomes", "outcomes"
)


def pack(folder: Path, text: str) -> str:
    """Write a pack of one flow and return its folder."""
    file = folder / "flows" / "small.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(folder)


def checked(folder: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the report of a check."""
    done = triage("check", "--pack", folder, "--format", "json", *options)
    return done.returncode, json.loads(done.stdout)


def codes(report: dict[str, Any]) -> list[str]:
    """Return the codes of what was found."""
    return [finding["code"] for finding in report["findings"]]


def test_a_clean_flow_passes_and_shows_its_card(tmp_path: Path) -> None:
    """Nothing is found; paths, shares, what is reached and the proofs are there."""
    code, report = checked(pack(tmp_path, SMALL), "--strict")
    assert (code, codes(report), report["accepted"]) == (0, [], [])
    (flow,) = report["flows"]
    assert (flow["paths"], flow["outcomes"]) == (2, {"tell": 1, "nothing": 1})
    assert flow["shares"]["tell"] == {"fraction": "1/2", "percent": "50.00"}
    assert flow["reached"]["questions"] == {"reached": 1, "undecided": 0, "of": 1}
    assert flow["safeguards"] == [{"id": "told", "proved": True, "walk": None}]
    text = triage("check", "--pack", str(tmp_path)).stdout
    assert "1 of 1 safeguards proved" in text
    assert text.rstrip().endswith("Findings: 0 errors, 0 warnings.")


def test_an_error_fails_the_check_with_a_place_and_a_walk(tmp_path: Path) -> None:
    """Answers that end with nothing are found where they are chosen, and a walk shows them."""
    folder = pack(tmp_path, WITH_A_GAP)
    code, report = checked(folder)
    assert code == 3
    (gap,) = [finding for finding in report["findings"] if finding["code"] == "no-outcome"]
    assert gap["severity"] == "error"
    assert Path(gap["file"]).name == "small.yaml"
    assert (gap["line"], gap["walk"]) == (9, {"harmed": "no"})
    text = triage("check", "--pack", folder).stdout
    assert '  A walk that shows it: {"harmed": "no"}' in text.splitlines()


def test_a_warning_fails_only_a_strict_check(tmp_path: Path) -> None:
    """A question without a citation is worth a look; --strict makes it a failure."""
    folder = pack(tmp_path, DOUBTFUL)
    code, report = checked(folder)
    assert (code, codes(report)) == (0, ["uncited-question"])
    assert checked(folder, "--strict")[0] == 3


def test_safeguards_are_proposed_where_an_outcome_has_few(tmp_path: Path) -> None:
    """What is proposed can be pasted under safeguards, and then the check has less to propose."""
    folder = pack(tmp_path, SMALL)
    proposals = checked(folder)[1]["flows"][0]["proposals"]
    assert proposals
    lines = [f"  {line}" for proposal in proposals for line in proposal.splitlines()]
    code, report = checked(pack(tmp_path, SMALL + "\n".join(lines) + "\n"))
    assert code == 0
    assert len(report["flows"][0]["proposals"]) < len(proposals)


def test_a_recorded_digest_notices_a_change_of_meaning_and_no_change_of_words(
    tmp_path: Path,
) -> None:
    """After --update-digests a copy edit passes, and a changed rule fails until it is recorded."""
    folder = pack(tmp_path, SMALL)
    assert checked(folder, "--update-digests")[0] == 0
    assert checked(pack(tmp_path, SMALL.replace("Was the child", "Has the child been")))[0] == 0
    changed = SMALL.replace("when: {harmed: no}", "when: {harmed: [yes, no]}")
    code, report = checked(pack(tmp_path, changed))
    assert code == 3
    assert "digest-differs" in codes(report)
    code, report = checked(folder, "--update-digests")
    assert "digest-differs" not in codes(report)


def test_a_file_that_is_no_digest_is_named(tmp_path: Path) -> None:
    """A broken digest is refused with its place and what to do."""
    folder = pack(tmp_path, SMALL)
    (tmp_path / "flows" / "digests").mkdir()
    (tmp_path / "flows" / "digests" / "small.json").write_text("{", encoding="utf-8")
    done = triage("check", "--pack", folder)
    assert done.returncode == 3
    assert "small.json:1:1: This is not a digest" in done.stderr


def test_against_says_which_answers_lead_elsewhere(tmp_path: Path) -> None:
    """A file, a pack and a git revision are all compared; a copy edit changes nothing."""
    old = tmp_path / "old.yaml"
    old.write_text(SMALL, encoding="utf-8")
    changed = SMALL.replace("when: {harmed: yes}}]", "when: {harmed: no}}]")
    folder = pack(tmp_path / "new", changed)
    text = triage("check", "--pack", folder, "--against", str(old)).stdout
    assert "1 path moves from tell (Write it down) to" not in text
    assert "1 path loses tell (Write it down), and gains nothing. For example:" in text
    report = checked(folder, "--against", str(old))[1]
    (difference,) = report["differences"]
    assert difference["changes_nothing"] is False
    words = pack(tmp_path / "words", SMALL.replace("A small flow", "A flow"))
    assert checked(words, "--against", str(old))[1]["differences"][0]["changes_nothing"] is True


def version(folder: Path, version: str) -> str:
    """Write the file that says which pack and version this is, and return the pack's folder."""
    file = folder / "content" / "pack.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"pack: small\ntitle: A small pack\nversion: {version}\n", encoding="utf-8")
    return str(folder)


def test_a_check_says_first_which_pack_it_is_of(tmp_path: Path) -> None:
    """Title and version come first; a pack without a version is told where to put one."""
    folder = pack(tmp_path, SMALL)
    first = triage("check", "--pack", folder, "--strict").stdout.splitlines()[0]
    assert first == "Pack: this pack gives no version. Give it one in content/pack.yaml."
    version(tmp_path, "1.0")
    first, second = triage("check", "--pack", folder).stdout.splitlines()[:2]
    assert first == "Pack: A small pack (small), version 1.0"
    assert second == "small: 1 questions, 2 outcomes, 2 rules"


def test_against_reminds_of_the_version_of_the_pack(tmp_path: Path) -> None:
    """Where it is as before, it says when to raise it; else it says what it was."""
    old = version(Path(pack(tmp_path / "old", SMALL)), "1.0")
    new = version(Path(pack(tmp_path / "new", SMALL)), "1.0")

    def second_line(against: str) -> str:
        return triage("check", "--pack", new, "--against", against).stdout.splitlines()[1]

    assert second_line(old) == (
        "  The version is as before. "
        "If anything that people see has changed, raise it in content/pack.yaml."
    )
    version(Path(new), "1.1")
    assert second_line(old) == "  Before: 1.0"
    (tmp_path / "old" / "content" / "pack.yaml").unlink()
    assert second_line(old) == "  Before: no version"
    alone = second_line(str(tmp_path / "old" / "flows" / "small.yaml"))
    assert alone.startswith("small: 1 questions"), "one flow alone says nothing of a pack"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_against_a_revision_reads_the_pack_as_it_was(tmp_path: Path) -> None:
    """The revision's own flows are compared; what is no revision is said so."""
    folder = pack(tmp_path, SMALL)
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "First"),
    ):
        subprocess.run(["git", "-C", folder, *arguments], check=True)  # noqa: S607 - on the PATH
    pack(tmp_path, SMALL.replace("when: {harmed: no}", "when: {harmed: [yes, no]}"))
    report = checked(folder, "--against", "HEAD")[1]
    assert [move["to"] for move in report["differences"][0]["moves"]] == ["nothing"]
    assert triage("check", "--pack", folder, "--against", "no-such").returncode == 2


def test_the_shipped_pack_is_clean() -> None:
    """No error, no warning, nothing to propose, and every digest as recorded."""
    done = triage("check", "--format", "json", "--strict")
    report = json.loads(done.stdout)
    assert (done.returncode, codes(report)) == (0, [])
    assert not [flow["id"] for flow in report["flows"] if flow["proposals"]]
    for flow in report["flows"]:
        assert (ROOT / "flows" / "digests" / f"{flow['id']}.json").is_file()
