"""A redacted copy of a summary, made from the one model, so that every format has it.

Whatever is not known to be our own or the pack's goes through: a part that is added to the
summary is redacted until it is put on the list below.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from triage.report.blanks import Blanks
from triage.report.checklist import Item, List
from triage.report.form import FieldAnswer, FilledField, Form, Missing
from triage.report.identifiers.days import month_of
from triage.report.identifiers.folded import fold
from triage.report.identifiers.found import Found, find
from triage.report.identifiers.kinds import BIRTH, CAPITAL, DATE, NAME, Kind
from triage.report.redaction import ages
from triage.report.redaction.people import People
from triage.report.rests_on import Edition, Release, Source, pack_line
from triage.report.summary import Answer, Change, Reason, Suggestion, Summary
from triage.report.to_do import Act, Call, Contact, Task

TITLE = "{} (redacted copy)"
STATUS = (
    "Redacted copy: not every name or place can be found, so read all of it before you send it.",
    "What stands in square brackets was changed. The changes are listed near the end.",
)

_ALL = frozenset({"*"})
OURS: Mapping[type, frozenset[str]] = {
    Summary: frozenset(
        (
            *("title", "document", "status", "marking", "lawful_basis", "addressed_to"),
            *("reference", "safety", "still_open", "closing", "closing_cites", "banner"),
            *("tool_version", "training", "changed"),
        )
    ),
    Suggestion: frozenset({"id", "title", "means", "decides", "cites"}),
    Reason: frozenset({"rule", "says", "certainty", "cites"}),
    Answer: frozenset({"id", "question"}),
    Form: frozenset({"title", "later"}),
    FilledField: frozenset(
        {"section", "label", "state", "level", "blank", "ask", "needed_by", "cites"}
    ),
    FieldAnswer: frozenset({"id", "question"}),
    Act: frozenset({"who", "when", "tell", "ways", "note", "why", "cites"}),
    Task: frozenset({"do", "when", "why", "cites"}),
    List: frozenset({"title"}),
    Item: frozenset({"do", "who", "when", "tell", "cites"}),
    **dict.fromkeys((Blanks, Call, Contact, Edition, Missing, Release, Source), _ALL),
}
"""Which parts of each type hold words of our own or of the pack; `*` is all of them."""

_PLACES = {
    "own_reasons": "Your reasons",
    "own_way": "Why another way was chosen",
    "clock": "Dates of a clock",
}

_Part = TypeVar("_Part")
_Rewrite = Callable[[str, str], str]
"""Takes a text and what its place is called, and returns what is to stand there."""


def redacted(summary: Summary, known: Collection[str] = frozenset()) -> Summary:
    """Return a copy without identifiers, with roles for names, and with the list of changes.

    `known` has words in lower case that are no names. The blanks for who it is about are left
    out; ages are given as bands, and days as months.
    """
    people = _people(summary, known)
    changes: dict[Change, None] = {}
    what_it_rests_on = _what_it_rests_on(summary)

    def rewritten(text: str, place: str) -> str:
        if text in what_it_rests_on:
            return text
        new, changed = _redacted_text(text, place, known, people)
        changes.update(dict.fromkeys(changed))
        return new

    copy = _walked(summary, "", rewritten)
    return replace(
        copy,
        title=TITLE.format(summary.title),
        status=(*STATUS, *summary.status),
        blanks=(),
        redacted=True,
        changed=tuple(changes),
    )


def _what_it_rests_on(summary: Summary) -> frozenset[str]:
    """Return the lines in which the tool names the pack, or an edition and the day it is from."""
    titles = [edition.title for edition in summary.editions]
    lines = (line for field in summary.form.fields for line in field.lines)
    editions = (line for line in lines if any(title in line for title in titles))
    return frozenset((pack_line(summary.pack), *editions))


def _people(summary: Summary, known: Collection[str]) -> People:
    """Return everybody who is named anywhere in a summary, those first who are named for sure."""
    texts: dict[str, None] = {}

    def noted(text: str, _: str) -> str:
        texts[text] = None
        return text

    _walked(summary, "", noted)
    people = People()
    for wanted in (NAME, CAPITAL):
        for text in texts:
            for found in find(text, known, people.words):
                if found.kind is wanted:
                    name = fold(text[found.start : found.end]).plain
                    before = fold(text[: found.start]).plain
                    people.meet(name, before, sure=wanted is NAME)
    return people


def _redacted_text(
    text: str, place: str, known: Collection[str], people: People
) -> tuple[str, list[Change]]:
    """Return a text as a redacted copy has it, and what was changed in it."""
    pieces: list[str] = []
    changes: list[Change] = []
    end = 0
    for found, now in _replacements(text, known, people):
        pieces += [text[end : found.start], now]
        changes.append(Change(place, found.line(text), found.kind.called, now))
        end = found.end
    return "".join((*pieces, text[end:])), changes


def _replacements(text: str, known: Collection[str], people: People) -> Sequence[tuple[Found, str]]:
    """Return what is to be replaced in a text, in order, and by what."""
    found = find(text, known, people.words)
    replaced = [(each, f"[{_instead(text, each, people)}]") for each in found]
    taken = {place for each in found for place in range(each.start, each.end)}
    folded = fold(text)
    for start, end, band in ages.look(folded.plain):
        age = Found(*folded.place(start, end), ages.AGE)
        signs = range(age.start, age.end)
        if taken.isdisjoint(signs):
            taken.update(signs)
            replaced.append((age, f"[{band}]"))
    return sorted(replaced, key=lambda each: each[0].start)


def _instead(text: str, found: Found, people: People) -> str:
    """Return what stands in place of an identifier, without its brackets."""
    piece = fold(text[found.start : found.end]).plain
    if found.kind in {NAME, CAPITAL}:
        return people.label(piece)
    month = month_of(piece) if found.kind is DATE else ""
    return month or _without_article(found.kind)


def _without_article(kind: Kind) -> str:
    return "date of birth" if kind is BIRTH else kind.called.partition(" ")[2]


def _walked(part: _Part, place: str, rewrite: _Rewrite) -> _Part:
    """Return a part with every text rewritten that is not known to be ours or the pack's."""
    new: object = part
    if isinstance(part, str):
        new = rewrite(part, place)
    elif isinstance(part, tuple):
        new = tuple(_walked(each, place, rewrite) for each in part)
    elif isinstance(part, Mapping):
        new = {key: _walked(value, place, rewrite) for key, value in part.items()}
    elif isinstance(part, datetime.date) and not isinstance(part, datetime.datetime):
        new = part.replace(day=1)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        new = _walked_parts(part, place, rewrite)
    return cast("_Part", new)


def _walked_parts(part: _Part, place: str, rewrite: _Rewrite) -> _Part:
    ours = OURS.get(type(part), frozenset())
    if ours is _ALL:
        return part
    within = place
    if isinstance(part, Answer):
        within = f"Answer {part.number}"
    elif isinstance(part, FilledField):
        within = f"Field {part.number}"
    changed = {
        field.name: _walked(getattr(part, field.name), _PLACES.get(field.name) or within, rewrite)
        for field in dataclasses.fields(part)  # type: ignore[arg-type]
        if field.name not in ours
    }
    return replace(part, **changed)  # type: ignore[type-var]
