"""Faults to plant in one front end: it leaves a question out, or hands on what nobody chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

from triage.ui.line_by_line.conversation import LineConversation
from triage.ui.plain import conversation as plain
from triage.ui.prompts import conversation as prompts
from triage.ui.screens import Ask
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.typed_answers import value_of

Hand = Callable[[Ask, object], object]
"""What is handed on, of a question and of what was chosen."""

Options = Sequence[tuple[str, object]]

LEFT_OUT, SLIPS = "local_improve", "local_themes"


Conversation = TypeVar("Conversation", bound=LineConversation)


def drops(_: Ask, chosen: object) -> object:
    """Lose the last tick, where there are several."""
    return chosen[:-1] if isinstance(chosen, list) and len(chosen) > 1 else chosen


def slips(screen: Ask, chosen: object) -> object:
    """Take the option below the one that was chosen, at one question."""
    if screen.id != SLIPS:
        return chosen
    values = [choice.value for choice in screen.choices]
    return values[values.index(str(chosen)) + 1]


def in_plain(patch: pytest.MonkeyPatch, hand: Hand | None) -> None:
    """Plant it in `triage plain`; without `hand`, a question is left out."""
    if hand is None:
        patch.setattr(plain.Conversation, "_ask", _leaving_out(plain.Conversation._ask))
        return
    patch.setattr(plain, "value_of", lambda screen, typed: hand(screen, value_of(screen, typed)))


def in_ask(patch: pytest.MonkeyPatch, hand: Hand | None) -> None:
    """Plant it in `triage ask`; without `hand`, a question is left out."""
    conversation = prompts.Conversation
    if hand is None:
        patch.setattr(conversation, "_ask", _leaving_out(conversation._ask))
        return
    pick, tick = conversation._pick, conversation._tick

    def picks(
        self: prompts.Conversation, title: str, options: Options, at: object = None
    ) -> object:
        screen, picked = self._walk.screen, pick(self, title, options, at)
        return hand(screen, picked) if isinstance(screen, Ask) else picked

    patch.setattr(conversation, "_pick", picks)
    patch.setattr(conversation, "_tick", lambda self, screen: hand(screen, tick(self, screen)))


def in_screen(patch: pytest.MonkeyPatch, hand: Hand | None) -> None:
    """Plant it in the full screen; without `hand`, a question is left out."""
    show, answer = AskScreen.show, AskScreen._answer

    def shows(self: AskScreen, screen: Ask) -> None:
        if screen.id == LEFT_OUT:
            _ = self._give(screen.id, screen.choices[0].value)
        else:
            show(self, screen)

    def answers(self: AskScreen, value: object, if_empty: str) -> None:
        answer(self, hand(self.ask, value) if hand else value, if_empty)

    patch.setattr(AskScreen, "_answer", answers)
    if hand is None:
        patch.setattr(AskScreen, "show", shows)


def _leaving_out(asks: Callable[[Conversation, Ask], None]) -> Callable[[Conversation, Ask], None]:
    def left_out(self: Conversation, screen: Ask) -> None:
        if screen.id == LEFT_OUT:
            self._walk.answer(screen.choices[0].value)
        else:
            asks(self, screen)

    return left_out
