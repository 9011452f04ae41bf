"""`triage author fact-check` and `triage author schema`, and the pack that is kept in docs."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.command import ROOT, triage
from triage.core.model import Flow
from triage.pack import schemas
from triage.pack.reader import Pack, read_pack
from triage.report.fact_check.web_page import web_page
from triage.ui.author.fact_check import fact_check_pack

KEPT = Path("docs", "fact-check")


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Read the shipped pack."""
    return read_pack(ROOT)


@pytest.fixture(scope="module")
def made(pack: Pack) -> str:
    """Make the fact-check pack of the shipped flow."""
    return fact_check_pack(pack, pack.flows["serious_incident"])


@pytest.mark.parametrize("flow", ["serious_incident", "referral"])
def test_the_pack_in_docs_is_that_of_the_flow(pack: Pack, flow: str) -> None:
    """The fact-check packs that are kept are renewed with every change of their flows."""
    kept = KEPT / f"{flow}.md"
    renew = f"triage author fact-check {flow} --write {kept.as_posix()}"
    made = fact_check_pack(pack, pack.flows[flow])
    assert (ROOT / kept).read_text(encoding="utf-8") == made, f"Run: {renew}"


def test_what_follows_another_flow_says_so(pack: Pack) -> None:
    """The pack names the flow before, what that suggests, and what is asked after all."""
    made = fact_check_pack(pack, pack.flows["referral"])
    assert "| Comes after | Could this be a serious child safeguarding incident?" in made
    assert made.count("Belongs to the part before.") == 13
    assert "the answers before this part led to: **Tell the lead officer today**" in made


def texts_of(flow: Flow) -> set[str]:
    """Return every word that the shipped flow shows to people."""
    found = {flow.title}
    for question in flow.questions:
        found |= {question.ask, question.hint, question.why}
        found |= {text for o in question.options for text in (o.label, o.hint)}
    for outcome in flow.outcomes:
        found |= {outcome.title, outcome.means, outcome.decides}
        found |= {rule.says for rule in outcome.rules}
        found |= {text for s in outcome.steps for text in (s.do, s.who, s.clock)}
    found |= {safeguard.says for safeguard in flow.safeguards}
    return {" ".join(text.split()) for text in found if text}


def test_every_text_and_citation_of_the_flow_can_be_checked(pack: Pack, made: str) -> None:
    """Nothing that the flow says is missing from its pack."""
    flow = pack.flows["serious_incident"]
    seen = html.unescape(re.sub("<[^>]*>", "", web_page(made, "")))
    seen = " ".join(seen.split())
    assert {text for text in texts_of(flow) if text not in seen} == set()
    cites = {c for q in flow.questions for c in q.cites}
    cites |= {c for o in flow.outcomes for c in o.cites}
    cites |= {c for o in flow.outcomes for r in o.rules for c in r.cites}
    cites |= {c for o in flow.outcomes for s in o.steps for c in s.cites}
    rows = set(re.findall(r"^\| ☐ \| (\S+) \| ", made, re.MULTILINE)) - {"Rule"}
    assert rows == cites | set(flow.closing.cites if flow.closing else ())


def test_every_rule_has_its_own_row_and_its_own_words(pack: Pack, made: str) -> None:
    """Each rule is there to tick, and in a table or among those that name no answer."""
    for number, outcome in enumerate(pack.flows["serious_incident"].outcomes, start=1):
        for rule in outcome.rules:
            assert f"- ☐ **{rule.id}.** " in made
            row = f"| {number} {outcome.id.replace('_', chr(92) + '_')} | {rule.id} |"
            assert row in made or f"- outcome {number} {rule.id}" in made


def test_the_command_writes_markdown_or_a_web_page(tmp_path: Path, made: str) -> None:
    """The form follows the ending of the file; without a file it goes to the screen."""
    done = triage("author", "fact-check", "serious_incident")
    assert (done.returncode, done.stdout, done.stderr) == (0, made, "")
    file = tmp_path / "pack.html"
    done = triage(
        "author", "fact-check", "serious_incident", "--write", str(file), "--day", "2026-03-02"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Written: {file}\n")
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "2 March 2026" in page


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_command_prints_schemas(name: str, tmp_path: Path) -> None:
    """Each schema comes out as it is installed, to the screen or to a file."""
    done = triage("author", "schema", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(schemas.text_of(name))
    file = tmp_path / "x.json"
    assert triage("author", "schema", name, "--write", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8") == schemas.text_of(name)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fact-check", "serious_inciden"), "Did you mean serious_incident?"),
        (("fact-check", "incident"), "There is no flow of that name."),
        (("fact-check", "serious_incident", "--day", "2.3."), "like 2026-03-25"),
        (("fact-check", "serious_incident", "--day", "20260302"), "like 2026-03-25"),
        (("fact-check", "serious_incident", "--day", ""), "like 2026-03-25"),
        (("fact-check", "serious_incident", "--write", "nowhere/x.md"), "cannot be written"),
        (("schema", "flows"), "Did you mean flow?"),
    ],
)
def test_wrong_use_is_said(arguments: tuple[str, ...], said: str) -> None:
    """A name, a day or a file that cannot be used is exit 2 with advice."""
    done = triage("author", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_author_alone_lists_its_commands() -> None:
    """Without a command it says what there is."""
    done = triage("author")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("walks", "fact-check", "schema"))
