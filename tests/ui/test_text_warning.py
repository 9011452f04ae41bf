"""A text question says what may tell who somebody is, once, in all three front ends."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import SMALL, USUAL, asking, drive, press, shown
from tests.ui.typed_flow import typed_walk
from triage.ui import words
from triage.ui.plain.conversation import Conversation
from triage.ui.plain.wording import CHANGE_OR_GO_ON
from triage.ui.prompts import conversation as prompts
from triage.ui.prompts.wording import LOOK_AGAIN
from triage.ui.tui.app import TriageApp
from triage.ui.walkthrough import Walkthrough

TYPED = "Ring Mr Example on 01632 960001"
CALM = "Ring the office"


def app_at(question: str) -> TriageApp:
    """Return the app at a question of the flow with everything that is typed."""
    return TriageApp(typed_walk(question), PRETENDED, no_color=False)


@pytest.mark.parametrize("size", [USUAL, SMALL])
@pytest.mark.parametrize("question", ["tell", "role"])
def test_the_full_screen_warns_once_and_takes_the_same_words(
    question: str, size: tuple[int, int]
) -> None:
    """Enter shows the warning under the box; Enter once more gives the text as it is."""
    app = app_at(question)
    end = ["enter", "enter"] if question == "tell" else ["enter"]

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *TYPED, *end)
        assert app.walkthrough.question == question
        assert words.YOU_MAY_GO_ON.split(":", maxsplit=1)[0] in shown(app)
        await press(pilot, "enter")
        assert app.walkthrough.position.answers[question] == TYPED

    drive(app, steps, size)


def test_the_full_screen_takes_the_warning_away_when_the_words_change() -> None:
    """What is typed further is looked at anew, and what was given before is not."""
    app = app_at("role")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *TYPED, "enter")
        assert asking(app)._typed._warning.display
        await press(pilot, "x")
        assert not asking(app)._typed._warning.display
        await press(pilot, "enter")
        assert asking(app)._typed._warning.display
        await press(pilot, "enter", "escape", "enter")
        assert app.walkthrough.question == "day"

    drive(app, steps)


@pytest.mark.parametrize(
    ("typed", "given"),
    [((TYPED, "", ""), TYPED), ((TYPED, "", "c", CALM, ""), CALM), ((CALM, ""), CALM)],
)
def test_plain_lines_warn_and_let_the_words_be_changed(typed: Iterable[str], given: str) -> None:
    """Enter goes on as it is, c asks again, and nothing is said of words that name nobody."""
    walk = typed_walk()
    lines: list[str] = []
    waiting = iter([*typed, "q"])
    seen: dict[str, object] = {}

    def read(prompt: str) -> str:
        lines.append(prompt)
        if walk.question == "role":
            seen.update(walk.position.answers)
        return next(waiting)

    _ = Conversation(walk, read, lines.append, PRETENDED).run()
    assert seen["tell"] == given
    assert lines.count(CHANGE_OR_GO_ON) == lines.count(words.MAY_IDENTIFY) == (TYPED in typed)


@pytest.mark.parametrize("change", [True, False])
def test_prompts_warn_and_let_the_words_be_changed(
    change: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changing goes on from what was typed; going on as it is gives just that."""
    walk: Walkthrough = typed_walk("role")
    written: list[str] = []
    talk = prompts.Conversation(walk, written.append, PRETENDED)
    typed = iter([TYPED, CALM])
    began_with: list[str] = []

    def type_(_: object, before: str) -> str:
        began_with.append(before)
        return next(typed)

    monkeypatch.setattr(prompts, "_typed", type_)
    monkeypatch.setattr(talk, "_pick", lambda title, _: change and title == LOOK_AGAIN)
    assert talk._step()
    assert walk.position.answers["role"] == (CALM if change else TYPED)
    assert began_with == (["", TYPED] if change else [""])
    assert written.count(words.MAY_IDENTIFY) == 1
