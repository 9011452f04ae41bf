"""The first page of a walk: safety first, what this is not, what it rests on."""

from __future__ import annotations

from collections.abc import Callable

from triage.ui import words
from triage.ui.screens import Welcome
from triage.ui.tui import wording
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import QUIET, Typeset, heading, item, text
from triage.ui.tui.widgets.choices import Row


def welcome_page(welcome: Welcome, begin: Callable[[], object], *, can_go_back: bool) -> Page:
    """Return the page, with one thing to do: begin."""
    first, *rest = welcome.safety
    body = Typeset(
        heading(first, above=0),
        *(text(line) for line in rest),
        heading(welcome.title),
        *(text(line) for line in welcome.not_a_referral),
        text(welcome.intro),
        *(text(line, above=int(not place)) for place, line in enumerate(welcome.privacy)),
        *(
            item("- ", line, style=QUIET, above=int(not place))
            for place, line in enumerate(welcome.banner)
        ),
    )
    entries = [Entry(Row(words.BEGIN), begin)]
    keys = wording.WELCOME_KEYS_BACK if can_go_back else wording.WELCOME_KEYS
    return Page(words.NAME, [body], entries, keys, marked=0, begins=True)
