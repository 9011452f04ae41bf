"""One adapter module for each engine of the benchmark."""

from __future__ import annotations

from benchmarks.engines import (
    docassemble,
    floor,
    statemachine,
    transitions,
    triage,
    xstate,
    yaml_events,
)
from benchmarks.engines.adapter import Engine

OURS = triage.ENGINE.name
PROBE = yaml_events.ENGINE.name

ENGINES: dict[str, Engine] = {
    module.ENGINE.name: module.ENGINE
    for module in (triage, floor, transitions, statemachine, xstate, docassemble, yaml_events)
}
