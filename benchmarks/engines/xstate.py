"""XState: the flow as a machine configuration; `xstate.mjs` loads and walks it under Node."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.canonical import (
    ADVISE,
    COUNTED,
    END,
    OPTIONS,
    REFER,
    THRESHOLD,
    CanonicalFlow,
)
from benchmarks.engines.adapter import Engine

DECIDING = "deciding"


def native_text(flow: CanonicalFlow) -> str:
    """Return the JSON of XState's own configuration: a state for each question."""
    scored = frozenset(flow.scored)
    states: dict[str, Any] = {}
    for question in flow.questions:
        on = {}
        for option in OPTIONS:
            following = question.follows[option]
            points = int(option == COUNTED and question.id in scored)
            params = {"question": question.id, "answer": option, "points": points}
            on[f"answer.{option}"] = {
                "target": DECIDING if following == END else following,
                "actions": [{"type": "record", "params": params}],
            }
        states[question.id] = {"on": on, "meta": {"text": question.text}}
    reached = {"type": "reached", "params": {"threshold": THRESHOLD}}
    states[DECIDING] = {"always": [{"guard": reached, "target": REFER}, {"target": ADVISE}]}
    states |= {REFER: {"type": "final"}, ADVISE: {"type": "final"}}
    machine = {"id": flow.id, "initial": flow.questions[0].id, "states": states}
    return json.dumps(machine, indent=1)


ENGINE = Engine(name="xstate", runtime="node", native_text=native_text, driver=None)
