"""A pack's flows, journeys and contacts, read together and refused together.

All files are read and every problem is reported in one run; a pack with any problem is refused
whole, since a flow that lost a rule could say "nothing to do".
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from triage.core.form import ReferralForm
from triage.core.model import Flow, Journey, Question, Test
from triage.core.timelines import Timeline
from triage.core.written_conditions import facts_named, levels_in
from triage.errors import PackError, Place, Problem, UsageError
from triage.pack.circles import Chain, note_circles
from triage.pack.citations import Citation
from triage.pack.contacts import Contact, read_contacts
from triage.pack.content_files import ContentFiles
from triage.pack.editions import Edition, read_editions
from triage.pack.files import bytes_of, file_name
from triage.pack.flow_reader import MOST_LEVELS_DEEP, FlowDraft
from triage.pack.following import in_following_order
from triage.pack.form_reader import Around, read_form
from triage.pack.handling import Handling, read_handling
from triage.pack.journeys import read_journey
from triage.pack.menu import Group, read_menu
from triage.pack.naming import nearest, one_line, shown
from triage.pack.release import Release, read_release
from triage.pack.source import Source
from triage.pack.step_reader import Named
from triage.pack.template_files import (
    CheckTemplate,
    check_documents,
    documents_of,
    note_unused,
    read_templates,
)
from triage.pack.timelines import read_timelines
from triage.pack.tree import Fields

if TYPE_CHECKING:
    from triage.pack.guidance import Guidance

Own = TypeVar("Own")


@dataclass(frozen=True, slots=True)
class Pack:
    """What a partnership's folder holds, by id.

    `guidance` is its digest of the guidance, where that was asked for and the pack has one.
    """

    flows: Mapping[str, Flow]
    journeys: Mapping[str, Journey]
    contacts: Mapping[str, Contact]
    editions: Mapping[str, Edition]
    templates: Mapping[str, str]
    timelines: Mapping[str, Timeline] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    guidance: Guidance | None = None
    menu: tuple[Group, ...] = ()
    handling: Handling = field(default_factory=Handling)
    form: ReferralForm | None = None
    release: Release = field(default_factory=Release)
    notices: tuple[str, ...] = ()
    """What has to be said on the first and the last screen, such as a file that is not used."""

    def walk(self, id_: str) -> tuple[Flow, ...]:
        """Return the flows of a journey, or the flow of that id after those that it follows.

        Raises `UsageError` where there is neither, with the nearest name that there is.
        """
        if id_ in self.journeys:
            return tuple(self.flows[flow] for flow in self.journeys[id_].flows)
        if id_ in self.flows:
            flow = self.flows[id_]
            return (*flow.follows, flow)
        advice = nearest(id_, [*self.journeys, *self.flows])
        raise UsageError(f"There is no journey or flow of that name. {advice}")


def read_pack(
    folder: Path,
    check_template: CheckTemplate | None = None,
    *,
    with_guidance: bool = False,
) -> Pack:
    """Return the pack in `folder`; raises `PackError` with every problem of every file.

    What templates say is left to `check_template`: the language that they are written in takes
    a while to load, and most commands never fill one in. Without it, templates that nothing uses
    are let pass as well. `with_guidance` also reads the digest of
    the guidance and holds every citation against it. It takes longer than all the rest and no
    answer rests on it, so `triage run` does without.
    """
    problems: list[Problem] = []
    citations: list[Citation] = []
    guidance = None
    with _collector_paused():
        content = ContentFiles(folder, problems, citations)
        contacts = content.read("contacts.yaml", read_contacts)
        timelines = content.read("timelines.yaml", read_timelines)
        before = len(problems)
        editions = content.read("editions.yaml", read_editions)
        known = editions if len(problems) == before else None
        files = sorted((folder / "flows").rglob("*.yaml"))
        names = [file_name(file, folder) for file in files]
        texts = [
            (name, bytes_of(file, name, problems)) for name, file in zip(names, files, strict=True)
        ]
        named = Named(contacts, timelines, known)
        flows, journeys = _read_files(texts, named, problems, citations)
        around = Around(flows, timelines or {})
        # What a form may name is known only where all before it could be read.
        form = content.read(
            "referral_form.yaml",
            lambda raw, source: None if problems else read_form(raw, source, around),
        )
        # Nor is it known before what uses a template.
        knows_uses = not problems
        handling = content.read("handling.yaml", read_handling)
        release = content.read("pack.yaml", read_release)
        walks = None if problems else [*journeys, *flows]
        menu = content.read("menu.yaml", partial(read_menu, walks=walks))
        templates = read_templates(folder, check_template, problems)
        documents = documents_of(flows.values(), form)
        check_documents(documents, templates, problems)
        if check_template is not None and knows_uses:
            note_unused(folder, documents, templates, problems)
        if with_guidance:
            # Few commands look into the guidance, and the start of the others need not wait for it.
            from triage.pack.guidance import read_guidance  # noqa: PLC0415
            from triage.pack.traceability import check_citations  # noqa: PLC0415

            guidance = read_guidance(folder, problems, citations, known)
            if guidance is not None and guidance.complete:
                check_citations(guidance, citations, flows, problems)
    if not files:
        problems.append(
            Problem(
                Place(str(folder / "flows")),
                "no-flows",
                "There is no flow file here.",
                "Add one that ends in .yaml.",
            )
        )
    if problems:
        raise PackError(problems)
    return Pack(
        flows,
        journeys,
        contacts or {},
        editions or {},
        templates,
        timelines or {},
        tuple(citations),
        guidance,
        menu or (),
        handling or Handling(),
        form=form,
        release=release or Release(),
    )


def read_own_file(file: Path, read: Callable[[bytes, Source], Own]) -> Own:
    """Return what a file of the user's own holds; raises `PackError` with all its problems."""
    problems: list[Problem] = []
    name = one_line(str(file))
    raw = bytes_of(file, name, problems)
    found = None if raw is None else read(raw, Source(name, problems, []))
    if problems or found is None:
        raise PackError(problems)
    return found


