"""One question of a flow: from the YAML tree to the model, without its `when`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from triage.core.domains import bounds_of
from triage.core.model import Bound, Kind, Question
from triage.pack.citations import Citer
from triage.pack.condition_reader import read_bound
from triage.pack.naming import RESERVED, shown
from triage.pack.option_reader import read_options, read_worry
from triage.pack.source import Source
from triage.pack.tree import Fields, Node, Text

KINDS: tuple[Kind, ...] = ("choice", "choices", "number", "date", "text", "repeat")
PART_KINDS: tuple[Kind, ...] = ("choice", "number", "date", "text")

_KEYS = dict.fromkeys(
    (
        "id",
        "ask",
        "kind",
        "options",
        "hint",
        "contact",
        "why",
        "when",
        "always",
        "about",
        "worry",
        "min",
        "max",
        "unit",
        "limit",
        "not_known",
        "past",
        "not_before",
        "parts",
        "each",
        "most",
        "cites",
        "use",
    )
)
_PART_KEYS = dict.fromkeys(
    ("id", "ask", "kind", "options", "hint", "min", "max", "unit", "limit", "not_known", "past")
)
_ONLY_FOR = {
    "options": ("choice", "choices"),
    "worry": ("choice", "choices"),
    "min": ("number", "date"),
    "max": ("number", "date"),
    "unit": ("number",),
    "limit": ("text",),
    "not_known": ("number", "date", "text", "repeat"),
    "past": ("date",),
    "not_before": ("date",),
    "parts": ("repeat",),
    "each": ("repeat",),
    "most": ("repeat",),
}
MOST_TEXT = 20_000
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as read so far; `uses` names one that is defined in another flow.

    `not_before` has the days that it names, each with its node.
    """

    question: Question
    when: Node | None
    uses: str
    node: Fields
    not_before: tuple[tuple[str, Node], ...] = ()


def read_question(source: Source, node: Node) -> QuestionDraft | None:
    """Return one entry of `questions`, or None where it has no usable id."""
    fields = source.fields(node, "A question")
    if fields is None:
        return None
    nodes = fields.nodes
    if not nodes.keys() <= _KEYS.keys():
        source.known_keys(fields, "A question", _KEYS)
    if "use" in nodes:
        return _use(source, fields)
    if "id" not in nodes or "ask" not in nodes:
        source.required(fields, "A question", ("id", "ask"))
        if "id" not in nodes:
            return None
    id_ = source.id(nodes["id"], "The question id")
    if id_ in RESERVED:
        source.note(
            nodes["id"], "reserved-word", f"{id_} is a word of the language.", "Choose another id."
        )
    kind = _kind(source, fields, KINDS)
    _check_keys(source, fields, kind)
    options = read_options(source, fields, kind)
    ask = source.take_words(fields, "ask")
    not_before = source.take_ids(fields, "not_before")
    question = Question(
        id=id_,
        ask=ask,
        kind=kind or "choice",
        options=options,
        hint=source.take_text(fields, "hint"),
        contact=source.take_text(fields, "contact"),
        why=source.take_text(fields, "why"),
        always=source.take_yes_no(fields, "always"),
        about_incident=source.take_choice(fields, "about", ("child", "incident"), "child")
        == "incident",
        worry=read_worry(source, fields, options),
        minimum=_bound(source, fields, kind, "min"),
        maximum=_bound(source, fields, kind, "max"),
        unit=source.take_text(fields, "unit"),
        limit=_limit(source, fields) if kind == "text" else 0,
        not_known=source.take_yes_no(fields, "not_known"),
        past=source.take_yes_no(fields, "past"),
        not_before=tuple(name for name, _ in not_before),
        cites=source.take_cites(fields, Citer("question", id_, ask)),
        place=source.place(nodes["id"]),
    )
    if kind == "repeat":
        question = _with_parts(source, fields, question)
    _check_bounds(source, fields, question)
    return QuestionDraft(question, nodes.get("when"), "", fields, not_before) if id_ else None


def _check_keys(source: Source, fields: Fields, kind: Kind | None) -> None:
    for key, kinds in _ONLY_FOR.items():
        if key in fields.nodes and kind is not None and kind not in kinds:
            source.note(
                fields.keys[key],
                "wrong-kind",
                f"{key} is not for kind {kind}.",
                f"Delete it, or use kind {' or '.join(kinds)}.",
            )


