"""What a flow is: questions, facts, outcomes and safeguards, as immutable values.

`docs/reference/flow-language.md` describes the same things for authors. The reader in
`triage.pack` makes these values out of YAML; nothing here knows about files, but each part
keeps the `Place` it came from, for messages.

Conditions are kept as written (`Test` and its kin, by question and fact id); `compile_program`
turns them into the numbered conditions that can be evaluated.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from triage.core.timelines import Moment
from triage.errors import Place

Kind = Literal["choice", "choices", "number", "date", "text", "repeat"]
Certainty = Literal["certain", "judgement"]
Bound = int | datetime.date
NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A condition as written: the answer is one of `values` (or any of them is ticked)."""

    question: str
    values: frozenset[str]
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Within:
    """A condition as written: the number or date lies from `low` to `high`, both included."""

    question: str
    low: Bound | None
    high: Bound | None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """A condition as written: the question is in play and has an answer."""

    question: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A condition as written: the fact of that name holds."""

    name: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A condition as written: an outcome of a flow that this one follows is shown at its end."""

    outcome: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A condition as written: at least `count` of `of` hold; `all` and `any` are of this kind."""

    count: int
    of: tuple[Test, ...]
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """A condition as written: `of` does not hold."""

    of: Test
    place: Place = field(default=NOWHERE, compare=False, repr=False)


Test = Chosen | Within | Answered | Suggested | Fact | AtLeast | Not


def every(*tests: Test) -> Test:
    """Return the condition that all of `tests` hold."""
    return tests[0] if len(tests) == 1 else AtLeast(len(tests), tests)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen; `unsure` marks "not sure", `alone` bars other ticks."""

    value: str
    label: str
    hint: str = ""
    unsure: bool = False
    alone: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `minimum` and `maximum` are inclusive; `worry` goes from calm to worrying.

    `about_incident` says that the answer is the same for every child in one incident; `borrowed`
    that the question is defined in another flow, with all its words. `contact` is a role that is
    shown with the ways to reach it. `after_all` says that a flow
    which this one follows asks it, and that `when` says only where it is asked after all if that
    flow had no need of it. `not_known` says that
    "not known" is an answer. `past` says that the day has come already, and `not_before` names
    questions whose days it does not come before: people are asked about another day, and it is
    taken all the same. `parts`, `each` and `most` are for kind `repeat`: what one entry is
    made of, what it is called, and how many there may be.
    """

    id: str
    ask: str
    kind: Kind = "choice"
    options: tuple[Option, ...] = ()
    hint: str = ""
    contact: str = ""
    why: str = ""
    when: Test | None = None
    always: bool = False
    about_incident: bool = False
    worry: tuple[frozenset[str], ...] = ()
    minimum: Bound | None = None
    maximum: Bound | None = None
    unit: str = ""
    limit: int = 0
    not_known: bool = False
    past: bool = False
    not_before: tuple[str, ...] = ()
    parts: tuple[Question, ...] = ()
    each: str = ""
    most: int = 0
    cites: tuple[str, ...] = ()
    borrowed: bool = field(default=False, compare=False)
    after_all: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way for an outcome to hold, with its own certainty, words and citations."""

    id: str
    says: str
    when: Test | None = None
    only_when_any_of: tuple[str, ...] = ()
    only_when_none_of: tuple[str, ...] = ()
    certainty: Certainty = "certain"
    judgement_when: Test | None = None
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, by whom, which contact (a role), by when in words.

    `timeline` names the clock of the pack that runs for it. `only_for` are the rules of its outcome
    for which it is to be done; empty for all of them.
    """

    do: str
    who: str = ""
    contact: str = ""
    clock: str = ""
    timeline: str = ""
    only_for: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """One part of a checklist: a heading, and what is to be done under it."""

    title: str
    items: tuple[Step, ...]


def _belonging(steps: tuple[Step, ...], rules: Collection[str]) -> tuple[Step, ...]:
    """Return the steps that are to be done where these rules fire."""
    return tuple(
        step for step in steps if not step.only_for or any(id_ in rules for id_ in step.only_for)
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that the answers may suggest; see the flow language for each key.

    `referral` says that it leads to a referral summary, not to a record of a check. `checklist`
    is what is to be done over weeks or months, where `steps` are what is to be done now. `at_once`
    are the words for what cannot wait: they are shown with the next question, unasked.
    """

    id: str
    title: str
    means: str = ""
    decides: str = ""
    at_once: str = ""
    rules: tuple[Rule, ...] = ()
    steps: tuple[Step, ...] = ()
    checklist: tuple[ChecklistPart, ...] = ()
    yields_to: str = ""
    unless: Test | None = None
    only_when_none_of: tuple[str, ...] = ()
    not_in_guidance: bool = False
    referral: bool = False
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    def steps_for(self, rules: Collection[str]) -> tuple[Step, ...]:
        """Return the steps where the rules of these ids fire."""
        return _belonging(self.steps, rules)

    def checklist_for(self, rules: Collection[str]) -> tuple[ChecklistPart, ...]:
        """Return the checklist where the rules of these ids fire; a part without items is none."""
        parts = (replace(p, items=_belonging(p.items, rules)) for p in self.checklist)
        return tuple(part for part in parts if part.items)


@dataclass(frozen=True, slots=True)
class Never:
    """Safeguard: where `given` holds, none of `outcomes` is shown."""

    given: Test | None
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Always:
    """Safeguard: where `given` holds, `outcome` is shown."""

    given: Test | None
    outcome: str


@dataclass(frozen=True, slots=True)
class StandsOnlyWith:
    """Safeguard: where `outcome` is shown, only `others` may stand beside it."""

    outcome: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Safeguard: no two of `outcomes` are ever shown together."""

    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SomeOutcomeCites:
    """Safeguard: some outcome is always shown, and one that is shown cites `rule`."""

    rule: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Safeguard: one step up a worry order never lowers the level nor loses an outcome.

    `levels` are outcomes from the weaker to the stronger; none of them is the lowest level.
    """

    levels: tuple[str, ...]
    never_loses: tuple[str, ...]


Claim = Never | Always | StandsOnlyWith | Exclusive | SomeOutcomeCites | Caution


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A property that is proved over every possible set of answers."""

    id: str
    says: str
    claim: Claim
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """What every last screen of a flow says."""

    says: str
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning of the lint that the author leaves as it is, and why.

    `at` is the full name of a part of the flow (`triage.core.part_names`).
    """

    finding: str
    at: str
    because: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """What is saved after a flow in place of a summary: the name of its templates, and a title."""

    id: str
    title: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """One decision flow, as its author wrote it.

    `moments` says which date question gives the day that a clock starts from. `follows` are the
    flows that are walked before this one, in order; it is never evaluated without them.
    """

    id: str
    title: str
    version: str
    edition: str
    questions: tuple[Question, ...]
    facts: Mapping[str, Test] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    closing: Closing | None = None
    intro: str = ""
    moments: Mapping[Moment, str] = field(default_factory=dict)
    document: Document | None = None
    accepts: tuple[Acceptance, ...] = field(default=(), compare=False)
    follows: tuple[Flow, ...] = field(default=(), compare=False, repr=False)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Journey:
    """Flows that are walked one after the other, in this order."""

    id: str
    title: str
    flows: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)
