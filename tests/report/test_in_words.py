"""Answers and dates in words."""

from __future__ import annotations

import datetime

from tests.report.samples import program
from triage.core.model import Option, Question
from triage.report.in_words import day, in_words, is_unsure
from triage.report.safe_text import visible
from triage.ui.safe_text import visible as visible_on_screens


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


def test_screens_and_documents_share_one_safe_text() -> None:
    """There is one way to make text harmless."""
    assert visible_on_screens is visible
    assert visible("\x1b]52;c;eA==\x07\u202e") == "\\x1b]52;c;eA==\\x07\\u202e"
