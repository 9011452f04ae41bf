"""The pages of the guidance: nothing of the digest is out of reach, and no link leads nowhere."""

from __future__ import annotations

import functools
from collections import deque
from pathlib import Path

import pytest

from triage.errors import UsageError
from triage.guidance.lookup import Book, open_book
from triage.pack.reader import Pack, read_pack
from triage.ui import words
from triage.ui.reading.pages import FEW_USES, MOST_HITS, ReadingPage, asked_for, page_of
from triage.ui.reading.targets import (
    At,
    Cited,
    Contents,
    Glossary,
    OneTerm,
    Part,
    Readable,
    UsedBy,
    UsesOf,
    Words,
)
from triage.ui.wrapping import Row

ROOT = Path(__file__).resolve().parents[3]


@functools.cache
def pack() -> Pack:
    """Return the built-in pack with its digest."""
    return read_pack(ROOT, with_guidance=True)


@functools.cache
def book() -> Book:
    """Return its guidance."""
    return open_book(pack())


def page(target: Readable) -> ReadingPage:
    """Return a page of it."""
    return page_of(book(), pack(), target)


def text(shown: ReadingPage) -> str:
    """Return all the words of a page."""
    lines = [f"{each.label}{each.text}" if isinstance(each, Row) else each for each in shown.lines]
    links = [f"{link.heading} {link.number} {link.name} {link.says}" for link in shown.links]
    return "\n".join([shown.title, *lines, *links])


@functools.cache
def every_page() -> dict[Readable, ReadingPage]:
    """Return all that can be reached by links from the contents and from the glossary."""
    found: dict[Readable, ReadingPage] = {}
    waiting: deque[Readable] = deque((Contents(), Glossary()))
    while waiting:
        target = waiting.popleft()
        if target not in found:
            found[target] = page(target)
            waiting.extend(
                link.target for link in found[target].links if not isinstance(link.target, Part)
            )
    return found


def test_every_section_rule_point_and_term_is_reached_by_links() -> None:
    """From the contents and the glossary, following links alone."""
    reached = every_page()
    digest, guidance = book().digest, book().guidance
    for id_ in (*(each.id for each in digest.sections), *digest.rules, *digest.points):
        assert At(id_) in reached, id_
    assert {target.id for target in reached if isinstance(target, OneTerm)} == {*guidance.glossary}
    concerned = [point.id for point in guidance.national.values() if point.concerns]
    assert all(At(id_) in reached for id_ in concerned)


def test_a_rule_has_its_words_whom_it_binds_how_certain_and_every_reading() -> None:
    """What is unclear shows all readings, each of the digest's; uses are named with their words."""
    for rule in book().digest.rules.values():
        shown = text(every_page()[At(rule.id)])
        assert rule.says in shown
        assert f"Who it binds: {rule.binds}" in shown
        assert f"Kind: {rule.kind}" in shown
        assert "How certain: " in shown
        for id_ in rule.unclear:
            point = book().digest.points[id_]
            assert all(reading.says in shown for reading in point.readings)
            assert point.shown in shown
        uses = {each.citer for each in book().uses_of(rule.id)}
        every = text(page(UsesOf(rule.id)))
        assert all(f"{citer.use} {citer.id}" in every for citer in uses)
        listed = [link.name for link in every_page()[At(rule.id)].links]
        few = len({(citer.use, citer.id) for citer in uses}) <= FEW_USES
        assert (f"uses {rule.id}" in listed) is not few
        assert few is all(f"{citer.use} {citer.id}" in listed for citer in uses)
        if not uses:
            assert "Nothing in triage cites it yet." in shown


def test_what_is_not_in_the_guidance_says_so_wherever_it_shows() -> None:
    """On a page of its own, on that of a rule, and in every link."""
    for point in book().guidance.national.values():
        alone = page(At(point.id)).lines
        assert "not in the guidance" in str(alone[0])
        says = [str(line) for line in alone if point.says in str(line)]
        assert says
        assert all("Not in the guidance" in line for line in says)
    for shown in every_page().values():
        for link in shown.links:
            if isinstance(link.target, At) and link.target.id in book().guidance.national:
                assert "not in the guidance" in link.name
                assert link.says.startswith("Not in the guidance: ")


