"""One question at a time: the answers so far above it, why it is asked beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from triage.ui import words
from triage.ui.screens import Ask, Choice, at_once, numbered
from triage.ui.tui import wording
from triage.ui.tui.screens.fitted import FittedScreen
from triage.ui.tui.screens.note import Note, NoteScreen, help_note
from triage.ui.tui.typeset import content
from triage.ui.tui.widgets.choices import ChoiceList, Row, beginnings
from triage.ui.tui.widgets.conversation import Conversation
from triage.ui.tui.widgets.lines import KeyLine, TopLine
from triage.ui.tui.widgets.side_panel import SidePanel, panel_text
from triage.ui.tui.widgets.ticks import TickList
from triage.ui.tui.widgets.transcript import Transcript
from triage.ui.tui.widgets.typed_answer import Concerns, TypedAnswer
from triage.ui.walk.entries import MOVING

MARGIN = 2
"""Columns beside a line of this screen."""

Give = Callable[[str, object], str]
"""Takes a question's id and its answer; returns what is wrong with it, or nothing."""


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What was marked, ticked or typed at a question and not yet given as its answer."""

    marked: int | None
    ticked: frozenset[int]
    typed: str


@dataclass(slots=True, repr=False)
class Memory:
    """What outlives one question: drafts, by question id, and whether the panel is put away."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    folded: bool = False

    def forget_entries(self, listed: str) -> None:
        """Drop the drafts of the entries of a list, by the id of one: each has another number."""
        question = listed.partition(" ")[0]
        for id_ in [id_ for id_ in self.drafts if id_.startswith(f"{question} ")]:
            del self.drafts[id_]


