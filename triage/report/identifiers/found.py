"""Looking for identifiers in a text: each with its kind and its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.report.identifiers import days, names, numbers, places
from triage.report.identifiers.folded import fold
from triage.report.identifiers.kinds import KINDS, Kind

_RANK = {kind.id: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Found:
    """What may be an identifier: `text[start:end]`, and its kind. It never holds the text."""

    start: int
    end: int
    kind: Kind

    def line(self, text: str) -> int:
        """Return the line on which it starts, from 1."""
        return text.count("\n", 0, self.start) + 1

    def column(self, text: str) -> int:
        """Return the number of its first character in its line, from 1."""
        return self.start - (text.rfind("\n", 0, self.start) + 1) + 1


def find(
    text: str, known: Collection[str] = frozenset(), named: Collection[str] = frozenset()
) -> tuple[Found, ...]:
    """Return what may be an identifier in a text, in order and without overlaps.

    `known` has words in lower case that are no names, such as those of a pack: with a capital
    letter, too, they are not taken for one. `named` has words of names that were found elsewhere.
    """
    folded = fold(text)
    claims = _claims(folded.plain, known, named)
    return tuple(
        _without_overlaps(Found(*folded.place(start, end), kind) for start, end, kind in claims)
    )


def _claims(
    plain: str, known: Collection[str], named: Collection[str]
) -> Iterator[tuple[int, int, Kind]]:
    for look in (numbers.look, places.look, days.look):
        yield from look(plain)
    yield from names.look(plain, known, named)


def _without_overlaps(claims: Iterable[Found]) -> Sequence[Found]:
    """Return the claims in order: of two on the same signs, the longer has them.

    Of two that are as long, the kind that ranks first has them. What is left of the other stays a
    claim of its own, so that nothing that was claimed is lost.
    """
    kept: list[Found] = []
    taken: set[int] = set()
    for claim in sorted(claims, key=lambda each: (each.start - each.end, _RANK[each.kind.id])):
        for start, end in _runs(claim, taken):
            kept.append(Found(start, end, claim.kind))
            taken.update(range(start, end))
    return sorted(kept, key=lambda each: each.start)


def _runs(claim: Found, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of signs of a claim that nobody has."""
    start = claim.start
    for place in range(claim.start, claim.end + 1):
        if place == claim.end or place in taken:
            if place > start:
                yield start, place
            start = place + 1
