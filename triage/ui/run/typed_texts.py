"""The texts that somebody typed as answers, and what `triage run` says of them on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.core.engine import Position
from triage.core.model import Question
from triage.core.values import Entry
from triage.errors import Place
from triage.pack.answer_file import Path, answer_places
from triage.ui import words
from triage.ui.free_text import TextCheck


@dataclass(frozen=True, slots=True, repr=False)
class TypedText:
    """One text that was typed, and where it belongs."""

    path: Path
    text: str

    def __repr__(self) -> str:
        """Return where it belongs, never what it says."""
        return f"TypedText({self.path})"


def typed_texts(position: Position) -> Iterator[TypedText]:
    """Yield every text among the answers, those of entries too, in the order of the questions."""
    for question in position.program.questions:
        value = position.answers.get(question.id)
        if question.kind == "text" and isinstance(value, str):
            yield TypedText((question.id,), value)
        elif question.kind == "repeat" and isinstance(value, tuple):
            for number, entry in enumerate(value):
                if isinstance(entry, Entry):
                    yield from _in_entry(question, number, entry)


def _in_entry(question: Question, number: int, entry: Entry) -> Iterator[TypedText]:
    for part in question.parts:
        value = entry[part.id]
        if part.kind == "text" and isinstance(value, str):
            yield TypedText((question.id, number, part.id), value)


def said_of(position: Position, check: TextCheck, raw: bytes, start: Place) -> Iterator[str]:
    """Yield a line for each piece of a text that may tell who somebody is, and never the piece.

    `raw` is the object of answers as it was read, and `start` where it begins.
    """
    found = [(typed, check.concerns(typed.text)) for typed in typed_texts(position)]
    if not any(concerns for _, concerns in found):
        return
    places = answer_places(raw, start)
    for typed, concerns in found:
        place = places.get(typed.path, start)
        for concern in concerns:
            question = str(typed.path[0])
            said = words.in_answer(place, question, concern.what, concern.where)
            yield f"{said} {concern.instead}"
