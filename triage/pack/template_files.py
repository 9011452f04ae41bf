"""The templates of a pack, `content/templates`, held against the documents that its flows name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from triage.core.form import ReferralForm
from triage.core.model import Flow
from triage.errors import Place, Problem
from triage.pack.files import bytes_of, file_name
from triage.pack.naming import shown
from triage.pack.tree import decoded

FOLDER = "content/templates"
"""Where the templates are in the folder of a pack."""

SUMMARY = "summary"
"""The document of flows that have none of their own."""

TEMPLATE_FORMATS = ("md", "txt")
"""The endings of the templates of each document; the other formats are made from these."""

CheckTemplate = Callable[[str, str], Iterable[Problem]]
"""Takes the text of a template and its file; returns what is wrong with it."""


def read_templates(
    folder: Path, check: CheckTemplate | None, problems: list[Problem]
) -> dict[str, str]:
    """Return the texts of the templates by file name; `check` says what is wrong in each."""
    found = {}
    for file in _files(folder):
        name = file_name(file, folder)
        raw = bytes_of(file, name, problems)
        text = None if raw is None else decoded(raw, name, problems)
        if text is not None:
            found[file.name] = text
            problems.extend(() if check is None else check(text, name))
    return found


def documents_of(flows: Iterable[Flow], form: ReferralForm | None) -> dict[str, Place]:
    """Return the documents that flows and the referral form name, with the place of each."""
    found = {flow.document.id: flow.document.place for flow in flows if flow.document}
    if form is not None:
        found.setdefault(form.first_message.document, form.place)
    return found


def note_without_template(
    folder: Path, documents: Mapping[str, Place], problems: list[Problem]
) -> None:
    """Note each document that is named and that has no template at all."""
    for document, place in documents.items():
        missing = _missing(folder, document)
        if len(missing) == len(TEMPLATE_FORMATS):
            said = f"There is no template for the document {shown(document)}."
            problems.append(_no_template(place, said, missing))


def note_half(folder: Path, documents: Mapping[str, Place], problems: list[Problem]) -> None:
    """Note each document, and the summary, that has a template for one format only.

    It can be saved, but not in every way that is offered: people can go on, and a check names it.
    """
    of_summary = folder / FOLDER / f"{SUMMARY}.{TEMPLATE_FORMATS[0]}.j2"
    places = {SUMMARY: Place(file_name(of_summary, folder)), **documents}
    for document, place in places.items():
        missing = _missing(folder, document)
        if 0 < len(missing) < len(TEMPLATE_FORMATS):
            said = f"A template for the document {shown(document)} is not there."
            problems.append(_no_template(place, said, missing))


def note_unused(folder: Path, documents: Collection[str], problems: list[Problem]) -> None:
    """Note each template that no document is made of: its name may be mistyped."""
    used = [SUMMARY, *documents]
    problems.extend(
        Problem(
            Place(file_name(file, folder)),
            "unused-template",
            "No flow has a document that is made of this template.",
            f"Name it after one of {', '.join(used)}, or delete it.",
        )
        for file in _files(folder)
        if file.name.partition(".")[0] not in used
    )


def _files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.j2"))


def _missing(folder: Path, document: str) -> list[str]:
    """Return the names of the templates that a document should have and has not.

    One that is there and cannot be read is not among them: that is said of the file itself.
    """
    there = {file.name for file in _files(folder)}
    needed = (f"{document}.{ending}.j2" for ending in TEMPLATE_FORMATS)
    return [name for name in needed if name not in there]


def _no_template(place: Place, said: str, missing: Iterable[str]) -> Problem:
    return Problem(place, "no-template", said, f"Add {FOLDER}/{' and '.join(missing)}.")
