"""The words of a pack: what it writes itself is no name, however somebody spells it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from triage.report.identifiers.names import bare, words_in


def words_of(*parts: object) -> frozenset[str]:
    """Return the words, in lower case, of all texts in these values and in whatever they hold."""
    return frozenset(bare(word) for text in _texts(parts) for word in words_in(text))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from _texts(tuple(part.values()))
    elif isinstance(part, tuple | list | frozenset):
        for each in part:
            yield from _texts(each)
    elif dataclasses.is_dataclass(part):
        yield from _texts(tuple(getattr(part, field.name) for field in dataclasses.fields(part)))
