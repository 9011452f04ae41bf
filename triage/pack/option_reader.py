"""The options of a question, and their order from calm to worrying."""

from __future__ import annotations

from triage.core.model import Kind, Option
from triage.pack.naming import shown
from triage.pack.source import Source
from triage.pack.tree import Fields, Items, Node, Text

_OPTION_KEYS = dict.fromkeys(("label", "hint", "unsure", "alone"))


def read_options(source: Source, fields: Fields, kind: Kind | None) -> tuple[Option, ...]:
    """Return the options of a choice, noting what is wrong; other kinds have none."""
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


def read_worry(
    source: Source, fields: Fields, options: tuple[Option, ...]
) -> tuple[frozenset[str], ...]:
    """Return the steps from calm to worrying, in which every option stands once."""
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
                source.note_unknown(entry, "unknown-option", "There is no option", value, known)
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
