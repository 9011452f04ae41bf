"""A pack's flows, journeys and contacts, read together and refused together.

All files are read and every problem is reported in one run; a pack with any problem is refused
whole, since a flow that lost a rule could say "nothing to do".
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from triage.core.form import ReferralForm
from triage.core.model import Flow, Journey
from triage.core.timelines import Timeline
from triage.errors import PackError, Place, Problem, UsageError
from triage.pack.citations import Citation
from triage.pack.contacts import Contact, read_contacts
from triage.pack.content_files import ContentFiles
from triage.pack.editions import Edition, read_editions
from triage.pack.files import bytes_of, file_name
from triage.pack.flow_files import read_flow_files
from triage.pack.form_reader import Around, read_form
from triage.pack.handling import Handling, read_handling
from triage.pack.menu import Group, read_menu
from triage.pack.naming import nearest, one_line
from triage.pack.release import Release, read_release
from triage.pack.source import Source
from triage.pack.step_reader import Named
from triage.pack.template_files import (
    CheckTemplate,
    documents_of,
    note_half,
    note_unused,
    note_without_template,
    read_templates,
)
from triage.pack.timelines import read_timelines

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
    are let pass as well. `with_guidance` also reads the digest of the guidance and holds every
    citation against it. It takes longer than all the rest and no answer rests on it, so
    `triage run` does without.
    """
    problems: list[Problem] = []
    with _collector_paused():
        pack = _read(folder, check_template, problems, with_guidance=with_guidance)
    if problems:
        raise PackError(problems)
    return pack


def _read(
    folder: Path,
    check_template: CheckTemplate | None,
    problems: list[Problem],
    *,
    with_guidance: bool,
) -> Pack:
    """Return the pack as far as it can be read, noting every problem."""
    citations: list[Citation] = []
    content = ContentFiles(folder, problems, citations)
    contacts = content.read("contacts.yaml", read_contacts)
    timelines = content.read("timelines.yaml", read_timelines)
    before = len(problems)
    editions = content.read("editions.yaml", read_editions)
    known = editions if len(problems) == before else None
    named = Named(contacts, timelines, known)
    flows, journeys = read_flow_files(_flow_files(folder, problems), named, problems, citations)
    around = Around(flows, timelines or {})
    # What a form may name, and what uses a template, is known only where all before could be read.
    form = content.read(
        "referral_form.yaml",
        lambda raw, source: None if problems else read_form(raw, source, around),
    )
    knows_uses = not problems
    handling = content.read("handling.yaml", read_handling)
    release = content.read("pack.yaml", read_release)
    walks = None if problems else [*journeys, *flows]
    menu = content.read("menu.yaml", partial(read_menu, walks=walks))
    templates = read_templates(folder, check_template, problems)
    documents = documents_of(flows.values(), form)
    note_without_template(folder, documents, problems)
    if check_template is not None:
        note_half(folder, documents, problems)
    if check_template is not None and knows_uses:
        note_unused(folder, documents, problems)
    guidance = _guidance(folder, known, flows, problems, citations) if with_guidance else None
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


def _flow_files(folder: Path, problems: list[Problem]) -> list[tuple[str, bytes | None]]:
    """Return the name and the bytes of each flow file of a pack, noting where there is none."""
    files = sorted((folder / "flows").rglob("*.yaml"))
    if not files:
        place = Place(str(folder / "flows"))
        fix = "Add one that ends in .yaml."
        problems.append(Problem(place, "no-flows", "There is no flow file here.", fix))
    names = [file_name(file, folder) for file in files]
    return [(name, bytes_of(file, name, problems)) for name, file in zip(names, files, strict=True)]


def _guidance(
    folder: Path,
    editions: Collection[str] | None,
    flows: Mapping[str, Flow],
    problems: list[Problem],
    citations: list[Citation],
) -> Guidance | None:
    """Return the digest of the guidance, and hold every citation of the pack against it."""
    # Few commands look into the guidance, and the start of the others need not wait for it.
    from triage.pack.guidance import read_guidance  # noqa: PLC0415
    from triage.pack.traceability import check_citations  # noqa: PLC0415

    guidance = read_guidance(folder, problems, citations, editions)
    if guidance is not None and guidance.complete:
        check_citations(guidance, citations, flows, problems)
    return guidance


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
        flows, _ = read_flow_files([(name, raw)], Named(), problems, [])
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
