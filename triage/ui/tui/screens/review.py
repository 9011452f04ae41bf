"""Check your answers: each can be changed, and the last line goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from triage.ui.screens import Review, at_once
from triage.ui.tui import wording
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import STRONG, Typeset, text
from triage.ui.tui.widgets.choices import Row
from triage.ui.tui.widgets.transcript import ANSWER


def review_page(
    review: Review,
    change: Callable[[str], object],
    go_on: Callable[[], object],
    changed: str | None,
) -> Page:
    """Return the page; the answer to the question `changed` starts marked."""
    entries = [
        Entry(
            Row(each.ask, f"{ANSWER}{each.said()}", STRONG, heading=each.section),
            partial(change, each.id),
        )
        for each in review.answers
    ]
    ids = [each.id for each in review.answers]
    return Page(
        review.title,
        [Typeset(text(review.lead))],
        [*entries, Entry(Row(review.go_on), go_on)],
        wording.REVIEW_KEYS,
        help=wording.KEYS_REVIEW,
        marked=ids.index(changed) if changed in ids else None,
        list_first=True,
        at_once=at_once(review.already),
    )
