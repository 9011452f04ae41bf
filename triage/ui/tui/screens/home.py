"""Home: safety first, then everything that a person may want to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from triage.ui import words
from triage.ui.screens import Home, Offer
from triage.ui.tui import wording
from triage.ui.tui.screens.page import Entry, Page
from triage.ui.tui.typeset import QUIET, Typeset, heading, item, text
from triage.ui.tui.widgets.choices import Row

Take = Callable[[Offer], object]
"""Goes where an offer leads."""


def home_page(home: Home, take: Take) -> Page:
    """Return the page; Enter alone takes the first offer, which is marked."""
    first, *rest = home.safety
    body = Typeset(
        heading(first, above=0),
        *(text(line) for line in rest),
        *(text(line, above=int(not place)) for place, line in enumerate(home.not_a_referral)),
        text(home.intro),
        *(text(line) for line in home.privacy),
        *(
            item("- ", line, style=QUIET, above=int(not place))
            for place, line in enumerate(home.banner)
        ),
    )
    return Page(
        words.NAME,
        [body],
        list(_entries(home, take)),
        wording.HOME_KEYS,
        help=wording.KEYS_HOME,
        marked=0,
        begins=True,
        list_first=True,
    )


def onward_entries(offers: Iterable[Offer], take: Take) -> Iterator[Entry]:
    """Yield what can be gone on to, in a line each."""
    for offer in offers:
        yield Entry(Row(offer.title), partial(take, offer))


def _entries(home: Home, take: Take) -> Iterator[Entry]:
    for group in home.groups:
        for place, offer in enumerate(group.offers):
            title = "" if place else group.title
            yield Entry(Row(offer.title, offer.more, heading=title), partial(take, offer))
