"""What can be read: each is the address of one page, whatever shows it."""

from __future__ import annotations

from dataclasses import dataclass

from triage.pack.citations import Use


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections of the guidance."""


@dataclass(frozen=True, slots=True)
class At:
    """A section, a rule or a point, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class UsedBy:
    """The rules that one thing of the pack rests on, such as a question."""

    use: Use
    id: str


@dataclass(frozen=True, slots=True)
class UsesOf:
    """Everything in the pack that uses a rule or a point, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Rules by their ids, in groups, each with what rests on them; `what` is what all of it is."""

    what: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """What a search for words finds."""

    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Glossary:
    """The terms that hold some words, or all terms."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class OneTerm:
    """One term of the glossary, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of triage to go to, by the id of its walk."""

    walk: str


Readable = Contents | At | UsesOf | UsedBy | Cited | Words | Glossary | OneTerm
Target = Readable | Part