def test_what_uses_a_rule_shows_all_the_rules_that_it_rests_on() -> None:
    """The page of a question lists its citations and its words."""
    shown = page(UsedBy("question", "safety"))
    question = next(q for q in pack().flows["serious_incident"].questions if q.id == "safety")
    assert question.ask in shown.lines
    assert tuple(link.target for link in shown.links) == tuple(map(At, question.cites))


def test_a_section_leads_to_the_walks_that_the_menu_has_on_it() -> None:
    """Section 5 leads to the incident, and a section that no walk covers to its rules alone."""
    (first, *_) = page(At("R5")).links
    assert first.target == Part("incident")
    assert first.heading == words.READ_WALKS
    covered = {
        number
        for group in pack().menu
        for each in group.entries
        if each.walk
        for number in each.sections
    }
    for section in book().digest.sections:
        leads = any(isinstance(link.target, Part) for link in page(At(section.id)).links)
        assert leads == (section.number.rpartition(" ")[2] in covered)


def test_rules_behind_a_screen_are_grouped_and_none_is_left_out() -> None:
    """Each group has its heading once; no rule, or one that is not there, is said."""
    shown = page(Cited("What?", (("One", ("R5.58", "A41")), ("Two", ("R5.58", "N1")))))
    assert [(link.heading, link.target) for link in shown.links] == [
        ("One", At("R5.58")),
        ("", At("A41")),
        ("Two", At("R5.58")),
        ("", At("N1")),
    ]
    assert words.READ_NO_RULES in page(Cited("What?", (("", ()),))).lines
    missing = page(Cited("What?", (("", ("R99.9", "R5.58")),)))
    assert f"{words.READ_MISSING}: R99.9" in missing.lines
    assert [link.target for link in missing.links] == [At("R5.58")]


def test_what_is_typed_is_a_section_an_id_a_use_or_words() -> None:
    """Each way to write it is understood; an id that is not there is a mistake, 999 is not."""
    for typed in ("5", "section 5", "R5", "r5.58", "5.58", "A12", "n1", "Appendix A", "B"):
        assert isinstance(asked_for(book(), typed), At), typed
        assert page(asked_for(book(), typed)).lines
    assert asked_for(book(), "uses r5.58") == UsesOf("R5.58")
    assert asked_for(book(), "Question safety") == UsedBy("question", "safety")
    for typed in ("lead officer", "999", "question mark"):
        assert isinstance(asked_for(book(), typed), Words), typed
    with pytest.raises(UsageError, match=r"The guidance has no R5\.999\. Nearest: "):
        asked_for(book(), "R5.999")


def test_searching_gives_a_few_links_and_nothing_gives_advice() -> None:
    """Hits lead to rules, points and terms; no hit and no word are said."""
    found = page(Words("lead officer"))
    assert 0 < len(found.links) <= MOST_HITS
    assert any(isinstance(link.target, OneTerm) for link in found.links)
    assert page(Words("zyxw")).lines == (words.READ_NOTHING_FOUND,)
    with pytest.raises(UsageError, match=words.READ_NO_WORDS):
        page(Words("?!"))


def test_one_term_that_is_meant_is_shown_at_once() -> None:
    """An abbreviation leads to its term; several are listed; none has near ones named."""
    assert page(Glossary("SIN")).title == "Serious Incident Notification (SIN)"
    assert len(page(Glossary("review")).links) > 1
    with pytest.raises(UsageError, match=r"The glossary has no such term\."):
        page(Glossary("zyxw"))


def test_no_repr_shows_what_was_looked_for() -> None:
    """What a person typed may be about a child."""
    for target in (Words("Kim Example"), Glossary("Kim Example")):
        assert "Kim" not in repr(target)
