"""Text that Textual would read as markup, or a terminal as commands, is shown as written.

A pack in which every text is hostile is walked through every screen of the app, in windows that
fold the side panel and that do not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from tests.ui import every_text
from tests.ui.hostile import AS_SHOWN, CONTROL, TAIL, TYPED, missing, squeezed
from tests.ui.pretending import PretendedSaver
from tests.ui.test_hostile_lines import NOWHERE
from tests.ui.tui.driving import TODAY, drive, press
from triage.errors import UsageError
from triage.pack.reader import Pack, read_pack
from triage.ui.tui import typeset
from triage.ui.tui.app import TriageApp
from triage.ui.tui.screens import ask
from triage.ui.tui.screens.save import SaveScreen
from triage.ui.tui.widgets.answer_input import AnswerInput
from triage.ui.walkthrough import Walkthrough

WINDOW, LONG, NARROW = (140, 70), (140, 330), (70, 100)
"""Windows in which nothing has to scroll, the second for the result."""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return the pack, as it is read."""
    return read_pack(every_text.write(tmp_path_factory.mktemp("hostile"), TAIL))


class Walk:
    """A walk through every screen, and what was seen on each of them."""

    def __init__(self, pack: Pack) -> None:
        """Stand at the welcome."""
        self.saved: list[tuple[str, str]] = []
        self.seen: list[str] = []
        saver = PretendedSaver(self._save)
        self.app = TriageApp(Walkthrough(pack, every_text.FLOW, TODAY), saver, no_color=False)

    def _save(self, path: str, reasons: str) -> str:
        self.saved.append((path, reasons))
        if len(self.saved) == 1:
            raise UsageError(f"There is no {path}.")
        return f"Saved: {path}."

    async def steps(self, pilot: Pilot[None]) -> None:
        """Go through every screen, dialog and answer, in a wide window and in a narrow one."""
        app = self.app
        await self.look(pilot)
        await self.look(pilot, "enter")
        for key in ("f1", "f9", "ctrl+p"):
            await self.look(pilot, key)
            await press(pilot, "escape")
        await self.look(pilot, "2", "enter")
        await pilot.resize_terminal(*NARROW)
        await self.look(pilot)
        await self.look(pilot, "f2")
        await self.look(pilot, "f2", "escape", "1", "enter")
        await self.look(pilot, "1", "enter")
        for wrong, right in ((TYPED, "7"), (TYPED, "2026-03-02"), ("", TYPED)):
            await self.look(pilot, "f2")
            await press(pilot, "f2")
            if wrong:
                await self.paste(pilot, wrong)
                await self.look(pilot, "enter")
                await press(pilot, "home", "ctrl+k")
            await self.paste(pilot, right)
            await self.look(pilot, "enter")
        await self.look(pilot, "enter")  # a first name is in it, and so a warning
        await self.look(pilot, "enter")
        await self.fill_list(pilot)
        await pilot.resize_terminal(*LONG)
        await self.look(pilot, "7", "enter")
        await pilot.resize_terminal(*NARROW)
        await self.look(pilot, "1", "enter")
        assert isinstance(app.screen, SaveScreen)
        await press(pilot, "home", "ctrl+k")
        await self.paste(pilot, f"{TYPED}.md")
        await press(pilot, "enter")
        await self.paste(pilot, TYPED)
        await self.look(pilot)
        for _ in range(4):  # a warning of a first name, a refused file name, and on to the reasons
            await self.look(pilot, "enter")
        await press(pilot, "enter", "3", "enter", "1", "enter", "2", "enter")
        await pilot.resize_terminal(*LONG)
        await self.look(pilot, "g")

    async def fill_list(self, pilot: Pilot[None]) -> None:
        """Add an entry to the list, look at it, and go on."""
        await self.look(pilot, "1", "enter")
        await self.paste(pilot, TYPED)
        await self.look(pilot, "enter")
        await self.look(pilot, "enter")
        await self.look(pilot, "1", "enter")
        await pilot.resize_terminal(*LONG)
        await self.look(pilot, "1", "enter")
        await self.look(pilot, "2", "enter", "1", "enter", "4", "enter", "3", "enter")

    async def look(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys and keep what each part of the screen shows then."""
        await press(pilot, *keys)
        strips = self.app.screen._compositor.render_strips()
        self.seen += [shown for part in _parts(self.app) if (shown := _cut(strips, part))]

    async def paste(self, pilot: Pilot[None], text: str) -> None:
        """Paste a text where one types."""
        self.app.post_message(events.Paste(text))
        await pilot.pause()


def _parts(app: TriageApp) -> Iterator[Widget]:
    """Yield the parts that show something themselves."""
    for part in app.screen.walk_children(Widget):
        if part.is_on_screen and not part.is_container:
            yield part


def _cut(strips: list[Strip], part: Widget) -> str:
    """Return what stands where a part is."""
    x, y, width, height = part.content_region
    return "\n".join(strip.crop(x, x + width).text for strip in strips[y : y + height])


def walk(pack: Pack) -> Walk:
    """Return a whole walk."""
    walked = Walk(pack)
    drive(walked.app, walked.steps, WINDOW)
    return walked


def assert_whole(walked: Walk) -> None:
    """Check what was seen: every text as written, answers as codes, no control character."""
    assert missing(walked.seen, but=(*NOWHERE, "flow-version:")) == []
    pasted = squeezed(AS_SHOWN)
    # In the review, twice, and where the file is named.
    assert sum(pasted in squeezed(part) for part in walked.seen) >= 3
    assert f"Thereisno{pasted}.md" in "".join(map(squeezed, walked.seen))
    assert not [found for part in walked.seen for found in CONTROL.findall(part)]


def test_every_text_is_shown_as_written_on_every_screen(pack: Pack) -> None:
    """Brackets, marks, long words and letters from right to left stand as they were written."""
    walked = walk(pack)
    assert_whole(walked)
    assert [path for path, _ in walked.saved] == [f"{AS_SHOWN}.md"] * 2
    assert walked.app.return_code in {0, None}


def test_a_bare_string_handed_to_a_widget_is_noticed(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as markup, words vanish, without a crash too; the walk above sees it."""

    def as_markup(words: str) -> Content:
        return Content.from_markup(words.replace("[/b]", r"\[/b]"))

    monkeypatch.setattr(ask, "content", as_markup)
    with pytest.raises(AssertionError, match="pick-hint:"):
        assert_whole(walk(pack))


def test_a_place_that_makes_nothing_harmless_is_noticed(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `visible`, pasted commands to a terminal reach the screen; the walk sees it."""
    monkeypatch.setattr(AnswerInput, "validate_value", lambda _, value: value)
    monkeypatch.setattr(typeset, "visible", lambda text: text)
    with pytest.raises(AssertionError):
        assert_whole(walk(pack))
