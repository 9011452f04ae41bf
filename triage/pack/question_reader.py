"""One question of a flow: from the YAML tree to the model, without its `when`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.core.domains import bounds_of
from triage.core.model import Bound, Kind, Option, Question
from triage.pack.citations import Citer
from triage.pack.condition_reader import read_bound
from triage.pack.naming import RESERVED, shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Items, Node, Text

KINDS: tuple[Kind, ...] = ("choice", "choices", "number", "date", "text")

_KEYS = dict.fromkeys(
    (
        "id",
        "ask",
        "kind",
        "options",
        "hint",
        "why",
        "when",
        "always",
        "about",
        "worry",
        "min",
        "max",
        "unit",
        "limit",
        "cites",
        "use",
    )
)
_OPTION_KEYS = dict.fromkeys(("label", "hint", "unsure", "alone"))
_ONLY_FOR = {
    "options": ("choice", "choices"),
    "worry": ("choice", "choices"),
    "min": ("number", "date"),
    "max": ("number", "date"),
    "unit": ("number",),
    "limit": ("text",),
}
MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as read so far; `uses` names one that is defined in another flow."""

    question: Question
    when: Node | None
    uses: str
    node: Node


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
    kind = _kind(source, fields)
    for key, kinds in _ONLY_FOR.items():
        if key in nodes and kind is not None and kind not in kinds:
            source.note(
                fields.keys[key],
                "wrong-kind",
                f"{key} is not for kind {kind}.",
                f"Delete it, or use kind {' or '.join(kinds)}.",
            )
    options = _options(source, fields, kind)
    ask = source.take_words(fields, "ask")
    question = Question(
        id=id_,
        ask=ask,
        kind=kind or "choice",
        options=options,
        hint=source.take_text(fields, "hint"),
        why=source.take_text(fields, "why"),
        always=source.take_yes_no(fields, "always"),
        about_incident=source.take_choice(fields, "about", ("child", "incident"), "child")
        == "incident",
        worry=_worry(source, fields, options),
        minimum=_bound(source, fields, kind, "min"),
        maximum=_bound(source, fields, kind, "max"),
        unit=source.take_text(fields, "unit"),
        limit=_limit(source, fields) if kind == "text" else 0,
        cites=source.take_cites(fields, Citer("question", id_, ask)),
        place=source.place(nodes["id"]),
    )
    _check_bounds(source, fields, question)
    return QuestionDraft(question, nodes.get("when"), "", fields) if id_ else None


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


def _kind(source: Source, fields: Fields) -> Kind | None:
    node = fields.nodes.get("kind")
    if node is None:
        return "choice"
    text = source.text(node, "kind")
    for kind in KINDS:
        if text == kind:
            return kind
    if type(node) is Text:
        source.note(
            node, "unknown-value", f"kind cannot be {shown(text)}.", source.nearest(text, KINDS)
        )
    return None


def _options(source: Source, fields: Fields, kind: Kind | None) -> tuple[Option, ...]:
    node = fields.nodes.get("options")
    if kind not in ("choice", "choices"):
        return ()
    if node is None:
        source.required(fields, f"A question of kind {kind}", ("options",))
        return ()
    mapping = source.fields(node, "options")
    if mapping is None:
        return ()
    options = tuple(
        _option(source, mapping.keys[value], each) for value, each in mapping.nodes.items()
    )
    if kind == "choice" and len(options) < 2:  # noqa: PLR2004 - one option is no question
        source.note(node, "too-few-options", "A choice needs at least two options.", "Add one.")
    elif not options:
        source.note(node, "too-few-options", "There are no options.", "Add some.")
    if kind == "choice" and any(option.alone for option in options):
        source.note(node, "wrong-kind", "alone is only for kind choices.", "Delete it.")
    return options


def _option(source: Source, key: Text, node: Node) -> Option:
    value = source.option(key)
    if type(node) is Text:
        label = node.value.strip()
        if not label:
            source.note(
                node,
                "empty-text",
                f"The option {shown(value)} has no label.",
                "Write the words that are shown.",
            )
        return Option(value, label, place=source.place(key))
    fields = source.fields(node, "An option")
    if fields is None:
        return Option(value, value)
    source.known_keys(fields, "An option", _OPTION_KEYS)
    source.required(fields, f"The option {shown(value)}", ("label",))
    return Option(
        value,
        source.take_words(fields, "label"),
        source.take_text(fields, "hint"),
        source.take_yes_no(fields, "unsure"),
        source.take_yes_no(fields, "alone"),
        source.place(key),
    )


def _worry(
    source: Source, fields: Fields, options: tuple[Option, ...]
) -> tuple[frozenset[str], ...]:
    node = fields.nodes.get("worry")
    if node is None or not options:
        return ()
    known = dict.fromkeys(option.value for option in options)
    before = len(source.problems)
    seen: set[str] = set()
    levels = []
    for each in source.items(node, "worry"):
        entries = each.nodes if type(each) is Items else [each]
        level = set()
        for entry in entries:
            value = source.text(entry, "A step of worry")
            if type(entry) is not Text:
                continue
            if value not in known:
                source.note(
                    entry,
                    "unknown-option",
                    f"There is no option {shown(value)}.",
                    source.nearest(value, known),
                )
            elif value in seen:
                source.note(entry, "worry-twice", f"{value} stands in worry twice.", "Keep one.")
            else:
                level.add(value)
                seen.add(value)
        if level:
            levels.append(frozenset(level))
    missing = [value for value in known if value not in seen]
    if missing and len(source.problems) == before:
        source.note(
            node,
            "worry-incomplete",
            f"worry leaves out {', '.join(missing)}.",
            "Give every option a place, from calm to worrying.",
        )
    return tuple(levels)


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
    node = fields.nodes.get("limit")
    if node is None:
        source.required(fields, "A question of kind text", ("limit",))
        return 0
    text = source.text(node, "limit")
    if re.fullmatch("[0-9]{1,5}", text) and 1 <= int(text) <= MOST_TEXT:
        return int(text)
    if type(node) is Text:
        source.note(
            node,
            "bad-limit",
            f"limit cannot be {shown(text)}.",
            f"Write a whole number from 1 to {MOST_TEXT:,}.",
        )
    return 0
