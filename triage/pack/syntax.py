"""What PyYAML finds wrong with the syntax of a file, in plain words with advice."""

from __future__ import annotations

import yaml

from triage.errors import Place, Problem

_OPEN_QUOTE = "while scanning a quoted scalar"
_CAUSES = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside plain text.",
        "Put the text in quotes.",
    ),
    ("found character '\\t'", "A tab is used for indentation.", "Use spaces."),
    ("found a tab character", "A tab is used for indentation.", "Use spaces."),
    (
        "cannot start any token",
        "This character cannot start plain text.",
        "Put the text in quotes.",
    ),
    (
        _OPEN_QUOTE,
        "A quotation mark is opened and not closed, or the text in quotes breaks off.",
        "Close the quotation, or double a quote mark inside it.",
    ),
    (
        "found unknown escape character",
        "A backslash inside double quotes is not understood.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "invalid Unicode character escape",
        "An escape inside double quotes stands for no character.",
        "Write the character itself.",
    ),
    (
        "did not find expected key",
        "The indentation or a bracket does not fit what stands before.",
        "Line this up with its neighbours, and close quotes and brackets.",
    ),
    (
        "did not find expected '-' indicator",
        "This does not line up with the list items before.",
        "Start an item with '- ' in the same column, and indent what belongs to it further.",
    ),
    (
        "did not find expected ',' or",
        "A bracket is opened and not closed, or a comma is missing.",
        "Close the bracket, or put a comma between the items.",
    ),
    (
        "could not find expected ':'",
        "A key without a colon, or text that lost its indentation.",
        "Put ': ' after the key, or indent the text.",
    ),
    (
        "found undefined alias",
        "Aliases (*name) are not read.",
        "Quote the text if it is meant to start with *.",
    ),
)


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say in plain words what PyYAML found, with its own words where the cause is not known."""
    context = getattr(error, "context", None)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if context == _OPEN_QUOTE:
        marks.reverse()  # where the quotation starts, not where the file ends
    mark = marks[0] or marks[1]
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = " ".join(part for part in (context, getattr(error, "problem", None)) if part)
    for sign, message, fix in _CAUSES:
        if sign in said:
            return Problem(place, "yaml-syntax", message, fix)
    last = text.count("\n") + 1
    line = min(place.line, last)
    return Problem(
        Place(file, line, place.column),
        "yaml-syntax",
        f"This cannot be read as YAML ({said or 'no reason given'}).",
        "Check quotes, brackets and indentation here and in the line before.",
    )
