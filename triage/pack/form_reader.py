"""The referral form of a pack, `content/referral_form.yaml`: which answers go into which field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from triage.core.form import (
    Field,
    FirstMessage,
    Level,
    ReferralForm,
    Section,
    Tool,
    Training,
)
from triage.core.model import Fact, Flow
from triage.pack.citations import Citer
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Items, Node, Text

_REQUIRED = ("title", "when", "choice", "own_way", "first_message", "training", "sections")
_KEYS = dict.fromkeys(("form", *_REQUIRED, "clocks"))
_FIELD_KEYS = dict.fromkeys(
    ("number", "label", "level", "answers", "blank", "tool", "first_message", "needed_by", "cites")
)
_HELD = ("answers", "blank", "tool")
LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class Around:
    """What the form may name."""

    flows: Mapping[str, Flow]
    timelines: Collection[str]


def read_form(raw: bytes, source: Source, around: Around) -> ReferralForm | None:
    """Return the form of a pack, noting what is wrong in `source`."""
    root = source.whole(raw, "The referral form")
    if root is None:
        return None
    source.known_keys(root, "The referral form", _KEYS)
    if not source.required(root, "The referral form", ("form", *_REQUIRED)):
        return None
    name = source.text(root.nodes["form"], "form")
    flow = around.flows.get(name)
    if flow is None:
        source.note_unknown(
            root.nodes["form"], "unknown-flow", "There is no flow", name, around.flows
        )
        return None
    return _Reader(source, flow, around).form(root)


class _Reader:
    def __init__(self, source: Source, flow: Flow, around: Around) -> None:
        asked = [question for each in (*flow.follows, flow) for question in each.questions]
        self._questions = {question.id: question for question in asked}
        self._facts = flow.facts
        self._source = source
        self._flow = flow
        self._around = around
        source.edition = flow.edition

    def form(self, root: Fields) -> ReferralForm:
        source = self._source
        first = self._part(root, "first_message", ("title", "document", "when"))
        training = self._part(root, "training", ("says", "when"))
        says = "" if training is None else source.take_words(training, "says")
        if training is not None:
            source.check_line(training, "says", says, LONGEST_LINE)
        return ReferralForm(
            flow=self._flow.id,
            title=source.take_words(root, "title"),
            when=self._fact(root.nodes["when"]),
            choice=self._question(root.nodes["choice"], "choice"),
            own_way=self._question(root.nodes["own_way"], "own_way"),
            first_message=FirstMessage(
                "" if first is None else source.take_words(first, "title"),
                "" if first is None else source.take_words(first, "document"),
                self._when(first),
            ),
            training=Training(says, self._when(training)),
            sections=tuple(self._sections(root)),
            clocks=tuple(self._clocks(root)),
            place=source.place(root.nodes["first_message"]),
        )

    def _part(self, root: Fields, key: str, keys: tuple[str, ...]) -> Fields | None:
        fields = self._source.fields(root.nodes[key], key)
        if fields is None:
            return None
        self._source.known_keys(fields, key, dict.fromkeys(keys))
        return fields if self._source.required(fields, key, keys) else None

    def _when(self, fields: Fields | None) -> Fact:
        return Fact("") if fields is None else self._fact(fields.nodes["when"])

    def _fact(self, node: Node) -> Fact:
        name = self._source.text(node, "when")
        if name not in self._facts and type(node) is Text:
            self._source.note_unknown(
                node, "unknown-fact", "The flow of this form has no fact", name, self._facts
            )
        return Fact(name, self._source.place(node))

    def _clocks(self, root: Fields) -> Iterator[str]:
        for name, node in self._source.take_ids(root, "clocks"):
            yield name
            if name not in self._around.timelines and type(node) is Text:
                self._source.note_unknown(
                    node, "unknown-timeline", "There is no timeline", name, self._around.timelines
                )

    def _question(self, node: Node, what: str) -> str:
        name = self._source.text(node, what)
        if name not in self._questions and type(node) is Text:
            self._source.note_unknown(
                node,
                "unknown-question",
                "The flow of this form asks no question",
                name,
                self._questions,
            )
        return name

    def _sections(self, root: Fields) -> Iterator[Section]:
        source, seen = self._source, dict[int, None]()
        source.not_empty(root.nodes["sections"], "sections")
        for node in source.items(root.nodes["sections"], "sections"):
            section = source.fields(node, "A section")
            if section is None:
                continue
            source.known_keys(section, "A section", {"title": 1, "fields": 1})
            if source.required(section, "A section", ("title", "fields")):
                nodes = source.items(section.nodes["fields"], "fields")
                fields = [self._field(each, seen) for each in nodes]
                found = tuple(each for each in fields if each is not None)
                yield Section(source.take_words(section, "title"), found)

    def _field(self, node: Node, seen: dict[int, None]) -> Field | None:
        source = self._source
        fields = source.fields(node, "A field")
        if fields is None:
            return None
        source.known_keys(fields, "A field", _FIELD_KEYS)
        source.required(fields, "A field", ("number", "label", "level"))
        held = [key for key in _HELD if key in fields.nodes]
        if len(held) != 1:
            message = f"A field is filled from one of {', '.join(_HELD)}."
            source.note(fields, "bad-field", message, "Give it just one of them.")
        number = self._number(fields, seen)
        label = source.take_words(fields, "label")
        tool = source.take_choice(fields, "tool", get_args(Tool), "")
        return Field(
            number=number,
            label=label,
            level=cast("Level", source.take_choice(fields, "level", get_args(Level), "may")),
            answers=tuple(self._answers(fields)),
            blank=tuple(text for text, _ in source.take_ids(fields, "blank")),
            tool=cast("Tool | None", tool or None),
            first_message=source.take_yes_no(fields, "first_message"),
            needed_by=tuple(text for text, _ in source.take_ids(fields, "needed_by")),
            cites=source.take_cites(fields, Citer("form", str(number), label)),
            place=source.place(fields),
        )

    def _number(self, fields: Fields, seen: dict[int, None]) -> int:
        node = fields.nodes.get("number")
        text = "" if node is None else self._source.text(node, "number")
        if node is None or type(node) is not Text:
            return 0
        if not re.fullmatch("[1-9][0-9]{0,2}", text):
            fix = "Write a whole number from 1 to 999."
            self._source.note(node, "bad-limit", f"number cannot be {shown(text)}.", fix)
            return 0
        if int(text) in seen:
            message = f"There is a field {text} already."
            self._source.note(node, "duplicate-id", message, "Give it another number.")
        seen[int(text)] = None
        return int(text)

    def _answers(self, fields: Fields) -> Iterator[tuple[str, ...]]:
        """Yield the parts of a field: a question, or a list of questions to choose from."""
        node = fields.nodes.get("answers")
        for part in () if node is None else self._source.items(node, "answers"):
            nodes = part.nodes if type(part) is Items else [part]
            yield tuple(self._question(each, "An entry of answers") for each in nodes)
