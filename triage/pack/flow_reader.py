"""One flow file, read in two passes: first what it names, then its conditions.

The first pass (`declare`) takes ids, questions and options. Between the passes the pack puts the
names of all its flows together. The second pass (`finish`) reads every condition, since only
then is it known which names exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from triage.core.model import (
    Flow,
    Question,
    Safeguard,
    Test,
)
from triage.core.written_conditions import (
    conditions_of,
    facts_named,
    outcomes_named,
    questions_named,
    questions_read,
)
from triage.pack.acceptance_reader import read_acceptances
from triage.pack.circles import Chain, note_circles
from triage.pack.condition_reader import Scope, read_condition
from triage.pack.ending_reader import read_closing, read_document, read_moments
from triage.pack.naming import OPERATORS, RESERVED, shown
from triage.pack.option_groups import check_groups
from triage.pack.outcome_reader import OutcomeReader, outcome_id
from triage.pack.question_reader import QuestionDraft, read_question
from triage.pack.source import Source
from triage.pack.step_reader import Named, check_contact
from triage.pack.tree import Fields, Node, Text

_KEYS = dict.fromkeys(
    (
        "flow",
        "title",
        "version",
        "edition",
        "follows",
        "intro",
        "closing",
        "moments",
        "document",
        "questions",
        "facts",
        "outcomes",
        "safeguards",
        "accepts",
    )
)
_REQUIRED = ("flow", "title", "version", "edition", "questions", "outcomes")
MOST_LEVELS_DEEP = 100
"""How deep conditions may nest through facts: what evaluates them calls itself at each level."""

MOST_OUTCOMES_DEEP = 20


class FlowDraft:
    """A flow file between the two passes."""

    def __init__(self, source: Source, fields: Fields) -> None:
        """Make the first pass over the file."""
        self.source = source
        self._fields = fields
        source.known_keys(fields, "A flow", _KEYS)
        needed = [key for key in _REQUIRED if key != "outcomes" or "follows" not in fields.nodes]
        source.required(fields, "A flow", needed)
        self.id = source.id(fields.nodes["flow"], "The flow id")
        edition = fields.nodes.get("edition")
        source.edition = edition.value.strip() if type(edition) is Text else ""
        self.place = source.place(fields.nodes["flow"])
        self.drafts = self._questions()
        self.facts = self._fact_nodes()
        self.outcomes = self._outcome_nodes()
        self.before: tuple[FlowDraft, ...] = ()
        """The flows that this one follows, the first one first."""
        self._questions_by_id: dict[str, Question] = {}
        self._tests: dict[str, Test] = {}

    def _list(self, key: str) -> list[Node]:
        node = self._fields.nodes.get(key)
        if node is None:
            return []
        if key in _REQUIRED:
            self.source.not_empty(node, key)
        return self.source.items(node, key)

    def _questions(self) -> list[QuestionDraft]:
        found = [read_question(self.source, node) for node in self._list("questions")]
        return [draft for draft in found if draft is not None]

    def _fact_nodes(self) -> dict[str, tuple[Text, Node]]:
        node = self._fields.nodes.get("facts")
        fields = None if node is None else self.source.fields(node, "facts")
        if fields is None:
            return {}
        for name, key in fields.keys.items():
            self.source.id(key, "The fact")
            if name in RESERVED:
                self.source.note(
                    key,
                    "reserved-word",
                    f"{name} is a word of the language.",
                    "Choose another name.",
                )
        return {name: (fields.keys[name], value) for name, value in fields.nodes.items()}

    def _outcome_nodes(self) -> dict[str, Fields]:
        found: dict[str, Fields] = {}
        for node in self._list("outcomes"):
            id_ = outcome_id(self.source, node)
            if id_ is not None and id_ not in found and isinstance(node, Fields):
                found[id_] = node
            elif id_ in found:
                self.source.note(
                    node,
                    "duplicate-id",
                    f"There is an outcome {shown(id_)} already.",
                    "Rename one.",
                )
        return found

    # The second pass -----------------------------------------------------------------------

    @property
    def follows(self) -> Node | None:
        """Where the flow says which one it follows."""
        return self._fields.nodes.get("follows")

    def resolve(self, definitions: Mapping[str, Question]) -> None:
        """Fill in the questions that this flow uses from elsewhere."""
        for draft in self.drafts:
            question = draft.question
            if question.id in self._questions_by_id:
                self.source.note(
                    draft.node,
                    "duplicate-id",
                    f"This flow asks {shown(question.id)} already.",
                    "Rename one, or delete it.",
                )
                continue
            if draft.uses:
                defined = definitions.get(draft.uses)
                if defined is None:
                    self.source.note_unknown(
                        draft.node,
                        "unknown-question",
                        "No flow defines the question",
                        draft.uses,
                        definitions,
                    )
                    continue
                question = replace(
                    defined,
                    always=question.always,
                    borrowed=True,
                    after_all=any(draft.uses in each.asks for each in self.before),
                    place=question.place,
                )
                if question.after_all and question.always:
                    self.source.note(
                        draft.node,
                        "always-after-all",
                        f"{draft.uses} is asked by a flow that this one follows, "
                        "so it is asked after all, not always.",
                        "Leave always out, and say with when where it is asked after all.",
                    )
            self._questions_by_id[question.id] = question

    def read_facts(self, facts: Mapping[str, object], pack: Mapping[str, Question]) -> None:
        """Read this flow's own facts."""
        keys = (*self._questions_by_id, *OPERATORS)
        suggested = [outcome for draft in self.before for outcome in draft.outcomes]
        scope = Scope(self._questions_by_id, facts, pack, keys, suggested)
        self._scope = scope
        for name, (_, node) in self.facts.items():
            self._tests[name] = read_condition(self.source, scope, node)

    @property
    def asks(self) -> Collection[str]:
        """The questions that this flow asks, once they are resolved."""
        return self._questions_by_id

    @property
    def tests(self) -> Mapping[str, Test]:
        """The facts of this flow itself, once they are read."""
        return self._tests

    def check_edition(self, editions: Collection[str] | None) -> None:
        """Note an edition that is not among those of the pack; None where any will do."""
        name = self.source.edition
        if editions is not None and name and name not in editions:
            self.source.note(
                self._fields.nodes["edition"],
                "unknown-edition",
                f"There is no edition {shown(name)} in content/editions.yaml.",
                self.source.nearest(name, editions),
            )

    def finish(self, facts: Mapping[str, Test], named: Named, flows: Mapping[str, Flow]) -> Flow:
        """Read the conditions and return the flow; it is sound only if nothing was noted.

        `flows` has those that it follows.
        """
        source = self.source
        reader = OutcomeReader(source, self._scope, self.outcomes, named)
        for draft in self.drafts:
            check_contact(source, named, draft.node, draft.question.contact)
        whens = self._whens(facts)
        self._check_days()
        questions = tuple(
            replace(question, when=whens[question.id]) if whens[question.id] else question
            for question in self._questions_by_id.values()
        )
        outcomes = tuple(reader.outcome(node) for node in self.outcomes.values())
        dates = [question.id for question in questions if question.kind == "date"]
        flow = Flow(
            id=self.id,
            title=source.take_words(self._fields, "title"),
            version=source.take_words(self._fields, "version"),
            edition=source.take_words(self._fields, "edition"),
            intro=source.take_text(self._fields, "intro"),
            moments=read_moments(source, self._fields, dates),
            document=read_document(source, self._fields),
            closing=read_closing(source, self._fields, self.id),
            questions=questions,
            outcomes=outcomes,
            safeguards=tuple(self._safeguards(reader)),
            follows=tuple(flows[draft.id] for draft in self.before),
            place=self.place,
        )
        flow = replace(flow, facts=self._used_facts(flow, facts))
        self._check_circles(flow)
        check_groups(source, [flow])
        return replace(flow, accepts=read_acceptances(source, self._list("accepts"), flow))

    def _safeguards(self, reader: OutcomeReader) -> Iterator[Safeguard]:
        seen: set[str] = set()
        for node in self._list("safeguards"):
            safeguard = reader.safeguard(node)
            if safeguard is None:
                continue
            if safeguard.id and safeguard.id in seen:
                self.source.note(
                    node,
                    "duplicate-id",
                    f"There is a safeguard {shown(safeguard.id)} already.",
                    "Rename one.",
                )
            seen.add(safeguard.id)
            yield safeguard

    def _whens(self, facts: Mapping[str, Test]) -> dict[str, Test | None]:
        """Read each `when`, which may read only questions asked before it."""
        whens: dict[str, Test | None] = {}
        earlier: set[str] = set()
        for draft in self.drafts:
            id_ = draft.question.id
            if id_ in whens or id_ not in self._questions_by_id:
                continue
            whens[id_] = None
            if draft.when is not None:
                whens[id_] = test = read_condition(self.source, self._scope, draft.when)
                late = questions_read(test, facts) - earlier
                for name in sorted(late & self._questions_by_id.keys()):
                    move = f"Move {name} up, or {id_} down." if name != id_ else "Leave it out."
                    self.source.note(
                        draft.when,
                        "reads-later",
                        f"The when of {id_} reads {name}, which is not asked before.",
                        move,
                    )
            earlier.add(id_)
        return whens

    def _check_days(self) -> None:
        """Note each day that is to come before another and is not asked before it."""
        earlier: list[str] = []
        for draft in self.drafts:
            for name, node in draft.not_before:
                if name not in earlier:
                    asks = f"Before {draft.question.id}, this flow asks no date"
                    self.source.note_unknown(node, "unknown-date", asks, name, earlier)
            question = self._questions_by_id.get(draft.question.id)
            if question is not None and question.kind == "date":
                earlier.append(question.id)

    def _used_facts(self, flow: Flow, facts: Mapping[str, Test]) -> dict[str, Test]:
        """Return this flow's facts and those it uses of other flows, checking what they read."""
        used = dict(self._tests)
        own = (*conditions_of(flow, facts=False), *self._tests.values())
        pending = [name for test in own for name in facts_named(test)]
        while pending:
            name = pending.pop()
            if name in used or name not in facts:
                continue
            used[name] = facts[name]
            pending.extend(facts_named(facts[name]))
            missing = questions_named(facts[name]) - self._questions_by_id.keys()
            for question in sorted(missing):
                self.source.note_at(
                    self.place,
                    "question-not-asked",
                    f"The fact {name} reads {question}, which this flow does not ask.",
                    f"Add '- use: {question}' to its questions.",
                )
            for outcome in sorted(outcomes_named(facts[name]) - set(self._scope.suggested)):
                self.source.note_at(
                    self.place,
                    "outcome-not-before",
                    f"The fact {name} reads {outcome}, which no flow that this one follows has.",
                    "Let the flow follow the one that has it, or leave the fact out.",
                )
        return used

    def _check_circles(self, flow: Flow) -> None:
        """Refuse outcomes that wait for one another, or take each other's place."""
        waits = {
            outcome.id: {
                name
                for rule in outcome.rules
                for name in (*rule.only_when_any_of, *rule.only_when_none_of)
            }
            for outcome in flow.outcomes
        }
        places = {outcome.id: outcome.place for outcome in flow.outcomes}
        chain = Chain("outcome", "only_when_...", places, MOST_OUTCOMES_DEEP)
        note_circles(self.source, waits, chain)
        yields = {outcome.id: {outcome.yields_to} - {""} for outcome in flow.outcomes}
        # In a longer chain, what decides the middle would no longer be asked once it has given
        # way, though the far end still waits for it.
        note_circles(self.source, yields, Chain("outcome", "yields_to", places, 2))
