"""A short digest of a flow, so that a summary says exactly which rules and words made it."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping

from triage.core.model import Flow

LENGTH = 12


def flow_digest(flow: Flow) -> str:
    """Return 12 hexadecimal digits of SHA-256 over all that a flow means and says.

    Comments, layout and the order of facts in the file make no difference. What a flow leaves
    out makes none either, so a key that the flow language gains later changes no old digest.
    """
    text = json.dumps(_canonical(flow), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:LENGTH]


def _canonical(part: object) -> object:
    if isinstance(part, frozenset):
        return sorted(part)
    if isinstance(part, tuple):
        return [_canonical(each) for each in part]
    if isinstance(part, datetime.date):
        return {"date": part.isoformat()}
    if isinstance(part, Mapping):
        return {name: _canonical(value) for name, value in part.items()}
    if dataclasses.is_dataclass(part):
        # Left out of comparison is what says nothing to anyone: places, and accepted findings.
        written = {
            field.name: _canonical(getattr(part, field.name))
            for field in dataclasses.fields(part)
            if field.compare and getattr(part, field.name) != _default(field)
        }
        return {"is": type(part).__name__, "has": written}
    return part


def _default(field: dataclasses.Field[object]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
