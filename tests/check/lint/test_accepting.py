"""What an author accepts is kept apart, with the reason; nothing else is hidden by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.check.lint.small_flow import AROUND, CLEAN, MARK, edited, linted, place_of, standing
from triage.check.lint import lint
from triage.core.model import Acceptance
from triage.errors import PackError
from triage.pack.reader import read_flow_text, read_pack

DOUBLE = edited("ask: Was the child harmed?", "ask: Was it harm? Was it bad?")


def accepting(text: str, *entries: str) -> str:
    """Return the text of a flow that accepts these."""
    return f"{text}accepts:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def test_an_accepted_finding_is_kept_apart_with_its_reason() -> None:
    """The finding no longer stands; it is all there still, beside the words of the author."""
    (before,) = standing(DOUBLE)
    text = accepting(DOUBLE, "finding: double-question, at: harm, because: Both are one to us.")
    found = linted(text)
    assert found.standing == ()
    (accepted,) = found.accepted
    assert accepted.finding == before
    assert accepted.because == "Both are one to us."


def test_only_the_finding_at_the_part_is_accepted() -> None:
    """The same finding at another part, and another finding at the same part, still stand."""
    text = DOUBLE.replace("ask: How many", "ask: Was it lately? How many").replace(
        "hint: Not sure is fine.", "hint: It is a failure."
    )
    text = accepting(text, "finding: double-question, at: harm, because: So.")
    found = linted(text)
    assert [(each.code, each.part) for each in found.standing] == [
        ("word-to-avoid", "question.harm"),
        ("double-question", "question.weeks"),
    ]
    assert len(found.accepted) == 1


def test_a_rule_is_accepted_in_its_own_outcome_only() -> None:
    """Two outcomes may have a rule of one id; an acceptance names one of them."""
    text = CLEAN.replace("says: You said so.", "says: A failure.").replace(
        "{id: N1, says: You said no.", "{id: T1, says: A failure."
    )
    assert len(standing(text)) == 2
    text = accepting(text, "finding: word-to-avoid, at: rest.T1, because: So.")
    assert [each.part for each in standing(text)] == ["rule.tell.T1"]
    with pytest.raises(PackError, match=r"names 2 parts .* such as tell\.T1 or rest\.T1"):
        read_flow_text(text.replace("at: rest.T1", "at: T1"))


def test_an_acceptance_that_has_come_to_match_nothing_is_found() -> None:
    """Once the words are mended, the entry itself is the finding, at its own place."""
    entry = "finding: double-question, at: harm, because: Both are one to us."
    (idle,) = standing(accepting(CLEAN, entry))
    assert idle.code == "idle-acceptance"
    assert (idle.place.line, idle.place.column) == place_of(
        accepting(CLEAN, entry), f"{MARK}{{{entry}"
    )


def test_an_idle_acceptance_cannot_be_accepted() -> None:
    """Nobody can hide an entry that matches nothing behind a second one."""
    text = accepting(
        CLEAN,
        "finding: double-question, at: harm, because: So.",
        "finding: idle-acceptance, at: small, because: I like it.",
    )
    assert [each.code for each in standing(text)] == ["idle-acceptance", "idle-acceptance"]


def test_an_error_stands_even_where_an_acceptance_has_got_in() -> None:
    """The reader refuses to read it; should it ever come another way, nothing is hidden."""
    flow = read_flow_text(CLEAN.replace("R6.1", "R9.9"))
    entry = Acceptance("unknown-citation", "outcome.tell", "I know better.")
    found = lint([replace(flow, accepts=(entry,))], AROUND)
    assert [each.code for each in found.standing] == ["idle-acceptance", "unknown-citation"]
    assert found.accepted == ()


def test_an_acceptance_speaks_for_its_own_flow_only() -> None:
    """Another flow with the same fault still has it."""
    text = accepting(DOUBLE, "finding: double-question, at: harm, because: So.")
    other = DOUBLE.replace("flow: small", "flow: other")
    flows = [read_flow_text(text, "small.yaml"), read_flow_text(other, "other.yaml")]
    found = lint(flows)
    assert [each.place.file for each in found.standing] == ["other.yaml"]
    assert [each.finding.place.file for each in found.accepted] == ["small.yaml"]


def test_a_borrowed_question_is_judged_where_it_is_defined(tmp_path: Path) -> None:
    """A flow that uses another's question answers neither for its words nor for its citations."""
    folder = tmp_path / "flows"
    folder.mkdir()
    bad = DOUBLE.replace("    cites: [R5.11]\n  - id: weeks", "  - id: weeks")
    bad = bad.replace("Harm is what", "The failure is what")
    (folder / "small.yaml").write_text(bad, encoding="utf-8")
    (folder / "user.yaml").write_text(
        "flow: user\ntitle: A user\nversion: 1\nedition: test-1\nquestions:\n  - use: harm\n"
        "outcomes:\n  - id: any\n    title: Any\n    cites: [R5.11]\n    rules:\n"
        "      - {id: A1, says: So., certainty: certain, when: {harm: [yes, no]}}\n"
        "  - id: other\n    title: Other\n    cites: [R5.11]\n    rules:\n"
        "      - {id: A2, says: So., certainty: certain, when: {harm: unsure}}\n",
        encoding="utf-8",
    )
    found = lint(list(read_pack(tmp_path).flows.values())).standing
    assert [(each.code, each.place.file.endswith("small.yaml")) for each in found] == [
        ("double-question", True),
        ("uncited-question", True),
        ("word-to-avoid", True),
    ]
