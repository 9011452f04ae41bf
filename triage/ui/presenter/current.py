"""Which screen is shown: from where a person stands to what they see now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.ui.presenter.entries import step
from triage.ui.presenter.home import home, next_leg, onward
from triage.ui.presenter.question import ask
from triage.ui.presenter.welcome import welcome
from triage.ui.screens import Ask, Offer, Preview, Result, Screen

if TYPE_CHECKING:
    from triage.ui.walkthrough import Walkthrough


def current_screen(walk: Walkthrough) -> Screen:
    """Return the screen of where a person stands; what only the last ones need is loaded there."""
    if walk.stage == "home":
        return home(walk.pack, walk.session, walk.today)
    if walk.stage == "welcome":
        return welcome(walk.pack, walk.program, walk.today)
    if walk.stage == "review":
        from triage.ui.presenter.review import review

        form, contacts = walk.pack.form, walk.pack.contacts
        return review(walk.trail, form, walk.shown_before, walk.child, contacts)
    if walk.stage == "result":
        return _result(walk)
    if walk.stage == "preview":
        return _preview(walk)
    return _question(walk)


def _question(walk: Walkthrough) -> Ask:
    question, entries = walk.question, walk.entries
    assert question is not None, "asking means that there is something to ask"
    asked = ask(walk.trail, question, walk.shown_before, walk.child, walk.pack.contacts)
    return asked if entries is None else step(entries, asked)


def _result(walk: Walkthrough) -> Result:
    from triage.ui.presenter.result import result

    further = (*next_leg(walk.trail), *_onward(walk))
    return result(walk.pack, walk.position, walk.today, walk.child, further)


def _preview(walk: Walkthrough) -> Preview:
    from triage.ui.presenter.preview import preview

    further = () if walk.has_result else _onward(walk)
    return preview(
        walk.position,
        walk.pack.form,
        short=walk.first_message,
        redacted=walk.redacted,
        onward=further,
    )


def _onward(walk: Walkthrough) -> tuple[Offer, ...]:
    return onward(walk.pack, walk.walk, walk.session) if walk.has_home else ()
