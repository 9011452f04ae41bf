"""The list of commands: what can be done now, by its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from triage.ui import words
from triage.ui.reading.targets import Glossary
from triage.ui.tui import wording
from triage.ui.tui.screens.commands import Command

if TYPE_CHECKING:
    from triage.ui.tui.app import TriageApp


def commands_now(app: TriageApp) -> Iterator[Command]:
    """Yield every command that does something where the person is."""
    yield Command(wording.COMMAND_SAFETY, app.action_safety)
    yield from _of_reader(app) if app.reading else _of_walk(app)
    yield Command(words.GUIDANCE, app.action_guidance)
    yield Command(words.GLOSSARY, partial(app.read, Glossary()))
    yield Command(wording.COMMAND_HELP, app.action_help)
    yield Command(wording.COMMAND_LEAVE, app.action_leave_now, wording.COMMAND_LEAVE_MORE)
    if not app.no_color:
        for name, label in wording.THEME_NAMES.items():
            yield Command(label, partial(setattr, app, "theme", name))


def _of_reader(app: TriageApp) -> Iterator[Command]:
    yield Command(wording.COMMAND_CLOSE, app.close_reader, wording.COMMAND_CLOSE_MORE)


def _of_walk(app: TriageApp) -> Iterator[Command]:
    walk = app.walkthrough
    if walk.can_go_back:
        yield Command(wording.COMMAND_BACK, app.action_go_back, wording.COMMAND_BACK_MORE)
    if walk.can_go_home:
        yield Command(words.BACK_TO_START, app.action_go_home, words.BACK_TO_START_ABOUT)
    if walk.can_forget:
        yield Command(words.FORGET, app.action_start_again, words.FORGET_ABOUT)
    if walk.stage == "asking":
        yield Command(wording.COMMAND_PANEL, app.action_panel)
    if walk.stage in {"result", "preview"}:
        yield Command(words.SAVE, app.action_save)
    if walk.stage == "result":
        yield Command(words.PREVIEW, app.action_preview)
        yield Command(words.ALL_CHANGES, app.action_all_changes)
    if walk.stage in {"asking", "result"}:
        yield Command(words.RULES, app.action_rules)
