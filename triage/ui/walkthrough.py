"""One person's way through the walks of a pack, the same for every front end.

A front end shows `screen`, and calls `take`, `begin`, `answer`, `back`, `change`, `go_on`,
`preview`, `another_child` or `forget`. Where a person stands in a walk, and the moves within it,
are in `triage.ui.walk.standing`; how a screen is made is in `triage.ui.presenter`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from triage.core.program import Program, compile_program
from triage.pack.reader import Pack
from triage.ui.presenter.current import current_screen
from triage.ui.reaching import safety
from triage.ui.screens import Offer, Screen
from triage.ui.walk.session import Session
from triage.ui.walk.standing import Standing

if TYPE_CHECKING:
    from triage.ui.free_text import Concern, TextCheck
    from triage.ui.reading.library import Library
    from triage.ui.reading.pages import ReadingPage
    from triage.ui.reading.targets import Readable


class Walkthrough(Standing):
    """One sitting: from Home into one walk after another, and what is shown on the way."""

    def __init__(
        self,
        pack: Pack,
        walk: str | None,
        today: datetime.date,
        with_guidance: Callable[[], Pack] | None = None,
    ) -> None:
        """Start at the welcome screen of the journey or flow named `walk`, or at Home for None.

        Home needs a pack with a menu. Without it, there is that one walk and nothing else.
        `with_guidance` reads the pack again with its digest, once somebody wants to read in it.
        """
        super().__init__(Session(), pack.form, today, has_home=walk is None)
        self.pack = pack
        self._with_guidance = with_guidance or (lambda: pack)
        self._programs: dict[str, Program] = {}
        self._start(_first_walk(pack) if walk is None else walk)

    def _start(self, walk: str) -> None:
        self.enter(walk, self._program(walk))
        if self.has_home:
            self.stage = "home"

    def _program(self, walk: str) -> Program:
        program = self._programs.get(walk)
        if program is None:
            program = self._programs[walk] = compile_program(self.pack.walk(walk))
        return program

    # From walk to walk ---------------------------------------------------------------------

    @property
    def child(self) -> int:
        """Which child of the incident this is about, from 1."""
        return self.session.child

    @property
    def can_forget(self) -> bool:
        """Whether there is a Home to start again from, and anything to forget."""
        return self.has_home and bool(self.session or self.position.answers)

    def take(self, offer: Offer) -> None:
        """Go where an offer leads, unless that is a book; every answer stays, unless it forgets.

        The walk that Home begins with asks its first question at once; others say what they are.
        """
        if offer.action == "forget":
            self.forget()
        elif offer.action == "leg":
            self.begin_next_leg()
        elif offer.action == "home":
            self.home()
        elif offer.action == "walk":
            self._note_answers()
            self.enter(offer.target, self._program(offer.target))
            if _begins_at_once(self.pack, offer.target):
                self.begin()

    def another_child(self) -> None:
        """Keep the answers about the incident, drop those about the child, and begin again."""
        self._note_answers()
        self.session.next_child()
        self.enter(self.walk, self.program)
        self._note_shown()
        self.begin()

    def forget(self) -> None:
        """Drop every answer of the session, and return to the screen that it began with."""
        self.session.forget()
        self._start(_first_walk(self.pack) if self.has_home else self.walk)

    # What is shown -------------------------------------------------------------------------

    @property
    def screen(self) -> Screen:
        """What to show now."""
        if self.stage == "asking":
            self.prepare()
        return self.first_sight

    @property
    def first_sight(self) -> Screen:
        """What to show at once: until `look_ahead` has ended, not how many questions there are."""
        return current_screen(self)

    @property
    def safety(self) -> tuple[str, ...]:
        """What to do if someone may be in danger, with the numbers that are known."""
        return safety(self.pack.contacts)

    @property
    def mark(self) -> str:
        """What every screen says of a training copy, or nothing."""
        from triage.report.referral import training_words

        return training_words(self.position, self.pack.form)

    def look_ahead(self) -> Iterator[None]:
        """Work out ahead of need what the next questions will show, in small steps.

        It is the same whatever is answered: how many questions can still come is found for
        every way on at once, and kept in the program.
        """
        return self.trail.look_ahead()

    @property
    def sees_ahead(self) -> bool:
        """Whether it is known how many questions there are."""
        return self.trail.left is not None

    def prepare(self) -> None:
        """Look ahead to the end, while a screen is read."""
        for _ in self.look_ahead():
            pass

    def concerns(self, text: str) -> tuple[Concern, ...]:
        """Return what in a text that was typed may tell who somebody is: a warning, no error."""
        return self._text_check.concerns(text)

    @cached_property
    def _text_check(self) -> TextCheck:
        from triage.ui.free_text import TextCheck

        return TextCheck(self.pack)

    # Reading the guidance ------------------------------------------------------------------

    def read(self, target: Readable) -> ReadingPage:
        """Return a page of the guidance that this walk follows; moves nowhere.

        Raises `UsageError` where there is no such page, or no guidance to be read.
        """
        return self._library.page(target, self._edition, with_walks=self.has_home)

    def asked_for(self, typed: str) -> Readable:
        """Return what in the guidance is meant by what was typed; raises `UsageError`."""
        return self._library.asked_for(typed, self._edition)

    @cached_property
    def _library(self) -> Library:
        from triage.ui.reading.library import Library

        return Library(self._with_guidance)

    @property
    def _edition(self) -> str:
        return self.program.flows[0].edition


def _first_walk(pack: Pack) -> str:
    """Return the walk that stands first in the menu, or in the pack where the menu has none."""
    walks = (entry.walk for group in pack.menu for entry in group.entries if entry.walk)
    return next(walks, next(iter([*pack.journeys, *pack.flows])))


def _begins_at_once(pack: Pack, walk: str) -> bool:
    """Say whether a walk is what Home itself welcomes people to: its very first offer."""
    first = next((entry for group in pack.menu for entry in group.entries), None)
    return first is not None and first.walk == walk
