"""The guidance on the full screen: found from anywhere, and left to exactly where one was."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.reading.test_pages import book
from tests.ui.tui.driving import (
    NARROW,
    SMALL,
    TINY,
    USUAL,
    WIDE,
    asking,
    at_cursor,
    at_home,
    drive,
    incident,
    marked,
    press,
    shown,
    whole_pack,
    words_shown,
)
from triage.errors import PackError, Place, Problem
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.screens import Ask, Result
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens.ask import AskScreen
from triage.ui.tui.screens.note import NoteScreen
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.screens.reader import ReaderScreen
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.tui.widgets.choices import MARK

NUMBERED = {**{str(number): [*str(number)] for number in range(1, 18)}, "A": ["A"], "B": ["B"]}
"""The keys that name each numbered section in the list of them."""


def reader(app: TriageApp) -> ReaderScreen:
    """Return the screen, which is a page of the guidance."""
    assert isinstance(app.screen, ReaderScreen)
    return app.screen


def test_each_numbered_section_is_found_by_three_keys_from_home() -> None:
    """F3 and its number mark it, in sight, with its title; Enter opens it, and Esc goes back."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        for number, digits in NUMBERED.items():
            keys = ["f3", *digits]
            assert len(keys) <= 3
            await press(pilot, *keys)
            section = next(
                s for s in book().digest.sections if s.number.rpartition(" ")[2] == number
            )
            assert at_cursor(app).startswith(MARK)
            assert at_cursor(app)[len(MARK) :].split() == [
                number,
                *f"{section.title} ({len(section.rules)} rules)".split(),
            ]
            await press(pilot, "enter")
            assert f"{number}: {section.title}" in shown(app)
            await press(pilot, "escape", "escape")
            assert app.walkthrough.stage == "home"
            assert not app.reading

    drive(app, steps)


def test_f3_opens_no_page_that_is_there_already() -> None:
    """Pressed twice, one Esc leads back to where one was."""
    app = incident("learning")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "f3", "escape")
        assert asking(app).ask.id == "learning"
        assert not app.reading

    drive(app, steps)


def test_the_rules_behind_a_question_lead_on_and_back_to_what_was_marked() -> None:
    """R lists them in our words; rule, use and point open in turn; Esc undoes each step."""
    app = incident("learning")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "4", "r")
        cites = asking_below(app).cites
        rules = [book().digest.rules[id_] for id_ in cites if id_ in book().digest.rules]
        assert asking_below(app).ask in shown(app)
        assert f"1 {rules[0].id} ({rules[0].kind}; {rules[0].binds}" in shown(app)
        assert rules[0].says in shown(app)
        await press(pilot, "1", "enter")
        page = shown(app)
        assert rules[0].says in page
        assert f"Who it binds: {rules[0].binds}" in page
        assert "How certain: " in page
        names = [entry.row.label for entry in reader(app).page.entries]
        at = names.index("question learning") + 1
        await press(pilot, *str(at), "enter")
        assert "question learning" in shown(app)
        assert len(reader(app).page.entries) == len(dict.fromkeys(cites))
        await press(pilot, "escape")
        assert marked(app) == at - 1
        await press(pilot, "escape")
        assert marked(app) == 0
        await press(pilot, "b")
        assert asking(app).ask.id == "learning"
        assert "1 [x]" in shown(app)
        assert "4 [x]" in shown(app)
        assert len(app.walkthrough.position.answers) == 11
        await press(pilot, "enter")
        assert app.walkthrough.position.answers["learning"] == ("good_practice", "other")

    def asking_below(app: TriageApp) -> Ask:
        (screen,) = [each for each in app.screen_stack if isinstance(each, AskScreen)]
        return screen.ask

    drive(app, steps, WIDE)


def test_the_result_shows_its_rules_under_each_outcome() -> None:
    """R on the last screen groups them, and Esc returns to the same line of the page."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "n", "n")
        before = shown(app)
        await press(pilot, "r")
        headings = [each.row.heading for each in reader(app).page.entries if each.row.heading]
        result = app.walkthrough.screen
        assert isinstance(result, Result)
        cited = [block.title for block in result.outcomes if block.cites]
        assert headings == [*cited, words.AFTER_TITLE]
        await press(pilot, "escape")
        assert shown(app) == before

    drive(app, steps)


def test_search_shows_what_is_found_and_an_id_opens_it() -> None:
    """The box takes words, an id, or a mistake; Esc goes back result by result."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "slash")
        assert isinstance(app.focused, AnswerInput)
        await press(pilot, *"lead officer", "enter")
        assert words.READ_FOUND in shown(app)
        assert app.screen.query_one(AnswerInput).value == "lead officer"
        assert at_cursor(app).startswith(f"{MARK} 1")
        await press(pilot, "slash", *"r5.58", "enter")
        assert "R5.58 (section 5)" in shown(app)
        await press(pilot, "escape")
        assert words.READ_FOUND in shown(app)
        await press(pilot, "escape", "slash", *"R5.999", "enter")
        assert isinstance(app.screen, NoteScreen)
        assert "The guidance has no R5.999. Nearest: " in shown(app)
        await press(pilot, "escape")
        assert words.READ_CONTENTS in shown(app)

    drive(app, steps)


