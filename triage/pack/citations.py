"""What of a pack cites the guidance, and where: what the traceability matrix is made of.

Every citation goes through `Source.citation`, which keeps it with its place and with what cites
it. **A further source of uses** (a new kind of content that rests on rules) is added in one place,
`Use` below; its reader then hands a `Citer` of that use to `Source.take_cites`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, get_args

from triage.errors import Place

Use = Literal[
    "question",
    "fact",
    "outcome",  # also each rule of an outcome
    "step",
    "clock",  # a step of a timeline
    "contact",
    "checklist",
    "glossary",
    "banner",  # an edition: what is said of its age and status
    "form",  # a field of the referral form
    "closing",
]
USES: tuple[Use, ...] = get_args(Use)


@dataclass(frozen=True, slots=True)
class Citer:
    """What cites: the use it makes of a rule, the id it is found by, and the words it shows.

    `use` is None where a citation shows nobody the rule, and only has to exist.
    """

    use: Use | None
    id: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: of what (R5.58, A12, N1), by what, where.

    `edition` is that of the guidance it is to; empty where any edition will do.
    """

    of: str
    citer: Citer
    place: Place
    edition: str = ""


def uses_by_id(citations: Iterable[Citation], edition: str) -> dict[str, tuple[Citation, ...]]:
    """Return what shows each rule or point of an edition to somebody, by its id.

    The uses of one id are in the order of `USES`, then of their places.
    """
    found: dict[str, list[tuple[int, Place, Citation]]] = {}
    for each in citations:
        use = each.citer.use
        if use is not None and each.edition in ("", edition):
            found.setdefault(each.of, []).append((USES.index(use), each.place, each))
    return {
        id_: tuple(each for *_, each in sorted(uses, key=itemgetter(0, 1)))
        for id_, uses in found.items()
    }
