"""Names that rest on one another: circles, and chains that are too deep to be evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.errors import Place
from triage.pack.naming import shown
from triage.pack.source import Source

_MOST_CIRCLES = 20
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Chain:
    """What names that rest on one another are called, where they stand, and how deep is too deep.

    `levels` is what each name adds to the depth; 1 where it is not given.
    """

    what: str
    key: str
    places: Mapping[str, Place]
    most_deep: int | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


def note_circles(source: Source, graph: Mapping[str, Iterable[str]], chain: Chain) -> None:
    """Note each name that leads back to itself, and each that rests on too many levels."""
    depth: dict[str, int] = {}
    circles = 0
    round_about: set[str] = set()
    for start in graph:
        trail = [] if start in depth else [start]
        left = {start: sorted(graph[start])}
        while trail and circles < _MOST_CIRCLES:
            name = trail[-1]
            other = left[name].pop() if left[name] else None
            if other is None:
                trail.pop()
                del left[name]
                in_circle = name in round_about
                depth[name] = 0 if in_circle else _depth(source, graph, chain, depth, name)
            elif other in left:
                circles += 1
                circle = trail[trail.index(other) :]
                round_about.update(circle)
                _note_circle(source, chain, circle)
            elif other in graph and other not in depth:
                trail.append(other)
                left[other] = sorted(graph[other])


def _depth(
    source: Source,
    graph: Mapping[str, Iterable[str]],
    chain: Chain,
    depth: Mapping[str, int],
    name: str,
) -> int:
    """Return how deep a name rests on others, noting the first of a chain that is too deep."""
    below = max((depth.get(other, 0) for other in graph[name]), default=0)
    deep = below + chain.levels.get(name, 1)
    if chain.most_deep is not None and below <= chain.most_deep < deep:
        source.note_at(
            chain.places[name],
            "too-deep",
            f"The {chain.what} {shown(name)} rests on over {chain.most_deep} levels of others.",
            f"Flatten the chain in {chain.key}.",
        )
    return deep


def _note_circle(source: Source, chain: Chain, names: Sequence[str]) -> None:
    shortened = [*names[:3], "...", *names[-3:]] if len(names) > _LISTED else names
    source.note_at(
        chain.places[names[0]],
        "circle",
        f"The {chain.what} {names[0]} depends on itself: {' -> '.join([*shortened, names[0]])}.",
        f"Break the circle in {chain.key}.",
    )
