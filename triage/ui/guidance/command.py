"""`triage guidance`: from what was asked for to what is printed, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from triage.errors import UsageError
from triage.guidance.lookup import Book
from triage.guidance.matrix import trace
from triage.guidance.search import search
from triage.pack.reader import Pack
from triage.ui.guidance import lines, matrix, objects
from triage.ui.wrapping import Line, wrapped


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes to standard output, and what is wrong, which goes to standard error."""

    output: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """One pack's guidance, and how replies are to look; `width` counts characters of a line."""

    pack: Pack
    book: Book
    width: int
    as_json: bool

    def reply(self, asked: Sequence[str]) -> Reply:
        """Return the reply to the words after `triage guidance`; raises `UsageError`."""
        match asked:
            case []:
                edition = self.pack.editions.get(self.book.digest.edition)
                return self._reply(lines.contents(self.book, edition), objects.contents(self.book))
            case ["matrix"]:
                return self._matrix()
            case ["search", *words]:
                hits = search(self.book, " ".join(words))
                return self._reply(lines.hits(self.book, hits), objects.hits(self.book, hits))
            case ["glossary", *words]:
                with _advice("triage guidance glossary lists every term."):
                    terms = self.book.terms(" ".join(words))
                return self._reply(lines.terms(terms), objects.terms(terms))
        with _advice("triage guidance lists the sections. triage guidance search finds words."):
            found = self.book.find(" ".join(asked))
        return self._reply(lines.found(self.book, found), objects.found(self.book, found))

    def _matrix(self) -> Reply:
        traced = trace(self.book.digest, self.pack.citations)
        reply = self._reply(matrix.matrix(traced), objects.matrix(traced))
        return Reply(reply.output, tuple(matrix.unaccounted(traced)))

    def _reply(self, text: Iterable[Line], data: Mapping[str, object]) -> Reply:
        if self.as_json:
            return Reply(json.dumps(data, indent=2) + "\n")
        return Reply("".join(f"{line}\n" for line in wrapped(text, self.width)))


@contextmanager
def _advice(how: str) -> Iterator[None]:
    """Say how this command is used after whatever was wrong with its use."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{error} {how}") from error