def read_flow_text(text: str, name: str = "flow.yaml") -> Flow:
    """Return the one flow in a text; raises `PackError`."""
    return read_flow_bytes(text.encode("utf-8", "surrogatepass"), name)


def read_flow_bytes(raw: bytes, name: str = "flow.yaml") -> Flow:
    """Return the one flow in the bytes of a file; raises `PackError`."""
    problems: list[Problem] = []
    with _collector_paused():
        flows, _ = _read_files([(name, raw)], Named(), problems, [])
    if problems:
        raise PackError(problems)
    return next(iter(flows.values()))


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector: it would walk the growing tree again and again.

    Measured on 1,000 questions, that is half the time of reading them.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read_files(
    files: Sequence[tuple[str, bytes | None]],
    named: Named,
    problems: list[Problem],
    citations: list[Citation],
) -> tuple[dict[str, Flow], dict[str, Journey]]:
    drafts: list[FlowDraft] = []
    journeys: list[tuple[Source, Fields]] = []
    complete = True
    for name, raw in files:
        source = Source(name, problems, citations)
        fields = None if raw is None else _root(source, raw)
        if fields is None:
            complete = False
        elif "journey" in fields.nodes:
            journeys.append((source, fields))
        else:
            drafts.append(FlowDraft(source, fields))
    owners: dict[str, str] = {}
    drafts = [
        draft for draft in drafts if _is_new(draft.source, draft.place, "flow", draft.id, owners)
    ]
    for draft in drafts:
        draft.check_edition(named.editions)
    flows = _finish(drafts, named)
    found = {}
    for source, fields in journeys:
        journey = read_journey(source, fields, flows, complete=complete)
        if _is_new(source, journey.place, "journey", journey.id, owners):
            found[journey.id] = journey
    return flows, found


def _is_new(source: Source, place: Place, what: str, id_: str, owners: dict[str, str]) -> bool:
    """Note a flow or journey that has the id of another; say if it has not."""
    if id_ and id_ in owners:
        source.note_at(
            place,
            "duplicate-id",
            f"The {what} {shown(id_)} stands in {owners[id_]} already.",
            "Rename one.",
        )
        return False
    owners[id_] = source.file
    return True


def _root(source: Source, raw: bytes) -> Fields | None:
    tree = source.tree(raw, "Start it with flow: ID, or delete it.")
    if tree is None:
        return None
    if type(tree) is Fields and ("flow" in tree.nodes or "journey" in tree.nodes):
        return tree
    source.note(
        tree,
        "not-a-flow",
        "This is neither a flow nor a journey.",
        "Start it with flow: ID or journey: ID.",
    )
    return None


def _finish(drafts: list[FlowDraft], named: Named) -> dict[str, Flow]:
    definitions = _definitions(drafts)
    owners: dict[str, FlowDraft] = {}
    following = in_following_order(drafts)
    for draft in following:
        draft.resolve(definitions)
    for draft in drafts:
        for name, (key, _) in draft.facts.items():
            if name in owners or name in definitions:
                draft.source.note(
                    key,
                    "duplicate-id",
                    f"The name {shown(name)} is taken already.",
                    "Rename this fact.",
                )
            owners.setdefault(name, draft)
    for draft in drafts:
        draft.read_facts(owners, definitions)
    facts: dict[str, Test] = {name: owner.tests[name] for name, owner in owners.items()}
    graph = {name: facts_named(test) - {"?"} for name, test in facts.items()}
    places = {name: owners[name].source.place(owners[name].facts[name][0]) for name in owners}
    if drafts:
        levels = {name: max(1, levels_in(test)) for name, test in facts.items()}
        chain = Chain("fact", "facts", places, MOST_LEVELS_DEEP, levels)
        note_circles(drafts[0].source, graph, chain)
    _note_outcomes_twice(drafts)
    flows: dict[str, Flow] = {}
    for draft in following:
        flows[draft.id] = draft.finish(facts, named, flows)
    return {draft.id: flows[draft.id] for draft in drafts}


def _note_outcomes_twice(drafts: Iterable[FlowDraft]) -> None:
    outcomes: dict[str, str] = {}
    for draft in drafts:
        for id_, node in draft.outcomes.items():
            if id_ in outcomes:
                draft.source.note(
                    node,
                    "duplicate-id",
                    f"The outcome {shown(id_)} stands in {outcomes[id_]} already.",
                    "Rename one.",
                )
            outcomes.setdefault(id_, draft.source.file)


def _definitions(drafts: Iterable[FlowDraft]) -> dict[str, Question]:
    """Return every question that a flow of the pack defines, noting those defined twice."""
    found: dict[str, Question] = {}
    for draft in drafts:
        for each in draft.drafts:
            question = each.question
            if each.uses:
                continue
            if question.id in found and found[question.id].place.file != question.place.file:
                draft.source.note_at(
                    question.place,
                    "duplicate-id",
                    f"The question {shown(question.id)} is defined in "
                    f"{found[question.id].place.file} already.",
                    f"Write '- use: {question.id}', or rename one.",
                )
            found.setdefault(question.id, question)
    return found
