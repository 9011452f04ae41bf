"""One flow file, read in two passes: first what it names, then its conditions.

The first pass (`declare`) takes ids, questions and options. Between the passes the pack puts the
names of all its flows together. The second pass (`finish`) reads every condition, since only
then is it known which names exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from triage.core.domains import MOST_GROUPS, groups_of
from triage.core.model import (
    Always,
    AtLeast,
    Chosen,
    Closing,
    Document,
    Flow,
    Never,
    Not,
    Question,
    Safeguard,
    Test,
)
from triage.core.timelines import MOMENTS, Moment
from triage.pack.acceptance_reader import read_acceptances
from triage.pack.circles import Chain, note_circles
from triage.pack.citations import Citer
from triage.pack.condition_reader import Scope, facts_in, outcomes_in, questions_in, read_condition
from triage.pack.naming import OPERATORS, RESERVED, shown
from triage.pack.outcome_reader import OutcomeReader, outcome_id
from triage.pack.question_reader import QuestionDraft, read_question
from triage.pack.source import Source
from triage.pack.step_reader import Named
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
                    self.source.note(
                        draft.node,
                        "unknown-question",
                        f"No flow defines the question {shown(draft.uses)}.",
                        self.source.nearest(draft.uses, definitions),
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
        whens = self._whens(facts)
        questions = tuple(
            replace(question, when=whens[question.id]) if whens[question.id] else question
            for question in self._questions_by_id.values()
        )
        outcomes = tuple(reader.outcome(node) for node in self.outcomes.values())
        flow = Flow(
            id=self.id,
            title=source.take_words(self._fields, "title"),
            version=source.take_words(self._fields, "version"),
            edition=source.take_words(self._fields, "edition"),
            intro=source.take_text(self._fields, "intro"),
            moments=self._moments(),
            document=self._document(),
            closing=self._closing(),
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

    def _closing(self) -> Closing | None:
        node = self._fields.nodes.get("closing")
        fields = None if node is None else self.source.fields(node, "closing")
        if fields is None:
            return None
        self.source.known_keys(fields, "closing", {"says": 1, "cites": 1})
        self.source.required(fields, "closing", ("says",))
        says = self.source.take_words(fields, "says")
        return Closing(
            says,
            self.source.take_cites(fields, Citer("closing", self.id, says)),
            self.source.place(self._fields.keys["closing"]),
        )

    def _document(self) -> Document | None:
        """Return what is saved in place of a summary; its templates are looked for by the pack."""
        node = self._fields.nodes.get("document")
        fields = None if node is None else self.source.fields(node, "document")
        if fields is None:
            return None
        self.source.known_keys(fields, "document", {"id": 1, "title": 1})
        if not self.source.required(fields, "document", ("id", "title")):
            return None
        id_ = self.source.id(fields.nodes["id"], "The document")
        return Document(id_, self.source.take_words(fields, "title"), self.source.place(fields))

    def _moments(self) -> dict[Moment, str]:
        """Return which date question gives which day that clocks start from."""
        node = self._fields.nodes.get("moments")
        fields = None if node is None else self.source.fields(node, "moments")
        if fields is None:
            return {}
        self.source.known_keys(fields, "moments", dict.fromkeys(MOMENTS))
        dates = [id_ for id_, each in self._questions_by_id.items() if each.kind == "date"]
        found: dict[Moment, str] = {}
        for moment in MOMENTS:
            if moment in fields.nodes:
                question = self.source.text(fields.nodes[moment], moment)
                found[moment] = question
                if question not in dates:
                    self.source.note(
                        fields.nodes[moment],
                        "unknown-date",
                        f"This flow asks no date {shown(question)}.",
                        self.source.nearest(question, dates),
                    )
        return found

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

    def _used_facts(self, flow: Flow, facts: Mapping[str, Test]) -> dict[str, Test]:
        """Return this flow's facts and those it uses of other flows, checking what they read."""
        used = dict(self._tests)
        pending = [
            name for test in (*_written(flow), *self._tests.values()) for name in facts_in(test)
        ]
        while pending:
            name = pending.pop()
            if name in used or name not in facts:
                continue
            used[name] = facts[name]
            pending.extend(facts_in(facts[name]))
            missing = questions_in(facts[name]) - self._questions_by_id.keys()
            for question in sorted(missing):
                self.source.note_at(
                    self.place,
                    "question-not-asked",
                    f"The fact {name} reads {question}, which this flow does not ask.",
                    f"Add '- use: {question}' to its questions.",
                )
            for outcome in sorted(outcomes_in(facts[name]) - set(self._scope.suggested)):
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


def _written(flow: Flow) -> Iterator[Test]:
    """Yield every condition of a flow but its facts."""
    tests: list[Test | None] = [question.when for question in flow.questions]
    for outcome in flow.outcomes:
        tests.append(outcome.unless)
        tests.extend(test for rule in outcome.rules for test in (rule.when, rule.judgement_when))
    claims = [safeguard.claim for safeguard in flow.safeguards]
    tests.extend(claim.given for claim in claims if isinstance(claim, Never | Always))
    yield from (test for test in tests if test is not None)


def check_groups(source: Source, flows: Sequence[Flow]) -> None:
    """Note a question whose options flows that are walked together tell apart in too many ways."""
    known = {id_ for flow in flows for id_ in _crowded([flow])} if len(flows) > 1 else set()
    for id_, (question, groups) in _crowded(flows).items():
        if id_ not in known:
            source.note_at(
                question.place,
                "too-many-groups",
                f"Conditions tell {groups} groups of options of {id_} apart; "
                f"at most {MOST_GROUPS} can be proved.",
                "Name options together, or ask two questions.",
            )


def _crowded(flows: Sequence[Flow]) -> dict[str, tuple[Question, int]]:
    """Return the questions with too many groups of options, and how many they have."""
    tests: dict[str, list[Chosen]] = {}
    for flow in flows:
        for test in (*_written(flow), *flow.facts.values()):
            for leaf in _chosen_in(test):
                tests.setdefault(leaf.question, []).append(leaf)
    found: dict[str, tuple[Question, int]] = {}
    for question in (question for flow in flows for question in flow.questions):
        if question.kind == "choices" and question.id in tests:
            groups = groups_of(question, tests[question.id])
            if groups > MOST_GROUPS:
                found.setdefault(question.id, (question, groups))
    return found


def _chosen_in(test: Test) -> Iterator[Chosen]:
    if isinstance(test, Chosen):
        yield test
    elif isinstance(test, AtLeast):
        for part in test.of:
            yield from _chosen_in(part)
    elif isinstance(test, Not):
        yield from _chosen_in(test.of)


def levels_in(test: Test) -> int:
    """Return how deep a condition nests itself, not through facts."""
    match test:
        case AtLeast():
            return 1 + max(levels_in(part) for part in test.of)
        case Not():
            return 1 + levels_in(test.of)
        case _:
            return 0


def questions_read(test: Test, facts: Mapping[str, Test]) -> set[str]:
    """Return the questions that a condition reads, itself or through facts."""
    read = set(questions_in(test))
    seen: set[str] = set()
    pending = list(facts_in(test))
    while pending:
        name = pending.pop()
        if name not in seen and name in facts:
            seen.add(name)
            read |= questions_in(facts[name])
            pending.extend(facts_in(facts[name]))
    return read
