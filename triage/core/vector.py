"""A persistent vector: changing one place costs the same however long the vector is.

A position in a flow is immutable, and answering one more question must not copy ten thousand
others. The items stand in blocks; `replace` copies one block and the short list of blocks, and
shares everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")

_SHIFT = 6
_SIZE = 1 << _SHIFT
_LOW = _SIZE - 1


class Vector(Generic[Item]):
    """An immutable sequence of fixed length with a cheap `replace`; its `repr` hides the items."""

    __slots__ = ("_blocks", "_length")

    def __init__(self, items: Iterable[Item]) -> None:
        """Build the vector from its items, in order."""
        flat = list(items)
        self._length = len(flat)
        self._blocks = [flat[start : start + _SIZE] for start in range(0, len(flat), _SIZE)]

    def __len__(self) -> int:
        """Return the number of items."""
        return self._length

    def __getitem__(self, index: int) -> Item:
        """Return the item at `index`, which counts from 0 and is not negative."""
        return self._blocks[index >> _SHIFT][index & _LOW]

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in order."""
        for block in self._blocks:
            yield from block

    def replace(self, index: int, item: Item) -> Vector[Item]:
        """Return a vector that differs from this one only at `index`."""
        blocks = self._blocks[:]
        block = blocks[index >> _SHIFT][:]
        block[index & _LOW] = item
        blocks[index >> _SHIFT] = block
        new: Vector[Item] = object.__new__(type(self))
        new._length = self._length
        new._blocks = blocks
        return new

    def __repr__(self) -> str:
        """Return the length only: items may be answers."""
        return f"Vector of {self._length}"
