"""Check your answers: in the order of asking, or by the sections of the form that they fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from triage.core.form import ReferralForm
from triage.ui import words
from triage.ui.presenter.question import answered, meanings
from triage.ui.reaching import NOBODY, Contacts
from triage.ui.screens import Answered, Review
from triage.ui.walk.trail import Trail


def review(
    trail: Trail,
    form: ReferralForm | None,
    shown_before: frozenset[str],
    child: int = 1,
    contacts: Contacts = NOBODY,
) -> Review:
    """Return the check-your-answers screen of a leg; see `ask` for `shown_before`."""
    title = words.for_child(words.REVIEW_TITLE, child)
    answers = tuple(answered(trail, id_) for id_ in trail.asked)
    already = meanings(trail.position, contacts, shown_before)
    if not trail.leg or form is None:
        return Review(title, words.REVIEW_LEAD, already, answers)
    grouped = tuple(_grouped(answers, form))
    return Review(title, words.REVIEW_LEAD_LATER, already, grouped, words.GO_ON_TO_PREVIEW)


def _grouped(answers: tuple[Answered, ...], form: ReferralForm) -> Iterator[Answered]:
    """Yield the answers section by section; the first of each has its heading."""
    section_of = _sections(form)
    order = list(dict.fromkeys((words.REVIEW_CHOICE, *section_of.values(), words.REVIEW_OTHERS)))
    placed = [(section_of.get(each.id, words.REVIEW_OTHERS), each) for each in answers]
    before = ""
    for section, each in sorted(placed, key=lambda pair: order.index(pair[0])):
        yield replace(each, section="" if section == before else section)
        before = section


def _sections(form: ReferralForm) -> Mapping[str, str]:
    """Return the heading of the section that each question of the form belongs to."""
    found = dict.fromkeys((form.choice, form.own_way), words.REVIEW_CHOICE)
    for section in form.sections:
        for field in section.fields:
            for part in field.answers:
                found |= {id_: section.title for id_ in part if id_ not in found}
    return found
