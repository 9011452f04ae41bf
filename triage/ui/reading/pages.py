"""From a book of the guidance and what is asked of it to a page: words, and links that lead on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from triage.errors import UsageError
from triage.guidance.lookup import Book, looks_like_an_id
from triage.guidance.search import Hit, search
from triage.pack.digest import GuidanceRule, Section
from triage.pack.menu import Entry
from triage.pack.points import NationalPoint, UnclearPoint
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.guidance import in_words
from triage.ui.reading.targets import (
    At,
    Cited,
    Contents,
    Glossary,
    OneTerm,
    Part,
    Readable,
    Target,
    UsedBy,
    UsesOf,
    Words,
)
from triage.ui.screens import Ask, Result, Screen
from triage.ui.wrapping import Line

MOST_HITS = 12
"""So many can be taken in; the best stand first, and other words find others."""


FEW_USES = 8
"""A rule that everything rests on would not be seen for all that uses it."""

USES = "uses"

FoundIn = Literal["guidance", "glossary", ""]
"""What the search of a page looks in; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line that leads to another page: its name, and what is said there in short.

    `number` is what the guidance itself calls a section; `heading` begins a group of links.
    """

    name: str
    says: str
    target: Target
    number: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A page: where one is, words to read, and links."""

    title: str
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    finds: FoundIn = ""


def page_of(book: Book, pack: Pack, target: Readable) -> ReadingPage:
    """Return the page at `target`; raises `UsageError` where there is no such thing."""
    match target:
        case Contents():
            page = _contents(book, pack)
        case At(id=id_):
            page = _found(book, pack, id_)
        case UsesOf(id=id_):
            page = ReadingPage(f"{words.READ_USES}: {id_}", (), tuple(_all_uses(book, id_)))
        case UsedBy():
            page = _used_by(book, target)
        case Cited():
            page = _cited(book, target)
        case Words(words=looked_for):
            page = _search(book, looked_for)
        case Glossary(words=looked_for):
            page = _glossary(book, looked_for)
        case OneTerm(id=id_):
            page = _term(book, id_)
    return page


def rests_on(screen: Screen) -> Readable:
    """Return where the rules behind a screen can be read; the contents where it rests on none."""
    if isinstance(screen, Ask):
        return Cited(screen.ask, (("", screen.cites),))
    if isinstance(screen, Result):
        outcomes = [(outcome.title, outcome.cites) for outcome in screen.outcomes]
        closing = (words.AFTER_TITLE, screen.closing_cites)
        return Cited("", (*outcomes, closing))
    return Contents()


def asked_for(book: Book, typed: str) -> Readable:
    """Return what is meant by a section's number, an id, the name of a use, or words to look for.

    Raises `UsageError` for an id that there is not.
    """
    plain = " ".join(typed.split())
    if book.has(plain):
        return At(plain)
    if looks_like_an_id(plain) and not (plain.isdigit() and len(plain) > 2):  # noqa: PLR2004 - 999
        book.find(plain)
    what, _, id_ = plain.casefold().partition(" ")
    if what == USES and book.has(id_):
        return UsesOf(book.find(id_).id)
    for citer in dict.fromkeys(each.citer for each in book.citations):
        if citer.use is not None and plain.casefold() == f"{citer.use} {citer.id}":
            return UsedBy(citer.use, citer.id)
    return Words(plain)


def _contents(book: Book, pack: Pack) -> ReadingPage:
    sections = (
        Link(in_words.title(section), "", At(section.id), number)
        for section in book.digest.sections
        for number in [section.number.rpartition(" ")[2] or section.id.removeprefix("R")]
    )
    about = in_words.about(book, pack.editions.get(book.digest.edition))
    return ReadingPage(words.READ_CONTENTS, tuple(about), tuple(sections), "guidance")


def _found(book: Book, pack: Pack, id_: str) -> ReadingPage:
    it = book.find(id_)
    if isinstance(it, Section):
        return _section(book, pack, it)
    links = [*_beside(book, it), *_uses(book, it.id)]
    unused = () if book.uses_of(it.id) else (in_words.NOT_USED,)
    whose = () if isinstance(it, NationalPoint) else (in_words.OUR_WORDS,)
    lines = (*in_words.said(book, it), "", *unused, *whose)
    return ReadingPage(it.id, lines, tuple(links))


def _section(book: Book, pack: Pack, section: Section) -> ReadingPage:
    rules = [_link(book, rule.id) for rule in section.rules]
    further = [_link(book, part.id) for part in book.parts_of(section)]
    walks = [Link(entry.title, entry.about, Part(entry.walk)) for entry in _covering(pack, section)]
    heading = in_words.heading(section)
    return ReadingPage(
        heading.partition(":")[0],
        (heading, section.about, in_words.OUR_WORDS),
        (
            *_under(words.READ_WALKS, walks),
            *_under(words.READ_RULES, rules),
            *_under(words.READ_PARTS, further),
        ),
    )


