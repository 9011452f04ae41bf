"""Plain words: sentences that are long, questions that are two, and words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.check.findings import Finding
from triage.check.lint.subject import Subject
from triage.check.lint.texts import Text
from triage.check.lint.words_to_avoid import avoided_in
from triage.core.part_names import question_name

MOST_WORDS = 25
"""GOV.UK's limit: "Sentence length: why 25 words is our limit", Inside GOV.UK, 4 August 2014."""

_SHOWN, _MOST_SHOWN = 5, 60
_ASKING = r"(?:who|what|when|where|why|how|which|whose)"
_HELPING = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
)
_SOMEBODY = (
    r"(?:the|an?|any|anyone|anybody|anything|someone|somebody|something|there(?= \w)|it|they|he|"
    r"she|we|you|this|that|these|those|their|his|her|your|its)"
)
_OPENING = rf"(?:{_ASKING} |(?:how|what|which|whose) (?!{_SOMEBODY}\b)\w+ )"
_SECOND = re.compile(
    rf"\b(?:and|or),? (?:if (?:so|not),? )?{_OPENING}?{_HELPING}(?:n\Wt)? {_SOMEBODY}\b",
    re.IGNORECASE,
)
_SHARES_ITS_SUBJECT = re.compile(rf"\b{_HELPING},? \Z", re.IGNORECASE)
"""A helping verb right before the "or": "Which council is or was the one?" is one question."""
_TWO_WORDS = re.compile(rf"{_ASKING}\b.* (?:and|or) {_ASKING}\?", re.IGNORECASE)


def long_sentences(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each sentence of more than `MOST_WORDS` words that a person sees."""
    for text in _own_texts(subject):
        for sentence in text.sentences:
            count = len(sentence.words)
            if count > MOST_WORDS:
                start = " ".join(sentence.text.split()[:_SHOWN])[:_MOST_SHOWN]
                yield Finding(
                    text.place,
                    "long-sentence",
                    "warning",
                    f"{text.what} has a sentence of {count} words: “{start} …”",
                    f"Cut it in two, or leave something out: {MOST_WORDS} words are enough.",
                    part=text.part,
                )


def double_questions(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each question that asks two things at once.

    It does so where it has two question marks, or where after an "and" or "or" a second question
    begins: a helping verb with a subject of its own ("and did anyone", "or when was it").
    """
    for question in subject.own_questions:
        if is_double(question.ask):
            yield Finding(
                question.place,
                "double-question",
                "warning",
                f"{question.id} asks two things at once, and one answer cannot answer both.",
                "Make it two questions, or ask for the one thing that the rules need.",
                part=question_name(question.id),
            )


def is_double(ask: str) -> bool:
    """Say whether a question is two."""
    if ask.count("?") > 1:
        return True
    seconds = (found.start() for found in _SECOND.finditer(ask))
    if any(not _SHARES_ITS_SUBJECT.search(ask[:start]) for start in seconds):
        return True
    return bool(_TWO_WORDS.match(ask))


def avoided_words(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each word in a text that hurts, blames, alarms, cheers or decides."""
    for text in _own_texts(subject):
        for sentence in text.sentences:
            loud = ("!",) if "!" in sentence.text else ()
            for found, avoided in avoided_in((*sentence.words, *loud)):
                yield Finding(
                    text.place,
                    "word-to-avoid",
                    "warning",
                    f"{text.what} says “{found}”: {avoided.reason}.",
                    f"Say instead: {avoided.instead}.",
                    part=text.part,
                )


def _own_texts(subject: Subject) -> Iterator[Text]:
    return (text for screen in subject.screens for text in screen.texts if not text.context)
