"""What would be saved, shown before it is: the whole text, and nothing but that text."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.report.samples import cases, pack
from tests.ui.pretending import PRETENDED
from tests.ui.referral_walks import at_review
from tests.ui.test_plain import ADULT, talk
from tests.ui.tui.driving import NARROW, SMALL, USUAL, drive, incident, press, shown
from triage.errors import PackError
from triage.report.plain_text import WIDTH
from triage.ui import words
from triage.ui.plain.conversation import Conversation
from triage.ui.presenter.preview import sections
from triage.ui.saving import WalkthroughSaver
from triage.ui.screens import Preview
from triage.ui.tui.app import MARGIN, TriageApp
from triage.ui.tui.screens.page import PageScreen
from triage.ui.tui.screens.save import SaveScreen
from triage.ui.tui.typeset import Typeset
from triage.ui.walkthrough import Walkthrough

MOMENT = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)


def at_result(case: str) -> Walkthrough:
    """Return a walkthrough at the result of a worked case."""
    walk = Walkthrough(pack(), "incident", MOMENT.date())
    walk.begin()
    while walk.question is not None:
        walk.answer(cases()[case][walk.question])
    walk.go_on()
    return walk


def saver_of(walk: Walkthrough) -> WalkthroughSaver:
    """Return what saves, at a fixed time and with chance that can be repeated."""
    return WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))


@pytest.mark.parametrize("case", sorted(cases()))
def test_what_is_previewed_is_what_is_saved(case: str, tmp_path: Path) -> None:
    """The preview has every character of the text file that is saved next, its reference too."""
    saver = saver_of(at_result(case))
    seen = saver.preview("Because I am worried.", WIDTH)
    saver.save(str(tmp_path / "a.txt"), "Because I am worried.")
    assert seen == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert saver.preview("", WIDTH) != seen


def test_the_redacted_copy_is_previewed_as_it_is_saved(tmp_path: Path) -> None:
    """It has every character of the redacted file, and not what a name stood in."""
    walk = at_review("v11", safe_now="Mr Canary takes care of them.")
    walk.go_on()
    saver = saver_of(walk)
    assert "Canary" in saver.preview("", WIDTH)
    walk.preview_copy()
    screen = walk.screen
    assert isinstance(screen, Preview)
    assert (screen.lead, screen.redacted) == (words.REDACTED_LEAD, True)
    assert screen.others[-1] == words.PREVIEW_FULL
    seen = saver.preview("", WIDTH)
    saver.save(str(tmp_path / "a.txt"), "", redacted=True)
    assert seen == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "Canary" not in seen
    walk.to_review()
    walk.go_on()
    assert not walk.redacted, "what is not redacted is shown first, each time"


def test_plain_shows_the_redacted_copy_and_saves_it_next() -> None:
    """Its number in the list shows it; saving from there starts as that copy, until r."""
    walk = at_review("v11", safe_now="Mr Canary takes care of them.")
    walk.go_on()
    lines, saved = list[str](), list[bool]()

    class Noting(WalkthroughSaver):
        def save(self, path: str, reasons: str, *, redacted: bool = False) -> str:
            del path, reasons
            saved.append(redacted)
            return "Saved."

    names = iter([words.PREVIEW_REDACTED, words.SAVE, "", "", "", words.SAVE, "r", "", "", ""])

    def read(prompt: str) -> str:
        del prompt
        name = next(names, "q")
        found = [each for each in lines if name and each.endswith(f". {name}")]
        return found[-1].split(".", maxsplit=1)[0] if found else name

    saver = Noting(walk, lambda: MOMENT, random.Random(1))
    _ = Conversation(walk, read, lines.append, saver).run()
    first, second = (n for n, line in enumerate(lines) if line.startswith(words.PREVIEW_TITLE))
    assert any("Canary" in line for line in lines[first:second])
    assert not any("Canary" in line for line in lines[second:])
    assert saved == [True, False]


def test_the_full_screen_shows_the_redacted_copy_and_saves_it_next() -> None:
    """Its line shows it, the box for that copy is ticked in the dialog, and the line leads back."""
    walk = at_review("v11", safe_now="Mr Canary takes care of them.")
    walk.go_on()
    app = TriageApp(walk, saver_of(walk), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        for name, ticked in ((words.PREVIEW_REDACTED, True), (words.PREVIEW_FULL, False)):
            screen = app.screen
            assert isinstance(screen, PageScreen)
            next(each for each in screen.page.entries if each.row.label == name).run()
            await pilot.pause()
            app.action_save()
            await pilot.pause()
            dialog = app.screen
            assert isinstance(dialog, SaveScreen)
            assert dialog._redacted == ticked
            await press(pilot, "escape")
            app._unsaved.clear()

    drive(app, steps)


def test_a_preview_fits_a_narrow_window() -> None:
    """No line is longer than the window, and the words are those of the wide one."""
    saver = saver_of(at_result("v01"))
    narrow, wide = saver.preview("", 36), saver.preview("", WIDTH)
    assert max(map(len, narrow.splitlines())) == 36
    rules = str.maketrans("", "", "-=_")
    assert narrow.translate(rules).split() == wide.translate(rules).split()


def test_the_preview_is_a_screen_between_the_result_and_saving() -> None:
    """Back leads to the result, and no answer is lost on the way."""
    walk = at_result("v01")
    before = dict(walk.position.answers)
    walk.preview()
    screen = walk.screen
    assert isinstance(screen, Preview)
    assert screen.summary_title == "Referral summary"
    assert walk.can_go_back
    walk.back()
    assert walk.stage == "result"
    assert dict(walk.position.answers) == before


def test_sections_begin_at_underlined_headings_only() -> None:
    """A line of dashes that fits no heading, and one below an empty line, begin nothing."""
    text = "Mark\n\nOne\n===\n\nText\n--\n\n---\n\nTwo\n---\nmore\n"
    assert list(sections(text)) == [
        ["Mark"],
        ["One", "===", "", "Text", "--", "", "---"],
        ["Two", "---", "more"],
    ]


def test_plain_writes_the_preview_and_can_save_from_there() -> None:
    """Number 8 of the result writes it all between two lines that say that nothing is saved."""
    finished, lines = talk(pack(), [*ADULT, "0", "8", "9", "1", "", "", "", "b", "5"])
    assert finished
    start = lines.index(f"{words.PREVIEW_TITLE}: Record of a check")
    end = lines.index(words.PREVIEW_END)
    assert words.PREVIEW_LEAD in lines[start:end]
    assert "Summary" in lines[start:end]
    assert any(line.startswith("Saved: ") for line in lines[end:])
    assert lines.count(words.RESULT_TITLE) == 2


@pytest.mark.parametrize("size", [USUAL, NARROW, SMALL])
def test_the_full_screen_shows_the_preview_as_wide_as_the_window(size: tuple[int, int]) -> None:
    """The text is made for the window; reasons that were typed and not saved stand in it."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "2", "enter", "enter", *"why", "escape", "6", "enter")
        assert words.PREVIEW_TITLE in shown(app)
        parts = app.screen.query("#text Static").results(Static)
        texts = " ".join(part.content.plain for part in parts if isinstance(part.content, Typeset))
        assert "why" in texts
        assert f"{min(WIDTH, size[0] - MARGIN)} columns" in texts
        await press(pilot, "escape")
        assert app.walkthrough.stage == "result"

    drive(app, steps, size)


def test_a_faulty_template_is_told_in_the_preview_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is wrong stands in place of the text, and the menu comes again."""

    def refuse(*_: object) -> str:
        raise PackError(())

    monkeypatch.setattr(type(PRETENDED), "preview", refuse)
    finished, lines = talk(pack(), [*ADULT, "0", "8", "5"])
    assert finished
    assert any(line.startswith("Error: ") for line in lines)
