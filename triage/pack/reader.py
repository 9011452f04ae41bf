"""A pack's flows, journeys and contacts, read together and refused together.

All files are read and every problem is reported in one run; a pack with any problem is refused
whole, since a flow that lost a rule could say "nothing to do".
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from triage.core.model import Flow, Journey, Question, Test
from triage.errors import PackError, Place, Problem
from triage.pack.condition_reader import facts_in
from triage.pack.contacts import Contact, read_contacts
from triage.pack.editions import Edition, read_editions
from triage.pack.flow_reader import MOST_FACTS_DEEP, FlowDraft, note_circles, questions_read
from triage.pack.naming import nearest, shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Text, read_tree

Part = TypeVar("Part")

_JOURNEY_KEYS = dict.fromkeys(("journey", "title", "flows"))


@dataclass(frozen=True, slots=True)
class Pack:
    """What a partnership's folder holds, by id."""

    flows: Mapping[str, Flow]
    journeys: Mapping[str, Journey]
    contacts: Mapping[str, Contact]
    editions: Mapping[str, Edition]

    def walk(self, id_: str) -> tuple[Flow, ...] | None:
        """Return the flows of a journey, or the one flow, of that id; None if there is none."""
        journey = self.journeys.get(id_)
        if journey is not None:
            return tuple(self.flows[flow] for flow in journey.flows)
        flow = self.flows.get(id_)
        return None if flow is None else (flow,)


def read_pack(folder: Path) -> Pack:
    """Return the pack in `folder`; raises `PackError` with every problem of every file."""
    problems: list[Problem] = []
    with _collector_paused():
        contacts = _content(folder, "contacts.yaml", read_contacts, problems)
        editions = _content(folder, "editions.yaml", read_editions, problems)
        files = sorted((folder / "flows").rglob("*.yaml"))
        texts = [(_name(file, folder), _bytes(file, problems)) for file in files]
        read = [(name, raw) for name, raw in texts if raw is not None]
        flows, journeys = _read_files(read, contacts, problems)
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
    return Pack(flows, journeys, contacts or {}, editions or {})


def _content(
    folder: Path,
    name: str,
    read: Callable[[bytes, Source], dict[str, Part]],
    problems: list[Problem],
) -> dict[str, Part] | None:
    """Return what a file of `content/` holds, or None where the pack does not have it."""
    file = folder / "content" / name
    if not file.is_file():
        return None
    raw = _bytes(file, problems)
    return {} if raw is None else read(raw, Source(_name(file, folder), problems))


def read_flow_text(text: str, name: str = "flow.yaml") -> Flow:
    """Return the one flow in a text; raises `PackError`."""
    return read_flow_bytes(text.encode("utf-8", "surrogatepass"), name)


def read_flow_bytes(raw: bytes, name: str = "flow.yaml") -> Flow:
    """Return the one flow in the bytes of a file; raises `PackError`."""
    problems: list[Problem] = []
    with _collector_paused():
        flows, _ = _read_files([(name, raw)], None, problems)
    if not flows and not problems:
        problems.append(
            Problem(
                Place(name), "no-flows", "There is no flow here.", "Start the file with flow: ID."
            )
        )
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


