"""Outcomes and safeguards of a flow: from the YAML tree to the model."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar, cast

from triage.core.model import (
    Always,
    Caution,
    Certainty,
    ChecklistPart,
    Claim,
    Exclusive,
    Never,
    Outcome,
    Rule,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
    Step,
    Test,
)
from triage.pack.citations import Citer
from triage.pack.condition_reader import Scope, read_condition
from triage.pack.naming import ID, shown
from triage.pack.source import Source
from triage.pack.step_reader import Named, read_step
from triage.pack.tree import Fields, Items, Node, Text

Part = TypeVar("Part")

_OUTCOME_KEYS = dict.fromkeys(
    (
        "id",
        "title",
        "means",
        "decides",
        "at_once",
        "rules",
        "steps",
        "checklist",
        "yields_to",
        "unless",
        "only_when_none_of",
        "not_in_guidance",
        "referral",
        "cites",
    )
)
_RULE_KEYS = dict.fromkeys(
    (
        "id",
        "says",
        "when",
        "only_when_any_of",
        "only_when_none_of",
        "certainty",
        "judgement_when",
        "cites",
    )
)
_PART_KEYS = dict.fromkeys(("title", "items"))
_CLAIMS = {
    "never": ("given",),
    "always": ("given",),
    "stands_only_with": ("outcome",),
    "exclusive": (),
    "some_outcome_cites": (),
    "levels": ("never_loses",),
}
_CLAIM_PARTS = {part for parts in _CLAIMS.values() for part in parts}
_SAFEGUARD_KEYS = dict.fromkeys(("id", "says", *_CLAIM_PARTS, *_CLAIMS))


def outcome_id(source: Source, node: Node) -> str | None:
    """Return the id of one entry of `outcomes`, noting where it has none."""
    fields = source.fields(node, "An outcome")
    if fields is None or not source.required(fields, "An outcome", ("id",)):
        return None
    return source.id(fields.nodes["id"], "The outcome id") or None


class OutcomeReader:
    """Reads outcomes and safeguards of one flow, whose outcome ids are known."""

    def __init__(
        self,
        source: Source,
        scope: Scope,
        outcomes: Collection[str],
        named: Named,
    ) -> None:
        """Take the names in reach."""
        self._source = source
        self._scope = scope
        self._outcomes = outcomes
        self._named = named

    def outcome(self, fields: Fields) -> Outcome:
        """Return one entry of `outcomes`."""
        source = self._source
        source.known_keys(fields, "An outcome", _OUTCOME_KEYS)
        source.required(fields, "An outcome", ("title", "rules"))
        id_ = source.take_text(fields, "id")
        title = source.take_words(fields, "title")
        if "rules" in fields.nodes:
            source.not_empty(fields.nodes["rules"], "rules")
        rules = self._each(fields, "rules", partial(self._rule, Citer("outcome", id_, title)))
        seen: dict[str, None] = {}
        for rule in rules:
            if rule.id and rule.id in seen:
                source.note_at(
                    rule.place,
                    "duplicate-id",
                    f"The rule id {shown(rule.id)} stands twice in this outcome.",
                    "Rename one.",
                )
            if rule.id:
                seen[rule.id] = None
        (yields_to,) = self._names(fields, "yields_to", most=1) or ("",)
        return Outcome(
            id=id_,
            title=title,
            means=source.take_text(fields, "means"),
            decides=source.take_text(fields, "decides"),
            at_once=source.take_text(fields, "at_once"),
            rules=rules,
            steps=self._each(fields, "steps", partial(self._step, Citer("step", id_), seen)),
            checklist=self._each(fields, "checklist", partial(self._part, id_, seen)),
            yields_to=yields_to,
            unless=self._condition(fields, "unless"),
            only_when_none_of=self._names(fields, "only_when_none_of"),
            not_in_guidance=source.take_yes_no(fields, "not_in_guidance"),
            referral=source.take_yes_no(fields, "referral"),
            cites=source.take_cites(fields, Citer("outcome", id_, title)),
            place=source.place(fields),
        )

    def safeguard(self, node: Node) -> Safeguard | None:
        """Return one entry of `safeguards`, or None where it claims nothing."""
        source = self._source
        fields = source.fields(node, "A safeguard")
        if fields is None:
            return None
        source.known_keys(fields, "A safeguard", _SAFEGUARD_KEYS)
        source.required(fields, "A safeguard", ("id", "says"))
        claims = [key for key in _CLAIMS if key in fields.nodes]
        if len(claims) != 1:
            source.note(
                fields,
                "bad-safeguard",
                f"A safeguard makes one claim; this one makes {len(claims)}.",
                f"Give it one of {', '.join(_CLAIMS)}.",
            )
            return None
        claim = self._claim(fields, claims[0])
        id_ = source.id(fields.nodes["id"], "The id") if "id" in fields.nodes else ""
        place = source.place(fields)
        if claim is None:
            return None
        return Safeguard(id_, source.take_words(fields, "says"), claim, place)

    def _claim(self, fields: Fields, key: str) -> Claim | None:
        for other in fields.nodes.keys() & _CLAIM_PARTS - set(_CLAIMS[key]):
            self._source.note(
                fields.keys[other],
                "bad-safeguard",
                f"{other} does not go with {key}.",
                f"Delete it; with {key} go: {', '.join(_CLAIMS[key]) or 'no other keys'}.",
            )
        if key == "some_outcome_cites":
            citer = Citer(None, key)
            return SomeOutcomeCites(self._source.citation(fields.nodes[key], citer))
        names = self._names(fields, key, most=1 if key == "always" else 0)
        if key == "stands_only_with":
            self._source.required(fields, "A safeguard with stands_only_with", ("outcome",))
            outcome = self._names(fields, "outcome", most=1)
            return StandsOnlyWith(outcome[0], names) if outcome else None
        if not names:
            return None
        if key == "exclusive":
            return self._exclusive(fields.nodes[key], names)
        if key == "levels":
            return Caution(names, self._names(fields, "never_loses"))
        given = self._condition(fields, "given")
        return Never(given, names) if key == "never" else Always(given, names[0])

    def _exclusive(self, node: Node, names: tuple[str, ...]) -> Claim | None:
        if len(set(names)) < 2:  # noqa: PLR2004 - one outcome excludes nothing
            self._source.note(
                node, "bad-safeguard", "exclusive names only one outcome.", "Name two or more."
            )
            return None
        return Exclusive(tuple(dict.fromkeys(names)))

    def _rule(self, outcome: Citer, fields: Fields) -> Rule:
        source = self._source
        source.known_keys(fields, "A rule", _RULE_KEYS)
        source.required(fields, "A rule", ("id", "says", "certainty"))
        id_ = source.take_text(fields, "id")
        node = fields.nodes.get("id")
        if type(node) is Text and not (id_.isascii() and ID.fullmatch(id_.lower())):
            source.note(
                node,
                "bad-id",
                f"The rule id {shown(id_)} is not an id.",
                "Write it as D02.",
            )
        certainty = source.take_choice(fields, "certainty", ("certain", "judgement"), "judgement")
        return Rule(
            id=id_,
            says=source.take_words(fields, "says"),
            when=self._condition(fields, "when"),
            only_when_any_of=self._names(fields, "only_when_any_of"),
            only_when_none_of=self._names(fields, "only_when_none_of"),
            certainty=cast("Certainty", certainty),
            judgement_when=self._condition(fields, "judgement_when"),
            cites=source.take_cites(fields, outcome),
            place=source.place(fields),
        )

    def _step(self, citer: Citer, rules: Collection[str], fields: Fields) -> Step:
        return read_step(self._source, self._named, rules, citer, fields)

    def _part(self, outcome: str, rules: Collection[str], fields: Fields) -> ChecklistPart:
        source = self._source
        source.known_keys(fields, "A part of a checklist", _PART_KEYS)
        source.required(fields, "A part of a checklist", _PART_KEYS)
        if "items" in fields.nodes:
            source.not_empty(fields.nodes["items"], "items")
        item = partial(self._step, Citer("checklist", outcome), rules)
        return ChecklistPart(source.take_words(fields, "title"), self._each(fields, "items", item))

    def _each(self, fields: Fields, key: str, read: Callable[[Fields], Part]) -> tuple[Part, ...]:
        node = fields.nodes.get(key)
        if node is None:
            return ()
        entries = [
            self._source.fields(each, f"An entry of {key}")
            for each in self._source.items(node, key)
        ]
        return tuple(read(entry) for entry in entries if entry is not None)

    def _condition(self, fields: Fields, key: str) -> Test | None:
        node = fields.nodes.get(key)
        return None if node is None else read_condition(self._source, self._scope, node)

    def _names(self, fields: Fields, key: str, most: int = 0) -> tuple[str, ...]:
        """Return the outcome ids under a key; unknown ones are noted and left out."""
        found = []
        for name, node in self._source.take_ids(fields, key):
            if name in self._outcomes:
                found.append(name)
            elif type(node) is Text:
                self._source.note_unknown(
                    node, "unknown-outcome", "There is no outcome", name, self._outcomes
                )
        given = fields.nodes.get(key)
        if type(given) is Items and not given.nodes and key != "stands_only_with":
            self._source.note(
                given, "names-nothing", f"{key} names no outcome.", "Name one, or delete it."
            )
        if most and len(found) > most:
            self._source.note(
                fields.nodes[key], "too-many", f"{key} takes one outcome.", "Keep one."
            )
        return tuple(found[:most] if most else found)
