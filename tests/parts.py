"""Which part of what takes long is run: the same one each time, or all of it.

`TRIAGE_TESTS=all python -m pytest` runs all of it, which takes some minutes more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

ALL = os.environ.get("TRIAGE_TESTS") == "all"


def part(number: int, of: int, everything: Iterable[T]) -> list[T]:
    """Return one of so many parts, numbered from 0, or all; the parts together are everything."""
    return [each for place, each in enumerate(everything) if ALL or place % of == number % of]