def _covering(pack: Pack, section: Section) -> Iterator[Entry]:
    """Yield what the menu offers to walk through in place of reading a section."""
    number = section.number.rpartition(" ")[2]
    for group in pack.menu:
        yield from (entry for entry in group.entries if entry.walk and number in entry.sections)


def _beside(book: Book, it: GuidanceRule | UnclearPoint | NationalPoint) -> Iterator[Link]:
    """Yield what goes with a rule or a point: its section, and points and rules of its own."""
    if isinstance(it, GuidanceRule):
        beside = [it.section, *it.unclear, *(p.id for p in book.national_on(it.id, *it.unclear))]
    elif isinstance(it, UnclearPoint):
        rules = book.rules_unclear_by(it.id)
        beside = [*(rule.id for rule in rules), *(p.id for p in book.national_on(it.id))]
    else:
        beside = list(it.concerns)
    yield from _under(words.READ_BESIDE, [_link(book, id_) for id_ in beside if book.has(id_)])


def _uses(book: Book, id_: str) -> Iterator[Link]:
    """Yield what uses a rule or a point: a few, and where there are more, the way to all."""
    every = _all_uses(book, id_)
    shown = every if len(every) <= FEW_USES else every[: FEW_USES - 1]
    yield from _under(words.READ_USES, shown)
    if len(shown) < len(every):
        yield Link(f"{USES} {id_}", words.all_uses(len(every)), UsesOf(id_))


def _all_uses(book: Book, id_: str) -> list[Link]:
    """Return what uses a rule or a point; what uses it several times is one."""
    links: dict[Target, Link] = {}
    for each in book.uses_of(id_):
        citer = each.citer
        if citer.use is not None:
            target = UsedBy(citer.use, citer.id)
            links.setdefault(target, Link(f"{citer.use} {citer.id}", citer.words, target))
    return list(links.values())


def _used_by(book: Book, target: UsedBy) -> ReadingPage:
    cited = [
        each
        for each in book.citations
        if (each.citer.use, each.citer.id) == (target.use, target.id)
    ]
    says = dict.fromkeys(each.citer.words for each in cited if each.citer.words)
    ids = dict.fromkeys(each.of for each in cited)
    links = [_link(book, id_) for id_ in ids if book.has(id_)]
    return ReadingPage(f"{target.use} {target.id}", tuple(says), _under(words.READ_RESTS_ON, links))


def _cited(book: Book, target: Cited) -> ReadingPage:
    links = [
        link
        for heading, ids in target.groups
        for link in _under(heading, [_link(book, id_) for id_ in ids if book.has(id_)])
    ]
    every = dict.fromkeys(id_ for _, ids in target.groups for id_ in ids)
    missing = [id_ for id_ in every if not book.has(id_)]
    lines = [target.what] if target.what else []
    lines.append(in_words.OUR_WORDS if every else words.READ_NO_RULES)
    if missing:
        lines.append(words.colon(words.READ_MISSING, ", ".join(missing)))
    return ReadingPage(words.READ_THESE_RULES, tuple(lines), tuple(links))


def _search(book: Book, looked_for: str) -> ReadingPage:
    if not any(character.isalnum() for character in looked_for):
        raise UsageError(words.READ_NO_WORDS)
    hits = search(book, looked_for, MOST_HITS)
    links = tuple(_hit(book, hit) for hit in hits)
    lines = () if links else (words.READ_NOTHING_FOUND,)
    return ReadingPage(words.READ_FOUND, lines, links, "guidance")


def _hit(book: Book, hit: Hit) -> Link:
    target: Target = At(hit.entry.id)
    if hit.entry.kind == "term":
        (term, *_) = book.terms(hit.entry.id)
        target = OneTerm(term.id)
    return Link(*in_words.hit_in_brief(book, hit), target)


def _glossary(book: Book, looked_for: str) -> ReadingPage:
    terms = book.terms(looked_for)
    if looked_for and len(terms) == 1:
        return _term(book, terms[0].id)
    links = tuple(Link(term.term, term.means, OneTerm(term.id)) for term in terms)
    return ReadingPage(words.READ_GLOSSARY, (in_words.OUR_WORDS,), links, "glossary")


def _term(book: Book, id_: str) -> ReadingPage:
    term = book.guidance.glossary[id_]
    links = [_link(book, each) for each in (*term.cites, *term.unclear) if book.has(each)]
    lines = (term.term, *in_words.term(term), in_words.OUR_WORDS)
    return ReadingPage(term.term, lines, _under(words.READ_RESTS_ON, links))


def _link(book: Book, id_: str) -> Link:
    return Link(*in_words.brief(book.find(id_)), At(id_))


def _under(heading: str, links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links with a heading above the first."""
    return tuple(
        link if place else replace(link, heading=heading) for place, link in enumerate(links)
    )
