"""Flows small enough to count every path one by one; each has features of its own."""

from __future__ import annotations

_HEAD = """
flow: tiny
title: A tiny flow
version: 1
edition: none
"""

GATES_AND_DOUBT = (
    _HEAD
    + """
questions:
  - {id: a, ask: A?, options: {yes: 'Yes', no: 'No', unsure: {label: Not sure, unsure: yes}}}
  - {id: b, ask: B?, when: {a: [yes, unsure]}, options: {low: Low, high: High}}
  - {id: c, ask: C?, when: {any: [{b: high}, {a: no}]}, options: {x: X, y: Y, z: Z}}
facts:
  bad: {all: [{b: high}, {not: {c: x}}]}
outcomes:
  - id: strong
    title: Strong
    rules:
      - {id: S1, says: A rule., certainty: certain, when: bad}
  - id: weak
    title: Weak
    yields_to: strong
    unless: {c: z}
    rules:
      - {id: W1, says: A rule., certainty: certain, when: {a: unsure}}
      - {id: W2, says: A rule., certainty: certain, when: {b: low}, only_when_any_of: [strong]}
      - {id: W3, says: A rule., certainty: certain, when: {c: y}}
  - id: nothing
    title: Nothing
    only_when_none_of: [strong, weak]
    rules:
      - {id: N1, says: A rule., certainty: judgement}
"""
)

TICKS = (
    _HEAD
    + """
questions:
  - id: signs
    ask: Which?
    kind: choices
    options:
      p: P
      q: Q
      r: R
      none: {label: None, alone: yes}
      unsure: {label: Not sure, alone: yes}
  - {id: who, ask: Who?, when: {not: {signs: [none, p]}}, options: {us: Us, them: Them}}
outcomes:
  - id: two
    title: Two
    rules:
      - id: T1
        says: A rule.
        certainty: certain
        when: {at_least: {count: 2, of: [{signs: p}, {signs: [q, r]}, {who: us}]}}
  - id: asked
    title: Asked
    rules:
      - {id: A1, says: A rule., certainty: certain, when: {answered: [who]}}
  - id: rest
    title: Rest
    rules:
      - {id: R1, says: A rule., certainty: certain, only_when_none_of: [two, asked]}
"""
)

NUMBERS_AND_DAYS = (
    _HEAD
    + """
questions:
  - {id: weeks, ask: How many?, kind: number, min: 0, max: 9}
  - id: day
    ask: When?
    kind: date
    min: 2026-03-01
    max: 2026-03-05
    when: {weeks: {from: 3, under: 7}}
  - {id: note, ask: What?, kind: text, limit: 100, when: {day: {over: 2026-03-03}}}
  - id: sure
    ask: Sure?
    when: {any: [{answered: [note]}, {weeks: {is: 9}}]}
    options: {y: Y, n: N}
outcomes:
  - id: early
    title: Early
    rules:
      - {id: E1, says: A rule., certainty: certain, when: {weeks: {up_to: 4}}}
      - {id: E2, says: A rule., certainty: certain, when: {day: {under: 2026-03-02}}}
  - id: late
    title: Late
    yields_to: early
    rules:
      - id: L1
        says: A rule.
        certainty: certain
        when: {all: [{answered: [day]}, {not: {sure: y}}]}
"""
)

NEVER_ASKED = (
    _HEAD
    + """
questions:
  - {id: a, ask: A?, options: {yes: 'Yes', no: 'No'}}
  - {id: b, ask: B?, when: {all: [{a: yes}, {not: {a: yes}}]}, options: {yes: 'Yes', no: 'No'}}
  - {id: c, ask: C?, when: {not: {b: yes}}, options: {one: One, two: Two, three: Three}}
outcomes:
  - id: impossible
    title: Impossible
    rules:
      - {id: I1, says: A rule., certainty: certain, when: {b: [yes, no]}}
  - id: certain
    title: Certain
    unless: {answered: [b]}
    rules:
      - {id: C1, says: A rule., certainty: certain, when: {answered: [c]}}
"""
)

TINY_FLOWS = {
    "gates_and_doubt": (GATES_AND_DOUBT, 11),
    "ticks": (TICKS, 13),
    "numbers_and_days": (NUMBERS_AND_DAYS, 35),
    "never_asked": (NEVER_ASKED, 6),
}
"""The text of each flow, and its number of paths as counted by hand."""
