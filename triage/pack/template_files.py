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

SUMMARY = "summary"
"""The document of flows that have none of their own."""

CheckTemplate = Callable[[str, str], Iterable[Problem]]
"""Takes the text of a template and its file; returns what is wrong with it."""


def read_templates(
    folder: Path, check: CheckTemplate | None, problems: list[Problem]
) -> dict[str, str]:
    """Return the texts of the templates by file name; `check` says what is wrong in each."""
    found = {}
    for file in sorted((folder / "content" / "templates").glob("*.j2")):
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


def check_documents(
    documents: Mapping[str, Place], templates: Mapping[str, str], problems: list[Problem]
) -> None:
    """Note each document that is named and that has no template."""
    made = {_document_of(name) for name in templates}
    problems.extend(
        Problem(
            place,
            "no-template",
            f"There is no template for the document {shown(document)}.",
            f"Add content/templates/{document}.md.j2 and {document}.txt.j2.",
        )
        for document, place in documents.items()
        if document not in made
    )


def note_unused(
    folder: Path,
    documents: Collection[str],
    templates: Collection[str],
    problems: list[Problem],
) -> None:
    """Note each template that no document is made of: its name may be mistyped."""
    used = [SUMMARY, *documents]
    problems.extend(
        Problem(
            Place(file_name(folder / "content" / "templates" / name, folder)),
            "unused-template",
            "No flow has a document that is made of this template.",
            f"Name it after one of {', '.join(used)}, or delete it.",
        )
        for name in sorted(name for name in templates if _document_of(name) not in used)
    )


def _document_of(template: str) -> str:
    return template.partition(".")[0]
