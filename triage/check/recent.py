"""A memo that forgets what was not looked up for long, so that memory stays constant."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """What was set or looked up lately; `forget` drops the rest: what was not since the last time.

    A search that goes on from where others ended finds what they found, however much it was.
    """

    __slots__ = ("_before", "_since")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._before: dict[Key, Value] = {}
        self._since: dict[Key, Value] = {}

    def __contains__(self, key: Key) -> bool:
        """Say whether a key is known; if so it is kept on."""
        if key in self._since:
            return True
        if key not in self._before:
            return False
        self._since[key] = self._before.pop(key)
        return True

    def __getitem__(self, key: Key) -> Value:
        """Return what is known of a key that is in the memo."""
        return self._since[key] if key in self._since else self._before[key]

    def __setitem__(self, key: Key, value: Value) -> None:
        """Remember something."""
        self._since[key] = value

    def forget(self) -> None:
        """Drop what was neither set nor looked up since this was last called."""
        self._before, self._since = self._since, {}
