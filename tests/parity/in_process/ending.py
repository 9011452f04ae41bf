"""How a walk ends, and the person who walks: what is known of a walk without any front end."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.core.model import Question
from triage.ui import words
from triage.ui.saving import WalkthroughSaver
from triage.ui.walkthrough import Walkthrough

MOMENT = datetime.datetime(2026, 11, 23, 18, 30, tzinfo=datetime.UTC)
_OUTCOME = re.compile(r"[0-9]+\. (.+)")


@dataclass(frozen=True)
class Ending:
    """The questions as they were shown, the outcomes by id and title, and the file, in order."""

    asked: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]
    saved: str


class Person:
    """Someone who walks through one flow by what is shown, and notes what they see."""

    def __init__(
        self, walkthrough: Walkthrough, answers: Mapping[str, str | list[str]], target: Path
    ) -> None:
        """Know the answers by the ids of questions, and where the summary is to be written."""
        walkthrough.forget()
        self.walkthrough = walkthrough
        self.target = target
        self.saver = WalkthroughSaver(walkthrough, lambda: MOMENT, random.Random(1))
        self._questions = {each.ask: each for each in walkthrough.program.questions}
        self._answers = answers
        self._asked: list[str] = []
        self._titles: list[str] = []

    def meets(self, asks: Callable[[str], bool]) -> Question | None:
        """Note the question that is shown; return it if the person has an answer to it."""
        (shown,) = (question for ask, question in self._questions.items() if asks(ask))
        self._asked.append(shown.ask)
        return shown if shown.id in self._answers else None

    def typed(self, question: Question) -> str:
        """Return the answer to a question that has no options."""
        answer = self._answers[question.id]
        assert isinstance(answer, str)
        return answer

    def labels(self, question: Question) -> list[str]:
        """Return the labels of the options to choose, in the order in which they are listed."""
        answer = self._answers[question.id]
        chosen = [answer] if isinstance(answer, str) else answer
        return [option.label for option in question.options if option.value in chosen]

    def reads(self, lines: Sequence[str]) -> None:
        """Note the outcomes among the lines of a last screen."""
        start = lines.index(words.OUTCOMES_TITLE)
        end = lines.index(words.CHANGES_TITLE, start)
        found = (_OUTCOME.fullmatch(line) for line in lines[start:end])
        self._titles = [
            match[1].removesuffix(f" ({words.NOT_IN_GUIDANCE})") for match in found if match
        ]

    def ending(self) -> Ending:
        """Return what was seen and saved; a walk that was left early has saved nothing."""
        assert not self.walkthrough.position.answers, "answers stay behind"
        ids = {each.outcome.title: each.outcome.id for each in self.walkthrough.program.outcomes}
        saved = self.target.read_bytes().decode("utf-8") if self.target.exists() else ""
        titles = ((ids.get(title, ""), title) for title in self._titles)
        return Ending(tuple(self._asked), tuple(titles), saved)
