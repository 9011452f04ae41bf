"""One thing to do, in the steps or the checklist of an outcome: from the YAML tree to the model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from triage.core.model import Step
from triage.pack.citations import Citer
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Items, Text

_KEYS = dict.fromkeys(("do", "who", "contact", "clock", "timeline", "only_for", "cites"))


@dataclass(frozen=True, slots=True)
class Named:
    """The names of `content/` that flows may use; None where there is nothing to hold them to."""

    contacts: Collection[str] | None = None
    timelines: Collection[str] | None = None
    editions: Collection[str] | None = None


def read_step(
    source: Source, named: Named, rules: Collection[str], citer: Citer, fields: Fields
) -> Step:
    """Return one entry of `steps` or of a checklist.

    `rules` are the rule ids of its outcome; `citer` is that outcome, without the words.
    """
    source.known_keys(fields, "A step", _KEYS)
    source.required(fields, "A step", ("do",))
    contact = source.take_text(fields, "contact")
    check_contact(source, named, fields, contact)
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
        only_for=_only_for(source, rules, fields),
        cites=source.take_cites(fields, replace(citer, words=do)),
        place=source.place(fields),
    )


def check_contact(source: Source, named: Named, fields: Fields, contact: str) -> None:
    """Note a contact of a step or a question that does not exist."""
    if contact and named.contacts is not None and contact not in named.contacts:
        source.note_unknown(
            fields.nodes["contact"],
            "unknown-contact",
            "There is no contact",
            contact,
            named.contacts,
        )


def _only_for(source: Source, rules: Collection[str], fields: Fields) -> tuple[str, ...]:
    """Return the rules that a step is for; what is no rule of its outcome is noted and left out."""
    found: list[str] = []
    for name, node in source.take_ids(fields, "only_for"):
        if type(node) is not Text:
            continue
        if name in found:
            source.note(node, "duplicate-id", f"only_for names {shown(name)} twice.", "Delete one.")
        elif name in rules:
            found.append(name)
        else:
            source.note_unknown(
                node, "unknown-outcome-rule", "This outcome has no rule", name, rules
            )
    given = fields.nodes.get("only_for")
    if type(given) is Items and not given.nodes:
        source.note(given, "names-nothing", "only_for names no rule.", "Name one, or delete it.")
    return tuple(found)
