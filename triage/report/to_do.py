"""What to do, in the order in which a person does it: one list for every screen and document.

Several outcomes may ask for the same act: each of them may say to tell the lead officer. A
person rings once and says everything, so steps are put together by whom they reach. Nothing is
left out: each step's words, time, rules and outcome stay in the act that it became part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.core.explain import Finding
from triage.core.model import Step

YOU = "you"
"""A step is the person's own where its `who` begins with this word, or is not given."""

FIRST = 3
"""The most calls that stand above everything else."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A role to tell, each way to reach it as a text, and a note; all in words already."""

    role: str
    ways: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do or to say, and the titles of the outcomes that ask for it.

    `when` is empty where it is that of the whole act. `clock` are lines on the clock that runs for
    it, given at its first task only.
    """

    do: str
    when: str
    why: tuple[str, ...]
    cites: tuple[str, ...]
    clock: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Tasks that are done in one go: by the same people, to reach the same contact.

    `tell` is the role of the contact, empty where there is none. Its `ways` and `note` are given
    at its first act only. `why` has the titles of all outcomes that ask for any of the tasks.
    """

    who: str
    when: str
    tell: str
    ways: tuple[str, ...]
    note: str
    tasks: tuple[Task, ...]
    why: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to reach before all else: the first sentence of an act, by when, and how."""

    do: str
    when: str
    tell: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """What to do first, then all that the person does, then all that others do."""

    first: tuple[Call, ...]
    yours: tuple[Act, ...]
    others: tuple[Act, ...]


@dataclass(slots=True)
class _Draft:
    """An act while its steps are collected; `leads` is the first that an outcome begins with.

    The second half of what cannot wait begins its outcome as well.
    """

    contact_id: str
    leads: Step | None = None
    steps: list[tuple[Step, str]] = field(default_factory=list)


def to_do(
    found: Sequence[Finding],
    contacts: Mapping[str, Contact],
    addressee: str = "",
    clocks: Mapping[str, tuple[str, ...]] | None = None,
) -> ToDo:
    """Return what the outcomes ask for, most urgent first.

    `contacts` and `clocks` (lines in words) are by the ids that steps name. The contact named
    `addressee` is among the first calls wherever the person has anything to tell it.
    """
    drafts: dict[tuple[str, ...], _Draft] = {}
    for finding in found:
        for place, step in enumerate(finding.steps):
            draft = drafts.setdefault(_key(step), _Draft(step.contact))
            if not place or (place == 1 and _as_urgent(step, finding)):
                draft.leads = draft.leads or step
            draft.steps.append((step, finding.outcome.title))
    yours = [draft for draft in drafts.values() if is_yours(draft.steps[0][0])]
    others = [draft for draft in drafts.values() if not is_yours(draft.steps[0][0])]
    # The second half of what cannot wait takes no other call's place.
    room = FIRST + any(finding.outcome.at_once for finding in found)
    given: set[str] = set()
    untold = dict(clocks or {})
    return ToDo(
        tuple(_call(draft, contacts) for draft in _first(yours, addressee, room)),
        tuple(_act(draft, contacts, given, untold) for draft in yours),
        tuple(_act(draft, contacts, given, untold) for draft in others),
    )


def is_yours(step: Step) -> bool:
    """Say whether a step is for the person who answers; where nobody is named, it is."""
    first = step.who.replace(",", " ").split(maxsplit=1)
    return not first or first[0].lower() == YOU


def contact_of(step: Step, contacts: Mapping[str, Contact]) -> Contact:
    """Return the contact of a step; a pack without contacts still says which role it is."""
    return contacts.get(step.contact) or Contact(step.contact.replace("_", " "))


def _as_urgent(step: Step, finding: Finding) -> bool:
    """Say whether a step is the other half of what cannot wait: to ring 999, or else social care.

    It is to be done when the first is, which may be said with a word more: now, before all else.
    """
    return bool(finding.outcome.at_once) and step.clock.startswith(finding.steps[0].clock)


def _key(step: Step) -> tuple[str, ...]:
    """Return what two steps share that are one act.

    To reach someone once is one act, whenever it is due; what others do keeps its own time.
    """
    if step.contact and is_yours(step):
        return (step.who, step.contact)
    return (step.who, step.contact, step.clock)


def _first(yours: Sequence[_Draft], addressee: str, room: int) -> list[_Draft]:
    """Return the acts that lead, and the addressee's in any case, in order."""
    calls = [
        draft
        for draft in yours
        if draft.contact_id and (draft.leads or draft.contact_id == addressee)
    ]
    first = calls[:room]
    left_out = [draft for draft in calls[room:] if draft.contact_id == addressee]
    if left_out and not any(draft.contact_id == addressee for draft in first):
        first[-1:] = left_out[:1]
    return first or list(yours[:1])


def _call(draft: _Draft, contacts: Mapping[str, Contact]) -> Call:
    """Return an act as a call, in the words with which an outcome begins if they are as urgent."""
    step = draft.steps[0][0]
    if draft.leads and draft.leads.clock == step.clock:
        step = draft.leads
    contact = contact_of(step, contacts) if step.contact else Contact("")
    return Call(first_sentence(step.do), step.clock, contact.role, contact.ways)


def first_sentence(text: str) -> str:
    """Return what stands up to the first full stop, all of it where there is none."""
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.strip()


def _act(
    draft: _Draft,
    contacts: Mapping[str, Contact],
    given: set[str],
    untold: dict[str, tuple[str, ...]],
) -> Act:
    """Return a draft as an act; contacts and clocks are taken out of what is still to be told."""
    first, _ = draft.steps[0]
    contact = contact_of(first, contacts) if first.contact else Contact("")
    repeated = first.contact in given
    given.add(first.contact)
    return Act(
        who=first.who,
        when=first.clock,
        tell=contact.role,
        ways=() if repeated else contact.ways,
        note="" if repeated else contact.note,
        tasks=_tasks(draft.steps, untold),
        why=_different(title for _, title in draft.steps),
        cites=_different(cite for step, _ in draft.steps for cite in step.cites),
    )


def _tasks(
    steps: Sequence[tuple[Step, str]], untold: dict[str, tuple[str, ...]]
) -> tuple[Task, ...]:
    """Return the steps, each once: the same words at the same time are one task."""
    usual = steps[0][0].clock
    asked: dict[tuple[str, str], list[tuple[Step, str]]] = {}
    for step, title in steps:
        asked.setdefault((step.do, step.clock), []).append((step, title))
    return tuple(
        Task(
            do,
            "" if clock == usual else clock,
            _different(title for _, title in same),
            _different(cite for step, _ in same for cite in step.cites),
            tuple(line for step, _ in same for line in untold.pop(step.timeline, ())),
        )
        for (do, clock), same in asked.items()
    )


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
