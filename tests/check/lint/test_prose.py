"""Text is cut into sentences and words as people read it."""

from __future__ import annotations

import pytest

from triage.check.lint.prose import sentences, words
from triage.check.lint.reading_age import FEWEST_WORDS, reading_age
from triage.check.lint.wording import is_double

CUT = {
    "two sentences": ["Ring the team.", "Do it today."],
    "question and exclamation marks": ["Is it so?", "It is!", "Then go on."],
    "e.g. and i.e.": ["Ask a body, e.g. Dorset Police, i.e. The police.", "Then wait."],
    "a rule id": ["See R5.58.", "It says whom to tell, as does RB.22 in s47."],
    "section 47 in short": ["Look at s. 47 and para. 20 of it.", "Then go on."],
    "a number in short": ["It is No. 5.", "The answer is no.", "Then go on."],
    "an e-mail address": ["Write to dorsetscp@dorsetcouncil.gov.uk.", "Or ring."],
    "a version": ["Version 3.1 is the one.", "12 of them are gone."],
    "a full stop in brackets": ["Ring 999 (not in the guidance).", "(It is free.)", "Go on."],
    "in quotes": ["They say \N{LEFT DOUBLE QUOTATION MARK}Stop.\N{RIGHT DOUBLE QUOTATION MARK}"],
    "capitals with full stops": ["It is a U.K. Act of 2004.", "Read it."],
    "a title": ["Ask Dr. Who or Mrs. Brown.", "Wait."],
    "a clock": ["Ring at 5.30pm.", "Then go home."],
    "a label": ["Not sure"],
}


@pytest.mark.parametrize("expected", CUT.values(), ids=CUT.keys())
def test_sentences_end_where_people_stop(expected: list[str]) -> None:
    """Full stops inside short forms, numbers, ids and addresses end nothing."""
    assert [sentence.text for sentence in sentences(" ".join(expected))] == expected


def test_a_line_of_its_own_is_a_sentence() -> None:
    """A list needs no full stops, and an empty line is nothing."""
    assert [each.text for each in sentences("First\n\n  Second one\nThird. Fourth")] == [
        "First",
        "Second one",
        "Third.",
        "Fourth",
    ]
    assert sentences(" \n ") == ()


def test_a_label_is_no_whole_sentence() -> None:
    """What ends with its mark is whole, also within brackets and quotes."""
    whole = [each.is_whole for each in sentences('Yes\nRing.\nIs it?\n(Ring.)\nSay "no."')]
    assert whole == [False, True, True, True, True]


def test_words_are_counted_as_people_count_them() -> None:
    """Hyphens, apostrophes, ids, numbers and addresses hold together; marks are no words."""
    assert words("The child's well-being & R5.58 (s47), 3.1 - x@y.gov.uk!") == [
        "The",
        "child's",
        "well-being",
        "R5.58",
        "s47",
        "3.1",
        "x@y.gov.uk",
    ]


def test_the_reading_age_is_the_published_formula() -> None:
    """4 letters a word and 10 words a sentence are grade 2.41 by hand, and so 7.41 years."""
    text = " ".join(["Word word word word word word word word word word."] * 4)
    age = reading_age(sentences(text))
    assert age == pytest.approx(4.71 * 4 + 0.5 * 10 - 21.43 + 5)
    assert age == pytest.approx(7.41)


def test_few_words_have_no_reading_age() -> None:
    """One word less than is needed says nothing."""
    text = "Extraordinarily " * (FEWEST_WORDS - 2) + "complicated."
    assert reading_age(sentences(text)) is None
    assert (reading_age(sentences(f"Extraordinarily {text}")) or 0) > 30


@pytest.mark.parametrize(
    "ask",
    [
        "Is the child in care, or a care leaver?",
        "Could a child, or anyone else, be in danger now?",
        "Was abuse or neglect part of what happened, in any way?",
        "Could recent abuse, neglect or exploitation be linked to what happened?",
        "Is someone seriously ill or likely to be so?",
        "Who saw and heard it?",
        "Has anyone asked how and why it happened?",
        "Is it known who was there and what they did?",
        "Which council is or was the one that looked after them?",
        "Does or might the child need help?",
        "Do you know whether it was the home or the school?",
        "Was it on or after the day that they turned 18?",
    ],
)
def test_one_question_with_and_or_or_is_one(ask: str) -> None:
    """Words that are joined within one question do not make it two."""
    assert not is_double(ask)


@pytest.mark.parametrize(
    "ask",
    [
        "Is it known? By whom?",
        "Is the child in care and is the family known?",
        "Did they die, or were they harmed?",
        "Did they die or was there a near miss?",
        "Was it reported, and if so when was it?",
        "What happened, and who is the lead?",
        "What happened and why?",
        "How old is the child and which council is their own?",
        "Isn't it over and hasn't it been told?",
    ],
)
def test_two_questions_in_one_are_two(ask: str) -> None:
    """A second verb with a subject of its own begins a second question."""
    assert is_double(ask)
