"""The digest of a flow: it stays as long as the flow means the same, and says what departs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.check.digest import Digest, departures, digest_of
from triage.check.paths import count
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text, read_pack
from triage.report.digest import flow_digest

TEXT = """
flow: small
title: Small
version: 3
edition: test-1
questions:
  - {id: harmed, ask: Was the child harmed?, options: {yes: 'Yes', no: 'No', unsure: Not sure}}
  - {id: known, ask: Is abuse known?, when: {harmed: yes}, options: {yes: 'Yes', no: 'No'}}
outcomes:
  - {id: tell, title: Tell, rules: [{id: T1, says: So., certainty: certain, when: {known: yes}}]}
  - id: nothing
    title: Nothing
    only_when_none_of: [tell]
    rules: [{id: N1, says: So., certainty: judgement}]
"""


def flow(old: str = "", new: str = "") -> Flow:
    """Return the flow, with one edit."""
    assert not old or TEXT.count(old) == 1
    return read_flow_text(TEXT.replace(old, new) if old else TEXT)


def digest(of: Flow) -> Digest:
    """Return the digest of a flow."""
    program = compile_program((of,))
    paths = count(program)
    shares = {id_: str(number) for id_, number in paths.outcomes.items()}
    return digest_of(of, program, str(paths.total), shares)


def said(now: Flow) -> list[tuple[str, str, str]]:
    """Return code, severity and message where a flow departs from the digest of `TEXT`."""
    found = list(departures(now, digest(flow()), digest(now)))
    assert all(each.place == now.place and each.fix.endswith("--update-digests") for each in found)
    return [(each.code, each.severity, each.message) for each in found]


def test_a_digest_holds_what_is_asked_and_said() -> None:
    """It names every question and outcome, with the paths of each, counted by hand."""
    found = digest(flow())
    assert (found.flow, found.version, found.paths) == ("small", "3", "4")
    assert found.questions.keys() == {"harmed", "known"}
    assert found.outcomes.keys() == {"tell", "nothing"}
    assert found.shares == {"tell": "1", "nothing": "3"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ask: Was the child harmed?", "ask: Has the child been harmed?"),
        ("when: {harmed: yes}", "when: {not: {harmed: [unsure, no]}}"),
        ("title: Nothing", "title: Nothing more to do"),
    ],
)
def test_other_words_depart_in_nothing(old: str, new: str) -> None:
    """A copy edit, or a condition put another way, is no departure."""
    assert said(flow(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "which"),
    [
        ("when: {harmed: yes}", "when: {harmed: no}", "questions: known; outcomes: tell, nothing"),
        ("when: {known: yes}", "when: {known: no}", "outcomes: tell, nothing"),
        ("certainty: judgement", "certainty: certain", "outcomes: nothing"),
        ("    only_when_none_of: [tell]\n", "", "outcomes: nothing"),
        ("id: harmed,", "id: harmed, always: yes,", "questions: harmed"),
        ("  - id: nothing\n", "  - id: no_more\n", "outcomes: no_more, nothing"),
    ],
)
def test_another_meaning_departs_and_says_in_what(old: str, new: str, which: str) -> None:
    """An edit that changes who sees what is an error that names what it changes."""
    message = f"What small asks or says is not what its digest records ({which})."
    assert said(flow(old, new)) == [("digest-differs", "error", message)]


BY_RULE = TEXT.replace(
    "    rules: [{id: N1, says: So., certainty: judgement}]",
    """    rules:
      - {id: N1, says: So., certainty: judgement, when: {harmed: no}}
      - {id: N2, says: So., certainty: judgement, when: {harmed: unsure}}
      - {id: N3, says: So., certainty: judgement, when: {known: no}}
    steps:
      - {do: Rest.}
      - {do: Ring., only_for: [N1]}
      - {do: Write., only_for: [N2, N3]}
    checklist: [{title: Then, items: [{do: Wait.}]}]""",
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("only_for: [N1]", "only_for: [N2]"),
        ("only_for: [N1]", "only_for: [N1, N2]"),
        (", only_for: [N1]", ""),
        ("{do: Rest.}", "{do: Rest., only_for: [N3]}"),
        ("{do: Wait.}", "{do: Wait., only_for: [N3]}"),
        # the two steps change places: words play no part, so their places have to
        (
            "{do: Ring., only_for: [N1]}\n      - {do: Write., only_for: [N2, N3]}",
            "{do: Ring., only_for: [N2, N3]}\n      - {do: Write., only_for: [N1]}",
        ),
        (
            "id: N2, says: So., certainty: judgement, when: {harmed: unsure}",
            "id: N2, says: So., certainty: judgement, when: {harmed: [unsure, no]}",
        ),
    ],
)
def test_which_rules_a_step_is_for_is_part_of_the_meaning(old: str, new: str) -> None:
    """A step that comes or goes with other rules departs, though the outcome stays as it was."""
    assert BY_RULE.count(old) == 1
    was, now = digest(read_flow_text(BY_RULE)), digest(read_flow_text(BY_RULE.replace(old, new)))
    assert [id_ for id_ in was.outcomes if was.outcomes[id_] != now.outcomes[id_]] == ["nothing"]
    assert (was.questions, was.paths, was.shares) == (now.questions, now.paths, now.shares)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("do: Ring.", "do: Telephone them."),
        ("only_for: [N2, N3]", "only_for: [N3, N2]"),
        ("{do: Rest.}", "{do: Rest., only_for: [N1, N2, N3]}"),
    ],
)
def test_the_same_steps_in_other_words_depart_in_nothing(old: str, new: str) -> None:
    """A copy edit is none; nor is naming every rule, which says the same as naming none."""
    assert BY_RULE.count(old) == 1
    assert digest(read_flow_text(BY_RULE)) == digest(read_flow_text(BY_RULE.replace(old, new)))


def test_the_digest_in_a_summary_says_which_rules_a_step_is_for() -> None:
    """It is over all that a flow says, and stays as it was for flows without the key."""
    before = read_flow_text(BY_RULE)
    after = read_flow_text(BY_RULE.replace("only_for: [N1]", "only_for: [N2]"))
    assert flow_digest(before) != flow_digest(after)


@pytest.mark.parametrize("change", [{"paths": 5}, {"shares": {"tell": 2, "nothing": 3}}])
def test_other_numbers_depart_too(change: dict[str, object]) -> None:
    """A digest whose numbers of paths are others does not fit, whatever its fingerprints say."""
    now = flow()
    recorded = replace(digest(now), **change)  # type: ignore[arg-type]
    (found,) = departures(now, recorded, digest(now))
    assert found.code == "digest-differs"
    assert "(numbers of paths)" in found.message


def test_another_version_is_a_warning() -> None:
    """A flow that means the same under another version number has its digest recorded anew."""
    message = "The digest of small is of version 3, not 4."
    assert said(flow("version: 3", "version: 4")) == [("digest-version", "warning", message)]


FOLLOWING = Path(__file__).parents[1] / "pack" / "good" / "following"


def test_a_flow_that_follows_another_is_recorded_by_itself() -> None:
    """Its digest has its own questions only, and those asked after all by where they are."""
    second = read_pack(FOLLOWING).flows["second"]
    before = digest(second)
    assert list(before.questions) == ["now", "why", "place", "known", "room"]
    assert before.outcomes == {}
    asked = [replace(q, when=None) if q.id == "place" else q for q in second.questions]
    after = digest(replace(second, questions=tuple(asked)))
    differs = [id_ for id_ in before.questions if before.questions[id_] != after.questions[id_]]
    assert differs == ["place"]


def test_which_answers_a_list_takes_is_recorded() -> None:
    """A part, how many entries there may be, and whether "not known" is an answer all count."""
    file = FOLLOWING.parent / "kind_repeat.yaml"
    read = read_flow_text(file.read_text(encoding="utf-8"))
    first = read.questions[0]
    changed = (
        replace(first, most=2),
        replace(first, not_known=False),
        replace(first, parts=first.parts[1:]),
    )
    for question in changed:
        other = replace(read, questions=(question, *read.questions[1:]))
        assert digest(other).questions["agencies"] != digest(read).questions["agencies"]
