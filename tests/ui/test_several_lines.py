"""A text of several lines: an empty line ends it everywhere, and a paste stays in one answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.parity.terminal import Terminal
from tests.ui import every_text
from tests.ui.hostile import AS_SHOWN, TYPED
from tests.ui.leaving.places import FRONT_ENDS
from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import SMALL, USUAL, asking, drive, lines, press, shown
from tests.ui.typed_flow import typed_walk
from triage.core.values import NOT_KNOWN
from triage.ui import words
from triage.ui.line_terminal import LONGEST_LINE
from triage.ui.plain.conversation import Conversation
from triage.ui.tui import wording
from triage.ui.tui.app import TriageApp
from triage.ui.tui.widgets.answer_area import AnswerArea
from triage.ui.tui.widgets.choices import MARK
from triage.ui.walkthrough import Walkthrough

PASTED = "First.\n\nSecond, after an empty line.\nThird."


def app_at(question: str = "tell") -> TriageApp:
    """Return the app at a question of the flow with everything that is typed."""
    return TriageApp(typed_walk(question), PRETENDED, no_color=False)


def told(app: TriageApp) -> object:
    """Return the answer to the first question."""
    return app.walkthrough.position.answers["tell"]


def area_of(app: TriageApp) -> AnswerArea:
    """Return the box that is shown."""
    return app.screen.query_one(AnswerArea)


def test_enter_begins_a_line_and_an_empty_one_ends_the_text() -> None:
    """Letters that are keys elsewhere are letters; the next question comes after the empty line."""
    app = app_at()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"gbrm", "enter", *"q?", "enter", "enter")
        assert app.walkthrough.question == "role"
        assert app.walkthrough.position.answers["tell"] == "gbrm\nq?"
        await press(pilot, "escape")
        assert area_of(app).text == "gbrm\nq?"
        await press(pilot, "up", "enter", "enter")
        assert app.walkthrough.question == "tell"

    drive(app, steps)


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_the_list_below_the_box_goes_on_or_says_not_known(size: tuple[int, int]) -> None:
    """Tab leads to it with its first line marked; the answer given before is marked again."""
    app = app_at()

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"One", "tab")
        assert any(f"{MARK}{wording.TEXT_DONE}" in line for line in lines(app))
        await press(pilot, "enter")
        assert told(app) == "One"
        await press(pilot, "escape", "tab", "down", "enter")
        assert told(app) is NOT_KNOWN
        await press(pilot, "escape")
        assert asking(app)._typed._instead.highlighted == 1

    drive(app, steps, size)


def test_a_day_that_is_not_known_is_a_line_to_choose() -> None:
    """Below the box for a day there is only that line, and the words work as well."""
    app = app_at("day")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "enter")
        assert app.walkthrough.position.answers["day"] is NOT_KNOWN
        await press(pilot, "escape", "shift+tab", *"Not known", "enter")
        assert app.walkthrough.question == "agencies"
        await press(pilot, "escape", "shift+tab", *"yesterday", "enter")
        assert "or not known." in shown(app)

    drive(app, steps)


def test_what_is_pasted_is_made_harmless_and_stays_in_the_box() -> None:
    """Commands to a terminal become codes, empty lines stay, and nothing is given as an answer."""
    app = app_at()

    async def steps(pilot: Pilot[None]) -> None:
        app.post_message(events.Paste(f"{TYPED}\r\n\r\nmore\r"))
        await pilot.pause()
        assert app.walkthrough.question == "tell"
        assert area_of(app).text == f"{AS_SHOWN}\n\nmore\n"
        await press(pilot, "enter", "enter")  # the first only warns of what may be a name
        assert app.walkthrough.position.answers["tell"] == f"{AS_SHOWN}\n\nmore"

    drive(app, steps)


def test_the_length_is_said_and_too_long_a_text_stays_in_the_box() -> None:
    """The count follows what is typed; a text over the limit is refused and not lost."""
    app = app_at()

    async def steps(pilot: Pilot[None]) -> None:
        app.post_message(events.Paste("x" * 605))
        await pilot.pause()
        assert "605 of 600 characters. That is 5 too many." in shown(app)
        await press(pilot, "tab", "enter")
        assert "Error: The text is too long." in shown(app)
        assert len(area_of(app).text) == 605

    drive(app, steps)


def test_a_draft_outlives_going_back_and_is_forgotten_with_the_rest() -> None:
    """Esc keeps what was typed and not given; leaving clears it, the app's clipboard too."""
    app = app_at("tell")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *"Half", "escape", "enter")
        assert area_of(app).text == "Half"
        await press(pilot, "ctrl+x", "ctrl+q")

    drive(app, steps)
    assert not app._memory.drafts
    assert not app.clipboard


