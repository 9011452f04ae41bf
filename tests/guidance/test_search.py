"""Full-text search: plain words and whole sentences find their rule, and no input breaks it."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import suppress

import pytest

from tests.guidance.book import SMALL, asked, book, triage
from triage.errors import UsageError
from triage.guidance.search import MOST_HITS, entries_of, search


def found(words: str) -> list[str]:
    """Return the ids that a search finds, best first."""
    return [hit.entry.id for hit in search(book(), words)]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("tell lead officer", "R5.58"),
        ("lead officer unavailable", "R6.3"),
        ("strategy discussion", "R5.25"),
        ("care leaver 24", "R5.9"),
        ("day zero", "R7.4"),
        ("publish website year", "R14.14"),
        ("referees", "R11.12"),
        ("police custody", "R5.36"),
        ("murdered by a parent", "R5.23"),
        ("recovering", "R5.15"),
    ],
)
def test_two_or_three_plain_words_find_the_rule(words: str, rule: str) -> None:
    """A few words that somebody would think of bring the rule among the first hits."""
    assert rule in found(words)[:5]


def test_all_that_can_be_read_can_be_found() -> None:
    """Rules, unclear points, national points and terms stand in one ranked list."""
    kinds = {entry.kind for entry in entries_of(book())}
    assert kinds == {"rule", "unclear", "national", "term"}
    assert found("R5.58")[0] == "R5.58"
    assert found("N1")[0] == "N1"
    assert "A39" in found("approval date review date passed")
    assert "Genogram" in found("genogram")


def test_words_are_stemmed_and_capitals_do_not_matter() -> None:
    """Another form of a word finds the same."""
    assert found("NOTIFYING Deaths")[:3] == found("notify death")[:3]


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", '"" OR', "OR", "AND NOT", "NEAR(lead officer)", "lead*", "says:lead", "^lead",
        "-officer", "lead + officer", "(", "){", "lead; DROP TABLE entry", "says : (lead)",
        "a\x00b", "\udc80", "_", "\N{COMBINING ACUTE ACCENT}", "\x1b[2J", "lead " * 5_000,
        " ".join(f"w{number}" for number in range(5_000)),
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_query(words: str) -> None:
    """Operators, quotes and odd characters are words or nothing, never syntax."""
    with suppress(UsageError):
        assert len(search(book(), words)) <= MOST_HITS


def test_words_that_say_nothing_count_only_when_alone() -> None:
    """Words such as "the" do not decide, unless there are no others."""
    assert found("what is the strategy discussion") == found("strategy discussion")
    assert found("who")


def test_no_words_is_exit_2() -> None:
    """A search for nothing is a mistake, with an example."""
    for words in ((), ("",), ("?!",)):
        done = triage("guidance", "search", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "triage guidance search lead officer" in done.stderr


def test_nothing_found_is_no_mistake() -> None:
    """Where nothing matches, the reply says so and how to go on."""
    done = triage("guidance", "search", "zyxw")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing here has any of these words." in done.stdout
    assert json.loads(asked("search", "zyxw", as_json=True)) == {"hits": []}


def test_each_hit_has_id_section_and_first_words() -> None:
    """A hit says where it stands and how it begins, and what is not in the guidance says so."""
    lines = asked("search", "tell", "lead", "officer", width=10_000).splitlines()
    assert "R5.58 (section 5)" in lines
    rule = book().digest.rules["R5.58"]
    assert lines[lines.index("R5.58 (section 5)") + 1].strip()[:40] == rule.says[:40]
    assert "N1 (not in the guidance)\n    Not in the guidance: The " in asked("search", "N1")
    (first, *_) = json.loads(asked("search", "R5.58", as_json=True))["hits"]
    assert (first["id"], first["section"], first["kind"]) == ("R5.58", "R5", "rule")
    assert "Lead officer (glossary)" in asked("search", "lead", folder=SMALL)


class WithoutFts5:
    """Stands for a SQLite that was built without the full-text module."""

    def execute(self, _statement: str) -> None:
        """Refuse as SQLite does."""
        raise sqlite3.OperationalError("no such module: fts5")

    def close(self) -> None:
        """Do nothing."""


def test_a_sqlite_without_full_text_search_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without FTS5, or without SQLite at all, the error says so and names another way."""
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda _name: WithoutFts5())
        with pytest.raises(UsageError, match="its SQLite has no FTS5"):
            search(book(), "lead")
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    with pytest.raises(UsageError, match=r"triage guidance$"):
        search(book(), "lead")
