"""What the guidance says, for people: what `triage guidance` prints, and what the reader shows.

Lines are yet to be wrapped.
What is not in the guidance says so in each of its lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence, Sized

from triage.guidance.lookup import Book, Found
from triage.guidance.search import Hit
from triage.pack.citations import Citer
from triage.pack.digest import GuidanceRule, Section
from triage.pack.editions import Edition
from triage.pack.glossary import Term
from triage.pack.points import NationalPoint, UnclearPoint
from triage.ui.words import NO_RULES, NOT_IN_GUIDANCE
from triage.ui.wrapping import Line, Row

NOT_USED = "Nothing in triage cites it yet."
OUR_WORDS = "These are our own words. The printed guidance decides."
_CERTAINTY = {
    "certain": "The guidance is clear about this.",
    "judgement": "The guidance leaves this to judgement, or its wording is weak.",
}
_OUTSIDE = f"{NOT_IN_GUIDANCE[0].upper()}{NOT_IN_GUIDANCE[1:]}"
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
_FOUND_AS = {
    "unclear": "where the guidance is unclear",
    "national": NOT_IN_GUIDANCE,
    "term": "glossary",
}
_FIRST_WORDS = 140


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


def about(book: Book, edition: Edition | None) -> Iterator[str]:
    """Yield which guidance this is, and whose words."""
    title = book.digest.edition
    if edition is not None:
        title = f"{edition.title}, version {edition.version}"
    yield f"{title}: {count(book.digest.rules, 'rule')}."
    yield OUR_WORDS


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


def _section(book: Book, section: Section) -> Iterator[Line]:
    yield f"{heading(section)} ({count(section.rules, 'rule')})"
    yield section.about
    yield OUR_WORDS
    for rule in section.rules:
        yield ""
        unclear = f" Unclear: {', '.join(rule.unclear)}." if rule.unclear else ""
        yield f"{rule.id}  {rule.kind}. {_stop(rule.binds)}{unclear}"
        yield f"    {rule.says}"
    parts = book.parts_of(section)
    if parts:
        yield ""
        yield f"This section goes on in {' and '.join(part.number for part in parts)}."


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


def _without_uses(book: Book, rule: GuidanceRule) -> Iterator[Line]:
    """Yield why a rule may be used nowhere."""
    if rule.reserved:
        title = book.guidance.later_flows.get(rule.reserved, rule.reserved)
        yield f"Kept for a later part of triage: {title} ({rule.reserved})."
    if rule.unused:
        yield f"Not needed on any screen: {rule.unused}"


def _point(book: Book, point: UnclearPoint) -> Iterator[Line]:
    yield "Where the guidance is unclear:"
    yield from _readings(point)
    rules = book.rules_unclear_by(point.id)
    if rules:
        yield f"Rules: {', '.join(rule.id for rule in rules)}"
    yield from _national_on(book, point.id)


def _readings(point: UnclearPoint) -> Iterator[Line]:
    yield f"{point.id} ({point.kind}): {_stop(point.about)}"
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
    yield f"{point.id} ({NOT_IN_GUIDANCE}): {_stop(point.about)}"
    yield f"  {_OUTSIDE}: {point.says}"
    yield f"  {_OUTSIDE}, from: {_stop(point.source)}"
    yield f"  {_OUTSIDE}, how sure ({point.seen}): {point.sure}"


def _national_alone(point: NationalPoint) -> Iterator[Line]:
    yield from _national(point)
    if point.pages:
        yield f"  {_OUTSIDE}, pages:"
    for page in point.pages:
        yield f"    {page}"
    if point.concerns:
        yield f"It bears on: {', '.join(point.concerns)}"


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


def term(each: Term) -> Iterator[str]:
    """Yield what is said of one term."""
    yield f"{_OUTSIDE}: {each.means}" if each.not_in_guidance else each.means
    if each.printed:
        yield f"As printed: {'; '.join(each.printed)}"
    if each.reading:
        yield f"We read this as: {each.reading}"
    yield f"Rests on: {', '.join((*each.cites, *each.unclear)) or NO_RULES}"


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
