"""One person's way through the walks of a pack, the same for every front end.

A front end shows `screen`, and calls `take`, `begin`, `answer`, `back`, `change`, `go_on`,
`another_child` or `forget`. What comes next is always asked of the engine; nothing here knows a
flow. Answers live here and in the session, in memory, and nowhere else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from triage.core.engine import Position, replay
from triage.core.program import Program, compile_program
from triage.core.progress import remaining
from triage.errors import UsageError
from triage.pack.naming import nearest
from triage.pack.reader import Pack
from triage.report.in_words import in_words
from triage.ui import presenter
from triage.ui.home import begins_at_once, first_walk, home, onward
from triage.ui.screens import Offer, Screen
from triage.ui.session import Origin, Session

if TYPE_CHECKING:
    from triage.ui.free_text import Concern, TextCheck
    from triage.ui.reading.library import Library
    from triage.ui.reading.pages import ReadingPage
    from triage.ui.reading.targets import Readable

Stage = Literal["home", "welcome", "asking", "review", "result"]


class Walkthrough:
    """Where one person stands: the position, and which of its screens is looked at."""

    stage: Stage

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
        self.pack = pack
        self.today = today
        self._with_guidance = with_guidance or (lambda: pack)
        self._programs: dict[str, Program] = {}
        self._session = Session()
        self._from_home = walk is None
        self._start(first_walk(pack) if walk is None else walk)

    def _start(self, walk: str) -> None:
        self._enter(walk)
        if self._from_home:
            self.stage = "home"

    def _enter(self, walk: str) -> None:
        """Stand at the welcome screen of a walk, with what the session has answered of it."""
        self.program: Program = self._program(walk)
        self.walk = walk
        answers = self._session.answers_for(walk, self.program)
        self.position: Position = replay(self.program, answers)
        origins = self._session.origins(walk)
        self.origins: dict[str, Origin] = {id_: origins[id_] for id_ in answers if id_ in origins}
        self.leg = 0
        """The leg of the journey that is being walked: its result ends it."""
        self.stage = "welcome"
        self._looking_at: str | None = None
        self._came_from_review = False
        self._shown_before: frozenset[str] = frozenset()
        if self._session.begun(walk):
            self._note_shown()

    def _program(self, walk: str) -> Program:
        program = self._programs.get(walk)
        if program is None:
            flows = self.pack.walk(walk)
            if flows is None:
                advice = nearest(walk, [*self.pack.journeys, *self.pack.flows])
                raise UsageError(f"There is no journey or flow of that name. {advice}")
            program = self._programs[walk] = compile_program(flows)
        return program

    def __repr__(self) -> str:
        """Return the stage and the question, never an answer."""
        return f"Walkthrough({self.walk}, {self.stage}, {self.question})"

    @property
    def question(self) -> str | None:
        """The question looked at: an earlier one after going back, else the next to ask."""
        if self.stage != "asking":
            return None
        return self._looking_at or self.position.next

    @property
    def child(self) -> int:
        """Which child of the incident this is about, from 1."""
        return self._session.child

    @property
    def can_go_home(self) -> bool:
        """Whether there is another screen to go home to."""
        return self._from_home and self.stage != "home"

    @property
    def can_go_back(self) -> bool:
        """Whether there is a screen before this one."""
        return self.stage != "home" and (self.stage != "welcome" or self._from_home)

    @property
    def can_forget(self) -> bool:
        """Whether there is a Home to start again from, and anything to forget."""
        return self._from_home and bool(self._session or self.position.answers)

    @property
    def screen(self) -> Screen:
        """What to show now."""
        if self.stage == "home":
            return home(self.pack, self._session, self.today)
        if self.stage == "welcome":
            return presenter.welcome(self.pack, self.program, self.today)
        if self.stage == "review":
            return presenter.review(self.position, self.origins, self.child)
        if self.stage == "result":
            from triage.ui import last_screen

            further = onward(self.pack, self.walk, self._session) if self._from_home else ()
            return last_screen.result(self.pack, self.position, self.today, self.child, further)
        question = self.question
        assert question is not None, "asking means that there is something to ask"
        before, origins = self._shown_before, self.origins
        at = presenter.Standing(self.child, self.leg)
        return presenter.ask(self.position, question, before, origins, at)

    def read(self, target: Readable) -> ReadingPage:
        """Return a page of the guidance that this walk follows; moves nowhere.

        Raises `UsageError` where there is no such page, or no guidance to be read.
        """
        return self._library.page(target, self._edition, with_walks=self._from_home)

    def asked_for(self, typed: str) -> Readable:
        """Return what in the guidance is meant by what was typed; raises `UsageError`."""
        return self._library.asked_for(typed, self._edition)

    def concerns(self, text: str) -> tuple[Concern, ...]:
        """Return what in a text that was typed may tell who somebody is: a warning, no error."""
        return self._text_check.concerns(text)

    @cached_property
    def _text_check(self) -> TextCheck:
        from triage.ui.free_text import TextCheck

        return TextCheck(self.pack)

    @cached_property
    def _library(self) -> Library:
        from triage.ui.reading.library import Library

        return Library(self._with_guidance)

    @property
    def _edition(self) -> str:
        return self.program.flows[0].edition

    def answer_in_words(self, question: str) -> str:
        """Return the answer given to a question, as people read it."""
        return in_words(self.program, question, self.position.answers[question])

    def prepare(self) -> None:
        """Work out ahead of need what the next questions will show, while a screen is read.

        It is the same whatever is answered: how many questions can still come is found for
        every way on at once, and kept in the program.
        """
        remaining(self.position, self.leg)

    def take(self, offer: Offer) -> None:
        """Go where an offer leads, unless that is a book; every answer stays, unless it forgets.

        The walk that Home begins with asks its first question at once; others say what they are.
        """
        if offer.action == "forget":
            self.forget()
        elif offer.action == "home":
            self.home()
        elif offer.action == "walk":
            self._note_answers()
            self._enter(offer.target)
            if begins_at_once(self.pack, offer.target):
                self.begin()

    def home(self) -> None:
        """Go to Home, from anywhere; every answer stays."""
        assert self._from_home, "one walk alone has no Home"
        self._note_answers()
        self.stage = "home"

    def begin(self) -> None:
        """Leave the welcome screen for the first question."""
        self.stage = "asking"
        self._settle()

    def answer(self, value: object) -> None:
        """Answer the question looked at, and go on to the next screen.

        Raises `AnswerError`, and stays, where the value is not valid.
        """
        question = self.question
        assert question is not None, "only a question can be answered"
        shown = frozenset(outcome.id for outcome in self.position.outcomes)
        before = self.position.answers.get(question)
        position = self.position.answer(question, value)
        changed = position.answers[question] != before
        self.position = position
        self._shown_before = shown
        if changed:
            self.origins.pop(question, None)
        self._looking_at = None if self._came_from_review else self._after(question)
        self._settle()

    def back(self) -> None:
        """Go one screen back; every answer stays."""
        if self.stage == "result":
            self.stage = "review"
        elif self.stage == "review" or self._came_from_review:
            self._back_from_review()
        elif self.stage == "asking":
            self._look_at(self._trail_before(self.question))
        elif self.can_go_back:
            self.home()
        self._note_shown()

    def _look_at(self, question: str | None) -> None:
        """Show a question again, or for none what stands before the first."""
        self._looking_at = question
        if question is not None:
            self.stage = "asking"
        elif self._from_home:
            self.home()
        else:
            self.stage = "welcome"

    def _back_from_review(self) -> None:
        if self._came_from_review and self._is_done:
            self._came_from_review = False
            self._looking_at = None
            self.stage = "review"
            return
        self._came_from_review = False
        self._look_at(self._trail_before(None))

    def change(self, question: str) -> None:
        """From the review, look at one answer again; answering it returns to the review."""
        assert question in self.position.asked, "only what was asked can be changed"
        self.stage = "asking"
        self._looking_at = question
        self._came_from_review = True
        self._note_shown()

    def go_on(self) -> None:
        """From the review, go on to the result."""
        self.stage = "result"

    def to_review(self) -> None:
        """From the result, go back to check the answers."""
        self.stage = "review"

    def another_child(self) -> None:
        """Keep the answers about the incident, drop those about the child, and begin again."""
        self._note_answers()
        self._session.next_child()
        self._enter(self.walk)
        self._note_shown()
        self.begin()

    def forget(self) -> None:
        """Drop every answer of the session, and return to the screen that it began with."""
        self._session.forget()
        self._start(first_walk(self.pack) if self._from_home else self.walk)

    # Inside --------------------------------------------------------------------------------

    @property
    def _is_done(self) -> bool:
        """Whether nothing is left to ask in this leg of the journey."""
        return self.position.done(self.leg)

    def _note_answers(self) -> None:
        self._session.note(self.walk, self.position, self.origins)

    def _note_shown(self) -> None:
        self._shown_before = frozenset(outcome.id for outcome in self.position.outcomes)

    def _after(self, question: str) -> str | None:
        """Return the question after this one that has an answer to look at, if any.

        What another walk was told is passed by, unless the person has gone back to look.
        """
        order, asked = self.program.index, self.position.asked
        following = None if self._is_done else self.position.next
        if question not in asked:
            return None
        looking_back = self._looking_at is not None
        last = len(order) if following is None else order[following]
        return next(
            (
                id_
                for id_ in asked
                if order[question] < order[id_] < last
                and (looking_back or self.origins.get(id_) != "earlier")
            ),
            None,
        )

    def _trail_before(self, question: str | None) -> str | None:
        order = self.program.index
        place = order[question] if question is not None else len(order)
        earlier = [asked for asked in self.position.asked if order[asked] < place]
        return earlier[-1] if earlier else None

    def _settle(self) -> None:
        """Go to the review once nothing is left to ask or to look at."""
        if self._looking_at is None and self._is_done:
            self._came_from_review = False
            self.stage = "review"
