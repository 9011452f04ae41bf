"""One person's way through the walks of a pack, the same for every front end.

A front end shows `screen`, and calls `take`, `begin`, `answer`, `back`, `change`, `go_on`,
`preview`, `another_child` or `forget`. What comes next is always asked of the engine; nothing
here knows a flow. Answers live here and in the session, in memory, and nowhere else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from triage.core.engine import Position, replay
from triage.core.program import Program, compile_program
from triage.errors import UsageError
from triage.pack.naming import nearest
from triage.pack.reader import Pack
from triage.report.in_words import in_words
from triage.ui.presenter.entries import step
from triage.ui.presenter.home import begins_at_once, first_walk, home, next_leg, onward
from triage.ui.presenter.question import ask
from triage.ui.presenter.welcome import welcome
from triage.ui.screens import Offer, Screen
from triage.ui.walk.entries import Entries
from triage.ui.walk.session import Origin, Session
from triage.ui.walk.trail import Trail

if TYPE_CHECKING:
    from triage.ui.free_text import Concern, TextCheck
    from triage.ui.reading.library import Library
    from triage.ui.reading.pages import ReadingPage
    from triage.ui.reading.targets import Readable

Stage = Literal["home", "welcome", "asking", "review", "result", "preview"]


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
        self._lists: dict[str, Entries] = {}
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
        """The leg of the walk in which the person stands: its result, or what is saved, ends it."""
        self.stage = "welcome"
        self._looking_at: str | None = None
        self._held: str | None = None
        self.first_message = False
        """Whether it is the first message that would be saved, not the whole summary."""
        self._return_to: Literal["review", "preview"] | None = None
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
        return self._looking_at or self._held or self.position.next

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
        if self.stage == "asking":
            self.prepare()
        return self.first_sight

    @property
    def first_sight(self) -> Screen:
        """What to show at once: until `look_ahead` has ended, not how many questions there are."""
        if self.stage == "home":
            return home(self.pack, self._session, self.today)
        if self.stage == "welcome":
            return welcome(self.pack, self.program, self.today)
        if self.stage == "review":
            from triage.ui.presenter.review import review

            return review(self._trail, self.pack.form, self.child)
        if self.stage == "result":
            from triage.ui.presenter.result import result

            further = (*next_leg(self._trail), *self._onward)
            return result(self.pack, self.position, self.today, self.child, further)
        if self.stage == "preview":
            from triage.ui.presenter.preview import preview

            further = () if self._has_result else self._onward
            form = self.pack.form
            return preview(self.position, form, short=self.first_message, onward=further)
        question = self.question
        assert question is not None, "asking means that there is something to ask"
        asked = ask(self._trail, question, self._shown_before, self.child)
        filling = self._filling
        return asked if filling is None else step(filling, asked)

    @property
    def mark(self) -> str:
        """What every screen says of a training copy, or nothing."""
        from triage.report.referral import training_words

        return training_words(self.position, self.pack.form)

    @property
    def _onward(self) -> tuple[Offer, ...]:
        return onward(self.pack, self.walk, self._session) if self._from_home else ()

    @property
    def asking(self) -> str | None:
        """The id of the question screen that is shown: a list of entries has several."""
        filling = self._filling
        return self.question if filling is None else filling.step

    @property
    def _trail(self) -> Trail:
        return Trail(self.position, self.leg, self.origins)

    @property
    def _filling(self) -> Entries | None:
        """The entries of the question looked at, if it takes any, as the answer has them."""
        id_ = self.question
        question = None if id_ is None else self.program.questions[self.program.index[id_]]
        if question is None or question.kind != "repeat":
            return None
        entries = self._lists.setdefault(question.id, Entries(question))
        entries.stand_at(self.position.answers.get(question.id))
        return entries

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

    def look_ahead(self) -> Iterator[None]:
        """Work out ahead of need what the next questions will show, in small steps.

        It is the same whatever is answered: how many questions can still come is found for
        every way on at once, and kept in the program.
        """
        return self._trail.look_ahead()

    @property
    def sees_ahead(self) -> bool:
        """Whether it is known how many questions there are."""
        return self._trail.left is not None

    def prepare(self) -> None:
        """Look ahead to the end, while a screen is read."""
        for _ in self.look_ahead():
            pass

    def take(self, offer: Offer) -> None:
        """Go where an offer leads, unless that is a book; every answer stays, unless it forgets.

        The walk that Home begins with asks its first question at once; others say what they are.
        """
        if offer.action == "forget":
            self.forget()
        elif offer.action == "leg":
            self._stand_in(self.leg + 1)
            self.begin()
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

    def answer(self, value: object) -> str:
        """Answer the question looked at, and go on to the next screen.

        Return the answer in words, or nothing where something was done to a list of entries.
        Raises `AnswerError`, and stays, where the value is not valid.
        """
        question = self.question
        assert question is not None, "only a question can be answered"
        filling = self._filling
        if filling is not None:
            final = filling.take(value)
            self._hold(question, filling)
            if final is None:
                return filling.said
            value = final
        shown = frozenset(outcome.id for outcome in self.position.outcomes)
        before = self.position.answers.get(question)
        position = self.position.answer(question, value)
        changed = position.answers[question] != before
        self.position = position
        self._shown_before = shown
        if changed:
            self.origins.pop(question, None)
        self._held = None
        back = self._looking_at is not None
        trail = self._trail
        to_look_at = None if self._return_to else trail.after(question, looking_back=back)
        self._looking_at = to_look_at
        if self.leg and shown != frozenset(outcome.id for outcome in position.outcomes):
            self.to_result()
        self._settle()
        return in_words(self.program, question, position.answers[question])

    def _hold(self, question: str, filling: Entries) -> None:
        """Keep the whole entries of a list as its answer so far, and stay at it."""
        self._held = question
        self._note_shown()
        if filling.answer != self.position.answers.get(question, ()):
            self.origins.pop(question, None)
            if filling.answer:
                self.position = self.position.answer(question, filling.answer)
            else:
                self.position = self.position.without(question)

    def back(self) -> None:
        """Go one screen back; every answer stays."""
        filling = self._filling
        if filling is not None and filling.back():
            return
        self._held = None
        if self.stage == "preview":
            self.stage = "result" if self._has_result else "review"
        elif self.stage == "result":
            self.stage = "review"
        elif self.stage == "review" or self._return_to:
            self._back_from_review()
        elif self.stage == "asking":
            self._look_at(self._trail.before(self.question))
        elif self.can_go_back:
            self.home()
        self._note_shown()

    def _look_at(self, question: str | None) -> None:
        """Show a question again, or for none what stands before the first."""
        self._looking_at = question
        if question is not None:
            self.stage = "asking"
        elif self.leg:
            self.to_result()
        elif self._from_home:
            self.home()
        else:
            self.stage = "welcome"

    def _back_from_review(self) -> None:
        if self._return_to and self._trail.done:
            self._looking_at = None
            self._arrive()
            return
        self._return_to = None
        self._look_at(self._trail.before(None))

    def change(self, question: str) -> None:
        """From the review, look at one answer again; answering it returns to the review."""
        assert question in self.position.asked, "only what was asked can be changed"
        self._go_to(question, "review")

    def give(self, question: str) -> None:
        """From the preview, go to a question whose answer is missing there, and back to it."""
        if question in self._trail.places:
            self._go_to(question, "preview")
        else:
            self._stand_in(self.leg - 1)
            self._go_to(question, "review")

    def _go_to(self, question: str, return_to: Literal["review", "preview"]) -> None:
        self.stage = "asking"
        self._looking_at = question
        self._return_to = return_to
        self._note_shown()

    def go_on(self) -> None:
        """From the review, go on to the result, or to what would be saved where there is none."""
        if self._has_result:
            self.stage = "result"
        else:
            self.preview()

    def preview(self) -> None:
        """Go on to what would be saved: the first message, where that was chosen."""
        from triage.ui.presenter.preview import is_short

        self.first_message = not self._has_result and is_short(self.position, self.pack.form)
        self.stage = "preview"

    def preview_other(self) -> None:
        """Show the first message in place of the whole summary, or the other way round."""
        self.first_message = not self.first_message

    def to_result(self) -> None:
        """Go back to the result: that of this leg, or of the one before it."""
        while not self._has_result:
            self._stand_in(self.leg - 1)
        self.stage = "result"

    def to_review(self) -> None:
        """From the result or the preview, go back to check the answers."""
        self.stage = "review"

    def another_child(self) -> None:
        """Keep the answers about the incident, drop those about the child, and begin again."""
        self._note_answers()
        self._session.next_child()
        self._lists.clear()
        self._enter(self.walk)
        self._note_shown()
        self.begin()

    def forget(self) -> None:
        """Drop every answer of the session, and return to the screen that it began with."""
        self._session.forget()
        self._lists.clear()
        self._start(first_walk(self.pack) if self._from_home else self.walk)

    # Inside --------------------------------------------------------------------------------

    def _note_answers(self) -> None:
        self._session.note(self.walk, self.position, self.origins)

    def _note_shown(self) -> None:
        self._shown_before = frozenset(outcome.id for outcome in self.position.outcomes)

    @property
    def _has_result(self) -> bool:
        """Whether the leg ends in a result; the first always does."""
        legs = self.program.legs
        return not self.leg or legs[self.leg].outcomes > legs[self.leg - 1].outcomes

    def _stand_in(self, leg: int) -> None:
        """Stand in a leg; what those before it were told is from earlier."""
        self._note_answers()
        self.leg = leg
        self._looking_at = self._held = self._return_to = None
        self.first_message = False
        elsewhere = self._session.origins(self.walk)
        answers = self.position.answers
        self.origins = {id_: elsewhere[id_] for id_ in answers if id_ in elsewhere}
        start = self.program.legs[leg].start
        for number in self.program.asking[:start]:
            id_ = self.program.questions[number].id
            if id_ in answers:
                self.origins.setdefault(id_, "earlier")
        self._note_shown()

    def _settle(self) -> None:
        """Go to the review once nothing is left to ask or to look at.

        Where a changed answer has opened questions of an earlier leg, those come first. Where it
        has changed what the answers suggest, the result is shown again.
        """
        if self._looking_at is not None:
            return
        undone = next((n for n in range(self.leg + 1) if not self.position.done(n)), None)
        if undone is not None and undone < self.leg:
            self._stand_in(undone)
        if undone is not None:
            self.stage = "asking"
        elif self.stage != "result":
            self._arrive()

    def _arrive(self) -> None:
        """Go back to where a question was gone to from, or to the review."""
        self.stage = self._return_to or "review"
        self._return_to = None
