"""The guidance, section by section and rule by rule, in the pack's own words.

`docs/reference/guidance-digest.md` describes the files for authors.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from triage.core.model import NOWHERE, Certainty
from triage.errors import Place
from triage.pack.naming import shown
from triage.pack.numbered import RULES, SECTIONS, entries
from triage.pack.source import Source
from triage.pack.tree import Fields, Text

RuleKind = Literal[
    "duty",
    "criterion",
    "deadline",
    "role",
    "contact",
    "exception",
    "escalation",
    "judgement",
    "list item",
    "information",
]
RULE_KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)

_SECTION_KEYS = dict.fromkeys(("id", "number", "title", "about", "rules"))
_RULE_KEYS = dict.fromkeys(
    ("id", "kind", "binds", "certainty", "says", "printed", "unclear", "reserved", "unused")
)


@dataclass(frozen=True, slots=True)
class GuidanceRule:
    """One rule of the guidance: what it says, whom it binds, and why no screen may show it yet.

    `printed` holds the guidance's own terms that `says` does not, for those who search for them.
    `unclear` names the points where it is unclear. `reserved` names a later flow that will use
    it, `unused` says why nothing needs to; at most one of the two is given.
    """

    id: str
    section: str
    kind: RuleKind
    binds: str
    certainty: Certainty
    says: str
    printed: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    reserved: str = ""
    unused: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the guidance; `number` is what stands before its heading, empty for none."""

    id: str
    number: str
    title: str
    about: str
    rules: tuple[GuidanceRule, ...]
    place: Place = field(default=NOWHERE, compare=False)


class DigestReader:
    """Reads the sections of one edition, file by file.

    `points` and `flows` are the unclear points and the later flows that rules may name; None
    where the file with them could not be read.
    """

    def __init__(self, points: Collection[str] | None, flows: Collection[str] | None) -> None:
        """Start without sections."""
        self._points = points
        self._flows = flows
        self._taken: dict[str, Place] = {}

    def sections(self, source: Source, root: Fields) -> list[Section]:
        """Return the sections of one file, noting what is wrong in `source`."""
        source.known_keys(root, "A file of the digest", {"sections": None})
        read = entries(source, root, "sections", SECTIONS, self._taken)
        return [self._section(source, id_, fields) for id_, fields in read]

    def _section(self, source: Source, id_: str, fields: Fields) -> Section:
        source.known_keys(fields, "A section", _SECTION_KEYS)
        source.required(fields, "A section", ("number", "title", "about"))
        rules = entries(source, fields, "rules", RULES, self._taken)
        return Section(
            id=id_,
            number=source.take_text(fields, "number"),
            title=source.take_words(fields, "title"),
            about=source.take_words(fields, "about"),
            rules=tuple(self._rule(source, id_, rule, each) for rule, each in rules),
            place=self._taken[id_],
        )

    def _rule(self, source: Source, section: str, id_: str, fields: Fields) -> GuidanceRule:
        source.known_keys(fields, "A rule of the guidance", _RULE_KEYS)
        source.required(fields, "A rule of the guidance", ("kind", "binds", "certainty", "says"))
        if id_.rpartition(".")[0] != section:
            source.note(
                fields.nodes["id"],
                "outside-section",
                f"{id_} is not a rule of section {section}.",
                "Move it to its own section, or correct the id.",
            )
        if "reserved" in fields.nodes and "unused" in fields.nodes:
            source.note(
                fields.keys["unused"],
                "reserved-and-unused",
                f"{id_} is reserved and unused at once.",
                "Keep the one that is true.",
            )
        return GuidanceRule(
            id=id_,
            section=section,
            kind=_kind(source, fields),
            binds=source.take_words(fields, "binds"),
            certainty=_certainty(source, fields),
            says=source.take_words(fields, "says"),
            printed=tuple(term for term, _ in source.take_ids(fields, "printed")),
            unclear=self._unclear(source, fields),
            reserved=self._reserved(source, fields),
            unused=source.take_words(fields, "unused"),
            place=self._taken[id_],
        )

    def _unclear(self, source: Source, fields: Fields) -> tuple[str, ...]:
        found = source.take_ids(fields, "unclear")
        for name, node in found:
            if self._points is not None and name not in self._points and type(node) is Text:
                source.note_unknown(
                    node, "unknown-point", "There is no unclear point", name, self._points
                )
        return tuple(name for name, _ in found)

    def _reserved(self, source: Source, fields: Fields) -> str:
        name = source.take_words(fields, "reserved")
        if name and self._flows is not None and name not in self._flows:
            source.note(
                fields.nodes["reserved"],
                "unknown-flow",
                f"There is no flow {shown(name)} in later_flows.yaml.",
                source.nearest(name, self._flows),
            )
        return name


def _kind(source: Source, fields: Fields) -> RuleKind:
    kind = source.take_choice(fields, "kind", RULE_KINDS, "information")
    return cast("RuleKind", kind)


def _certainty(source: Source, fields: Fields) -> Certainty:
    certainty = source.take_choice(fields, "certainty", CERTAINTIES, "judgement")
    return cast("Certainty", certainty)
