"""Home: what a person may want to do, from the menu of the pack and what is answered so far."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from triage.core.model import Flow
from triage.pack.menu import Entry
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.reaching import safety
from triage.ui.rests_on import banner
from triage.ui.screens import Home, Offer, OfferGroup
from triage.ui.walk.session import Session
from triage.ui.walk.trail import Trail


def home(pack: Pack, session: Session, today: datetime.date) -> Home:
    """Return the first screen; where anything is answered, it also offers to forget that."""
    groups = [
        OfferGroup(group.title, tuple(_offer(entry, session) for entry in group.entries))
        for group in pack.menu
    ]
    if session:
        forget = Offer(words.FORGET, words.FORGET_ABOUT, "forget")
        groups.append(OfferGroup(words.YOUR_ANSWERS, (forget,)))
    return Home(
        safety=safety(pack.contacts),
        not_a_referral=words.NOT_A_REFERRAL,
        privacy=words.PRIVACY,
        intro=words.NOT_SURE,
        banner=(*pack.notices, *banner(pack, _flows(pack), today)),
        groups=tuple(groups),
    )


def onward(pack: Pack, walk: str, session: Session) -> tuple[Offer, ...]:
    """Return where one can go from the last screen of a walk: what follows it, and Home."""
    following = tuple(_offer(entry, session) for entry in _entries(pack) if walk in entry.follows)
    return (*following, Offer(words.BACK_TO_START, words.BACK_TO_START_ABOUT, "home"))


def next_leg(trail: Trail) -> Iterator[Offer]:
    """Yield the offer to go on to the leg after this one, if any, with the answers so far."""
    following = [flow for flow in trail.position.program.flows if flow.follows]
    for flow in following[trail.leg : trail.leg + 1]:
        own = {question.id for question in flow.questions if not question.after_all}
        begun = not own.isdisjoint(trail.position.answers)
        yield Offer(flow.title, flow.intro, "leg", flow.id, begun)


def _offer(entry: Entry, session: Session) -> Offer:
    if entry.read is not None:
        return Offer(entry.title, entry.about, "read", entry.read)
    return Offer(entry.title, entry.about, "walk", entry.walk, session.begun(entry.walk))


def _entries(pack: Pack) -> Iterator[Entry]:
    return (entry for group in pack.menu for entry in group.entries)


def _flows(pack: Pack) -> Iterator[Flow]:
    for entry in _entries(pack):
        if entry.walk:
            yield from pack.walk(entry.walk)
