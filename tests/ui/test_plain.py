"""The plain conversation, line by line, with reading and writing passed in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.ui.plain_talk import hold
from tests.ui.pretending import PRETENDED, SUGGESTED, PretendedSaver
from triage.errors import UsageError
from triage.pack.reader import Pack, read_pack
from triage.ui import words
from triage.ui.walkthrough import Walkthrough

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 11, 23)
# Safe, new, 25 or over, no harm before 18, nothing to learn, reachable, no disagreement or worry.
ADULT = ["", "3", "1", "5", "3", "6", "1", "4", "3"]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


def talk(
    pack: Pack, typed: Iterable[str], saver: PretendedSaver = PRETENDED
) -> tuple[bool, list[str]]:
    """Hold a conversation; return whether it reached the end, and every line that was written."""
    walkthrough = Walkthrough(pack, "incident", TODAY)
    finished, lines = hold(walkthrough, typed, saver)
    assert dict(walkthrough.position.answers) == {}, "answers stay behind"
    return finished, lines


def test_a_whole_walk_leads_to_what_to_do_first(pack: Pack) -> None:
    """A walk ends in the review, then in what to do, then why, then what would change it."""
    finished, lines = talk(pack, [*ADULT, "0", "5"])
    assert finished
    order = [
        "Check your answers",
        "What to do now",
        "What your answers suggest, and why",
        "What would change this",
    ]
    places = [lines.index(heading) for heading in order]
    assert places == sorted(places)
    assert any("Question 1 of " in line for line in lines)


def test_first_and_last_lines_carry_safety_and_what_this_is_not(pack: Pack) -> None:
    """999 and "not a referral" stand on the first screen and on the last."""
    _, lines = talk(pack, [*ADULT, "0", "5"])
    for text in ("ring 999", "not a referral and not a notification"):
        places = [number for number, line in enumerate(lines) if text in line]
        assert places[0] < 8
        assert places[-1] > lines.index("What to do now")


def test_what_to_do_first_is_the_last_thing_written_before_the_menu(pack: Pack) -> None:
    """A long result scrolls; whom to reach, by when and how is on the screen at its end too."""
    _, lines = talk(pack, [*ADULT, "0", "5"])
    menu = lines.index(f"2. {words.SAVE}")
    last = lines[menu - 12 : menu]
    assert words.FIRST_AGAIN in last
    assert any("not supplied in the guidance" in line for line in last)


def test_all_changes_can_be_seen_and_the_menu_comes_again(pack: Pack) -> None:
    """Number 6 lists everything that would change the result."""
    _, lines = talk(pack, [*ADULT, "0", "6", "5"])
    assert lines.count(words.CHANGES_TITLE) == 2
    assert lines.count(f"2. {words.SAVE}") == 2


def test_keys_are_said_once(pack: Pack) -> None:
    """The hint on keys stands at the first question and nowhere else."""
    _, lines = talk(pack, [*ADULT, "0", "5"])
    assert sum("? says why we ask" in line for line in lines) == 1


def test_no_line_holds_an_escape_or_a_drawing_character(pack: Pack) -> None:
    """Nothing written can move a cursor or is read out as a box, and no line holds a line end."""
    _, lines = talk(pack, ["", "1", "?", "s", "1", "2", "b", "b", "3", "9", *ADULT[2:], "0", "5"])
    for character in "".join(lines):
        assert character >= " "
        assert not 0x2500 <= ord(character) < 0x2600
        assert not 0x7F <= ord(character) < 0xA0


def test_errors_say_what_to_try_and_ask_again(pack: Pack) -> None:
    """A wrong entry gives one line that starts with Error and says what to try."""
    _, lines = talk(pack, ["", "0", "seven", "99", "1,2", "", "3"])
    errors = [line for line in lines if line.startswith("Error: ")]
    assert len(errors) == 5
    assert all(" Try " in line for line in errors)
    assert not any("seven" in line or "99." in line for line in errors)


def test_why_and_so_far_answer_without_moving_on(pack: Pack) -> None:
    """`?` gives the reason and the rules, `s` what the answers mean; the question stays."""
    _, lines = talk(pack, ["", "1", "?", "s"])
    text = "\n".join(lines)
    assert "Why we ask: Once the council has notified" in text
    assert "Rests on: R2.2" in text
    assert text.count("Your answers already mean: Act now to keep people safe.") == 2
    assert text.count("Question 2 of") == 1


def test_back_shows_the_earlier_answer_and_enter_keeps_it(pack: Pack) -> None:
    """After `b`, the earlier answer is marked, and Enter alone keeps it."""
    _, lines = talk(pack, ["", "3", "b", "", "1"])
    assert any("(your answer so far)" in line for line in lines)
    assert sum("Question 2 of" in line for line in lines) == 2


@pytest.mark.parametrize("typed", [["q"], ["", "q"], [""], [*ADULT, "q"], [*ADULT, "0", "q"]])
def test_leaving_forgets_and_says_so_on_every_screen(pack: Pack, typed: list[str]) -> None:
    """`q`, or the end of input, leaves from any screen; 999 is the last thing said."""
    finished, lines = talk(pack, typed)
    assert not finished
    assert "You have left. Your answers are gone from this tool." in lines
    assert "ring 999" in lines[-2]


def test_a_summary_that_cannot_be_written_loses_nothing(pack: Pack) -> None:
    """An error while saving is said in one line; another file is saved with the same reasons."""
    saved: list[tuple[str, str]] = []

    def refuse(path: str, reasons: str) -> str:
        if path == "a.md":
            raise UsageError(f"{path} exists already. Try another name.")
        saved.append((path, reasons))
        return f"Saved: {path}."

    typed = [*ADULT, "0", "2", "a.md", "Because.", "b.md", "", "5"]
    finished, lines = talk(pack, typed, PretendedSaver(refuse))
    assert finished
    assert "Error: a.md exists already. Try another name." in lines
    assert saved == [("b.md", "Because.")]


def test_a_file_that_cannot_be_written_is_gone_back_from(pack: Pack) -> None:
    """After an error, b leads back to the menu."""

    def refuse(path: str, _: str) -> str:
        raise UsageError(f"{path} exists already. Try another name.")

    finished, _ = talk(pack, [*ADULT, "0", "2", "a.md", "", "b", "5"], PretendedSaver(refuse))
    assert finished


def test_enter_alone_saves_under_the_name_that_is_suggested(pack: Pack) -> None:
    """The name is said before it is asked for; Enter takes it, and b goes back to the menu."""
    _, lines = talk(pack, [*ADULT, "0", "2", "b", "2", "", "", "5"])
    assert any(SUGGESTED in line and "Enter alone" in line for line in lines)
    assert lines.count(f"Saved: {SUGGESTED}.") == 1


def test_room_stands_around_what_an_answer_means(pack: Pack) -> None:
    """What the answers already mean is told apart from the question below it."""
    _, lines = talk(pack, ["", "1"])
    at = next(n for n, line in enumerate(lines) if line.startswith(words.ALREADY))
    assert lines[at - 1] == ""
    assert lines[at + 1] == ""
    assert lines[at + 2].startswith("Question 2 of ")
