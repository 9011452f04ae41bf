"""The full-screen front end: it shows the walkthrough's screen and hands back what is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.screen import Screen as TextualScreen

from triage.errors import AnswerError, TriageError
from triage.report.plain_text import WIDTH
from triage.ui import words
from triage.ui.reading.targets import Contents, Glossary, Target
from triage.ui.saving import Saver
from triage.ui.screens import Ask, Gap, Offer, Preview, Result, Screen
from triage.ui.tui import wording
from triage.ui.tui.looking_ahead import LookingAhead
from triage.ui.tui.pages import page_of
from triage.ui.tui.palette import commands_now
from triage.ui.tui.private_app import LEAVING_KEYS, PrivateApp
from triage.ui.tui.reading import Reader
from triage.ui.tui.screens.ask import AskScreen, Memory
from triage.ui.tui.screens.commands import Command, CommandsScreen
from triage.ui.tui.screens.note import Helpful, Note, NoteScreen, safety_note
from triage.ui.tui.screens.page import PageScreen
from triage.ui.typed_answers import plainly
from triage.ui.walk.standing import Stage
from triage.ui.walkthrough import Walkthrough

if TYPE_CHECKING:
    from triage.ui.tui.screens.save import Unsaved

FINISHED, LEFT = 0, 130

MARGIN = 4
"""Columns beside the text of a page: its padding and the scroll bar."""

STYLESHEETS = sorted(Path(__file__).parent.rglob("*.tcss"))
"""Read with the first screen. Named as `CSS_PATH`, they would be parsed three times by then."""


class TriageApp(PrivateApp, inherit_bindings=False):
    """One person's way through a pack. What comes next is always the walkthrough's answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(LEAVING_KEYS), "leave_now", priority=True, show=False),
        Binding("f1", "help", priority=True, show=False),
        Binding("f9", "safety", priority=True, show=False),
        Binding("f3", "guidance", priority=True, show=False),
        Binding("ctrl+p", "commands", show=False),
        Binding("escape,b,B", "go_back", show=False),
        Binding("f2", "panel", show=False),
        Binding("g,G", "go_on", show=False),
        Binding("m,M", "all_changes", show=False),
        Binding("r,R", "rules", show=False),
        Binding("question_mark", "help", show=False),
    ]

    def __init__(self, walkthrough: Walkthrough, saver: Saver, *, no_color: bool) -> None:
        """Show `walkthrough`; `saver` writes the summary."""
        super().__init__(no_color=no_color)
        self.walkthrough = walkthrough
        self._saver = saver
        self._memory = Memory()
        self.changed: str | None = None
        """The question whose answer was changed last from the review, which marks it again."""
        self._unsaved: dict[str, Unsaved] = {}
        self._ahead = LookingAhead(self, walkthrough, self._say_how_many)
        self._reader = Reader(self, walkthrough, self._note, self._go_to)

    async def on_mount(self) -> None:
        """Show the first screen, then look ahead while it is read."""
        self.stylesheet.read_all(STYLESHEETS)
        await self.push_screen(self._screen(self.walkthrough.first_sight))
        self._ahead.begin()

    def _say_how_many(self) -> None:
        """Say how many questions there are, wherever one is asked.

        Anywhere else nothing is made: a result alone would hold up keys for a tenth of a second.
        """
        if self.walkthrough.stage != "asking":
            return
        now = self.walkthrough.first_sight
        for screen in self.screen_stack:
            if isinstance(now, Ask) and isinstance(screen, AskScreen):
                screen.show_progress(now.progress)

    # Showing --------------------------------------------------------------------------------

    def refresh_screen(self) -> None:
        """Show what the walkthrough has to show now."""
        self.mark = self.walkthrough.mark
        now = self.walkthrough.first_sight
        if isinstance(now, Ask) and isinstance(self.screen, AskScreen):
            self.screen.show(now)
        else:
            _ = self.switch_screen(self._screen(now))
        self._ahead.begin()

    def _screen(self, now: Screen) -> TextualScreen[None]:
        if isinstance(now, Ask):
            return AskScreen(now, self._give, self.walkthrough.concerns, self._memory)
        return PageScreen(page_of(self, now))

    def previewed(self) -> str:
        """Return what a summary would say now, or what is wrong with its template."""
        unsaved = self._unsaved.get(self.walkthrough.walk)
        width = min(WIDTH, self.size.width - MARGIN)
        try:
            return self._saver.preview(unsaved.reasons if unsaved else "", width)
        except TriageError as error:
            return f"Error: {error}"

    # Moving: each asks where we are first, because keys may have been typed ahead -------------

    def _move(self, move: Callable[[], object], *stages: Stage) -> None:
        """Do a move that is made at one of these stages, and show what comes of it."""
        if self.walkthrough.stage in stages:
            move()
            self.refresh_screen()

    def take(self, stage: Stage, offer: Offer) -> None:
        """Go where an offer leads that was made at this stage."""
        if self.walkthrough.stage == stage:
            if offer.action == "forget":
                self.action_start_again()
                return
            if offer.action == "read":
                self.read(Glossary() if offer.target == "glossary" else Contents())
                return
            self.changed = None
            self._move(partial(self.walkthrough.take, offer), stage)

    def action_start_again(self) -> None:
        """Forget every answer, and show the first screen."""
        self._forget_what_was_typed()
        self.walkthrough.forget()
        self.refresh_screen()

    def _forget_what_was_typed(self) -> None:
        self._memory.drafts.clear()
        self.copy_to_clipboard("")
        self._unsaved.clear()
        self.changed = None

    def action_begin(self) -> None:
        """Go from the welcome to the first question."""
        self._move(self.walkthrough.begin, "welcome")

    def _give(self, question: str, value: object) -> str:
        """Answer the question; return what is wrong with the answer, if anything is."""
        if self.walkthrough.asking != question:
            return ""
        try:
            self.walkthrough.answer(value)
        except AnswerError as error:
            sentence = plainly(error, question)
            return sentence[:1].upper() + sentence[1:]
        self._memory.drafts.pop(question, None)
        self.refresh_screen()
        if self.walkthrough.doubt and isinstance(self.screen, AskScreen):
            self.screen.remark(f"{self.walkthrough.doubt} {wording.DOUBT_BACK}")
        return ""

    def action_go_back(self) -> None:
        """Go one screen back; no answer is lost, nor what was about to be one."""
        if not self.walkthrough.can_go_back:
            return
        if isinstance(self.screen, AskScreen):
            self.screen.keep_draft()
        self.walkthrough.back()
        self.refresh_screen()

    def action_go_home(self) -> None:
        """Go to Home; no answer is lost, nor what was about to be one."""
        if self.walkthrough.can_go_home:
            if isinstance(self.screen, AskScreen):
                self.screen.keep_draft()
            self.changed = None
            self.walkthrough.home()
            self.refresh_screen()

    def change(self, question: str) -> None:
        """Go from the review to a question, to answer it again."""
        if self.walkthrough.stage == "review":
            self.changed = question
            self._move(partial(self.walkthrough.change, question), "review")

    def action_go_on(self) -> None:
        """Go from the review to the result."""
        if self.walkthrough.stage == "review":
            self.changed = None
            self._move(self.walkthrough.go_on, "review")

    def action_preview(self) -> None:
        """Go from the result to what would be saved."""
        self._move(self.walkthrough.preview, "result")

    def preview_other(self, other: str) -> None:
        """Show the first message in place of the whole summary, or the redacted copy, or back."""
        walk, is_copy = self.walkthrough, other in {words.PREVIEW_REDACTED, words.PREVIEW_FULL}
        self._move(walk.preview_copy if is_copy else walk.preview_other, "preview")

    def give(self, gap: Gap) -> None:
        """Go from what would be saved to a question whose answer is missing there."""
        self._move(partial(self.walkthrough.give, gap.ask), "preview")

    def action_to_result(self) -> None:
        """Go from what would be saved back to the result."""
        self._move(self.walkthrough.to_result, "preview")

    def action_change_answers(self) -> None:
        """Go from the result or the preview to the review."""
        self._move(self.walkthrough.to_review, "result", "preview")

    def action_another_child(self) -> None:
        """Begin again for another child, with the answers about the incident."""
        if self.walkthrough.stage == "result":
            self._unless_unsaved(words.ANOTHER_CHILD, self._begin_another_child)

    def _begin_another_child(self) -> None:
        self._forget_what_was_typed()
        self.walkthrough.another_child()
        self.refresh_screen()

    # Reading the guidance -------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """Whether a page of the guidance is open, under a dialog perhaps."""
        return self._reader.is_open

    def action_guidance(self) -> None:
        """Open the guidance over the screen, from anywhere."""
        self.read(Contents())

    def action_rules(self) -> None:
        """Open the rules behind the screen."""
        from triage.ui.reading.pages import rests_on

        self.read(rests_on(self.walkthrough.screen))

    def read(self, target: Target) -> None:
        """Open a page of the guidance over the screen, or go to a part of triage."""
        self._reader.open(target)

    def close_reader(self) -> None:
        """Close every page of the guidance."""
        self._reader.close()

    def _go_to(self, walk: str) -> None:
        self.walkthrough.take(Offer("", "", "walk", walk))
        self.refresh_screen()

    # Dialogs --------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Open the dialog that saves a summary."""
        now = self.walkthrough.screen
        if isinstance(now, Result | Preview) and isinstance(self.screen, PageScreen):
            from triage.ui.tui.screens.save import SaveScreen, Unsaved

            title = f"{words.SAVE}: {now.summary_title}"
            before = self._unsaved.get(self.walkthrough.walk)
            if isinstance(now, Preview) and now.redacted:
                before = before or Unsaved(self._saver.suggested(), "", redacted=True)
            dialog = SaveScreen(title, self._saver, self.walkthrough.concerns, before)
            _ = self.push_screen(dialog, self._after_saving)

    def _after_saving(self, unsaved: Unsaved | Literal["forget"] | None) -> None:
        if unsaved == "forget":
            self.action_start_again()
        elif unsaved is None:
            self._unsaved.pop(self.walkthrough.walk, None)
        else:
            self._unsaved[self.walkthrough.walk] = unsaved

    def action_all_changes(self) -> None:
        """Open the list of everything that would change the result."""
        now = self.walkthrough.screen
        if isinstance(now, Result) and isinstance(self.screen, PageScreen):
            from triage.ui.tui.screens.result import all_changes_note

            self._note(all_changes_note(now))

    def action_help(self) -> None:
        """Open the help for the screen; the same key closes it."""
        if isinstance(self.screen, NoteScreen):
            _ = self.pop_screen()
        elif isinstance(self.screen, Helpful):
            self._note(self.screen.help())

    def action_safety(self) -> None:
        """Open the safety message over whatever is on the screen."""
        self._note(safety_note(self.walkthrough.safety))

    def _note(self, note: Note) -> None:
        if isinstance(self.screen, NoteScreen):
            _ = self.switch_screen(NoteScreen(note))
        else:
            _ = self.push_screen(NoteScreen(note))

    def action_panel(self) -> None:
        """Show the side panel, or put it away."""
        if isinstance(self.screen, AskScreen):
            self.screen.action_panel()

    def action_commands(self) -> None:
        """Open the list of commands."""
        _ = self.push_screen(CommandsScreen(list(commands_now(self))), self._run)

    @staticmethod
    def _run(command: Command | None) -> None:
        if command is not None:
            command.run()

    # Leaving --------------------------------------------------------------------------------

    def action_leave_now(self) -> None:
        """Forget every answer and end at once, from anywhere."""
        self._end(LEFT)

    def action_finish(self) -> None:
        """Forget every answer and end, after a result."""
        self._unless_unsaved(words.LEAVE, partial(self._end, FINISHED))

    def _unless_unsaved(self, named: str, go_on: Callable[[], None]) -> None:
        """Go on; where that would lose a referral that is not saved, ask first."""
        if not self._saver.unsaved:
            go_on()
            return
        commands = [Command(words.STAY, _nothing), Command(words.GO_ON_UNSAVED, go_on, named)]
        _ = self.push_screen(CommandsScreen(commands, words.UNSAVED, words.UNSAVED_LEAD), self._run)

    def _end(self, code: int) -> None:
        self._forget_what_was_typed()
        self.walkthrough.forget()
        self.exit(return_code=code)


def _nothing() -> None:
    """Stay where one is."""
