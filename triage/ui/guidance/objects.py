"""What `triage guidance --format json` prints (a contract: keys may be added, none goes)."""

from __future__ import annotations

from collections.abc import Sequence

from triage.errors import Place
from triage.guidance.lookup import Book, Found
from triage.guidance.matrix import Account, Matrix
from triage.guidance.search import Hit
from triage.pack.citations import Citation
from triage.pack.digest import GuidanceRule, Section
from triage.pack.glossary import Term
from triage.pack.points import NationalPoint, UnclearPoint

Json = dict[str, object]


def contents(book: Book) -> Json:
    """Return the sections, without their rules."""
    return {
        "edition": book.digest.edition,
        "rules": len(book.digest.rules),
        "sections": [_section_head(section) for section in book.digest.sections],
    }


def found(book: Book, it: Found) -> Json:
    """Return a section with its rules, a rule, or a point."""
    match it:
        case Section():
            rules = [_rule(rule) for rule in it.rules]
            section = {**_section_head(it), "about": it.about, "rules": rules}
            return {"section": section}
        case GuidanceRule():
            points = [book.digest.points[id_] for id_ in it.unclear if id_ in book.digest.points]
            more: Json = {
                "unclear": [_point(point) for point in points],
                "national": [_national(each) for each in book.national_on(it.id, *it.unclear)],
                "uses": _uses(book, it.id),
            }
            return {"rule": {**_rule(it), **more}}
        case UnclearPoint():
            more = {
                "rules": [rule.id for rule in book.rules_unclear_by(it.id)],
                "national": [_national(each) for each in book.national_on(it.id)],
                "uses": _uses(book, it.id),
            }
            return {"unclear": {**_point(it), **more}}
        case NationalPoint():
            return {"national": {**_national(it), "uses": _uses(book, it.id)}}


def hits(book: Book, every: Sequence[Hit]) -> Json:
    """Return what a search has found, best first."""
    return {"hits": [_hit(book, hit) for hit in every]}


def terms(every: Sequence[Term]) -> Json:
    """Return the glossary, or a part of it."""
    return {
        "terms": [
            {
                "id": term.id,
                "term": term.term,
                "in_guidance": not term.not_in_guidance,
                "means": term.means,
                "printed": list(term.printed),
                "we_read_this_as": term.reading or None,
                "cites": list(term.cites),
                "unclear": list(term.unclear),
                **_place(term.place),
            }
            for term in every
        ]
    }


def matrix(traced: Matrix) -> Json:
    """Return the totals, and then every rule."""
    return {
        "rules": len(traced.accounts),
        "accounted": len(traced.accounts) - len(traced.unaccounted),
        "unaccounted": [account.rule.id for account in traced.unaccounted],
        "by_use": traced.by_use(),
        "by_account": traced.by_account(),
        "edition": traced.edition,
        "sections": [
            {"id": section.id, "rules": [_account(account) for account in accounts]}
            for section, accounts in traced.sections
        ],
    }


def _section_head(section: Section) -> Json:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "count": len(section.rules),
    }


def _rule(rule: GuidanceRule) -> Json:
    return {
        "id": rule.id,
        "section": rule.section,
        "kind": rule.kind,
        "binds": rule.binds,
        "certainty": rule.certainty,
        "says": rule.says,
        "printed": list(rule.printed),
        "unclear": list(rule.unclear),
        "reserved": rule.reserved or None,
        "unused": rule.unused or None,
        **_place(rule.place),
    }


def _point(point: UnclearPoint) -> Json:
    readings = [{"says": each.says, "cites": list(each.cites)} for each in point.readings]
    return {
        "id": point.id,
        "about": point.about,
        "kind": point.kind,
        "readings": readings,
        "shown": point.shown,
        **_place(point.place),
    }


def _national(point: NationalPoint) -> Json:
    return {
        "id": point.id,
        "in_guidance": False,
        "about": point.about,
        "says": point.says,
        "source": point.source,
        "seen": point.seen,
        "sure": point.sure,
        "pages": list(point.pages),
        "concerns": list(point.concerns),
        **_place(point.place),
    }


def _hit(book: Book, hit: Hit) -> Json:
    section = book.section_of(hit.entry.id)
    return {
        "id": hit.entry.id,
        "kind": hit.entry.kind,
        "section": None if section is None else section.id,
        "says": hit.entry.says,
        "in_guidance": hit.entry.in_guidance,
        "score": round(hit.score, 4),
    }


def _account(account: Account) -> Json:
    rule = account.rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "accounted": account.how,
        "reserved": rule.reserved or None,
        "unused": rule.unused or None,
        "uses": [_use(citation) for citation in account.uses],
    }


def _uses(book: Book, id_: str) -> list[Json]:
    return [_use(citation) for citation in book.uses_of(id_)]


def _use(citation: Citation) -> Json:
    citer = citation.citer
    return {"use": citer.use, "id": citer.id, "words": citer.words, **_place(citation.place)}


def _place(place: Place) -> Json:
    return {"file": place.file, "line": place.line, "column": place.column}
