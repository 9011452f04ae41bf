"""Full-text search over the digest of the guidance, with SQLite's FTS5 in memory.

Our words differ from the printed ones, so that a sentence of the guidance is no phrase to look
for: words that say nothing are dropped, the rest are stemmed (Porter) and any of them may match;
bm25 puts first what shares the most and the rarest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from triage.errors import UsageError
from triage.guidance.lookup import Book

if TYPE_CHECKING:
    import sqlite3

MOST_HITS = 7
"""Hits of three lines each that a screen of 24 lines holds."""

MOST_WORDS = 200
"""Words of a query that are looked for: more than the longest sentence of any guidance."""

_WORD = re.compile(r"\w+")
_SAY_NOTHING = """
    a about all also an and any are as at be been being but by can could did do does for from had
    has have how i if in into is it its may might more must no not of on or our out shall she
    should so some such than that the their them then there these they this those to under up upon
    was we were what when where whether which who whom why will with within would you your
"""
_STOP_WORDS = frozenset(_SAY_NOTHING.split())
_WEIGHTS = {"id": 4.0, "says": 1.0, "printed": 1.0, "about": 0.5, "heading": 0.5}
"""What is searched in, and how much a word counts there."""

_NO_SEARCH = (
    "This Python cannot search text: its SQLite has no FTS5. "
    "To read section by section, use: triage guidance"
)


EntryKind = Literal["rule", "unclear", "national", "term"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found, in the parts that are searched.

    `id` is what to look it up by; `in_guidance` is false for what comes from elsewhere.
    """

    id: str
    kind: EntryKind
    says: str
    printed: str = ""
    about: str = ""
    heading: str = ""
    in_guidance: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; the lower the score, the better the match."""

    entry: Entry
    score: float


def search(book: Book, words: str, most: int = MOST_HITS) -> tuple[Hit, ...]:
    """Return what matches best, best first; raises `UsageError` without words or without FTS5."""
    query = _query(words)
    if not query:
        raise UsageError("There is no word to look for. Use: triage guidance search lead officer")
    entries = tuple(entries_of(book))
    with _index(entries) as index:
        found = index.execute(
            "SELECT rowid, bm25(entry, ?, ?, ?, ?, ?) AS score FROM entry WHERE entry MATCH ?"
            " ORDER BY score, rowid LIMIT ?",
            (*_WEIGHTS.values(), query, most),
        )
        return tuple(Hit(entries[row], score) for row, score in found)


def _query(words: str) -> str:
    """Return a query for any of the words. Each is quoted, so that none is an operator."""
    found = list(dict.fromkeys(_WORD.findall(words.casefold())))
    telling = [word for word in found if word not in _STOP_WORDS] or found
    return " OR ".join(f'"{word}"' for word in telling[:MOST_WORDS])


@contextmanager
def _index(entries: Sequence[Entry]) -> Iterator[sqlite3.Connection]:
    """Yield a database in memory that holds the entries, numbered from 0."""
    try:
        # Here, since a Python may be built without it.
        import sqlite3  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(_NO_SEARCH) from error
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute(
                f"CREATE VIRTUAL TABLE entry USING fts5({', '.join(_WEIGHTS)},"
                " tokenize = 'porter unicode61')"
            )
        except sqlite3.OperationalError as error:
            raise UsageError(_NO_SEARCH) from error
        database.executemany(
            "INSERT INTO entry (rowid, id, says, printed, about, heading)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (row, entry.id, entry.says, entry.printed, entry.about, entry.heading)
                for row, entry in enumerate(entries)
            ),
        )
        yield database


def entries_of(book: Book) -> Iterator[Entry]:
    """Yield all that can be found: rules, unclear points, national points and terms."""
    for section in book.digest.sections:
        for rule in section.rules:
            printed = "; ".join(rule.printed)
            yield Entry(rule.id, "rule", rule.says, printed, rule.binds, section.title)
    for point in book.digest.points.values():
        says = " ".join((*(reading.says for reading in point.readings), point.shown))
        yield Entry(point.id, "unclear", says, about=point.about)
    for national in book.guidance.national.values():
        says, about = national.says, national.about
        yield Entry(national.id, "national", says, about=about, in_guidance=False)
    for term in book.guidance.glossary.values():
        yield Entry(
            term.term,
            "term",
            f"{term.means} {term.reading}".strip(),
            "; ".join(term.printed),
            heading=term.term,
            in_guidance=not term.not_in_guidance,
        )
