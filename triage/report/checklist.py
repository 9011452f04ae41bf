"""What is to be done over weeks and months, as lists to tick off, for every screen and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.core.explain import Finding
from triage.core.model import Step
from triage.report.to_do import Contact, contact_of


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick off: what, by whom, by when, whom it reaches; empty where not said.

    `clock` are lines on the clock that runs for it, given at its first item only.
    """

    do: str
    who: str
    when: str
    tell: str
    cites: tuple[str, ...]
    clock: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class List:
    """The items under one heading of an outcome's checklist."""

    title: str
    entries: tuple[Item, ...]


def checklist(
    found: Sequence[Finding],
    contacts: Mapping[str, Contact],
    clocks: Mapping[str, tuple[str, ...]],
) -> tuple[List, ...]:
    """Return the lists of all outcomes, in order; the same list of two outcomes stands once.

    `contacts` and `clocks` (lines in words) are by the ids that items name.
    """
    untold = dict(clocks)
    parts = dict.fromkeys(part for finding in found for part in finding.checklist)
    return tuple(
        List(part.title, tuple(_item(step, contacts, untold) for step in part.items))
        for part in parts
    )


def _item(step: Step, contacts: Mapping[str, Contact], untold: dict[str, tuple[str, ...]]) -> Item:
    tell = contact_of(step, contacts).role if step.contact else ""
    return Item(step.do, step.who, step.clock, tell, step.cites, untold.pop(step.timeline, ()))
