"""How old a reader has to be to follow a screen, by a formula that needs no list of words.

The Automated Readability Index (Senter and Smith, AMRL-TR-66-220, 1967): 4.71 letters a word,
plus half the words a sentence, less 21.43, is a school grade of the United States. A reader of
the first grade is six, so the age is the grade and five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.check.findings import Finding
from triage.check.lint.prose import Sentence
from triage.check.lint.subject import Subject
from triage.check.lint.texts import Screen

OLDEST = 13
"""In years. GOV.UK asks for words that a reader of about 9 can follow; our aim is about 11, since
practitioners know the words of their work. Two years more are allowed for what cannot be said
shorter: the proper names of bodies, such as Dorset Safeguarding Children Partnership."""

FEWEST_WORDS = 40
"""Fewer words than this make a figure of chance."""


def reading_ages(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each screen whose whole sentences take an older reader than `OLDEST`."""
    for screen in subject.screens:
        age = reading_age(_whole_sentences(screen))
        if age is not None and age > OLDEST:
            yield Finding(
                screen.place,
                "reading-age",
                "warning",
                f"{screen.what} takes a reader of {age:.1f} years, counted over all its sentences.",
                f"Use shorter words and sentences, so that a reader of {OLDEST} can follow it.",
                part=screen.part,
            )


def _whole_sentences(screen: Screen) -> list[Sentence]:
    """Return the sentences of a screen; labels and titles have none, and would look easy."""
    texts = (text for text in screen.texts if not text.context)
    return [sentence for text in texts for sentence in text.sentences if sentence.is_whole]


def reading_age(sentences: Sequence[Sentence]) -> float | None:
    """Return the age in years at which these sentences can be read, or None for too few words."""
    count = sum(len(sentence.words) for sentence in sentences)
    if count < FEWEST_WORDS:
        return None
    letters = sum(len("".join(sentence.words)) for sentence in sentences)
    return 4.71 * letters / count + 0.5 * count / len(sentences) - 21.43 + 5
