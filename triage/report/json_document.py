"""The summary as data for other programs: JSON with a version, and its published schema.

The schema (JSON Schema 2020-12, `docs/reference/summary.schema.json`) is made from the same types,
and a test holds the published one against it. A part that is added leaves `VERSION` as it is; one
that is taken out, or means something else, makes it one more.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any, Literal, get_args, get_origin, get_type_hints

from triage.report.summary import Summary

FORMAT = "triage-summary"
VERSION = 1
SCHEMA = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: dict[object, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime.datetime: {"type": "string", "format": "date-time"},
    datetime.date: {"type": "string", "format": "date"},
}


def json_document(summary: Summary) -> str:
    """Return the summary as one JSON object of pure ASCII; days and moments as in ISO 8601."""
    whole = {"format": FORMAT, "version": VERSION, "summary": _plain(summary)}
    return json.dumps(whole, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema of `json_document`, made from the types of the summary."""
    definitions: dict[str, Any] = {}
    return {
        "$schema": SCHEMA,
        "$id": f"urn:triage:summary:{VERSION}",
        "title": "A summary of triage",
        "description": "What a walk through the questions suggests. It decides nothing.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "summary": _schema_of(Summary, definitions),
        },
        "required": ["format", "version", "summary"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _plain(part: object) -> object:
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    if isinstance(part, datetime.date):
        return part.isoformat()
    if dataclasses.is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in dataclasses.fields(part)}
    return part


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(kind)
        parts = {
            field.name: _schema_of(hints[field.name], definitions)
            for field in dataclasses.fields(kind)
        }
        definitions[name] = {
            "description": (kind.__doc__ or "").split("\n\n")[0].strip(),
            "type": "object",
            "properties": parts,
            "required": list(parts),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