class AskScreen(FittedScreen[None]):
    """The conversation. It shows an `Ask` and hands back what was answered.

    It holds its own parts instead of looking them up: keys typed ahead, and what is done after
    the next paint, may still come when the parts have been taken down.
    """

    def __init__(self, ask: Ask, give: Give, concerns: Concerns, memory: Memory) -> None:
        """Show `ask` first; `show` goes on to the next."""
        super().__init__()
        self.ask = ask
        self._give = give
        self._memory = memory
        self._moved = self._typing = self._paged = False
        self._ready = False
        self._top = TopLine()
        self._transcript = Transcript()
        self._panel = SidePanel()
        self._at_once = Static(id="at-once")
        self._notice = Static(id="notice")
        self._question = Static(id="question", classes="start")
        self._hint = Static(id="hint")
        self._how = Static(id="how")
        self._error = Static(id="error")
        self._choices = ChoiceList(id="choices")
        self._ticks = TickList(id="ticks")
        self._typed = TypedAnswer(concerns)
        self._conversation = Conversation(id="conversation")
        self._keys = KeyLine(wording.ASK_KEYS)

    def compose(self) -> ComposeResult:
        """Yield what a question of any kind needs; `_show_answer` adds what takes the answer."""
        yield self._top
        yield self._at_once
        yield self._notice
        with Horizontal(id="body"):
            with self._conversation:
                yield self._transcript
                yield self._question
                yield self._hint
                yield self._how
            yield self._panel
        yield self._error
        yield self._keys

    def on_mount(self) -> None:
        """Show the first question."""
        self.set_class(self._memory.folded, "-folded", update=False)
        self._ready = True
        self.show(self.ask)

    # Showing --------------------------------------------------------------------------------

    def show(self, ask: Ask) -> None:
        """Show a question in place of the one before."""
        self.ask = ask
        if not self._ready:
            return  # it is shown as soon as there is something to show it on
        self._moved = self._typing = self._paged = False
        self.show_mark()
        self._top.show(ask.progress)
        self._transcript.show(ask.answered)
        self._panel.show(ask)
        _say(self._at_once, "\n".join(at_once(ask.already)))
        self._say_notice()
        _say(self._question, ask.ask)
        _say(self._hint, "\n".join(filter(None, (ask.hint, ask.contact))))
        _say(self._how, _how(ask))
        self.remark(ask.doubt)
        draft = self._memory.drafts.get(ask.id) or _as_answered(ask)
        self.set_focus(self._show_answer(ask, draft), scroll_visible=False)
        self._keys.show(self._keys_now())
        self.call_after_refresh(self._place)

    def _say_notice(self) -> None:
        _say(self._notice, _notice(self.ask, self.app.size.width - MARGIN))

    def on_resize(self) -> None:
        """Say what the answers already mean as the window has room for it."""
        self._say_notice()

    def on_descendant_focus(self) -> None:
        """Say what the keys do where they go now."""
        self._keys.show(self._keys_now())

    def _keys_now(self) -> wording.Keys:
        if not self._typed.display:
            return wording.ASK_KEYS
        if self._typed.in_list:
            return wording.BELOW_KEYS
        if self.ask.several_lines:
            return wording.LINES_KEYS
        return wording.TYPED_KEYS if self.ask.not_known else wording.ASK_KEYS

    def show_progress(self, progress: str) -> None:
        """Say how many questions there are, once that is known."""
        self._top.show(progress)

    def _show_answer(self, ask: Ask, draft: Draft) -> Widget:
        """Show the part that takes the answer, as it was left, and return what takes the keys.

        A part is added when it is first needed: most people never need them all, and the first
        question would wait for them.
        """
        rows = [Row(_label(ask, choice), choice.hint) for choice in ask.choices]
        used: Widget = self._typed
        focused: Widget | None = None
        if ask.kind == "choice":
            self._choices.show(rows, draft.marked)
            used = self._choices
        elif ask.kind == "choices":
            alone = [index for index, choice in enumerate(ask.choices) if choice.alone]
            self._ticks.show_ticks(rows, alone, draft.ticked)
            used = self._ticks
        else:
            focused = self._typed.show(ask, draft.typed)
        for part in (self._choices, self._ticks, self._typed):
            part.display = part is used
        if not used.is_attached:
            after = self._how if used is self._typed else self._hint
            _ = self._conversation.mount(used, after=after)
        return focused or used

    def _place(self) -> None:
        """Scroll to the end, but never so far that the question itself is out of sight.

        Where a key has moved the mark already, it stays in sight, and so does what is typed: the
        first keys may come before the question is laid out for good, and the window may change.
        """
        if self._paged or not self.is_attached:
            return
        top = self._question.virtual_region.y
        self._conversation.scroll_to(y=top, animate=False, force=True, immediate=True)
        if self._moved:
            for part in (self._choices, self._ticks):
                part.keep_in_sight()
        if self._typing and self._typed.display:
            self._typed.come_into_sight()

    def on_conversation_changed(self) -> None:
        """Keep in sight what one is at."""
        self._place()

    def on_key(self, event: Key) -> None:
        """From the first page on, leave the scrolling to the person."""
        self._moved = True
        self._paged = self._paged or event.key in {"pageup", "pagedown"}

    def keep_draft(self) -> None:
        """Remember what is marked, ticked or typed, for when this question is shown again."""
        if not self.ask.acts:
            self._memory.drafts[self.ask.id] = Draft(
                self._choices.highlighted, self._ticks.ticked, self._typed.value
            )

    # Answering ------------------------------------------------------------------------------

    def on_choice_list_entered(self, event: ChoiceList.Entered) -> None:
        """Give the marked answer, or every ticked one."""
        event.stop()
        if self.ask.kind == "choices":
            values = [self.ask.choices[index].value for index in sorted(self._ticks.ticked)]
            self._answer(values, wording.TICK_FIRST)
        else:
            index = event.index
            value = "" if index is None else self.ask.choices[index].value
            self._answer(value, wording.CHOOSE_FIRST)

    def on_option_list_option_highlighted(self, event: ChoiceList.OptionHighlighted) -> None:
        """Say no more that an answer is to be chosen first: now one is marked."""
        event.stop()
        if event.option_list is self._choices and not self._error.has_class("-calm"):
            self.remark("")

    def on_tick_list_ticked(self, event: TickList.Ticked) -> None:
        """Say which ticks were taken away by another, if any were."""
        event.stop()
        self.remark(_lost(self.ask, event))

    def on_typed_answer_given(self, event: TypedAnswer.Given) -> None:
        """Give what was typed, or what was chosen instead: that loses nothing that was typed."""
        event.stop()
        asked, typed = self.ask.id, self._typed.value
        self._answer(event.value, wording.TYPE_HOW)
        if typed not in {"", event.value}:
            self._memory.drafts[asked] = Draft(None, frozenset(), typed)

    def on_typed_answer_changed(self) -> None:
        """Bring the box into sight, if it was below the window."""
        self._show_box()

    def _show_box(self) -> None:
        self._typing, self._paged = True, False
        self.call_after_refresh(self._place)

    def _answer(self, value: object, if_empty: str) -> None:
        """Give an answer; where it is refused, say why, and keep in sight what is to be mended."""
        asked = self.ask
        wrong = self._give(asked.id, value) if value else if_empty
        if asked.acts and value in MOVING:
            self._memory.forget_entries(asked.id)
        if wrong:
            self.remark(f"Error: {wrong}", is_error=True)
            self._show_box()

    def remark(self, text: str, *, is_error: bool = False) -> None:
        """Say something below the question, or nothing any more."""
        self._error.set_class(not is_error, "-calm")
        _say(self._error, text)

    # Side panel and help --------------------------------------------------------------------

    def action_panel(self) -> None:
        """Put the side panel away or back, or show it as a dialog where there is no room."""
        if self.has_class("-wide") and self.has_class("-tall"):
            self._memory.folded = not self._memory.folded
            self.set_class(self._memory.folded, "-folded")
        else:
            note = Note(wording.PANEL_TITLE, panel_text(self.ask))
            _ = self.app.push_screen(NoteScreen(note))

    def help(self) -> Note:
        """Return what the keys do at this kind of question."""
        typed = self.ask.kind not in {"choice", "choices"}
        return help_note(_keys_of(self.ask), wording.NOT_IN_A_BOX if typed else ())


