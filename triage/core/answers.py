"""Answers: checking what was given, and keeping it without ever showing it by accident.

An answer's text belongs to a child's case. Nothing here puts one into an error, a log or a
`repr`, with one exception that the contract allows: a value that is no option of a choice
question is named if it looks like an option (`[a-z0-9_]{1,40}`).
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NoReturn

from triage.core.domains import bounds_of, ordinal
from triage.core.model import Kind, Question
from triage.core.values import NOT_KNOWN, Entry, NotKnown, PartValue, Value, iso_day
from triage.errors import AnswerError

_OPTION_LIKE = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
_ID_LIKE = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)


class Answers(Mapping[str, Value]):
    """What was answered, by question id, in asking order; its `repr` names questions only."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        """Keep a copy of `values`."""
        self._values = dict(values)

    def __getitem__(self, question: str) -> Value:
        """Return the answer to `question`."""
        return self._values[question]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the answered questions."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many questions are answered."""
        return len(self._values)

    def __repr__(self) -> str:
        """Return the ids of the answered questions, without the answers."""
        return f"Answers to {', '.join(self._values) or 'nothing'}"


def checked(question: Question, raw: object) -> Value:
    """Return `raw` as a value of the question's kind, or raise `AnswerError` saying what is valid.

    Choices may be given as a list or, for a single tick, as one value; they come back in the
    order of the options. Numbers are whole numbers within the question's bounds, dates are ISO
    dates (`2026-03-25`), text has at most `limit` characters. A repeated answer is a list of
    mappings, one for each entry; the list may be empty. `not_known` stands for "not known"
    where the question takes it.
    """
    if question.kind not in ("choice", "choices") and means_not_known(raw):
        if question.not_known:
            return NOT_KNOWN
        _refuse(question, "not known is no answer to this one.", "Give one, or leave it out.")
    return _CHECKS[question.kind](question, raw)


def means_not_known(raw: object) -> bool:
    """Say whether a value stands for "not known", in whatever case, with a space or with `_`."""
    if isinstance(raw, str):
        return raw.strip().casefold().replace(" ", "_") == NOT_KNOWN.value
    return raw is NOT_KNOWN


def unknown_question(given: object, known: Mapping[str, object]) -> AnswerError:
    """Return the error for an answer to a question that is not asked here."""
    if not (isinstance(given, str) and _ID_LIKE.fullmatch(given)):
        return AnswerError(
            "One of the answers is to a question with an impossible id. "
            "Use the ids of the questions, of letters, digits and _, 40 at most."
        )
    near = difflib.get_close_matches(given, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return AnswerError(
        f"There is no question {given}.{hint} The questions are: {', '.join(known)}.", given
    )


def _refuse(question: Question, what: str, valid: str) -> NoReturn:
    raise AnswerError(f"{question.id}: {what} {valid}", question.id)


def _valid_options(question: Question) -> str:
    return f"Valid values: {', '.join(option.value for option in question.options)}."


def _option(question: Question, raw: object) -> str:
    known = {option.value for option in question.options}
    if isinstance(raw, str):
        if raw in known:
            return raw
        if _OPTION_LIKE.fullmatch(raw):
            _refuse(question, f"{raw} is not one of its values.", _valid_options(question))
    _refuse(question, "that is not one of its values.", _valid_options(question))


def _choice(question: Question, raw: object) -> str:
    if isinstance(raw, list | tuple):
        _refuse(question, "it takes one value, not a list.", _valid_options(question))
    return _option(question, raw)


def _choices(question: Question, raw: object) -> tuple[str, ...]:
    items = list(raw) if isinstance(raw, list | tuple) else [raw]
    ticked = {_option(question, item) for item in items}
    if not ticked:
        _refuse(question, "at least one value is needed.", _valid_options(question))
    if len(ticked) < len(items):
        _refuse(question, "a value is given twice.", _valid_options(question))
    if len(ticked) > 1:
        for option in question.options:
            if option.alone and option.value in ticked:
                _refuse(question, f"{option.value} cannot stand with other values.", "Give one.")
    return tuple(option.value for option in question.options if option.value in ticked)


def or_not_known(question: Question) -> str:
    """Return what follows the values that are valid: "not known", where the question takes it."""
    return f", or {NOT_KNOWN.value}" if question.not_known else ""


def _number(question: Question, raw: object) -> int:
    least, greatest = bounds_of(question)
    unit = f" {question.unit}" if question.unit else ""
    valid = f"Give a whole number from {least} to {greatest}{unit}{or_not_known(question)}."
    if isinstance(raw, str) and _WHOLE_NUMBER.fullmatch(raw.strip()):
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int):
        _refuse(question, "that is not a whole number.", valid)
    if not least <= raw <= greatest:
        _refuse(question, "that number is out of bounds.", valid)
    return raw


def _date(question: Question, raw: object) -> datetime.date:
    least, greatest = bounds_of(question)
    first, last = datetime.date.fromordinal(least), datetime.date.fromordinal(greatest)
    valid = f"Give a date from {first} to {last}, year first, like 2026-03-25"
    valid += f"{or_not_known(question)}."
    if isinstance(raw, str):
        raw = iso_day(raw.strip())
    if isinstance(raw, datetime.datetime) or not isinstance(raw, datetime.date):
        _refuse(question, "that is not a date.", valid)
    if not least <= ordinal(raw) <= greatest:
        _refuse(question, "that date is out of bounds.", valid)
    return raw


def _text(question: Question, raw: object) -> str:
    if not isinstance(raw, str):
        _refuse(question, "that is not text.", "Give text.")
    if not raw.strip():
        _refuse(question, "the text is empty.", "Leave the question out, or give text.")
    if question.limit and len(raw) > question.limit:
        _refuse(question, "the text is too long.", f"Give at most {question.limit} characters.")
    return raw


def _entries(question: Question, raw: object) -> tuple[Entry, ...]:
    parts = ", ".join(part.id for part in question.parts)
    valid = f"Give a list of at most {question.most} entries, each with {parts}."
    if not isinstance(raw, list | tuple):
        _refuse(question, "that is not a list of entries.", valid)
    if len(raw) > question.most:
        _refuse(question, "there are too many entries.", valid)
    found = []
    for number, each in enumerate(raw, start=1):
        if not isinstance(each, Mapping):
            _refuse(question, f"entry {number} is not an entry.", valid)
        found.append(_entry(question, number, each))
    return tuple(found)


def _entry(question: Question, number: int, given: Mapping[object, object]) -> Entry:
    """Return an entry with every part; what is left out is not known, where that is an answer."""
    known = {part.id for part in question.parts}
    if any(part not in known for part in given):
        valid = f"The parts are: {', '.join(part.id for part in question.parts)}."
        _refuse(question, f"entry {number} has a part that does not exist.", valid)
    values: dict[str, PartValue] = {}
    for part in question.parts:
        named = replace(part, id=f"{question.id}: entry {number}, {part.id}")
        if part.id not in given and not part.not_known:
            raise AnswerError(f"{named.id}: it is missing. Give it.", question.id)
        try:
            values[part.id] = _part(named, given.get(part.id, NOT_KNOWN))
        except AnswerError as error:
            raise AnswerError(str(error), question.id) from None
    return Entry(values)


def _part(part: Question, raw: object) -> PartValue:
    value = checked(part, raw)
    assert isinstance(value, str | int | datetime.date | NotKnown)
    return value


_CHECKS: Mapping[Kind, Callable[[Question, object], Value]] = {
    "choice": _choice,
    "choices": _choices,
    "number": _number,
    "date": _date,
    "text": _text,
    "repeat": _entries,
}
