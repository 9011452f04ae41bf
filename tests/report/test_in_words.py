"""Answers and dates in words."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.report.samples import program
from triage.core.answers import checked
from triage.core.model import Option, Question
from triage.core.values import NOT_KNOWN
from triage.pack.reader import read_flow_bytes
from triage.report.in_words import day, in_words, is_unsure, value_in_words
from triage.report.safe_text import visible

GOOD = Path(__file__).parents[1] / "pack" / "good"
KIND_REPEAT = (GOOD / "kind_repeat.yaml").read_bytes()


def test_a_choice_is_its_label() -> None:
    """A value is shown as the label that the person chose."""
    assert in_words(program(), "outcome", "died") == "They died"


def test_ticks_stand_in_one_line() -> None:
    """Several ticks are shown one after the other."""
    words = in_words(program(), "process", ("strategy_discussion", "section_47"))
    assert words.count("; ") == 1


def test_a_day_has_no_zero_before_it() -> None:
    """Dates are written as people write them."""
    assert day(datetime.date(2024, 9, 9)) == "9 September 2024"


def test_not_sure_counts_among_ticks() -> None:
    """An answer is unsure if any tick is marked so."""
    options = (Option("a", "A"), Option("b", "Not sure", unsure=True))
    question = Question("q", "Q?", "choices", options)
    assert is_unsure(question, ("a", "b"))
    assert not is_unsure(question, "a")


def test_line_ends_of_any_system_are_line_ends() -> None:
    """A text that comes from Windows has lines, and no sign for a carriage return."""
    question = Question("q", "Q?", "text", limit=99)
    assert value_in_words(question, "one\r\ntwo") == "one\ntwo"
    assert value_in_words(question, "one\rtwo") == "one\\x0dtwo"


def test_entries_are_numbered_and_not_known_is_said() -> None:
    """A list names each part of each entry; an empty one is none, and not known is unsure."""
    (question,) = [each for each in read_flow_bytes(KIND_REPEAT).questions if each.parts]
    entries = checked(
        question,
        [
            {"agency": "School", "involved": "yes", "seen": "2026-03-02", "visits": 2},
            {"agency": "Surgery", "involved": "unsure"},
        ],
    )
    assert value_in_words(question, entries) == (
        "(1) Agency: School; Still involved: Yes; Last seen on: 2 March 2026; Visits: 2 visits. "
        "(2) Agency: Surgery; Still involved: Not sure; Last seen on: Not known; Visits: Not known."
    )
    assert value_in_words(question, ()) == "None"
    assert value_in_words(question, NOT_KNOWN) == "Not known"
    assert is_unsure(question, NOT_KNOWN)
    assert not is_unsure(question, entries)


def test_what_could_move_the_cursor_or_reorder_text_is_shown_as_its_code() -> None:
    """The sign can be seen, and does nothing."""
    assert visible("\x1b]52;c;eA==\x07\u202e") == "\\x1b]52;c;eA==\\x07\\u202e"
