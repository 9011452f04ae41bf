"""Where one person stands in one walk, and every move within it.

What comes next is always asked of the engine; nothing here knows a flow, or how a screen looks.
"""

from __future__ import annotations

import datetime
from typing import Literal

from triage.core.engine import Position, replay
from triage.core.form import ReferralForm
from triage.core.model import Question
from triage.core.program import Program
from triage.report.in_words import in_words
from triage.ui.walk.entries import Entries
from triage.ui.walk.odd_days import doubt
from triage.ui.walk.session import Origin, Session
from triage.ui.walk.trail import Trail
from triage.ui.walk.typed_days import day_typed

_End = Literal["review", "result", "preview"]
Stage = Literal["home", "welcome", "asking"] | _End


class Standing:
    """The position in a walk, and which of its screens is looked at; `enter` begins it.

    Answers live here and in the session, in memory, and nowhere else.
    """

    stage: Stage

    def __init__(
        self, session: Session, form: ReferralForm | None, today: datetime.date, *, has_home: bool
    ) -> None:
        """Take what was answered in the sitting, the referral form, and whether there is a Home."""
        self.session = session
        self._form = form
        self.today = today
        self.has_home = has_home
        self.doubt = ""
        """What is to be said of the answer given last: a day that can hardly be; else nothing."""

    def enter(self, walk: str, program: Program) -> None:
        """Stand at the welcome screen of a walk, with what the session has answered of it."""
        self.program: Program = program
        self.walk = walk
        answers = self.session.answers_for(walk, program)
        self.position: Position = replay(program, answers)
        origins = self.session.origins(walk)
        self.origins: dict[str, Origin] = {id_: origins[id_] for id_ in answers if id_ in origins}
        self.leg = 0
        """The leg of the walk in which the person stands: its result, or what is saved, ends it."""
        self.stage = "welcome"
        self._looking_at: str | None = None
        self._held: str | None = None
        self.first_message = False
        """Whether it is the first message that would be saved, not the whole summary."""
        self.redacted = False
        """Whether it is the redacted copy that is looked at."""
        self._return_to: _End | None = None
        self.shown_before: frozenset[str] = frozenset()
        """The outcomes that were there before the last move; others are new."""
        if self.session.begun(walk):
            self._note_shown()

    def __repr__(self) -> str:
        """Return the stage and the question, never an answer."""
        return f"{type(self).__name__}({self.walk}, {self.stage}, {self.question})"

    # Where ---------------------------------------------------------------------------------

    @property
    def question(self) -> str | None:
        """The question looked at: an earlier one after going back, else the next to ask."""
        if self.stage != "asking":
            return None
        return self._looking_at or self._held or self.position.next

    @property
    def asking(self) -> str | None:
        """The id of the question screen that is shown: a list of entries has several."""
        entries = self.entries
        return self.question if entries is None else entries.step

    @property
    def entries(self) -> Entries | None:
        """The entries of the question looked at, if it takes any, as the answer has them."""
        id_ = self.question
        question = None if id_ is None else self.program.questions[self.program.index[id_]]
        if question is None or question.kind != "repeat":
            return None
        entries = self.session.entries_of(question)
        entries.stand_at(self.position.answers.get(question.id))
        return entries

    @property
    def _about(self) -> Question | None:
        """The question looked at, or the part of an entry that it asks for now."""
        id_, entries = self.question, self.entries
        if entries is not None and entries.part is not None:
            return entries.question.parts[entries.part]
        return None if id_ is None else self.program.questions[self.program.index[id_]]

    @property
    def trail(self) -> Trail:
        """What was asked in the leg."""
        return Trail(self.position, self.leg, self.origins, self.today)

    @property
    def has_result(self) -> bool:
        """Whether the leg ends in a result; the first always does."""
        legs = self.program.legs
        return not self.leg or legs[self.leg].outcomes > legs[self.leg - 1].outcomes

    @property
    def can_go_home(self) -> bool:
        """Whether there is another screen to go home to."""
        return self.has_home and self.stage != "home"

    @property
    def can_go_back(self) -> bool:
        """Whether there is a screen before this one."""
        return self.stage != "home" and (self.stage != "welcome" or self.has_home)

    # Moves ---------------------------------------------------------------------------------

    def home(self) -> None:
        """Go to Home, from anywhere; every answer stays."""
        assert self.has_home, "one walk alone has no Home"
        self._note_answers()
        self.stage = "home"

    def begin(self) -> None:
        """Leave the welcome screen for the first question."""
        self.stage = "asking"
        self._settle()

    def begin_next_leg(self) -> None:
        """Go on from the result to the first question of the leg after this one."""
        self._stand_in(self.leg + 1)
        self.begin()

    def answer(self, value: object) -> str:
        """Answer the question looked at, and go on to the next screen.

        Return the answer in words, or nothing where something was done to a list of entries.
        Raises `AnswerError`, and stays, where the value is not valid.
        """
        question, about = self.question, self._about
        assert question is not None, "only a question can be answered"
        assert about is not None, "a question that is asked is about something"
        value = day_typed(about, value)
        entries = self.entries
        self.doubt = ""
        if entries is not None:
            final = entries.take(value)
            self._hold(question, entries)
            if final is None:
                self.doubt = doubt(about, value, self.position, self.today)
                return entries.said
            value = final
        shown = _outcomes(self.position)
        before = self.position.answers.get(question)
        position = self.position.answer(question, value)
        changed = position.answers[question] != before
        self.position = position
        self.shown_before = shown
        if changed:
            self.origins.pop(question, None)
        self._held = None
        # Whoever has gone back to look is shown what follows; else only what is new is asked.
        looks_on = self._looking_at is not None and not self._return_to
        self._looking_at = self.trail.after(question) if looks_on else None
        if self.leg and shown != _outcomes(position):
            self.to_result()
        self._settle()
        given = position.answers[question]
        self.doubt = doubt(about, given, position, self.today)
        return in_words(self.program, question, given)

    def back(self) -> None:
        """Go one screen back; every answer stays."""
        entries = self.entries
        if entries is not None and entries.back():
            return
        self._held = None
        if self.stage == "preview":
            self.stage = "result" if self.has_result else "review"
        elif self.stage == "result":
            self.stage = "review"
        elif self.stage == "review" or self._return_to:
            self._back_from_review()
        elif self.stage == "asking":
            self._look_at(self.trail.before(self.question))
        elif self.can_go_back:
            self.home()
        self._note_shown()

    def change(self, question: str) -> None:
        """From the review, look at one answer again; answering it returns to the review."""
        assert question in self.position.asked, "only what was asked can be changed"
        self._go_to(question, "review")

    def give(self, question: str) -> None:
        """From the preview, go to a question whose answer is missing there, and back to it."""
        if question in self.trail.places:
            self._go_to(question, "preview")
        else:
            self._stand_in(self.leg - 1)
            self._go_to(question, "result")

    def go_on(self) -> None:
        """From the review, go on to the result, or to what would be saved where there is none."""
        if self.has_result:
            self.stage = "result"
        else:
            self.preview()

    def preview(self) -> None:
        """Go on to what would be saved: the first message, where that was chosen."""
        from triage.report.referral import is_first_message

        self.redacted = False
        self.first_message = not self.has_result and is_first_message(self.position, self._form)
        self.stage = "preview"

    def preview_other(self) -> None:
        """Show the first message in place of the whole summary, or the other way round."""
        self.first_message = not self.first_message

    def preview_copy(self) -> None:
        """Show the redacted copy in place of what is not redacted, or the other way round."""
        self.redacted = not self.redacted

    def to_result(self) -> None:
        """Go back to the result: that of this leg, or of the one before it."""
        while not self.has_result:
            self._stand_in(self.leg - 1)
        self.stage = "result"

    def to_review(self) -> None:
        """From the result or the preview, go back to check the answers."""
        self.stage = "review"

    # Inside --------------------------------------------------------------------------------

    def _note_answers(self) -> None:
        self.session.note(self.walk, self.position, self.origins)

    def _note_shown(self) -> None:
        self.shown_before = _outcomes(self.position)

    def _hold(self, question: str, entries: Entries) -> None:
        """Keep the whole entries of a list as its answer so far, and stay at it."""
        self._held = question
        self._note_shown()
        if entries.answer != self.position.answers.get(question, ()):
            self.origins.pop(question, None)
            if entries.answer:
                self.position = self.position.answer(question, entries.answer)
            else:
                self.position = self.position.without(question)

    def _look_at(self, question: str | None) -> None:
        """Show a question again, or for none what stands before the first."""
        self._looking_at = question
        if question is not None:
            self.stage = "asking"
        elif self.leg:
            self.to_result()
        elif self.has_home:
            self.home()
        else:
            self.stage = "welcome"

    def _back_from_review(self) -> None:
        if self._return_to and self.trail.done:
            self._looking_at = None
            self._arrive()
            return
        self._return_to = None
        self._look_at(self.trail.before(None))

    def _go_to(self, question: str, return_to: _End) -> None:
        self.stage = "asking"
        self._looking_at = question
        self._return_to = return_to
        self._note_shown()

    def _stand_in(self, leg: int) -> None:
        """Stand in a leg; what those before it were told is from earlier."""
        self._note_answers()
        self.leg = leg
        self._looking_at = self._held = self._return_to = None
        self.first_message = False
        elsewhere = self.session.origins(self.walk)
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

        Where a changed answer has opened questions of an earlier leg, those alone come first, and
        the result of that leg. Where it has changed what the answers suggest, the result is shown
        again.
        """
        if self._looking_at is not None:
            return
        undone = next((n for n in range(self.leg + 1) if not self.position.done(n)), None)
        if undone is not None and undone < self.leg:
            self._stand_in(undone)
            self.stage = "result"
        if undone is not None:
            if self.stage == "result":
                self._return_to = "result"
            self.stage = "asking"
        elif self.stage != "result":
            self._arrive()

    def _arrive(self) -> None:
        """Go back to where a question was gone to from, or to the review."""
        self.stage = self._return_to or "review"
        self._return_to = None


def _outcomes(position: Position) -> frozenset[str]:
    return frozenset(outcome.id for outcome in position.outcomes)
