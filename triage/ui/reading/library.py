"""The guidance of a pack, read when somebody first asks for it.

The digest takes longer to read than all the rest of a pack, and no answer rests on it. So a
person who only answers questions never waits for it, and a fault in it never stops them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from triage.errors import PackError, UsageError
from triage.guidance.lookup import Book, open_book
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.reading.pages import ReadingPage, asked_for, page_of
from triage.ui.reading.targets import Readable


class Library:
    """Opens books of the guidance. `read` returns the pack with its digest."""

    def __init__(self, read: Callable[[], Pack]) -> None:
        """Read nothing yet."""
        self._read = read

    @cached_property
    def _pack(self) -> Pack:
        try:
            return self._read()
        except PackError as error:
            raise UsageError(words.GUIDANCE_UNREADABLE) from error

    def page(self, target: Readable, edition: str, *, with_walks: bool) -> ReadingPage:
        """Return a page of the guidance; `with_walks` also leads to the walks of the menu.

        Raises `UsageError` where there is no such page, and for a missing or faulty digest.
        """
        pack = self._pack if with_walks else replace(self._pack, menu=())
        return page_of(self._book(edition), pack, target)

    def asked_for(self, typed: str, edition: str) -> Readable:
        """Return what is meant by what was typed; raises `UsageError` as `page` does."""
        return asked_for(self._book(edition), typed)

    def _book(self, edition: str) -> Book:
        """Return the guidance of that edition, or the latest where there is no digest of it."""
        guidance = self._pack.guidance
        known = guidance is not None and edition in guidance.digests
        return open_book(self._pack, edition if known else None)
