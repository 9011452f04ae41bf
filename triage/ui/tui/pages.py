"""The page of each screen that is read: which it is, and what each line of its list does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from triage.ui import words
from triage.ui.screens import Home, Preview, Result, Review, Welcome
from triage.ui.tui.screens.home import home_page, onward_entries
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.screens.review import review_page
from triage.ui.tui.screens.welcome import welcome_page
from triage.ui.tui.widgets.choices import Row

if TYPE_CHECKING:
    from triage.ui.tui.app import TriageApp


def page_of(app: TriageApp, now: Home | Welcome | Review | Result | Preview) -> Page:
    """Return the page that shows a screen; what few of them need is loaded when it is shown."""
    if isinstance(now, Home):
        return home_page(now, partial(app.take, "home"))
    if isinstance(now, Welcome):
        can_go_back = app.walkthrough.can_go_back
        return welcome_page(now, app.action_begin, can_go_back=can_go_back)
    if isinstance(now, Review):
        return review_page(now, app.change, app.action_go_on, app.changed)
    if isinstance(now, Preview):
        from triage.ui.tui.screens.preview import preview_page

        return preview_page(now, app.previewed(), list(_after_preview(app, now)))
    from triage.ui.tui.screens.result import result_page

    return result_page(now, list(_after_result(app, now)))


def _after_result(app: TriageApp, now: Result) -> Iterator[Entry]:
    take = partial(app.take, "result")
    yield from onward_entries(now.first, take)
    yield Entry(Row(words.SAVE), app.action_save)
    yield Entry(Row(words.ANOTHER_CHILD), app.action_another_child)
    yield Entry(Row(words.CHANGE_ANSWERS), app.action_change_answers)
    yield Entry(Row(words.LEAVE), app.action_finish)
    yield Entry(Row(words.PREVIEW), app.action_preview)
    yield from onward_entries(now.elsewhere, take)


def _after_preview(app: TriageApp, now: Preview) -> Iterator[Entry]:
    for gap in now.gaps:
        yield Entry(Row(words.give_now(gap.label)), partial(app.give, gap))
    yield Entry(Row(now.save), app.action_save)
    for other in now.others:
        yield Entry(Row(other), partial(app.preview_other, other))
    yield Entry(Row(words.TO_RESULT), app.action_to_result)
    yield Entry(Row(words.CHANGE_ANSWERS), app.action_change_answers)
    yield Entry(Row(words.LEAVE), app.action_finish)
    yield from onward_entries(now.onward, partial(app.take, "preview"))