def talk(walk: Walkthrough, typed: Iterable[str], waiting: int = 0) -> list[str]:
    """Hold a plain conversation until nothing is typed any more; return what was written.

    `waiting` of the lines, from the first on, are there before they are asked for.
    """
    said: list[str] = []
    lines_typed = list(typed)
    read_so_far = 0

    def read(prompt: str) -> str:
        nonlocal read_so_far
        said.append(prompt)
        if read_so_far == len(lines_typed):
            raise EOFError
        read_so_far += 1
        return lines_typed[read_so_far - 1]

    answers: dict[str, object] = {}
    forget = walk.forget

    def note_and_forget() -> None:
        answers.update(walk.position.answers)
        forget()

    walk.forget = note_and_forget  # type: ignore[method-assign]
    _ = Conversation(walk, read, said.append, PRETENDED, lambda: read_so_far < waiting).run()
    return [*said, json.dumps(answers.get("tell"), default=str)]


def test_plain_takes_lines_until_an_empty_one() -> None:
    """Letters that are commands at the first line are text in later ones; q leaves from there."""
    said = talk(typed_walk(), ["One", "b", "?", "", "Nurse"])
    assert said[-1] == json.dumps("One\nb\n?")
    assert said.count(words.MORE_LINES) == 3
    assert talk(typed_walk(), ["One", "q"])[-1] == "null"


def test_plain_takes_a_pasted_text_as_one_answer() -> None:
    """An empty line with more behind it does not end the text, nor is a command one there."""
    pasted = ["First.", "", "q", "Last.", ""]
    assert talk(typed_walk(), pasted, waiting=4)[-1] == json.dumps("First.\n\nq\nLast.")


@pytest.mark.parametrize("typed", ["Not known", "not known", "not_known"])
def test_plain_takes_not_known_and_keeps_an_answer_by_enter_alone(typed: str) -> None:
    """The words need no empty line after them; going back shows them, and Enter keeps them."""
    said = talk(typed_walk(), [typed, "b", "", "b"])
    assert "You answered: Not known" in said
    assert "Your answer so far: Not known" in said
    assert said[-1] == json.dumps(str(NOT_KNOWN))


def test_plain_says_when_a_line_is_as_long_as_a_terminal_takes() -> None:
    """What a terminal drops cannot be seen, so that it may have happened is said."""
    assert words.LINE_CUT in talk(typed_walk(), ["x" * LONGEST_LINE, ""])
    assert words.LINE_CUT not in talk(typed_walk(), ["x" * (LONGEST_LINE - 1), ""])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("name", FRONT_ENDS)
def test_a_paste_with_empty_lines_is_one_answer_in_the_real_program(
    name: str, tmp_path: Path
) -> None:
    """Pasted into each front end, all of it is in the review, and the list was not answered."""
    front_end = FRONT_ENDS[name]
    pack = every_text.write(tmp_path / "pack")
    arguments = (*front_end.arguments, "--pack", str(pack), "--journey", every_text.FLOW)
    with Terminal(*arguments, size=front_end.size, cwd=tmp_path) as terminal:
        front_end.go(terminal, "text")
        if name == "screen":  # what is cut stays within the app
            terminal.send("Kim")
            terminal.wait_for("Kim")
            terminal.send("\x18")
            terminal.wait(lambda: "Kim" not in terminal.words(), "an empty box")
        pasted = PASTED.replace("\n", "\r")
        if name == "plain":
            terminal.send(f"{pasted}\r")
            terminal.wait_for("Third. More, or Enter alone to end:")
            terminal.send("\r")
        else:
            terminal.send(f"\x1b[200~{pasted}\x1b[201~")
            terminal.wait_for("Third.")
            terminal.send("\r\r")
        terminal.wait_for("None: go on")
        terminal.send("\x1b[B\x1b[B\r" if name == "ask" else "2\r")
        terminal.wait_for("Check your answers")
        terminal.wait_for("First. Second, after an empty line. Third.")
        assert b"\x1b]52" not in terminal.raw


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_behind_a_paste_one_prompt_stands_on_its_own_line(tmp_path: Path) -> None:
    """Nothing is asked for each pasted line, nor behind the last one, which has no end yet."""
    pack = every_text.write(tmp_path / "pack")
    plain = FRONT_ENDS["plain"]
    arguments = (*plain.arguments, "--pack", str(pack), "--journey", every_text.FLOW)
    with Terminal(*arguments, size=(80, 40), cwd=tmp_path) as terminal:
        plain.go(terminal, "text")
        terminal.send(PASTED.replace("\n", "\r"))
        terminal.wait_for("to end:")
        assert "Third.\r\nMore, or Enter alone to end: " in terminal.said()
        assert terminal.said().count("to end:") == 1
        terminal.send("\r\r")
        terminal.wait_for("None: go on")
        assert "Third.\r\n\r\nQuestion 6" in terminal.said()
