"""A pack's digest of the guidance, read as a whole: sections, points, later flows, glossary.

content/guidance/EDITION/r*.yaml       the sections, rule by rule
content/guidance/EDITION/unclear.yaml  where they are unclear
content/guidance/national.yaml         what is not in the guidance
content/guidance/later_flows.yaml      the flows that rules may be reserved for
content/glossary.yaml                  terms
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from triage.errors import Place, Problem
from triage.pack.citations import Citation
from triage.pack.digest import DigestReader, GuidanceRule, Section
from triage.pack.files import bytes_of, file_name
from triage.pack.glossary import Term, read_glossary
from triage.pack.naming import nearest, shown
from triage.pack.points import NationalPoint, UnclearPoint, read_national, read_points
from triage.pack.source import Source
from triage.pack.tree import Fields

Part = TypeVar("Part")
Reader = Callable[[Source, Fields], dict[str, Part]]

FOLDER = "guidance"
UNCLEAR = "unclear.yaml"


@dataclass(frozen=True, slots=True)
class Digest:
    """One edition of the guidance: its sections in order, its rules and unclear points by id."""

    edition: str
    sections: tuple[Section, ...]
    rules: Mapping[str, GuidanceRule]
    points: Mapping[str, UnclearPoint]


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that a pack knows of the guidance: at least one edition, and what goes with all.

    `complete` is false where a file of it could not be read.
    """

    digests: Mapping[str, Digest]
    national: Mapping[str, NationalPoint]
    later_flows: Mapping[str, str]
    glossary: Mapping[str, Term]
    complete: bool = True


class GuidanceFiles:
    """The files below `content/`, each read into the same lists of problems and citations.

    `complete` becomes false once a file could not be read at all: what it would have held is then
    not missed elsewhere.
    """

    def __init__(self, folder: Path, problems: list[Problem], citations: list[Citation]) -> None:
        """Take the folder of the pack."""
        self.folder = folder / "content"
        self.problems = problems
        self.complete = True
        self._pack = folder
        self._citations = citations

    def root(self, file: Path, what: str, edition: str = "") -> tuple[Source, Fields] | None:
        """Return the mapping in a file and what to read it with; None where it is unreadable."""
        source = Source(self.name(file), self.problems, self._citations, edition)
        raw = bytes_of(file, source.file, self.problems)
        fields = None if raw is None else source.whole(raw, what, "Fill it in, or delete it.")
        if fields is not None:
            return source, fields
        self.complete = False
        return None

    def by_id(
        self, file: Path, what: str, read: Reader[Part], edition: str = ""
    ) -> dict[str, Part] | None:
        """Return what a file holds: nothing where there is none, None where it is unreadable."""
        if not file.exists():
            return {}
        found = self.root(file, what, edition)
        return None if found is None else read(*found)

    def name(self, file: Path) -> str:
        """Return how a file is called in messages."""
        return file_name(file, self._pack)


def read_guidance(
    folder: Path,
    problems: list[Problem],
    citations: list[Citation],
    editions: Collection[str] | None,
) -> Guidance | None:
    """Return the digest in a pack's folder, noting every problem; None where it has none.

    `editions` are those that the pack knows; None where any will do.
    """
    files = GuidanceFiles(folder, problems, citations)
    glossary = files.by_id(files.folder / "glossary.yaml", "The glossary", read_glossary)
    top = files.folder / FOLDER
    folders = sorted(each for each in top.glob("*") if each.is_dir())
    if not folders:
        return None
    flows = files.by_id(top / "later_flows.yaml", "The file of later flows", read_later_flows)
    national = files.by_id(top / "national.yaml", "The file of national points", read_national)
    digests = {}
    for each in folders:
        if editions is not None and each.name not in editions:
            _note_edition(files, each, editions)
        digests[each.name] = _digest(files, each, flows)
    return Guidance(digests, national or {}, flows or {}, glossary or {}, files.complete)


def _note_edition(files: GuidanceFiles, folder: Path, editions: Collection[str]) -> None:
    files.problems.append(
        Problem(
            Place(files.name(folder)),
            "unknown-edition",
            f"There is no edition {shown(folder.name)} in content/editions.yaml.",
            nearest(folder.name, editions),
        )
    )


def _digest(files: GuidanceFiles, folder: Path, flows: Mapping[str, str] | None) -> Digest:
    edition = folder.name
    what = "The file of unclear points"
    points = files.by_id(folder / UNCLEAR, what, read_points, edition)
    reader = DigestReader(points, flows)
    sections: list[Section] = []
    for file in sorted(folder.glob("*.yaml")):
        if file.name != UNCLEAR:
            found = files.root(file, "A file of the digest", edition)
            sections.extend(() if found is None else reader.sections(*found))
    sections.sort(key=lambda section: _in_order(section.id))
    rules = {rule.id: rule for section in sections for rule in section.rules}
    return Digest(edition, tuple(sections), rules, points or {})


def _in_order(id_: str) -> list[tuple[bool, int, str]]:
    """Return what sorts R9 before R10, and RA after both."""
    parts = re.findall(r"[0-9]+|[^0-9.]", id_)
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def read_later_flows(source: Source, root: Fields) -> dict[str, str]:
    """Return the titles of the flows that are planned, by id."""
    return {
        source.id(root.keys[id_], "The flow"): source.take_words(root, id_) for id_ in root.nodes
    }