def test_the_glossary_is_listed_and_searched() -> None:
    """Home opens it; a term has its meaning; words narrow it down, one term opens at once."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        number = next(
            place
            for place, offer in enumerate(app.walkthrough.screen.offers, start=1)  # type: ignore[union-attr]
            if offer.target == "glossary"
        )
        await press(pilot, *str(number), "enter")
        assert words.READ_GLOSSARY in shown(app)
        assert len(reader(app).page.entries) == len(book().guidance.glossary)
        await press(pilot, "slash", *"review", "enter")
        assert 1 < len(reader(app).page.entries) < len(book().guidance.glossary)
        await press(pilot, "escape", "slash", *"SIN", "enter")
        assert "The report of a serious incident that the council's lead officer" in shown(app)
        await press(pilot, "escape", "escape")
        assert app.walkthrough.stage == "home"

    drive(app, steps)


def test_reading_opens_over_dialogs_and_typed_answers_and_closes_to_them() -> None:
    """F3 works from a dialog; the command closes every page at once; nothing below has moved."""
    app = incident("setting")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "2", "f1", "f3")
        assert words.READ_CONTENTS in shown(app)
        await press(pilot, "escape")
        assert wording.HELP_TITLE in shown(app)
        await press(pilot, "f1", "f3", "5", "enter", "3", "enter", "ctrl+p")
        offered = shown(app)
        for never in (words.BACK_TO_START, wording.COMMAND_PANEL, words.SAVE):
            assert never not in offered
        await press(pilot, "2", "enter")
        assert asking(app).ask.id == "setting"
        assert marked(app) == 1
        await press(pilot, "ctrl+p")
        for always in (words.GUIDANCE, words.GLOSSARY, words.RULES):
            assert always in shown(app)

    drive(app, steps, WIDE)


def test_keys_of_the_walk_do_nothing_while_reading() -> None:
    """G, M, F2 and Enter on a page of the guidance leave the walk where it was."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "g", "m", "f2", "r", "question_mark")
        assert app.walkthrough.stage == "review"
        assert wording.HELP_TITLE in shown(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, PageScreen)
        assert not app.reading

    drive(app, steps)


def test_a_section_leads_to_the_walk_that_is_about_it() -> None:
    """Chosen in the middle of another, it begins, and what was answered stays."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "enter", "f3", "5", "enter", "1", "enter")
        assert asking(app).ask.id == "stage"
        assert dict(app.walkthrough.position.answers) == {"safety": "arranged"}
        assert not app.reading

    drive(app, steps)


@pytest.mark.parametrize("size", [WIDE, USUAL, NARROW, SMALL, TINY])
def test_every_line_of_a_page_is_reached_at_every_size(size: tuple[int, int]) -> None:
    """Down brings each link of a section in sight, with the cursor on it."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "3", "enter")
        entries = reader(app).page.entries
        for number, _ in enumerate(entries, start=1):
            await press(pilot, "down")
            assert at_cursor(app).startswith(f"{MARK}{number}"), number

    drive(app, steps, size)


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_a_long_rule_is_read_to_its_end(size: tuple[int, int]) -> None:
    """Page Down and Down reach the last words and then the list."""
    app = at_home()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f3", "slash", *"R5.21", "enter")
        seen = words_shown(app)
        for _ in range(40):
            await press(pilot, "pagedown")
            seen += words_shown(app)
        assert "decides." in seen  # the last word of the rule, wherever a page ends before it
        await press(pilot, "1")
        assert at_cursor(app).startswith(f"{MARK} 1") or at_cursor(app).startswith(f"{MARK}1")

    drive(app, steps, size)


def test_the_digest_is_read_once_and_only_when_somebody_asks() -> None:
    """Home and a question do without it; two pages read it once."""
    reads: list[int] = []

    def counted() -> Pack:
        reads.append(1)
        return whole_pack()

    app = at_home(whole=counted)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "enter", "f1", "f1", "ctrl+p", "escape")
        assert not reads
        await press(pilot, "f3", "5", "enter")
        assert reads == [1]

    drive(app, steps)


def test_a_faulty_digest_is_said_and_stops_nobody() -> None:
    """The guidance cannot be shown; the answer can be given."""

    def faulty() -> Pack:
        raise PackError([Problem(Place("r5.yaml", 1), "bad", "It is bad.", "Mend it.")])

    app = at_home(whole=faulty)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "3", "r")
        assert words.GUIDANCE_UNREADABLE in words_shown(app)
        await press(pilot, "escape", "enter")
        assert asking(app).ask.id == "stage"

    drive(app, steps)


def test_help_names_the_keys_that_lead_to_the_guidance() -> None:
    """F1 at a question, and on a page of the guidance."""
    app = incident("setting")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "f1")
        said = shown(app)
        assert "F3 Read or search the guidance." in said
        assert "R See the rules behind a question" in said
        await press(pilot, "f1", "f3", "f1")
        assert "step by step, to where you were" in shown(app)

    drive(app, steps, WIDE)
