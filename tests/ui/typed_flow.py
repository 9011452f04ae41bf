"""A small flow with everything that is typed: texts short and long, a day, a list of entries."""

from __future__ import annotations

import dataclasses
import datetime

from tests.report.samples import pack
from triage.pack.reader import Pack, read_flow_text
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 23)
FLOW = """
flow: typed
title: What is typed
version: 1
edition: dorset-3.1
questions:
  - {id: tell, ask: What happened?, kind: text, limit: 600, not_known: yes, always: yes}
  - {id: role, ask: What is your role?, kind: text, limit: 80, always: yes}
  - {id: day, ask: On which day?, kind: date, min: 2020-01-01, max: 2030-12-31, not_known: yes,
     always: yes}
  - id: agencies
    ask: Which agencies are involved?
    kind: repeat
    each: an agency
    most: 3
    not_known: yes
    always: yes
    parts:
      - {id: agency, ask: Which agency?, kind: text, limit: 80}
      - {id: involved, ask: Still involved?, options: {yes: Yes, no: No}}
      - {id: seen, ask: Last seen on which day?, kind: date, min: 2020-01-01, max: 2030-12-31,
         not_known: yes}
  - {id: last, ask: Is that all?, options: {yes: Yes, no: No}, always: yes}
outcomes:
  - id: tell_them
    title: Tell the lead officer
    rules: [{id: T1, says: It is so., certainty: certain, when: {answered: [role]}}]
"""


def typed_pack() -> Pack:
    """Return the built-in pack with this flow alone."""
    flow = read_flow_text(FLOW)
    return dataclasses.replace(pack(), flows={flow.id: flow}, journeys={}, menu=())


def typed_walk(at: str = "tell") -> Walkthrough:
    """Return a walkthrough of the flow at one of its questions, all before it answered."""
    walk = Walkthrough(typed_pack(), "typed", TODAY)
    walk.begin()
    answers = {"tell": "A fall.", "role": "Nurse", "day": "not_known"}
    while walk.question != at and walk.question in answers:
        walk.answer(answers[walk.question])
    return walk