def _say(part: Static, text: str) -> None:
    """Show this text in that part, or put the part away where there is none."""
    part.update(content(text))
    part.set_class(not text, "-empty")


def _label(ask: Ask, choice: Choice) -> str:
    if not choice.chosen or ask.kind != "choice":
        return choice.label
    return f"{choice.label} ({words.ORIGINS[ask.origin] if ask.origin else wording.YOUR_ANSWER})"


def _lost(ask: Ask, event: TickList.Ticked) -> str:
    """Return what is to be said of ticks that cannot stand with the one that was set."""
    if not event.lost:
        return ""
    if ask.choices[event.index].alone:
        return wording.others_lost(ask.choices[event.index].label, len(event.lost))
    return wording.alone_lost(ask.choices[min(event.lost)].label)


def _keys_of(ask: Ask) -> wording.Keys:
    """Return what the keys do at a question, for the help."""
    if ask.kind == "choice":
        return wording.KEYS_CHOICE
    if ask.kind == "choices":
        return wording.KEYS_TICKS_MANY if _needing_space(ask) else wording.KEYS_TICKS
    if ask.several_lines:
        return wording.KEYS_LINES
    return wording.KEYS_OR_NOT_KNOWN if ask.not_known else wording.KEYS_TYPED


def _as_answered(ask: Ask) -> Draft:
    chosen = frozenset(index for index, choice in enumerate(ask.choices) if choice.chosen)
    return Draft(min(chosen, default=None), chosen, ask.typed)


def _needing_space(ask: Ask) -> list[str]:
    """Return the numbers that only mark an answer to tick, for another digit may come."""
    return beginnings([str(number) for number, _ in numbered(ask.choices)])


def _how(ask: Ask) -> str:
    if ask.kind == "choice":
        return ""
    if ask.kind == "choices":
        return wording.tick_how(_needing_space(ask))
    if ask.several_lines:
        return f"{ask.format_hint} {wording.TYPE_LINES_HOW}"
    or_not_known = wording.TYPE_OR_NOT_KNOWN if ask.not_known else ""
    return " ".join(filter(None, [ask.format_hint, wording.TYPE_HOW, or_not_known]))


def _notice(ask: Ask, room: int) -> str:
    """Return what the folded side panel would say, in one line, but for what is said at once."""
    new = [each.title for each in ask.already if each.new and not each.at_once]
    said = at_once(ask.already) and not new
    return "" if said else wording.notice(new, len(ask.already), room)
