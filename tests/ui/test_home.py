"""Home and the answers of a sitting: from walk to walk, back again, and forgotten on request."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.ui.plain_talk import hold
from triage.pack.reader import Pack, read_pack
from triage.ui import words
from triage.ui.screens import Ask, Home, Offer, Result, Review, Welcome
from triage.ui.walkthrough import Walkthrough

PACK = Path(__file__).parent / "menu_pack"
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return a pack with a menu of two walks that ask some things alike."""
    return read_pack(PACK)


@pytest.fixture
def walk(pack: Pack) -> Walkthrough:
    """Return a walkthrough at Home."""
    return Walkthrough(pack, None, TODAY)


def offers(walk: Walkthrough) -> list[Offer]:
    """Return what Home offers."""
    screen = walk.screen
    assert isinstance(screen, Home)
    return list(screen.offers)


def take(walk: Walkthrough, title: str) -> None:
    """Take what Home or the last screen offers under this title."""
    screen = walk.screen
    assert isinstance(screen, Home | Result)
    every = screen.offers if isinstance(screen, Home) else screen.onward
    walk.take(next(offer for offer in every if offer.title == title))


def answer(walk: Walkthrough, **answers: str) -> None:
    """Answer these questions in this order."""
    for question, value in answers.items():
        assert walk.question == question
        walk.answer(value)


def review(walk: Walkthrough) -> dict[str, tuple[str, str]]:
    """Return the answers of the review and what is said of each."""
    screen = walk.screen
    assert isinstance(screen, Review)
    return {each.id: (each.answer, each.note()) for each in screen.answers}


def stage_of(walk: Walkthrough) -> str:
    """Return where the walkthrough stands."""
    return walk.stage


def test_home_has_safety_what_this_is_not_and_every_entry_of_the_menu(walk: Walkthrough) -> None:
    """The groups stand in their order, and nothing is to be forgotten yet."""
    screen = walk.screen
    assert isinstance(screen, Home)
    assert screen.safety == words.SAFETY
    assert screen.not_a_referral == words.NOT_A_REFERRAL
    assert screen.privacy == words.PRIVACY
    assert [group.title for group in screen.groups] == [
        "Something has happened",
        "Afterwards",
        "To read",
    ]
    assert [(offer.action, offer.target) for offer in screen.offers] == [
        ("walk", "first"),
        ("walk", "second"),
        ("read", "guidance"),
        ("read", "glossary"),
    ]


def test_the_first_entry_asks_at_once_and_others_say_what_they_are(walk: Walkthrough) -> None:
    """One key leads to the first question; back from it, or from a welcome, is Home."""
    take(walk, "What has happened?")
    assert walk.question == "told"
    walk.back()
    assert stage_of(walk) == "home"
    take(walk, "What comes next?")
    screen = walk.screen
    assert isinstance(screen, Welcome)
    assert screen.intro == "This is what the second walk is for."
    assert screen.safety == words.SAFETY
    walk.back()
    assert stage_of(walk) == "home"
    take(walk, "What comes next?")
    walk.begin()
    walk.back()
    assert stage_of(walk) == "home"
    walk.back()
    assert stage_of(walk) == "home"


def test_going_home_and_back_again_loses_nothing(walk: Walkthrough) -> None:
    """A walk goes on where it was; what it was told is not said to come from elsewhere."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="child")
    for _ in range(3):
        walk.back()
    assert stage_of(walk) == "home"
    assert offers(walk)[0].more == words.BEGUN
    take(walk, "What has happened?")
    assert walk.question == "school"
    answer(walk, school="yes")
    assert [note for _, note in review(walk).values()] == ["", "", ""]


def test_another_walk_does_not_ask_again_and_says_where_answers_come_from(
    walk: Walkthrough,
) -> None:
    """What both ask is carried over, marked, and can be changed; changed, it carries back."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="child", school="yes")
    walk.go_on()
    take(walk, "What comes next?")
    assert stage_of(walk) == "welcome"
    walk.begin()
    assert walk.question == "when"
    first = walk.screen
    assert isinstance(first, Ask)
    assert [(meaning.title, meaning.new) for meaning in first.already] == [("Bring a report", True)]
    answer(walk, when="no")
    mark = words.ORIGINS["earlier"]
    assert review(walk) == {"when": ("No", ""), "age": ("Under 18", mark), "school": ("Yes", mark)}
    walk.change("age")
    asked = walk.screen
    assert isinstance(asked, Ask)
    assert asked.origin == "earlier"
    answer(walk, age="adult")
    assert review(walk)["age"] == ("18 or over", "")
    walk.home()
    take(walk, "What has happened?")
    assert review(walk) == {"told": ("No", ""), "age": ("18 or over", mark)}


