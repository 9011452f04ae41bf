"""What the lint has to know of the pack around the flows: plain values, passed in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownContact:
    """Someone whom steps may name: the role as it is shown, and whether people can reach it.

    `explained` says that a note on the contact says how else to find it, or why not.
    """

    role: str
    reachable: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition of the guidance; `superseded_by` is empty for one that is still in force."""

    review_due_by: datetime.date | None = None
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The pack around the flows, by id. What is not known is not held against a flow.

    `citations` are the rules and points that may be cited; None where anything may be.
    `abbreviations` have their long forms as values. `form` are the questions whose answers the
    referral form uses, and `form_facts` the facts that it rests on.
    """

    today: datetime.date | None = None
    citations: frozenset[str] | None = None
    contacts: Mapping[str, KnownContact] = field(default_factory=dict)
    editions: Mapping[str, KnownEdition] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    form: frozenset[str] = frozenset()
    form_facts: frozenset[str] = frozenset()
