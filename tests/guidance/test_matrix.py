"""Every rule of the guidance is accounted for, and whatever is not makes the matrix fail."""

from __future__ import annotations

import json
from pathlib import Path

from tests.guidance.book import SMALL, book, copied_pack, pack, replace_at, triage
from triage.errors import Place
from triage.guidance.matrix import trace
from triage.pack.citations import USES, Citation, Citer

RULES = 324


def test_every_rule_of_the_guidance_is_accounted_for() -> None:
    """The JSON contract holds, with all 324 rules and none left over."""
    done = triage("guidance", "matrix", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert (result["rules"], result["accounted"], result["unaccounted"]) == (RULES, RULES, [])
    assert set(result["by_use"]) == set(USES)
    assert result["by_use"]["outcome"] > 0
    rules = [rule for section in result["sections"] for rule in section["rules"]]
    assert len({rule["id"] for rule in rules}) == RULES
    assert all(rule["uses"] or rule["reserved"] or rule["unused"] for rule in rules)


def test_the_table_names_each_rule_and_ends_with_the_total() -> None:
    """People see rule, kind, how it is accounted for and where; the total comes last."""
    done = triage("guidance", "matrix", columns=200)
    lines = done.stdout.splitlines()
    assert lines[-1] == "324 of 324 rules accounted for"
    shown = [line.split()[0] for line in lines if line.startswith("  R")]
    assert shown == list(book().digest.rules)
    (row,) = [line for line in lines if line.startswith("  R5.58 ")]
    assert "duty" in row
    assert "used" in row
    assert "question " in row
    assert ", flows/" in row


def test_a_rule_that_loses_its_only_use_is_named(tmp_path: Path) -> None:
    """Taking out the one citation of a rule makes the matrix fail, and names the rule's place."""
    traced = trace(book().digest, pack().citations)
    account = next(
        each for each in traced.accounts if len(each.uses) == 1 and not each.rule.reserved
    )
    rule = account.rule
    folder = copied_pack(tmp_path)
    replace_at(folder, account.uses[0].place, rule.id, "R5.58")
    done = triage("guidance", "matrix", "--pack", str(folder), "--format", "json")
    assert done.returncode == 3
    result = json.loads(done.stdout)
    assert (result["accounted"], result["unaccounted"]) == (RULES - 1, [rule.id])
    name = Path(rule.place.file).name
    assert f"{name}:{rule.place.line}:{rule.place.column}: {rule.id} is not" in done.stderr
    text = triage("guidance", "matrix", "--pack", str(folder))
    assert text.stdout.splitlines()[-1] == "323 of 324 rules accounted for"
    assert text.returncode == 3


def test_a_citation_of_a_rule_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """A misspelt rule id makes the matrix and the check fail, at its place, with the nearest."""
    first = next(each for each in pack().citations if each.of == "R5.58" and each.edition)
    folder = copied_pack(tmp_path)
    place = replace_at(folder, first.place, "R5.58", "R5.580")
    for command in (("guidance", "matrix"), ("check",)):
        done = triage(*command, "--pack", str(folder))
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{place}: There is no rule R5.580" in done.stderr
        assert "Did you mean R5.58?" in done.stderr


def test_each_kind_of_use_counts_once_for_a_rule() -> None:
    """A rule counts once for each kind of use, whatever the number of its citations."""
    digest = book(SMALL).digest
    place = Place("timelines.yaml", 4, 5)
    clock = Citation("R5.2", Citer("clock", "day_1", "Ring"), place)
    traced = trace(digest, [clock, clock, Citation("R5.2", Citer("contact", "lead"), place)])
    by_use = traced.by_use()
    assert (by_use["clock"], by_use["contact"], by_use["question"]) == (1, 1, 0)
    assert traced.by_account() == {"used": 1, "reserved": 0, "unused": 0, "unaccounted": 1}


def test_what_shows_nobody_the_rule_is_no_use() -> None:
    """A safeguard or a point that names a rule does not account for it; another edition neither."""
    digest = book(SMALL).digest
    place = Place("x.yaml")
    traced = trace(
        digest,
        [
            Citation("R5.1", Citer(None, "safeguard"), place, digest.edition),
            Citation("R5.1", Citer("step", "tell"), place, "other-2.0"),
        ],
    )
    assert [account.how for account in traced.accounts] == ["unaccounted", "reserved"]


def test_a_pack_without_a_digest_stays_valid_and_says_so(tmp_path: Path) -> None:
    """Without a digest no citation is held against it, and there is nothing to look up."""
    flows = SMALL / "flows" / "small.yaml"
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "small.yaml").write_bytes(flows.read_bytes())
    assert "unknown-citation" not in triage("check", "--pack", str(tmp_path)).stdout
    done = triage("guidance", "--pack", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no digest of the guidance" in done.stderr
    assert "--pack" in done.stderr