def _name(file: Path, folder: Path) -> str:
    """Return how a file is called in messages: from the working directory where it lies below."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file) if folder.is_absolute() else str(folder / file.relative_to(folder))


def _bytes(file: Path, problems: list[Problem]) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        problems.append(
            Problem(
                Place(str(file)),
                "unreadable",
                f"The file cannot be read ({error.strerror}).",
                "Check that it exists and that you may read it.",
            )
        )
        return None


def _read_files(
    files: Sequence[tuple[str, bytes]],
    roles: Mapping[str, Contact] | None,
    problems: list[Problem],
) -> tuple[dict[str, Flow], dict[str, Journey]]:
    drafts: dict[str, FlowDraft] = {}
    journeys: list[tuple[Source, Fields]] = []
    for name, raw in files:
        source = Source(name, problems)
        fields = _root(source, raw)
        if fields is None:
            continue
        if "journey" in fields.nodes:
            journeys.append((source, fields))
            continue
        draft = FlowDraft(source, fields)
        if draft.id in drafts:
            other = drafts[draft.id].source.file
            problems.append(
                Problem(
                    draft.place,
                    "duplicate-id",
                    f"The flow {shown(draft.id)} stands in {other} already.",
                    "Rename one.",
                )
            )
            continue
        drafts[draft.id] = draft
    flows = _finish(list(drafts.values()), roles)
    read = [_journey(source, fields, flows) for source, fields in journeys]
    return flows, {journey.id: journey for journey in read if journey is not None}


def _root(source: Source, raw: bytes) -> Fields | None:
    before = len(source.problems)
    tree = read_tree(raw, source.file, source.problems)
    if tree is None:
        if len(source.problems) == before:
            source.problems.append(
                Problem(
                    Place(source.file),
                    "empty-file",
                    "The file is empty.",
                    "Start it with flow: ID, or delete it.",
                )
            )
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


def _finish(
    drafts: list[FlowDraft],
    roles: Mapping[str, Contact] | None,
) -> dict[str, Flow]:
    definitions = _definitions(drafts)
    owners: dict[str, FlowDraft] = {}
    for draft in drafts:
        draft.resolve(definitions)
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
    graph = {name: facts_in(test) - {"?"} for name, test in facts.items()}
    places = {name: owners[name].source.place(owners[name].facts[name][0]) for name in owners}
    if drafts and note_circles(drafts[0].source, graph, places, "fact", "facts", MOST_FACTS_DEEP):
        return {}
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
    return {draft.id: draft.finish(facts, roles) for draft in drafts}


def _definitions(drafts: Iterable[FlowDraft]) -> dict[str, Question]:
    """Return every question that a flow of the pack defines, noting those defined twice."""
    found: dict[str, Question] = {}
    for draft in drafts:
        for each in draft.drafts:
            question = each.question
            if each.uses:
                continue
            if question.id in found and found[question.id].place.file != question.place.file:
                draft.source.problems.append(
                    Problem(
                        question.place,
                        "duplicate-id",
                        f"The question {shown(question.id)} is defined in "
                        f"{found[question.id].place.file} already.",
                        f"Write '- use: {question.id}', or rename one.",
                    )
                )
            found.setdefault(question.id, question)
    return found


def _journey(source: Source, fields: Fields, flows: Mapping[str, Flow]) -> Journey | None:
    source.known_keys(fields, "A journey", _JOURNEY_KEYS)
    if not source.required(fields, "A journey", ("title", "flows")):
        return None
    id_ = source.id(fields.nodes["journey"], "The journey id")
    names = []
    for name, node in source.take_ids(fields, "flows"):
        if name in flows:
            names.append(name)
        elif type(node) is Text:
            source.note(
                node, "unknown-flow", f"There is no flow {shown(name)}.", nearest(name, flows)
            )
    if not names:
        source.note(fields, "empty-journey", "The journey has no flow.", "Name at least one.")
        return None
    _check_order(source, fields, [flows[name] for name in names])
    place = source.place(fields)
    return Journey(id_, source.take_text(fields, "title"), tuple(names), place)


def _check_order(source: Source, fields: Fields, flows: Sequence[Flow]) -> None:
    """Note a question that stands before one that a later flow's `when` for it reads."""
    order: dict[str, int] = {}
    for flow in flows:
        for question in flow.questions:
            place = order.setdefault(question.id, len(order))
            read = questions_read(question.when, flow.facts) if question.when else set()
            late = sorted(name for name in read if order[name] >= place)
            if late:
                source.note(
                    fields.nodes["flows"],
                    "reads-later",
                    f"In this journey {question.id} stands before {late[0]}, which its "
                    f"when in {flow.id} reads.",
                    "Change the order of the flows.",
                )
