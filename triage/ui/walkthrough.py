"""One person's way through a journey, the same for every front end.

A front end shows `screen`, and calls `begin`, `answer`, `back`, `change`, `go_on`,
`another_child` or `forget`. What comes next is always asked of the engine; nothing here knows a
flow. Answers live here, in memory, and nowhere else.
"""

from __future__ import annotations

import datetime
from typing import Literal

from triage.core.engine import Position, begin, replay
from triage.core.program import Program, compile_program
from triage.core.progress import remaining
from triage.errors import UsageError
from triage.pack.naming import nearest
from triage.pack.reader import Pack
from triage.report.in_words import in_words
from triage.ui import presenter
from triage.ui.screens import Screen

Stage = Literal["welcome", "asking", "review", "result"]


class Walkthrough:
    """Where one person stands: the position, and which of its screens is looked at."""

    def __init__(self, pack: Pack, walk: str, today: datetime.date) -> None:
        """Start at the welcome screen of the journey or flow named `walk`."""
        flows = pack.walk(walk)
        if flows is None:
            advice = nearest(walk, [*pack.journeys, *pack.flows])
            message = f"There is no journey or flow of that name. {advice}"
            raise UsageError(message)
        self.pack = pack
        self.walk = walk
        self.today = today
        self.program: Program = compile_program(flows)
        self._clear()

    def _clear(self) -> None:
        self.position: Position = begin(self.program)
        self.stage: Stage = "welcome"
        self.child = 1
        self.kept: frozenset[str] = frozenset()
        self._looking_at: str | None = None
        self._came_from_review = False
        self._shown_before: frozenset[str] = frozenset()

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
    def screen(self) -> Screen:
        """What to show now."""
        if self.stage == "welcome":
            return presenter.welcome(self.pack, self.program, self.today)
        if self.stage == "review":
            return presenter.review(self.position, self.kept, self.child)
        if self.stage == "result":
            from triage.ui import last_screen

            return last_screen.result(self.pack, self.position, self.today, self.child)
        question = self.question
        assert question is not None, "asking means that there is something to ask"
        before, kept = self._shown_before, self.kept
        return presenter.ask(self.position, question, before, kept, self.child)

    def answer_in_words(self, question: str) -> str:
        """Return the answer given to a question, as people read it."""
        return in_words(self.program, question, self.position.answers[question])

    def prepare(self) -> None:
        """Work out ahead of need what the next questions will show, while a screen is read.

        It is the same whatever is answered: how many questions can still come is found for
        every way on at once, and kept in the program.
        """
        remaining(self.position)

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
            self.kept -= {question}
        self._looking_at = None if self._came_from_review else self._after(question)
        self._settle()

    def back(self) -> None:
        """Go one screen back; every answer stays."""
        if self.stage == "result":
            self.stage = "review"
        elif self.stage == "review" or self._came_from_review:
            self._back_from_review()
        elif self.stage == "asking":
            earlier = self._trail_before(self.question)
            if earlier is None:
                self.stage = "welcome"
            self._looking_at = earlier
        self._note_shown()

    def _back_from_review(self) -> None:
        if self._came_from_review and self.position.complete:
            self._came_from_review = False
            self._looking_at = None
            self.stage = "review"
            return
        asked = self.position.asked
        self._came_from_review = False
        self._looking_at = asked[-1] if asked else None
        self.stage = "asking" if asked else "welcome"

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
        kept = {
            question.id: self.position.answers[question.id]
            for question in self.program.questions
            if question.about_incident and question.id in self.position.asked
        }
        child = self.child + 1
        self._clear()
        self.child = child
        self.position = replay(self.program, kept)
        self.kept = frozenset(kept)
        self._note_shown()
        self.begin()

    def forget(self) -> None:
        """Drop every answer and return to the welcome screen."""
        self._clear()

    # Inside --------------------------------------------------------------------------------

    def _note_shown(self) -> None:
        self._shown_before = frozenset(outcome.id for outcome in self.position.outcomes)

    def _after(self, question: str) -> str | None:
        """Return the question asked after this one that has an answer to look at, if any."""
        asked = self.position.asked
        if question not in asked:
            return None
        place = asked.index(question)
        upcoming = asked[place + 1] if place + 1 < len(asked) else None
        following = self.position.next
        if upcoming is None or following is None:
            return upcoming
        order = self.program.index
        return upcoming if order[upcoming] < order[following] else None

    def _trail_before(self, question: str | None) -> str | None:
        order = self.program.index
        place = order[question] if question is not None else len(order)
        earlier = [asked for asked in self.position.asked if order[asked] < place]
        return earlier[-1] if earlier else None

    def _settle(self) -> None:
        """Go to the review once nothing is left to ask or to look at."""
        if self._looking_at is None and self.position.complete:
            self._came_from_review = False
            self.stage = "review"
