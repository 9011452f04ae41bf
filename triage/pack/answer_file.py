"""Answers from a file or a line of one: a YAML or JSON object, as plain values.

Whatever is wrong is said without a word of the content: an answer's text never reaches a
message. Values are not checked here; `triage.core.answers` does that, question by question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from triage.errors import AnswerError, Place, Problem
from triage.pack.tree import MOST_BYTES, Fields, Items, Node, read_tree
from triage.pack.written_value import NoValueError, written_value

Path = tuple[str | int, ...]
"""A question; for a part of an entry also the entry's place in the list, from 0, and the part."""

_SHAPE = "Write it as {question: answer, ...}, in YAML or JSON."


def read_answers(raw: bytes) -> dict[str, object]:
    """Return the answers by question id; raises `AnswerError` where there is no such object."""
    if len(raw) > MOST_BYTES:
        message = f"The answers are longer than {MOST_BYTES:,} bytes. Give fewer or shorter ones."
        raise AnswerError(message)
    if not raw.strip():
        message = f"There are no answers: the text is empty. {_SHAPE}"
        raise AnswerError(message)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _json(raw)
        if found is not None:
            return found
    return _yaml(raw)


def answer_places(raw: bytes, place: Place) -> dict[Path, Place]:
    """Return where each text in an object of answers begins; `place` is where the object does.

    A few objects can be read as JSON only, and nothing is told of those.
    """
    tree = read_tree(raw, place.file, [])
    return dict(_places((), tree, place)) if tree is not None else {}


def _places(path: Path, node: Node, start: Place) -> Iterator[tuple[Path, Place]]:
    if type(node) is Fields:
        for key, each in node.nodes.items():
            yield from _places((*path, key), each, start)
    elif type(node) is Items:
        for number, each in enumerate(node.nodes):
            yield from _places((*path, number), each, start)
    else:
        mark = node.start_mark
        yield path, Place(start.file, start.line + mark.line, mark.column + 1)


def _json(raw: bytes) -> dict[str, object] | None:
    """Return a JSON object, or None where the text may still be YAML's `{a: b}`."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs):
            twice.append("")
        return result

    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=once)
    except (ValueError, RecursionError):
        return None
    if twice:
        message = "A question is answered twice in the same object. Keep one answer."
        raise AnswerError(message)
    return found if isinstance(found, dict) else None


def _yaml(raw: bytes) -> dict[str, object]:
    problems: list[Problem] = []
    tree = read_tree(raw, "answers", problems)
    if problems:
        first = min(problems)
        _refuse(first.place.line, first.place.column, _REASONS.get(first.code, _SHAPE))
    if type(tree) is not Fields:
        message = f"The answers are not an object. {_SHAPE}"
        raise AnswerError(message)
    return {question: _value(node) for question, node in tree.nodes.items()}


_REASONS = {
    "duplicate-key": "A question is answered twice. Keep one answer.",
    "hostile-character": "A control character stands here. Delete it.",
    "not-utf-8": "The text is not UTF-8 from here on. Save it with the encoding UTF-8.",
    "text-cut-short": "From the # on, the text is read as a comment. Put it in quotes.",
}


def _refuse(line: int, column: int, reason: str) -> NoReturn:
    message = f"The answers cannot be read at line {line}, column {column}. {reason}"
    raise AnswerError(message)


def _value(node: Node) -> object:
    try:
        return written_value(node)
    except NoValueError as error:
        mark = error.node.start_mark
    _refuse(mark.line + 1, mark.column + 1, "An answer is one value or a list of values.")
