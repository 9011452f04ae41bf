"""From what a person writes (5, R5.58, Appendix A, A12, N1) to the part of the guidance meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.errors import UsageError
from triage.pack.citations import Citation, uses_by_id
from triage.pack.digest import GuidanceRule, Section
from triage.pack.glossary import Term
from triage.pack.guidance import Digest, Guidance
from triage.pack.naming import nearest
from triage.pack.points import NationalPoint, UnclearPoint
from triage.pack.reader import Pack

Found = Section | GuidanceRule | UnclearPoint | NationalPoint

_MOST_NEAR = 3
_LONGEST = 40
_WORD = re.compile(r"\w+")
_LIKE_AN_ID = re.compile(r"[A-Za-z]{0,2}[0-9][A-Za-z0-9.]{0,9}", re.ASCII)
_SECTION = re.compile(r"\A(?:section|s)\s*(?=[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Book:
    """One edition of the guidance with all that goes with it: what is looked up in."""

    guidance: Guidance
    digest: Digest
    citations: tuple[Citation, ...] = ()

    @cached_property
    def _index(self) -> dict[str, Found]:
        """Everything that can be asked for, by each way to write it, in small letters."""
        index: dict[str, Found] = {}
        for section in self.digest.sections:
            for key in _section_keys(section):
                index.setdefault(key.casefold(), section)
        for rule in self.digest.rules.values():
            index.setdefault(rule.id.casefold(), rule)
            index.setdefault(rule.id.removeprefix("R").casefold(), rule)
        for point in self.digest.points.values():
            index[point.id.casefold()] = point
        for national in self.guidance.national.values():
            index[national.id.casefold()] = national
        return index

    def has(self, asked: str) -> bool:
        """Say whether this is how a section, a rule or a point can be asked for."""
        return _asked_for(asked) in self._index

    def find(self, asked: str) -> Found:
        """Return the section, rule or point that is meant; raises `UsageError` with near ones."""
        text = _asked_for(asked)
        found = self._index.get(text)
        if found is None:
            names = {key: _name(each) for key, each in self._index.items()}
            # Anything else may be about a child, and is not repeated.
            what = asked.upper() if _LIKE_AN_ID.fullmatch(asked) else "such section or rule"
            term = self._term_of(asked)
            advice = f"It is a term of the glossary: {term}." if term else _near(text, names)
            raise UsageError(f"The guidance has no {what}. {advice}")
        return found

    def parts_of(self, section: Section) -> tuple[Section, ...]:
        """Return the sections whose number goes on from this one's, as 8.1 does from 8."""
        start = f"{section.number}."
        return tuple(each for each in self.digest.sections if each.number.startswith(start))

    def section_of(self, rule: str) -> Section | None:
        """Return the section of the rule of that id; None for what is no rule."""
        known = self.digest.rules.get(rule)
        sections = {section.id: section for section in self.digest.sections}
        return None if known is None else sections[known.section]

    def rules_unclear_by(self, point: str) -> tuple[GuidanceRule, ...]:
        """Return the rules that an unclear point concerns."""
        return tuple(rule for rule in self.digest.rules.values() if point in rule.unclear)

    def national_on(self, *ids: str) -> tuple[NationalPoint, ...]:
        """Return the national points that concern any of these rules or points."""
        return tuple(
            point for point in self.guidance.national.values() if set(ids) & set(point.concerns)
        )

    @cached_property
    def _uses(self) -> dict[str, tuple[Citation, ...]]:
        return uses_by_id(self.citations, self.digest.edition)

    def uses_of(self, id_: str) -> tuple[Citation, ...]:
        """Return where the pack uses a rule or a point."""
        return self._uses.get(id_, ())

    def _term_of(self, asked: str) -> str:
        """Return the term of that name, or nothing."""
        wanted = " ".join(asked.split()).casefold()
        for term in self.guidance.glossary.values():
            for name in _names(term):
                if name.casefold() == wanted:
                    return term.term
        return ""

    def terms(self, asked: str = "") -> tuple[Term, ...]:
        """Return the terms of that name, or that hold its words; all of them for no name.

        Raises `UsageError` with near names where there is none.
        """
        every = tuple(self.guidance.glossary.values())
        wanted = " ".join(asked.split()).casefold()
        if not wanted:
            return every
        names = {term.id: [name.casefold() for name in _names(term)] for term in every}
        same = [term for term in every if wanted in names[term.id]]
        words = set(_WORD.findall(wanted))
        like = same or [
            term
            for term in every
            if any(words <= set(_WORD.findall(name)) for name in names[term.id])
        ]
        if not like:
            near = _near(wanted, {name: term.term for term in every for name in names[term.id]})
            raise UsageError(f"The glossary has no such term. {near}")
        return tuple(like)


def open_book(pack: Pack, edition: str | None = None) -> Book:
    """Return the edition that is asked for, or the one dated last; raises `UsageError`."""
    if pack.guidance is None:
        raise UsageError(
            "This pack has no digest of the guidance. "
            "Add one in content/guidance, or name another pack with --pack."
        )
    digests = pack.guidance.digests
    if edition is not None and edition not in digests:
        raise UsageError(f"There is no digest of that edition. {nearest(edition, digests)}")
    if edition is None:
        dates = {name: each.dated.isoformat() for name, each in pack.editions.items()}
        edition = max(digests, key=lambda name: (dates.get(name, ""), name))
    return Book(pack.guidance, digests[edition], pack.citations)


def looks_like_an_id(asked: str) -> bool:
    """Say whether a person means a section, a rule or a point, be there one or not."""
    return _LIKE_AN_ID.fullmatch(_asked_for(asked)) is not None


def _asked_for(asked: str) -> str:
    return _SECTION.sub("", " ".join(asked.split()), count=1).casefold()


def _section_keys(section: Section) -> Iterable[str]:
    yield section.id
    if section.number:
        yield section.number
        yield f"R{section.number}"
        yield section.number.rpartition(" ")[2]
    yield section.id.removeprefix("R")


def _names(term: Term) -> tuple[str, ...]:
    return (term.term, term.id, *term.printed)


def _name(found: Found) -> str:
    return (found.number or found.id) if isinstance(found, Section) else found.id


def _near(text: str, names: Mapping[str, str]) -> str:
    """Return what is most like a text, as advice; `names` are what is shown, by what is like it."""
    tries = (text[:_LONGEST], f"r{text[:_LONGEST]}")
    near = [
        names[name]
        for each in tries
        for name in difflib.get_close_matches(each, names, n=2 * _MOST_NEAR, cutoff=0.6)
    ]
    few = list(dict.fromkeys(near))[:_MOST_NEAR]
    return f"Nearest: {', '.join(few)}." if few else "Nothing here has a similar name."
