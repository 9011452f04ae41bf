"""Answers as people type them: numbers of options, or text for what is not a choice.

Shared by the front ends that take lines of text, so that the same keys mean the same in each.
"""

from __future__ import annotations

import re

from triage.core.answers import means_not_known
from triage.core.values import NOT_KNOWN
from triage.errors import AnswerError
from triage.ui import words
from triage.ui.screens import Ask

_SEPARATORS = re.compile(r"[\s,;]+")


def value_of(screen: Ask, typed: str) -> object:
    """Return the answer that was typed, for the engine to check.

    Raises `AnswerError` where a number names no option; what was typed is not repeated.
    """
    typed = typed.strip()
    if not screen.choices:
        return typed
    parts = [part for part in _SEPARATORS.split(typed) if part]
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):  # noqa: PLR2004
        raise AnswerError(f"That is not a number. {_valid(screen)}", screen.id)
    numbers = [int(part) for part in parts]
    if not numbers:
        raise AnswerError(f"Nothing was chosen. {_valid(screen)}", screen.id)
    if any(not 1 <= number <= len(screen.choices) for number in numbers):
        raise AnswerError(f"There is no such option. {_valid(screen)}", screen.id)
    values = [screen.choices[number - 1].value for number in numbers]
    if screen.kind == "choices":
        alone = [choice.value for choice in screen.choices if choice.alone]
        if len(set(values)) > 1 and any(value in alone for value in values):
            raise AnswerError(_alone(screen), screen.id)
        return list(dict.fromkeys(values))
    if len(values) > 1:
        raise AnswerError(f"This question takes one answer. {_valid(screen)}", screen.id)
    return values[0]


def says_not_known(screen: Ask, typed: str) -> bool:
    """Say whether "not known" was typed where it is an answer."""
    return screen.not_known and means_not_known(typed)


def _valid(screen: Ask) -> str:
    last = len(screen.choices)
    if screen.kind == "choices":
        return f"Try one or more numbers from 1 to {last}, with commas between them."
    return f"Try a number from 1 to {last}."


def _alone(screen: Ask) -> str:
    numbers = [str(n) for n, choice in enumerate(screen.choices, 1) if choice.alone]
    return f"Number {' or '.join(numbers)} cannot stand with others. Try it on its own."


def plainly(error: Exception, question: str) -> str:
    """Return an error about an answer without the id of the question, which people never see."""
    about = getattr(error, "question", "") or question
    said = str(error).removeprefix(f"{about}: ").strip()
    return said.replace(NOT_KNOWN.value, words.NOT_KNOWN.lower())
