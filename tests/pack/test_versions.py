"""An earlier version of a pack: a folder, a file, or a revision in a repository of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from triage.errors import PackError, UsageError
from triage.pack.release import Release
from triage.pack.versions import earlier_version

FLOW = """flow: small
title: {title}
version: 1
edition: test-1
questions:
  - {{id: harmed, ask: Was the child harmed?, options: {{yes: 'Yes', no: 'No'}}}}
outcomes:
  - id: tell
    title: Tell
    rules: [{{id: T1, says: So., certainty: certain, when: {{harmed: yes}}}}]
"""
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def pack(folder: Path, title: str) -> Path:
    """Write a pack of one flow and return its folder."""
    (folder / "flows").mkdir(parents=True, exist_ok=True)
    (folder / "flows" / "small.yaml").write_text(FLOW.format(title=title), encoding="utf-8")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without what is set up on this machine."""
    set_up = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - found on the PATH, as the program does
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **set_up},
    )
    return done.stdout.strip()


def repository(folder: Path, within: str = ".") -> Path:
    """Make a repository with three versions of a pack, and return the pack's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for title in ("First", "Second", "Third"):
        pack(folder / within, title)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", title)
    git(folder, "tag", "second", "HEAD~1")
    pack(folder / within, "Not kept yet")
    return folder / within


def title(folder: Path, given: str) -> str:
    """Return the title of the one flow that is found."""
    flows = earlier_version(folder, given).flows
    assert list(flows) == ["small"]
    return flows["small"].title


def test_a_folder_is_a_pack_and_a_file_is_one_flow(tmp_path: Path) -> None:
    """What exists on disk is read from there."""
    now, was = pack(tmp_path / "now", "Now"), pack(tmp_path / "was", "Was")
    assert title(now, str(was)) == "Was"
    assert title(now, str(was / "flows" / "small.yaml")) == "Was"


def test_what_is_wrong_in_it_is_reported_in_its_place(tmp_path: Path) -> None:
    """An earlier version that is not valid is refused like any other pack or flow."""
    now, was = pack(tmp_path / "now", "Now"), pack(tmp_path / "was", "Was")
    file = was / "flows" / "small.yaml"
    file.write_text(FLOW.format(title="Was").replace("harmed: yes", "harmd: yes"), encoding="utf-8")
    for given in (was, file):
        with pytest.raises(PackError) as caught:
            earlier_version(now, str(given))
        assert [problem.code for problem in caught.value.problems] == ["unknown-question"]
        assert caught.value.problems[0].place.file.startswith(str(was))


def test_an_earlier_pack_says_what_it_called_itself(tmp_path: Path) -> None:
    """A pack has a release, empty where it gives none; a flow alone has no pack to speak of."""
    now, was = pack(tmp_path / "now", "Now"), pack(tmp_path / "was", "Was")
    assert earlier_version(now, str(was)).release == Release()
    (was / "content").mkdir()
    text = "pack: hill\ntitle: Hill\nversion: 2.7\n"
    (was / "content" / "pack.yaml").write_text(text, encoding="utf-8")
    assert earlier_version(now, str(was)).release == Release("hill", "Hill", "2.7")
    assert earlier_version(now, str(was / "flows" / "small.yaml")).release is None


@needs_git
@pytest.mark.parametrize("within", [".", "packs/dorset"])
def test_a_revision_is_read_from_the_repository(tmp_path: Path, within: str) -> None:
    """Any name of a commit will do; neither the working copy nor the repository is touched."""
    folder = repository(tmp_path / "repo", within)
    before = git(folder, "status", "--porcelain")
    whole = git(folder, "rev-parse", "HEAD~2")
    names = {"HEAD": "Third", "second": "Second", "main~2": "First", whole: "First"}
    assert {given: title(folder, given) for given in names} == names
    assert title(folder, whole[:10]) == "First"
    assert git(folder, "status", "--porcelain") == before
    assert "Not kept yet" in (folder / "flows" / "small.yaml").read_text(encoding="utf-8")


@needs_git
@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "nope",
        "HEAD~9",
        "HEAD:flows",
        "HEAD HEAD",
        "HEAD..main",
        "-h",
        "--all",
        "--output=planted",
        "--exec=touch planted",
        "-",
        "@{upstream}",
        "\u202e\x1b[2J",
        "x" * 5_000,
        "nul\0byte",
    ],
    ids=lambda given: repr(given[:20]),
)
def test_what_names_no_version_is_refused(
    tmp_path: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is given is a usage error that repeats nothing; no option reaches git."""
    folder = repository(tmp_path / "repo")
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError) as caught:
        earlier_version(folder, given)
    assert str(caught.value).startswith("What --against names is neither a file, nor a folder")
    assert not list(tmp_path.rglob("planted"))


@needs_git
def test_a_branch_that_looks_like_an_option_is_a_name(tmp_path: Path) -> None:
    """A revision that begins with a dash is looked up as a revision."""
    folder = repository(tmp_path / "repo")
    git(folder, "update-ref", "refs/heads/--all", "HEAD~2")
    assert title(folder, "--all") == "First"


@needs_git
def test_outside_a_repository_there_are_no_revisions(tmp_path: Path) -> None:
    """A pack that stands in no repository has no earlier versions by name."""
    with pytest.raises(UsageError):
        earlier_version(pack(tmp_path / "pack", "Now"), "HEAD")


@needs_git
def test_a_revision_without_the_pack_is_refused(tmp_path: Path) -> None:
    """A revision from before the pack was there names no version of it."""
    folder = repository(tmp_path / "repo")
    git(folder, "checkout", "--quiet", "--orphan", "bare")
    git(folder, "rm", "-r", "-f", "--cached", "--quiet", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    with pytest.raises((UsageError, PackError)):
        earlier_version(folder, "bare")


@needs_git
@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside", "small.yaml"])
def test_links_in_a_revision_do_not_lead_out_of_it(tmp_path: Path, target: str) -> None:
    """A link in the repository is never followed out of the version that is read."""
    folder = repository(tmp_path / "repo")
    (folder / "flows" / "linked.yaml").symlink_to(target)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "A link")
    with pytest.raises((UsageError, PackError)) as caught:
        earlier_version(folder, "HEAD")
    assert "link" in str(caught.value)
