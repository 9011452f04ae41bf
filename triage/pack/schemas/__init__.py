"""JSON Schemas of a pack's files, for editors: completion, and words on each key when hovered.

They say less than the reader, which has the last word: a schema cannot know which names exist.
`tests/pack/test_schemas.py` holds them against the reader, key by key.
"""

from __future__ import annotations

from pathlib import Path

NAMES = ("flow", "contacts", "editions", "pack")
"""What there is a schema for; that of a flow is that of a journey too."""


def path_of(name: str) -> Path:
    """Return where the schema of that name is installed."""
    return Path(__file__).with_name(f"{name}.schema.json")


def text_of(name: str) -> str:
    """Return the JSON text of the schema of that name."""
    return path_of(name).read_text(encoding="utf-8")
