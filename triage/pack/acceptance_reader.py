"""The warnings that an author accepts in a flow, each held against what there is to accept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from triage.core.lint_codes import SEVERITIES
from triage.core.model import Acceptance, Flow
from triage.core.part_names import endings, part_names
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Node, Text

_KEYS = dict.fromkeys(("finding", "at", "because"))
_ACCEPTABLE = [code for code, severity in SEVERITIES.items() if severity == "warning"]
_MOST_SHOWN = 3


def read_acceptances(source: Source, nodes: Sequence[Node], flow: Flow) -> tuple[Acceptance, ...]:
    """Return the entries of `accepts`, noting each that names no warning or no part of the flow."""
    parts = _Parts(flow)
    found: dict[tuple[str, str], Acceptance] = {}
    for node in nodes:
        fields = source.fields(node, "An entry of accepts")
        each = None if fields is None else _acceptance(source, fields, parts)
        if each is None:
            continue
        if (each.finding, each.at) in found:
            source.note(node, "accepted-twice", "This is accepted already.", "Keep one of them.")
        found.setdefault((each.finding, each.at), each)
    return tuple(found.values())


class _Parts:
    """The parts of a flow, by every name that an author may write."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @cached_property
    def _meant(self) -> dict[str, list[str]]:
        names = dict.fromkeys(part_names(self._flow))
        found: dict[str, list[str]] = {}
        for name in names:
            for ending in endings(name):
                found.setdefault(ending, []).append(name)
        return found | {name: [name] for name in names}

    @cached_property
    def known(self) -> list[str]:
        """The shortest clear name of each part."""
        return [self.short(name) for name in dict.fromkeys(part_names(self._flow))]

    def meant(self, text: str) -> Sequence[str]:
        """Return the full names of the parts that a text may stand for."""
        return self._meant.get(text, ())

    def short(self, name: str) -> str:
        """Return the shortest text that stands for this part and no other."""
        return next(ending for ending in endings(name) if self._meant[ending] == [name])


def _acceptance(source: Source, fields: Fields, parts: _Parts) -> Acceptance | None:
    source.known_keys(fields, "An entry of accepts", _KEYS)
    complete = source.required(fields, "An entry of accepts", ("finding", "at", "because"))
    nodes = fields.nodes
    because = source.take_words(fields, "because")
    code = _code(source, nodes["finding"]) if "finding" in nodes else ""
    part = _part(source, nodes["at"], parts) if "at" in nodes else ""
    usable = complete and code and part
    return Acceptance(code, part, because, source.place(fields)) if usable else None


def _code(source: Source, node: Node) -> str:
    code = source.text(node, "finding")
    severity = SEVERITIES.get(code)
    if severity == "warning":
        return code
    if severity == "error":
        source.note(
            node,
            "error-accepted",
            f"{code} is an error, and errors cannot be accepted.",
            "Mend it in the flow, and delete this.",
        )
    elif type(node) is Text:
        source.note_unknown(node, "unknown-finding", "The lint has no warning", code, _ACCEPTABLE)
    return ""


def _part(source: Source, node: Node, parts: _Parts) -> str:
    """Return the full name of what `at` names, or note that it names nothing or too much."""
    text = source.text(node, "at")
    meant = parts.meant(text)
    if len(meant) == 1:
        return meant[0]
    if meant:
        few = " or ".join(parts.short(name) for name in meant[:_MOST_SHOWN])
        source.note(
            node,
            "unclear-part",
            f"{shown(text)} names {len(meant)} parts of this flow.",
            f"Write which one, such as {few}.",
        )
    elif type(node) is Text:
        source.note_unknown(
            node,
            "unknown-part",
            "This flow has no question, fact, outcome, rule or safeguard",
            text,
            parts.known,
        )
    return ""
