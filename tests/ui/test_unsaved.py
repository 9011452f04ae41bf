"""A referral that is prepared and not saved is not lost by one key; everything else may be left."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.referral_walks import at_result, at_review
from tests.ui.test_preview import MOMENT, saver_of
from tests.ui.tui.driving import SMALL, USUAL, drive, press, shown
from triage.ui import words
from triage.ui.plain.conversation import Conversation
from triage.ui.prompts.conversation import Conversation as Prompts
from triage.ui.saving import WalkthroughSaver
from triage.ui.tui.app import FINISHED, TriageApp
from triage.ui.walkthrough import Walkthrough

ENDS = [words.LEAVE, words.ANOTHER_CHILD]


def at_end() -> Walkthrough:
    """Return a walk that stands at its result, with a first message prepared."""
    walk = at_review("v11", referral_now="first_message")
    walk.to_result()
    return walk


def test_a_referral_is_unsaved_until_a_file_has_it_as_it_stands(tmp_path: Path) -> None:
    """Before there is one, nothing is; after saving, a change makes it so again."""
    assert not saver_of(at_result("v11")).unsaved
    walk = at_review("v11", referral_now="none", own_way="Told already.")
    assert not saver_of(walk).unsaved
    walk = at_review("v11", referral_now="first_message")
    saver = WalkthroughSaver(walk, lambda: MOMENT, random.Random(1))
    seen = [saver.unsaved]
    saver.save(str(tmp_path / "a.txt"), "")
    seen.append(saver.unsaved)
    walk.change("referrer_role")
    walk.answer("Nurse")
    seen.append(saver.unsaved)
    walk.forget()
    seen.append(saver.unsaved)
    assert seen == [True, False, True, False]


class Typed(Iterator[str]):
    """Lines that are typed at prompts: numbers of what is called so in the list shown last."""

    def __init__(self, lines: list[str], names: Sequence[str]) -> None:
        """Choose `names`, one after the other, from what stands in `lines`."""
        self._lines = lines
        self._names = iter(names)

    def __next__(self) -> str:
        """Return the number before the next name."""
        name = next(self._names)
        line = next(each for each in reversed(self._lines) if each.endswith(f". {name}"))
        return line.split(".", maxsplit=1)[0]


@pytest.mark.parametrize("end", ENDS)
def test_plain_asks_before_it_is_lost(end: str) -> None:
    """Staying shows the result again with everything in it; going on does what was chosen."""
    walk, lines = at_end(), list[str]()
    answers = dict(walk.position.answers)
    typed = Typed(lines, [end, words.STAY, end, words.GO_ON_UNSAVED])
    seen: list[dict[str, object]] = []

    def read(prompt: str) -> str:
        del prompt
        seen.append(dict(walk.position.answers))
        try:
            return next(typed)
        except StopIteration:
            return "q"

    finished = Conversation(walk, read, lines.append, saver_of(walk)).run()
    assert lines.count(words.UNSAVED) == 2
    assert seen[:4] == [answers] * 4
    assert finished == (end == words.LEAVE)
    assert (len(seen) > 4) == (end == words.ANOTHER_CHILD)


@pytest.mark.parametrize("end", ENDS)
def test_prompts_ask_before_it_is_lost(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same by arrow keys, with staying as the first answer."""
    walk, lines = at_end(), list[str]()
    conversation = Prompts(walk, lines.append, saver_of(walk))
    offered: list[tuple[str, object]] = []

    def pick(title: str, options: Sequence[tuple[str, object]]) -> object:
        assert title == words.UNSAVED
        offered.extend(options)
        return options[0][1]

    monkeypatch.setattr(conversation, "_pick", pick)
    assert conversation._move_on(end)
    assert [label for label, _ in offered] == [words.STAY, words.GO_ON_UNSAVED]
    assert walk.child == 1
    assert walk.stage == "result"


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_the_full_screen_asks_before_it_is_lost(size: tuple[int, int]) -> None:
    """The first line of the dialog stays; Esc does too; the second goes on. Ctrl+Q never asks."""
    walk = at_end()
    app = TriageApp(walk, saver_of(walk), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        for keys in (("enter",), ("escape",)):
            app.action_finish()
            await pilot.pause()
            assert words.UNSAVED in shown(app)
            await press(pilot, *keys)
            assert words.UNSAVED not in shown(app)
            assert walk.position.answers["referral_now"] == "first_message"
        app.action_another_child()
        await pilot.pause()
        await press(pilot, "2", "enter")
        assert walk.child == 2
        app.action_finish()
        await pilot.pause()
        assert app.return_code == FINISHED

    drive(app, steps, size)


def test_nothing_is_asked_where_nothing_would_be_lost() -> None:
    """A result alone is left at once."""
    walk = at_result("v11")
    app = TriageApp(walk, saver_of(walk), no_color=False)

    async def steps(pilot: Pilot[None]) -> None:
        app.action_finish()
        await pilot.pause()
        assert app.return_code == FINISHED

    drive(app, steps)
