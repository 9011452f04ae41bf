"""A probe, not an engine: parse our YAML text with libyaml and look at nothing.

No reader that is built on libyaml's events can load a flow faster than this.
"""

from __future__ import annotations

from importlib import import_module

from benchmarks.canonical import to_yaml
from benchmarks.engines.adapter import Driver, Engine, importing


def load(text: str) -> int:
    """Return how many events the text has; nothing is built from them."""
    yaml = import_module("yaml")
    count = 0
    for _ in yaml.parse(text, Loader=yaml.CLoader):
        count += 1
    return count


ENGINE = Engine(
    name="yaml-events",
    runtime="triage",
    native_text=to_yaml,
    driver=Driver("PyYAML", importing("yaml.cyaml"), load, None),
)