def _with_parts(source: Source, fields: Fields, question: Question) -> Question:
    """Return a question of kind `repeat` with what one entry is made of."""
    parts: dict[str, Question] = {}
    if source.required(fields, "A question of kind repeat", ("parts", "each", "most")):
        source.not_empty(fields.nodes["parts"], "parts")
    for node in source.items(fields.nodes["parts"], "parts") if "parts" in fields.nodes else ():
        part = _part(source, node)
        if part is not None and part.id in parts:
            source.note(
                node, "duplicate-id", f"There is a part {shown(part.id)} already.", "Rename one."
            )
        elif part is not None:
            parts[part.id] = part
    return replace(
        question,
        parts=tuple(parts.values()),
        each=source.take_words(fields, "each"),
        most=_whole_number(source, fields, "most", MOST_ENTRIES),
    )


def _part(source: Source, node: Node) -> Question | None:
    """Return one part of an entry: a question without a `when`."""
    fields = source.fields(node, "A part")
    if fields is None:
        return None
    source.known_keys(fields, "A part", _PART_KEYS)
    source.required(fields, "A part", ("id", "ask"))
    if "id" not in fields.nodes:
        return None
    kind = _kind(source, fields, PART_KINDS)
    _check_keys(source, fields, kind)
    part = Question(
        id=source.id(fields.nodes["id"], "The part id"),
        ask=source.take_words(fields, "ask"),
        kind=kind or "choice",
        options=read_options(source, fields, kind),
        hint=source.take_text(fields, "hint"),
        minimum=_bound(source, fields, kind, "min"),
        maximum=_bound(source, fields, kind, "max"),
        unit=source.take_text(fields, "unit"),
        limit=_limit(source, fields) if kind == "text" else 0,
        not_known=source.take_yes_no(fields, "not_known"),
        past=source.take_yes_no(fields, "past"),
        place=source.place(fields.nodes["id"]),
    )
    _check_bounds(source, fields, part)
    return part


def _use(source: Source, fields: Fields) -> QuestionDraft | None:
    for key in fields.nodes.keys() & _KEYS.keys() - {"use", "when", "always"}:
        source.note(
            fields.keys[key],
            "unknown-key",
            f"With use, {shown(key)} cannot be given.",
            "The question keeps what it has where it is defined.",
        )
    node = fields.nodes["use"]
    id_ = source.text(node, "use")
    if type(node) is Text and not id_:
        source.note(node, "empty-text", "use is empty.", "Write the id of a question.")
    always = source.take_yes_no(fields, "always")
    question = Question(id=id_, ask="", always=always, place=source.place(node))
    return QuestionDraft(question, fields.nodes.get("when"), id_, fields) if id_ else None


def _kind(source: Source, fields: Fields, kinds: tuple[Kind, ...]) -> Kind | None:
    node = fields.nodes.get("kind")
    if node is None:
        return "choice"
    text = source.text(node, "kind")
    for kind in kinds:
        if text == kind:
            return kind
    if type(node) is Text:
        source.note(
            node, "unknown-value", f"kind cannot be {shown(text)}.", source.nearest(text, kinds)
        )
    return None


def _bound(source: Source, fields: Fields, kind: Kind | None, key: str) -> Bound | None:
    node = fields.nodes.get(key)
    return read_bound(source, kind, node) if node and kind in ("number", "date") else None


def _check_bounds(source: Source, fields: Fields, question: Question) -> None:
    if question.kind == "number":
        source.required(fields, f"The number {shown(question.id)}", ("min", "max"))
    least, greatest = bounds_of(question)
    if least > greatest:
        # Both are given: what stands in for one that is not lies beyond all that can be written.
        source.note(
            fields.nodes["max"],
            "bounds-crossed",
            f"max ({question.maximum}) is less than min ({question.minimum}).",
            "Swap or change them.",
        )


def _limit(source: Source, fields: Fields) -> int:
    source.required(fields, "A question of kind text", ("limit",))
    return _whole_number(source, fields, "limit", MOST_TEXT)


def _whole_number(source: Source, fields: Fields, key: str, most: int) -> int:
    """Return a number from 1 to `most`, or 0 where there is none that can be read."""
    node = fields.nodes.get(key)
    if node is None:
        return 0
    text = source.text(node, key)
    if re.fullmatch("[0-9]{1,5}", text) and 1 <= int(text) <= most:
        return int(text)
    if type(node) is Text:
        source.note(
            node,
            "bad-limit",
            f"{key} cannot be {shown(text)}.",
            f"Write a whole number from 1 to {most:,}.",
        )
    return 0
