"""The words of the digest that comes with triage: plain, short, and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.guidance.book import book

MOST_WORDS = 24
ABBREVIATION = re.compile(r"\b(?:SIN|DSP|DSCP|CSPR|LCSPR|MAQPAG|LSP|RR|BU|LADO|ICB|TOR)\b")
_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+")


def shown() -> Iterator[tuple[str, str]]:
    """Yield every text of the digest with the id that it stands under."""
    for rule in book().digest.rules.values():
        yield rule.id, rule.says
        yield rule.id, rule.unused
    for point in book().digest.points.values():
        yield from ((point.id, reading.says) for reading in point.readings)
        yield point.id, point.shown
    for national in book().guidance.national.values():
        yield national.id, national.says
        yield national.id, national.sure
    for term in book().guidance.glossary.values():
        yield term.id, term.means
        yield term.id, term.reading


def test_sentences_are_short() -> None:
    """No sentence of the digest has 25 words or more."""
    long = [
        (id_, sentence)
        for id_, text in shown()
        for sentence in _SENTENCE_END.split(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert long == []


def test_abbreviations_are_spelled_out_in_each_rule() -> None:
    """A rule is read alone, so it spells out its abbreviations."""
    bare = [
        (rule.id, name)
        for rule in book().digest.rules.values()
        for name in ABBREVIATION.findall(rule.says)
        if f"({name})" not in rule.says
    ]
    assert bare == []


def test_what_contradicts_itself_shows_each_reading() -> None:
    """A contradiction is never smoothed over: at least two readings are shown."""
    points = book().digest.points.values()
    contradictions = [point for point in points if point.kind == "contradiction"]
    assert contradictions
    assert [point.id for point in contradictions if len(point.readings) < 2] == []


def test_the_digest_is_whole() -> None:
    """All sections, unclear points and national points of the reading are there."""
    assert len(book().digest.sections) == 22
    assert len(book().digest.points) == 61
    assert list(book().guidance.national) == [f"N{number}" for number in range(1, 26)]
