"""What every conversation by lines shares: going on step by step, and leaving cleanly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from triage.errors import TriageError
from triage.report.plain_text import WIDTH
from triage.ui import words
from triage.ui.line_by_line import lines
from triage.ui.line_terminal import line_width
from triage.ui.presenter.result_parts import all_changes
from triage.ui.reading.targets import Contents, Glossary, Readable
from triage.ui.saving import Saver
from triage.ui.screens import Ask, Gap, Home, Offer, Preview, Result, Review, Screen, Welcome
from triage.ui.walkthrough import Walkthrough


class Left(Exception):
    """The person has left before the end."""


class Forgotten(Exception):
    """The person has the answers forgotten, and begins again."""


class LineConversation(ABC):
    """Walks one person through a walkthrough; how a screen is shown is for the subclass."""

    def __init__(
        self, walkthrough: Walkthrough, write: Callable[[str], None], saver: Saver
    ) -> None:
        """Take how to write one line, and what saves a summary."""
        self._walk = walkthrough
        self._write = write
        self._saver = saver

    def run(self) -> bool:
        """Go on until the person is done; say whether they reached the end."""
        finished = False
        try:
            while self._goes_on():
                pass
            finished = True
        except (Left, EOFError, KeyboardInterrupt):
            pass
        finally:
            self._walk.forget()
        self._say(["", words.FINISHED if finished else words.LEFT, *self._walk.safety])
        return finished

    def _goes_on(self) -> bool:
        """Take one step; whoever has the answers forgotten goes on from the start."""
        try:
            return self._step()
        except Forgotten:
            self._walk.forget()
            self._say(["", words.FORGOTTEN])
            return True

    def _step(self) -> bool:
        """Show one screen and act on what the person does; say whether to go on."""
        screen = self._walk.screen
        self._say(filter(None, [self._walk.mark]))
        if isinstance(screen, Home):
            self._home(screen)
        elif isinstance(screen, Welcome):
            self._welcome(screen)
        elif isinstance(screen, Ask):
            self._ask(screen)
        elif isinstance(screen, Review):
            self._review(screen)
        elif isinstance(screen, Preview):
            return self._preview(screen)
        else:
            return self._result(screen)
        return True

    def _until_elsewhere(self, screen: Result | Preview, choose: Callable[[], object]) -> bool:
        """Do what is chosen at an end until that leads elsewhere; say whether to go on."""
        save = words.SAVE if isinstance(screen, Result) else screen.save
        while True:
            chosen = choose()
            if chosen == save:
                self._save_summary(screen.summary_title)
            elif isinstance(screen, Result) and chosen == words.ALL_CHANGES:
                self._say(["", *lines.part(all_changes(screen)), ""])
            elif chosen == words.RULES:
                self._read_rules(screen)
            else:
                return self._move_on(chosen)

    def _move_on(self, chosen: object) -> bool:
        """Go from the result or the preview to somewhere else, or leave for good."""
        ends = chosen in {words.ANOTHER_CHILD, words.LEAVE}
        if ends and self._saver.unsaved and not self._goes_on_unsaved():
            return True
        if isinstance(chosen, Offer):
            self._take(chosen)
        elif isinstance(chosen, Gap):
            self._walk.give(chosen.ask)
        elif chosen in {words.PREVIEW_MESSAGE, words.PREVIEW_WHOLE}:
            self._walk.preview_other()
        elif chosen in {words.PREVIEW_REDACTED, words.PREVIEW_FULL}:
            self._walk.preview_copy()
        elif chosen == words.ANOTHER_CHILD:
            self._walk.another_child()
        elif chosen == words.CHANGE_ANSWERS:
            self._walk.to_review()
        elif chosen == words.PREVIEW:
            self._walk.preview()
        elif chosen == words.TO_RESULT:
            self._walk.to_result()
        return chosen != words.LEAVE

    def _say(self, text: Iterable[str]) -> None:
        for line in text:
            self._write(line)

    def _say_doubt(self, way_back: str) -> None:
        """Say what is to be said of the answer just given; in a review it stands beside it."""
        if self._walk.doubt and self._walk.stage == "asking":
            self._write(f"{self._walk.doubt} {way_back}")

    def _take(self, offer: Offer) -> None:
        """Go where an offer leads, be it a walk or a book."""
        if offer.action == "read":
            self._open(Glossary() if offer.target == "glossary" else Contents())
        else:
            self._walk.take(offer)

    def _previewed(self) -> str:
        """Return what a summary would say now, or what is wrong with its template."""
        try:
            return self._saver.preview("", min(WIDTH, line_width()))
        except TriageError as error:
            return f"Error: {error}"

    def _read_rules(self, screen: Screen) -> None:
        """Read what a screen rests on."""
        from triage.ui.reading.pages import rests_on

        self._open(rests_on(screen))

    def _open(self, target: Readable) -> None:
        from triage.ui.reading.conversation import Reading

        Reading(self._walk, self._ask_line, self._say).begin(target)

    @abstractmethod
    def _ask_line(self, prompt: str) -> str:
        """Return one line that the person types, without space around it; `Left` for q."""

    @abstractmethod
    def _home(self, screen: Home) -> None:
        """Show Home, and go where the person chooses."""

    @abstractmethod
    def _welcome(self, screen: Welcome) -> None:
        """Show the first screen of a walk, and begin it or go back."""

    @abstractmethod
    def _ask(self, screen: Ask) -> None:
        """Show a question, and take its answer or go back."""

    @abstractmethod
    def _review(self, screen: Review) -> None:
        """Show the answers, and change one, go on or go back."""

    @abstractmethod
    def _preview(self, screen: Preview) -> bool:
        """Show what would be saved, and act on what is chosen; say whether to go on."""

    @abstractmethod
    def _result(self, screen: Result) -> bool:
        """Show the result, and act on what is chosen; say whether to go on."""

    @abstractmethod
    def _goes_on_unsaved(self) -> bool:
        """Say that what is prepared is not saved; return whether the person still goes on."""

    @abstractmethod
    def _save_summary(self, title: str) -> None:
        """Ask what is needed to save what is called `title`, and save it; raises `Forgotten`."""
