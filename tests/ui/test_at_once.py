"""What cannot wait: it stands on the very next screen, in every front end and in small windows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.parity.terminal import Terminal
from tests.ui.plain_talk import hold
from tests.ui.pretending import PRETENDED
from tests.ui.tui.driving import SMALL, USUAL, drive, incident, press, words_shown
from triage.core.program import compile_program
from triage.pack.own_contacts import with_own_contacts
from triage.pack.reader import Pack, read_flow_text, read_pack
from triage.ui.prompts.conversation import Conversation as Prompts
from triage.ui.screens import Ask, Review, at_once
from triage.ui.walkthrough import Walkthrough

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 11, 23)
NOW = "If anyone is in immediate danger, ring 999."
OR_ELSE = "If not, ring children's social care now, and tell your safeguarding lead"
NUMBERS = "children_social_care: {phone: 01305 000000, out_of_hours: 01305 000001}"
NUMBERS_SAID = (
    "Children's social care. Telephone: 01305 000000. "
    "Out of hours: 01305 000001 (added locally, not in the guidance)."
)


@cache
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


def own(tmp_path: Path, text: str = NUMBERS) -> Pack:
    """Return the pack with numbers of a council's own."""
    (tmp_path / "contacts.yaml").write_text(text, encoding="utf-8")
    return with_own_contacts(pack(), tmp_path)


def begun(of: Pack | None = None, walk: str = "incident") -> Walkthrough:
    """Return a walk at its first question."""
    walkthrough = Walkthrough(of or pack(), walk, TODAY)
    walkthrough.begin()
    return walkthrough


def said(walk: Walkthrough) -> tuple[str, ...]:
    """Return what stands on the screen without a key."""
    screen = walk.screen
    assert isinstance(screen, Ask | Review)
    return at_once(screen.already)


# What is said, and until when -------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["danger", "unsure"])
def test_both_halves_of_the_call_stand_with_the_next_question(answer: str) -> None:
    """D01: 999 where it is immediate, or else social care and the safeguarding lead."""
    walk = begun()
    assert said(walk) == ()
    walk.answer(answer)
    (line,) = said(walk)
    assert line.startswith(f"{NOW} {OR_ELSE}")


def test_it_stands_there_until_the_next_answer_and_not_where_all_are_safe() -> None:
    """After that it is among what the answers mean, like any other."""
    walk = begun()
    walk.answer("danger")
    walk.answer("new")
    assert said(walk) == ()
    screen = walk.screen
    assert isinstance(screen, Ask)
    (meaning,) = [each for each in screen.already if each.at_once]
    assert NOW in meaning.first[0]
    calm = begun()
    calm.answer("arranged")
    assert said(calm) == ()


CALM = {"safety": "arranged", "stage": "new", "age": "25_plus", "outcome": "died"}
CALM |= {"began_before_18": "no", "lead_available": "yes", "disagreement": "none"}
CALM |= {"other_worry": "no"}


def test_an_answer_that_is_changed_says_it_with_the_check_of_the_answers() -> None:
    """From the review, a change to danger leads back there, and what to do stands above it."""
    walk = begun()
    while walk.question is not None:
        walk.answer(["none"] if walk.question == "learning" else CALM[walk.question])
    assert said(walk) == ()
    walk.change("safety")
    walk.answer("unsure")
    assert isinstance(walk.screen, Review)
    assert NOW in said(walk)[0]
    walk.back()
    assert said(walk) == ()


@pytest.mark.parametrize("flow", ["serious_incident", "lead_officer", "learning_options",
    "local_review", "rapid_review_report", "review_process", "what_happens_next"])  # fmt: skip
def test_every_flow_that_asks_about_danger_says_it(flow: str) -> None:
    """Wherever the question promises to say whom to call, that is kept."""
    program = compile_program(pack().walk(flow))
    assert program.questions[program.index["safety"]].hint.endswith("We will say who to call.")
    walk = begun(walk=flow)
    while walk.question != "safety":
        assert walk.question is not None
        options = program.questions[program.index[walk.question]].options
        walk.answer(options[0].value)
    walk.answer("unsure")
    assert NOW in said(walk)[0]
    assert OR_ELSE in said(walk)[0]


SMALL_FLOW = """
flow: small
title: Small
version: 1
edition: dorset-3.1
questions:
  - {id: late, ask: Is it late?, options: {yes: 'Yes', no: 'No'}}
  - {id: more, ask: Is there more?, always: yes, options: {yes: 'Yes', no: 'No'}}
outcomes:
  - id: hurry
    title: Hurry
    at_once: Ring 999, or the team.
    rules: [{id: H1, says: So., certainty: certain, when: {late: yes}}]
    steps:
      - {do: Ring., contact: emergency_services, clock: Now}
      - {do: Ring them., contact: lead_officer, clock: Now}
      - {do: Ring others., contact: cspr_chair, clock: Later}
"""


