"""The summary as templates see it: plain dicts, lists, texts, numbers and yes or no.

`shape_of` says what a template may find where, so that a template is checked against it before
anyone relies on it; `plain` makes the values.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args, get_origin, get_type_hints

from triage.report.in_words import day

Plain = str | int | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose entries all have one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A dict with these keys."""

    of: Mapping[str, Shape] = field(hash=False)


Shape = Literal["text", "number", "yes or no", "layout"] | ListOf | Record
"""`layout` is what a filter has laid out: it can be printed, and nothing else."""


def shape_of(kind: object) -> Shape:
    """Return the shape of what `plain` makes of a value of that type."""
    if get_origin(kind) is tuple:
        return ListOf(shape_of(get_args(kind)[0]))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return Record({field.name: shape_of(hints[field.name]) for field in _fields(kind)})
    if kind is bool:
        return "yes or no"
    return "number" if kind is int else "text"


def plain(part: object) -> Plain:
    """Return a value as plain data, with dates in words."""
    if isinstance(part, str | int):
        return part
    if isinstance(part, tuple):
        return [plain(each) for each in part]
    if isinstance(part, datetime.datetime):
        return f"{day(part)} at {part:%H:%M}"
    if isinstance(part, datetime.date):
        return day(part)
    return {field.name: plain(getattr(part, field.name)) for field in _fields(type(part))}


def _fields(kind: type) -> tuple[dataclasses.Field[object], ...]:
    return dataclasses.fields(kind)
