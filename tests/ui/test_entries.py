"""A list of entries, filled step by step: nothing is lost, and the answer holds whole ones only."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.typed_flow import typed_walk
from triage.core.values import NOT_KNOWN, Entry
from triage.errors import AnswerError
from triage.ui import words
from triage.ui.screens import Ask
from triage.ui.walkthrough import Walkthrough

PRIVATE = "Kim of 12 Example Road"
DAY = datetime.date(2026, 3, 2)


def at_list() -> Walkthrough:
    """Return a walkthrough at the list of agencies, which is empty."""
    return typed_walk("agencies")


def screen_of(walk: Walkthrough) -> Ask:
    """Return the question screen that is shown."""
    screen = walk.screen
    assert isinstance(screen, Ask)
    return screen


def choose(walk: Walkthrough, label: str) -> str:
    """Choose the line that begins so."""
    (value,) = (c.value for c in screen_of(walk).choices if c.label.startswith(label))
    return walk.answer(value)


def add(walk: Walkthrough, name: str, seen: str = "not_known") -> None:
    """Add an entry."""
    choose(walk, "Add an agency")
    for value in (name, "yes", seen):
        walk.answer(value)


def names(walk: Walkthrough) -> list[object]:
    """Return the first parts of the answer."""
    answer = walk.position.answers.get("agencies", ())
    assert isinstance(answer, tuple)
    return [entry["agency"] for entry in answer if isinstance(entry, Entry)]


def labels(walk: Walkthrough) -> list[str]:
    """Return the lines that can be chosen."""
    return [choice.label for choice in screen_of(walk).choices]


def test_an_entry_is_asked_for_part_by_part_and_stands_in_the_answer_at_once() -> None:
    """Each part is a question of its own kind; the list comes again, and the walk stays there."""
    walk = at_list()
    assert labels(walk) == ["Add an agency", words.ENTRIES_NONE, words.NOT_KNOWN]
    assert choose(walk, "Add an agency") == ""
    kinds = []
    for value in ("School", "yes", "2026-03-02"):
        screen = screen_of(walk)
        assert screen.progress.endswith("Entry 1: an agency")
        assert not screen.acts
        kinds.append((screen.kind, screen.not_known))
        walk.answer(value)
    assert kinds == [("text", False), ("choice", False), ("date", True)]
    assert walk.position.answers["agencies"] == (
        Entry({"agency": "School", "involved": "yes", "seen": DAY}),
    )
    assert walk.question == walk.asking == "agencies"
    assert labels(walk) == [
        "Change or remove: School; Still involved: Yes; Last seen on which day: 2 March 2026",
        "Add an agency",
        words.ENTRIES_DONE,
    ]


def test_going_on_takes_the_list_as_it_is() -> None:
    """Whole entries, none at all, or "not known": each is an answer that leads on."""
    for label, answer in ((words.ENTRIES_NONE, ()), (words.NOT_KNOWN, NOT_KNOWN)):
        walk = at_list()
        choose(walk, label)
        assert walk.question == "last"
        assert walk.position.answers["agencies"] == answer
        walk.back()
        assert [c.label for c in screen_of(walk).choices if c.chosen] == [label]
    walk = at_list()
    add(walk, "School")
    choose(walk, words.ENTRIES_DONE)
    assert walk.question == "last"
    assert names(walk) == ["School"]


def test_entries_are_changed_moved_and_removed() -> None:
    """Each of it shows in the answer at once; the first cannot go up, nor the last down."""
    walk = at_list()
    for name in ("School", "Police", "Hospital"):
        add(walk, name)
    assert "Add an agency" not in labels(walk)
    choose(walk, "Change or remove: School")
    assert words.ENTRY_UP not in labels(walk)
    choose(walk, words.ENTRY_DOWN)
    assert names(walk) == ["Police", "School", "Hospital"]
    choose(walk, "Change or remove: Hospital")
    assert words.ENTRY_DOWN not in labels(walk)
    choose(walk, words.ENTRY_UP)
    assert names(walk) == ["Police", "Hospital", "School"]
    choose(walk, "Change or remove: Hospital")
    choose(walk, "Change: Which agency?")
    assert screen_of(walk).typed == "Hospital"
    assert walk.answer("Ward") == "Ward"
    assert names(walk) == ["Police", "Ward", "School"]
    choose(walk, words.ENTRY_REMOVE)
    assert names(walk) == ["Police", "School"]
    for name in ("Police", "School"):
        choose(walk, f"Change or remove: {name}")
        choose(walk, words.ENTRY_REMOVE)
    assert "agencies" not in walk.position.answers
    assert walk.question == "agencies"


def test_back_goes_step_by_step_and_keeps_an_entry_that_is_begun() -> None:
    """From a part to the one before it, to the list, to the question before; forward again."""
    walk = at_list()
    choose(walk, "Add an agency")
    walk.answer("School")
    walk.back()
    assert screen_of(walk).typed == "School"
    walk.back()
    assert labels(walk)[:2] == ["Go on adding an agency (begun)", words.ENTRIES_DONE_WITHOUT]
    walk.back()
    assert walk.question == "day"
    walk.answer("not_known")
    choose(walk, "Go on adding an agency")
    assert screen_of(walk).ask == "Still involved?"
    assert names(walk) == []


def test_a_list_changed_from_the_review_returns_there() -> None:
    """However many steps are taken in the list, going on from it leads back to the review."""
    walk = at_list()
    choose(walk, words.ENTRIES_NONE)
    walk.answer("yes")
    walk.change("agencies")
    add(walk, "School")
    choose(walk, "Change or remove: School")
    choose(walk, words.ENTRY_LIST)
    choose(walk, words.ENTRIES_DONE)
    assert walk.stage == "review"
    assert names(walk) == ["School"]


def test_a_bad_part_stays_and_shows_nothing_of_it() -> None:
    """The error names what is valid, never what was given; the entry is kept as it was."""
    walk = at_list()
    choose(walk, "Add an agency")
    for value in ("School", "yes"):
        walk.answer(value)
    with pytest.raises(AnswerError) as caught:
        walk.answer(PRIVATE)
    assert PRIVATE not in str(caught.value)
    assert screen_of(walk).ask == "Last seen on which day?"


def test_nothing_typed_is_in_any_repr() -> None:
    """Neither the list, nor its screens, nor the walk show a part when printed by accident."""
    walk = at_list()
    add(walk, PRIVATE)
    choose(walk, "Change or remove")
    choose(walk, "Change: Which agency?")
    assert PRIVATE in screen_of(walk).typed
    shown = repr((walk, walk.session.lists, walk.screen, walk.position, screen_of(walk).answered))
    assert "Kim" not in shown


def test_forgetting_leaves_no_entry_behind() -> None:
    """Neither whole entries nor one that is begun outlive forgetting."""
    walk = at_list()
    add(walk, PRIVATE)
    choose(walk, "Add an agency")
    walk.answer(PRIVATE)
    walk.forget()
    assert not walk.session.lists
    assert not walk.position.answers


@given(st.lists(st.sampled_from(["add", "begin", "open", "up", "down", "remove", "back", "part"])))
@settings(max_examples=60)
def test_whatever_is_done_the_answer_is_what_is_listed(steps: list[str]) -> None:
    """After any steps, the answer has the entries in the order of the list, whole and at most 3."""
    walk = at_list()
    for number, step in enumerate(steps):
        if walk.question == "agencies":
            do(walk, step, f"N{number}")
    while walk.question == "agencies" and walk.asking != "agencies":
        walk.back()
    if walk.question == "agencies":
        listed = [label for label in labels(walk) if label.startswith("Change or remove: ")]
        assert [label.split(": ")[1].split(";")[0] for label in listed] == names(walk)
    assert len(names(walk)) <= 3


def do(walk: Walkthrough, step: str, name: str) -> None:
    """Take one step, if the screen offers it; a part that is asked for is given."""
    screen = screen_of(walk)
    offered = {choice.value for choice in screen.choices}
    last = max((value for value in offered if value.startswith("open ")), default="")
    wanted = {"begin": "add", "open": last, "part": "part 0"}.get(step, step)
    if step == "back":
        walk.back()
    elif not screen.acts:
        walk.answer({"text": name, "choice": "no", "date": "not_known"}[screen.kind])
    elif wanted in offered:
        walk.answer(wanted)