def test_the_numbers_of_those_to_reach_at_once_stand_below(tmp_path: Path) -> None:
    """Only those that are known, not yet said, and due at the time of the first step."""
    flow = read_flow_text(SMALL_FLOW)
    numbers = "{lead_officer: {phone: 01305 000002}, cspr_chair: {phone: 01305 000003}}"
    for of, known in (
        (pack(), ()),
        (
            own(tmp_path, numbers),
            ("Lead officer. Telephone: 01305 000002 (added locally, not in the guidance).",),
        ),
    ):
        walk = begun(replace(of, flows={"small": flow}, journeys={}), "small")
        walk.answer("yes")
        assert said(walk) == ("Ring 999, or the team.", *known)


# Where it is seen -------------------------------------------------------------------------------


def plainly(typed: Iterable[str], of: Pack | None = None) -> list[str]:
    """Return the lines of a plain conversation that is left after what was typed."""
    return hold(Walkthrough(of or pack(), "incident", TODAY), typed)[1]


@pytest.mark.parametrize("rows", [12, 24])
def test_plain_lines_say_it_once_more_where_it_would_be_off_the_window(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a window of 12 rows the question pushes it out, so it stands above the prompt again."""
    monkeypatch.setattr("triage.ui.plain.conversation.window_rows", lambda: rows)
    lines = plainly(["", "2"])
    question = next(n for n, line in enumerate(lines) if "Question 2 of" in line)
    meaning = "Your answers already mean: Act now to keep people safe."
    assert lines[question - 2].startswith(f"{meaning} {NOW} {OR_ELSE}")
    again = [n for n, line in enumerate(lines) if line.startswith(f"Once more: {NOW} {OR_ELSE}")]
    prompt = [n for n, line in enumerate(lines) if line == "> Answer: "][-1]
    assert again == ([prompt - 1] if rows == 12 else [])


def test_plain_lines_say_the_numbers_and_s_says_them_again(tmp_path: Path) -> None:
    """`s` has both halves and the numbers, as long as the walk lasts."""
    lines = plainly(["", "2", "1", "s"], own(tmp_path))
    assert sum(OR_ELSE in line and NUMBERS_SAID in line for line in lines) == 2


CHANGED = ["", "3", "1", "5", "3", "6", "1", "4", "3", "1", "2"]
"""An adult, nobody in danger; then from the check of the answers the first is changed."""


def test_plain_lines_say_it_with_the_check_of_the_answers() -> None:
    """Above the list, and again below it where that is longer than the window."""
    lines = plainly(CHANGED)
    checks = [n for n, line in enumerate(lines) if line == "Check your answers"]
    assert [lines[n - 1].startswith(NOW) for n in checks] == [False, True]


def test_prompts_say_it_with_the_check_of_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list fills the window, so it stands in the prompt itself."""
    walk = begun()
    while walk.question is not None:
        walk.answer(["none"] if walk.question == "learning" else CALM[walk.question])
    walk.change("safety")
    walk.answer("danger")
    titles: list[str] = []

    def pick(_: Prompts, title: str, *__: object) -> object:
        titles.append(title)
        raise EOFError

    monkeypatch.setattr(Prompts, "_pick", pick)
    Prompts(walk, lambda _: None, PRETENDED).run()
    assert titles[0].startswith(f"{NOW} {OR_ELSE}")
    assert titles[0].endswith("or go on to what they suggest.")


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=str)
def test_the_full_screen_says_it_with_the_check_of_the_answers(size: tuple[int, int]) -> None:
    """It stands above what scrolls, so the line that is marked cannot push it away."""
    app = incident("review")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "enter", "3", "enter")
        assert NOW not in words_shown(app)
        await press(pilot, "1", "enter", "2", "enter")
        assert f"{NOW} {OR_ELSE}" in words_shown(app)
        await press(pilot, "end")
        assert f"{NOW} {OR_ELSE}" in words_shown(app)

    drive(app, steps, size)


STARTS = {"": "Enter begin", "plain": "q to leave:", "ask": "Ready?"}
KEYS = {"": "2\r", "plain": "2\r", "ask": "\x1b[B\x1b[B\r"}
BEFORE, ASKS = "in danger now?", "decided about"


@pytest.mark.parametrize("size", [USUAL, SMALL, (40, 10)], ids=str)
@pytest.mark.parametrize("front_end", STARTS)
def test_it_is_on_the_screen_of_the_real_program(
    front_end: str, size: tuple[int, int], tmp_path: Path
) -> None:
    """Both halves can be read with the next question, without a key, and with the numbers known."""
    (tmp_path / "contacts.yaml").write_text(NUMBERS, encoding="utf-8")
    environment = {"TRIAGE_CONFIG": str(tmp_path)}
    with Terminal(*filter(None, [front_end]), size=size, environment=environment) as terminal:
        terminal.wait_for_new(STARTS[front_end].split()[0], 0)
        terminal.wait_for(STARTS[front_end].split()[-1])
        start = len(terminal.raw)
        terminal.send("\r")
        terminal.wait_for_new("danger now", start)
        while terminal.pump(0.3):
            pass
        terminal.send(KEYS[front_end])
        terminal.wait_for(NOW)
        terminal.wait_for(OR_ELSE)
        while terminal.pump(0.3):
            pass
        assert f"{NOW} {OR_ELSE}" in terminal.words()
        if size == USUAL:
            assert NUMBERS_SAID in terminal.words()