def test_what_a_later_answer_has_put_aside_is_asked_again_elsewhere(walk: Walkthrough) -> None:
    """An answer that its own walk no longer reads is not carried into another one."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="child", school="yes")
    walk.change("age")
    answer(walk, age="adult")
    walk.home()
    take(walk, "What comes next?")
    walk.begin()
    answer(walk, when="no")
    assert walk.question == "school"
    walk.home()
    take(walk, "What has happened?")
    walk.change("age")
    answer(walk, age="child")
    assert review(walk)["school"] == ("Yes", "")


def test_the_last_screen_offers_what_follows_and_the_start(walk: Walkthrough) -> None:
    """After the first walk comes the second, then Home; after the second only Home."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="adult")
    walk.go_on()
    first = walk.screen
    assert isinstance(first, Result)
    assert [offer.title for offer in first.onward] == ["What comes next?", words.BACK_TO_START]
    take(walk, "What comes next?")
    walk.begin()
    answer(walk, when="yes", school="no")
    walk.go_on()
    second = walk.screen
    assert isinstance(second, Result)
    assert [offer.title for offer in second.onward] == [words.BACK_TO_START]
    take(walk, words.BACK_TO_START)
    assert stage_of(walk) == "home"


def test_another_child_keeps_what_is_about_the_incident_in_every_walk(walk: Walkthrough) -> None:
    """No answer about the child before reaches any walk of the next; each says which child."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="child", school="yes")
    walk.go_on()
    take(walk, "What comes next?")
    walk.begin()
    answer(walk, when="yes")
    walk.home()
    take(walk, "What has happened?")
    walk.go_on()
    walk.another_child()
    assert walk.question == "age"
    assert dict(walk.position.answers) == {"told": "no"}
    answer(walk, age="adult")
    assert review(walk)["told"] == ("No", words.ORIGINS["child_before"])
    walk.home()
    take(walk, "What comes next?")
    walk.begin()
    screen = walk.screen
    assert isinstance(screen, Ask)
    assert screen.id == "when"
    assert screen.progress.startswith("Child 2. ")
    assert dict(walk.position.answers) == {"age": "adult"}


def test_starting_again_forgets_every_answer_of_the_sitting(walk: Walkthrough) -> None:
    """Home offers it once there is an answer; after it no walk has any."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="child")
    walk.home()
    assert offers(walk)[-1].title == words.FORGET
    take(walk, words.FORGET)
    assert stage_of(walk) == "home"
    assert words.FORGET not in [offer.title for offer in offers(walk)]
    for title in ("What comes next?", "What has happened?"):
        take(walk, title)
        assert dict(walk.position.answers) == {}
        walk.home()


def test_no_repr_of_a_sitting_shows_an_answer(walk: Walkthrough) -> None:
    """Neither the session nor what it holds shows an answer when printed by accident."""
    take(walk, "What has happened?")
    answer(walk, told="no", age="unsure")
    walk.home()
    assert repr(walk.session) == "Session(2 answers)"
    for given in walk.session._given.values():
        assert "unsure" not in repr(given)


def test_one_walk_alone_has_no_home_and_starts_at_its_welcome(pack: Pack) -> None:
    """With a walk named, nothing leads to a menu, neither back nor from the last screen."""
    walk = Walkthrough(pack, "first", TODAY)
    assert stage_of(walk) == "welcome"
    assert not walk.can_go_back
    walk.back()
    assert stage_of(walk) == "welcome"
    walk.begin()
    answer(walk, told="no", age="adult")
    walk.go_on()
    result = walk.screen
    assert isinstance(result, Result)
    assert result.onward == ()


def talk(pack: Pack, typed: Iterable[str]) -> tuple[bool, list[str]]:
    """Hold a plain conversation from Home; return whether it ended well, and its lines."""
    walkthrough = Walkthrough(pack, None, TODAY)
    finished, lines = hold(walkthrough, typed)
    assert not walkthrough.session
    return finished, lines


def test_plain_home_is_one_numbered_list_and_enter_begins(pack: Pack) -> None:
    """Safety stands first and last; Enter alone asks the first question."""
    _, lines = talk(pack, [""])
    assert lines.index(words.SAFETY[0]) < 4
    prompt = next(n for n, line in enumerate(lines) if line.startswith("> "))
    assert lines[prompt].endswith("or q to leave: ")
    assert lines[prompt - 1] == words.SAFETY[0]
    numbered = [line for line in lines[:prompt] if line[:1].isdigit()]
    assert numbered == [
        "1. What has happened?",
        "2. What comes next?",
        "3. Read the guidance",
        "4. Look up a term",
    ]
    assert "Have you told anyone?" in lines[prompt + 1 :]


def test_plain_home_says_more_of_each_line_on_request(pack: Pack) -> None:
    """`?` gives what each entry is for, and the list still waits for a number."""
    _, lines = talk(pack, ["?", "2"])
    assert "2. What comes next? For those who have told." in lines
    assert "This is what the second walk is for." in lines


def test_plain_goes_from_walk_to_walk_and_back_home(pack: Pack) -> None:
    """Another walk welcomes first, b leads Home, and its last screen lists what follows."""
    finished, lines = talk(
        pack, ["2", "b", "9", "1", "2", "2", "0", "8", "", "1", "1", "0", "8", "5", "q"]
    )
    text = "\n".join(lines)
    assert not finished
    assert "Error: That is not on the list. Try a number from 1 to 4." in lines
    assert text.count("This is what the second walk is for.") == 2
    assert "8. What comes next?" in lines
    assert f"8. {words.BACK_TO_START}" in lines
    assert f"1. What has happened? ({words.BEGUN_MARK})" in lines
    assert f"5. {words.FORGET}" in lines
    assert f"2. How old is the child? 18 or over ({words.ORIGINS['earlier']})" in lines
    last_home = text[text.rindex("Something has happened") :]
    assert words.FORGET not in last_home
