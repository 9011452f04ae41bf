"""What `triage guidance` prints for people, as lines that are yet to be wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.guidance.lookup import Book, Found
from triage.guidance.search import Hit
from triage.pack.citations import Citer
from triage.pack.digest import GuidanceRule, Section
from triage.pack.editions import Edition
from triage.pack.glossary import Term
from triage.pack.points import NationalPoint
from triage.ui.guidance.in_words import (
    NOT_USED,
    OUR_WORDS,
    about,
    count,
    heading,
    hit_in_brief,
    said,
    term,
    title,
)
from triage.ui.words import stop
from triage.ui.wrapping import Line, Row

_GO_ON = (
    ("triage guidance 5", "the rules of section 5"),
    ('triage guidance "Appendix A"', "the rules of an appendix"),
    ("triage guidance R5.58", "one rule, and where it is used"),
    ("triage guidance A12", "a point where the guidance is unclear"),
    ("triage guidance N1", "a point that is not in the guidance"),
    ("triage guidance search WORDS", "what mentions these words"),
    ("triage guidance glossary", "what the terms mean"),
    ("triage guidance matrix", "what becomes of every rule"),
)


def contents(book: Book, edition: Edition | None) -> Iterator[Line]:
    """Yield the sections, and how to go on."""
    yield from about(book, edition)
    yield ""
    for section in book.digest.sections:
        number = section.number or section.id
        yield Row(f"{number:>10}  ", title(section))
    yield ""
    yield "How to go on:"
    for command, shows in _GO_ON:
        yield Row(f"  {command:<30}  ", shows)


def found(book: Book, it: Found) -> Iterator[Line]:
    """Yield a section, a rule or a point."""
    if isinstance(it, Section):
        yield from _section(book, it)
        return
    yield from said(book, it)
    yield ""
    yield from _uses(book, it.id)
    if isinstance(it, GuidanceRule):
        yield from _without_uses(book, it)
    yield f"In the digest: {it.place.file}:{it.place.line}"
    if not isinstance(it, NationalPoint):
        yield OUR_WORDS


def hits(book: Book, every: Sequence[Hit]) -> Iterator[Line]:
    """Yield what a search has found, best first."""
    if not every:
        yield "Nothing here has any of these words. Try others, or: triage guidance glossary"
        return
    for hit in every:
        name, says = hit_in_brief(book, hit)
        yield name
        yield f"    {says}"
    yield ""
    yield "To read one of them: triage guidance ID, or triage guidance glossary TERM."


def _section(book: Book, section: Section) -> Iterator[Line]:
    yield f"{heading(section)} ({count(section.rules, 'rule')})"
    yield section.about
    yield OUR_WORDS
    for rule in section.rules:
        yield ""
        unclear = f" Unclear: {', '.join(rule.unclear)}." if rule.unclear else ""
        yield f"{rule.id}  {rule.kind}. {stop(rule.binds)}{unclear}"
        yield f"    {rule.says}"
    parts = book.parts_of(section)
    if parts:
        yield ""
        yield f"This section goes on in {' and '.join(part.number for part in parts)}."


def _without_uses(book: Book, rule: GuidanceRule) -> Iterator[Line]:
    """Yield why a rule may be used nowhere."""
    if rule.reserved:
        title = book.guidance.later_flows.get(rule.reserved, rule.reserved)
        yield f"Kept for a later part of triage: {title} ({rule.reserved})."
    if rule.unused:
        yield f"Not needed on any screen: {rule.unused}"


def _uses(book: Book, id_: str) -> Iterator[Line]:
    uses = book.uses_of(id_)
    if not uses:
        yield NOT_USED
        return
    yield "Where triage uses it:"
    lines: dict[tuple[Citer, str], list[str]] = {}
    for each in uses:
        lines.setdefault((each.citer, each.place.file), []).append(str(each.place.line))
    for (citer, file), numbers in lines.items():
        where = f"{file}:{', '.join(dict.fromkeys(numbers))}"
        yield Row("  - ", f"{citer.use} {citer.id}: {citer.words} ({where})")


def terms(every: Sequence[Term]) -> Iterator[Line]:
    """Yield the glossary, or a part of it."""
    for each in every:
        yield each.term
        yield from (f"    {line}" for line in term(each))
        yield ""
    yield OUR_WORDS
