"""One small flow that the lint has nothing to say about, and ways to write faults into it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from triage.check.findings import Finding, Findings
from triage.check.lint import lint
from triage.check.lint.surroundings import KnownContact, KnownEdition, Surroundings
from triage.pack.reader import read_flow_text

MARK = "§"
"""Stands right before the thing that a finding must name: line and column are read off it."""

CLEAN = """\
flow: small
title: Was a child harmed?
version: 1
edition: test-1
intro: Answer what you can.
closing:
  says: Speak to the lead officer.
  cites: [R5.58]
questions:
  - id: harm
    ask: Was the child harmed?
    hint: Not sure is fine.
    why: Harm is what this is about.
    options:
      yes: Yes
      unsure: {label: Not sure, unsure: yes}
      no: {label: No, hint: Nobody was hurt.}
    cites: [R5.11]
  - id: weeks
    ask: How many weeks ago was it?
    kind: number
    min: 0
    max: 52
    cites: [R5.11]
  - id: details
    ask: What is known of the harm?
    kind: text
    limit: 500
    hint: A few words are enough.
    when: {harm: yes}
    always: yes
    cites: [R5.11]
outcomes:
  - id: tell
    title: Tell the lead officer
    referral: yes
    means: A child may have been harmed.
    decides: The council decides.
    cites: [R5.58]
    rules:
      - {id: T1, says: You said so., certainty: certain, when: {harm: [yes, unsure]}}
      - {id: T2, says: It was lately., certainty: certain, when: {weeks: {under: 4}}}
      - {id: T3, says: You know more., certainty: certain, when: {answered: [details]}}
    steps:
      - do: Speak to the lead officer.
        who: You
        contact: lead_officer
        clock: Today
        cites: [R6.1]
  - id: rest
    title: Nothing points to harm
    only_when_none_of: [tell]
    rules:
      - {id: N1, says: You said no., certainty: judgement, cites: [R5.21]}
    steps:
      - {do: Keep a record., who: You}
safeguards:
  - {id: told, says: Someone is told., given: {harm: yes}, always: tell}
"""

AROUND = Surroundings(
    today=datetime.date(2026, 3, 2),
    citations=frozenset(("R5.11", "R5.21", "R5.58", "R6.1", "A20", "N13")),
    contacts={
        "lead_officer": KnownContact("Lead officer", reachable=True, explained=False),
        "business_team": KnownContact(
            "Dorset Safeguarding Children Partnership (DSCP) Business Team",
            reachable=False,
            explained=True,
        ),
        "nobody": KnownContact("Nobody", reachable=False, explained=False),
    },
    editions={
        "test-1": KnownEdition(datetime.date(2026, 3, 2)),
        "test-0": KnownEdition(datetime.date(2026, 3, 1)),
        "undated": KnownEdition(),
        "replaced": KnownEdition(datetime.date(2025, 1, 1), superseded_by="test-1"),
    },
    abbreviations={"SIN": "Serious Incident Notification"},
)


def edited(old: str, new: str) -> str:
    """Return the small flow with one text in place of another, which stands there once."""
    found = CLEAN.count(old)
    assert found == 1, f"the text to edit occurs {found} times: {old}"
    return CLEAN.replace(old, new)


def place_of(text: str, at: str) -> tuple[int, int]:
    """Return the line and column, from 1, of what stands after `MARK` in a text that is unique."""
    before, _, after = at.partition(MARK)
    assert text.count(before + after) == 1, f"not there once: {before + after}"
    start = text.index(before + after) + len(before)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def linted(text: str, **around: object) -> Findings:
    """Return what the lint finds in the text of a flow, in these surroundings."""
    surroundings = replace(AROUND, **around)  # type: ignore[arg-type]
    return lint([read_flow_text(text)], surroundings)


def standing(text: str, **around: object) -> tuple[Finding, ...]:
    """Return what the lint finds in the text of a flow and the flow does not accept."""
    return linted(text, **around).standing
