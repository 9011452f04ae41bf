"""What a referral form is: its fields, and which answers go into them, as immutable values.

The pack's `content/referral_form.yaml` is read into this (`docs/reference/referral-form.md`);
`triage.report.form` fills it in from the answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from triage.core.model import NOWHERE, Fact
from triage.errors import Place

Level = Literal["must", "must_or_not_known", "may"]
"""Whether a field has to be filled in, and whether "not known" is enough."""

Tool = Literal["reference", "status", "result", "clocks"]
"""What the tool itself fills in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    `answers` are its parts; each is one question, or several of which the last that is answered
    counts. `blank` are labels to fill in by hand instead, never in the tool. `first_message` says
    that a first message has it.
    """

    number: int
    label: str
    level: Level
    answers: tuple[tuple[str, ...], ...] = ()
    blank: tuple[str, ...] = ()
    tool: Tool | None = None
    first_message: bool = False
    needed_by: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """The short message: where it is what was chosen, its title, and the name of its templates."""

    title: str
    document: str
    when: Fact


@dataclass(frozen=True, slots=True)
class Training:
    """Where a copy is for training, and what every page of it then says."""

    says: str
    when: Fact


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """The form that a flow fills in, where the fact `when` of that flow is true.

    Facts are conditions of the flow itself, so its answers are told apart where they say.

    `choice` is the question that says what to prepare; `own_way` is where the person says why
    they go another way than the answers suggest. `clocks` are the timelines that it shows.
    """

    flow: str
    title: str
    when: Fact
    choice: str
    own_way: str
    first_message: FirstMessage
    training: Training
    sections: tuple[Section, ...]
    clocks: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(each for section in self.sections for each in section.fields)

    @property
    def facts(self) -> frozenset[str]:
        """The facts of the flow that the form rests on."""
        return frozenset(
            each.name for each in (self.when, self.first_message.when, self.training.when)
        )

    @property
    def questions(self) -> frozenset[str]:
        """The questions whose answers the form or its words use."""
        parts = (part for each in self.fields for part in each.answers)
        return frozenset(id_ for part in parts for id_ in part) | {self.choice, self.own_way}
