"""The guidance in words: what `triage guidance` prints and what the pages for reading show alike.

Lines are yet to be wrapped. What is not in the guidance says so in each of its lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sized

from triage.guidance.lookup import Book, Found
from triage.guidance.search import Hit
from triage.pack.digest import GuidanceRule, Section
from triage.pack.editions import Edition
from triage.pack.glossary import Term
from triage.pack.points import NationalPoint, UnclearPoint
from triage.ui.words import NO_RULES, NOT_IN_GUIDANCE, stop
from triage.ui.wrapping import Line, Row

NOT_USED = "Nothing in triage cites it yet."
OUR_WORDS = "These are our own words. The printed guidance decides."
_CERTAINTY = {
    "certain": "The guidance is clear about this.",
    "judgement": "The guidance leaves this to judgement, or its wording is weak.",
}
_OUTSIDE = f"{NOT_IN_GUIDANCE[0].upper()}{NOT_IN_GUIDANCE[1:]}"
_FOUND_AS = {
    "unclear": "where the guidance is unclear",
    "national": NOT_IN_GUIDANCE,
    "term": "glossary",
}
_FIRST_WORDS = 140


def about(book: Book, edition: Edition | None) -> Iterator[str]:
    """Yield which guidance this is, and whose words."""
    title = book.digest.edition
    if edition is not None:
        title = f"{edition.title}, version {edition.version}"
    yield f"{title}: {count(book.digest.rules, 'rule')}."
    yield OUR_WORDS


def said(book: Book, it: GuidanceRule | UnclearPoint | NationalPoint) -> Iterator[Line]:
    """Yield what a rule or a point says, and what is unclear about it, without where it is used."""
    match it:
        case GuidanceRule():
            yield from _rule(book, it)
        case UnclearPoint():
            yield from _point(book, it)
        case NationalPoint():
            yield from _national_alone(it)


def brief(it: Found) -> tuple[str, str]:
    """Return what something is called in a list, and what it says in short."""
    match it:
        case Section():
            return f"{heading(it)} ({count(it.rules, 'rule')})", ""
        case GuidanceRule():
            unclear = f"; unclear: {', '.join(it.unclear)}" if it.unclear else ""
            return f"{it.id} ({it.kind}; {it.binds}{unclear})", it.says
        case UnclearPoint():
            return f"{it.id} ({_FOUND_AS['unclear']})", it.about
        case NationalPoint():
            return f"{it.id} ({NOT_IN_GUIDANCE})", f"{_OUTSIDE}: {it.about}"


def hit_in_brief(book: Book, hit: Hit) -> tuple[str, str]:
    """Return where a hit stands, and its first words."""
    entry = hit.entry
    where = in_section(book.section_of(entry.id)) or _FOUND_AS[entry.kind]
    says = entry.says if entry.in_guidance else f"{_OUTSIDE}: {entry.says}"
    return f"{entry.id} ({where})", textwrap.shorten(says, _FIRST_WORDS, placeholder=" ...")


def in_section(section: Section | None) -> str:
    """Return how a section is referred to: section 5, Appendix A, or its title; empty for none."""
    if section is None:
        return ""
    if section.number[:1].isdigit():
        return f"section {section.number}"
    return section.number or section.title


def count(things: Sized, what: str) -> str:
    """Return how many there are, as "1 rule" or "324 rules"."""
    number = len(things)
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def title(section: Section) -> str:
    """Return a section's title, and how many rules it has."""
    return f"{section.title} ({count(section.rules, 'rule')})"


def heading(section: Section) -> str:
    """Return a section's number and title."""
    number = in_section(section) if section.number else section.id
    return f"{number[0].upper()}{number[1:]}: {section.title}"


def _rule(book: Book, rule: GuidanceRule) -> Iterator[Line]:
    yield f"{rule.id} ({in_section(book.section_of(rule.id))})"
    yield rule.says
    yield ""
    yield f"Kind: {rule.kind}"
    yield f"Who it binds: {rule.binds}"
    yield f"How certain: {_CERTAINTY[rule.certainty]}"
    if rule.printed:
        yield f"Printed there as well: {'; '.join(rule.printed)}"
    points = [book.digest.points[id_] for id_ in rule.unclear if id_ in book.digest.points]
    if points:
        yield ""
        yield "Where the guidance is unclear:"
        for point in points:
            yield from _readings(point)
    yield from _national_on(book, rule.id, *rule.unclear)


def _point(book: Book, point: UnclearPoint) -> Iterator[Line]:
    yield "Where the guidance is unclear:"
    yield from _readings(point)
    rules = book.rules_unclear_by(point.id)
    if rules:
        yield f"Rules: {', '.join(rule.id for rule in rules)}"
    yield from _national_on(book, point.id)


def _readings(point: UnclearPoint) -> Iterator[Line]:
    yield f"{point.id} ({point.kind}): {stop(point.about)}"
    for reading in point.readings:
        cites = f" ({', '.join(reading.cites)})" if reading.cites else ""
        yield Row("  - ", f"{reading.says}{cites}")
    yield f"  What triage does: {point.shown}"


def _national_on(book: Book, *ids: str) -> Iterator[Line]:
    points = book.national_on(*ids)
    if points:
        yield ""
        yield "From elsewhere:"
        for point in points:
            yield from _national(point)


def _national(point: NationalPoint) -> Iterator[Line]:
    yield f"{point.id} ({NOT_IN_GUIDANCE}): {stop(point.about)}"
    yield f"  {_OUTSIDE}: {point.says}"
    yield f"  {_OUTSIDE}, from: {stop(point.source)}"
    yield f"  {_OUTSIDE}, how sure ({point.seen}): {point.sure}"


def _national_alone(point: NationalPoint) -> Iterator[Line]:
    yield from _national(point)
    if point.pages:
        yield f"  {_OUTSIDE}, pages:"
    for page in point.pages:
        yield f"    {page}"
    if point.concerns:
        yield f"It bears on: {', '.join(point.concerns)}"


def term(each: Term) -> Iterator[str]:
    """Yield what is said of one term."""
    yield f"{_OUTSIDE}: {each.means}" if each.not_in_guidance else each.means
    if each.printed:
        yield f"As printed: {'; '.join(each.printed)}"
    if each.reading:
        yield f"We read this as: {each.reading}"
    yield f"Rests on: {', '.join((*each.cites, *each.unclear)) or NO_RULES}"
