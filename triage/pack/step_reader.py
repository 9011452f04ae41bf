"""One thing to do, in the steps or the checklist of an outcome: from the YAML tree to the model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from triage.core.model import Step
from triage.pack.citations import Citer
from triage.pack.source import Source
from triage.pack.tree import Fields

_KEYS = dict.fromkeys(("do", "who", "contact", "clock", "timeline", "cites"))


@dataclass(frozen=True, slots=True)
class Named:
    """The names of `content/` that flows may use; None where there is nothing to hold them to."""

    contacts: Collection[str] | None = None
    timelines: Collection[str] | None = None
    editions: Collection[str] | None = None


def read_step(source: Source, named: Named, citer: Citer, fields: Fields) -> Step:
    """Return one entry of `steps` or of a checklist; `citer` is its outcome, without the words."""
    source.known_keys(fields, "A step", _KEYS)
    source.required(fields, "A step", ("do",))
    contact = source.take_text(fields, "contact")
    if contact and named.contacts is not None and contact not in named.contacts:
        source.note_unknown(
            fields.nodes["contact"],
            "unknown-contact",
            "There is no contact",
            contact,
            named.contacts,
        )
    timeline = source.take_text(fields, "timeline")
    if timeline and named.timelines is not None and timeline not in named.timelines:
        source.note_unknown(
            fields.nodes["timeline"],
            "unknown-timeline",
            "There is no timeline",
            timeline,
            named.timelines,
        )
    do = source.take_words(fields, "do")
    return Step(
        do=do,
        who=source.take_text(fields, "who"),
        contact=contact,
        clock=source.take_text(fields, "clock"),
        timeline=timeline,
        cites=source.take_cites(fields, replace(citer, words=do)),
        place=source.place(fields),
    )
