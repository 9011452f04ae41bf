"""Part 8 of a fact-check pack: the same questions on paper, with boxes to tick.

Questions that are not for everyone say first who skips them and where to go on. The form has no
place for names, dates of birth or case numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from triage.core.model import Option, Question
from triage.report.fact_check.conditions import condition_lines, opened
from triage.report.fact_check.front_page import Particulars, heading
from triage.report.fact_check.names import Names, words

_FREE = ("* * *", "", "* * *", "")
"""Two lines to write on: rules across the page."""


def paper_form(names: Names, particulars: Particulars) -> list[str]:
    """Return the lines of the part."""
    frame = [*_sentences(particulars.safety), *_sentences(particulars.not_a_referral)]
    return [
        heading(8),
        "",
        *frame,
        "Do not write names, dates of birth, addresses or case numbers on this form.",
        "",
        f"### {words(names.flow.title)}",
        "",
        *([words(names.flow.intro), ""] if names.flow.intro else []),
        *_questions(names),
        "### At the end",
        "",
        "Reasons for your answers, in your own words, without names:",
        "",
        *_FREE,
        *_FREE,
        *([words(names.flow.closing.says), ""] if names.flow.closing else []),
        *frame,
    ]


def _sentences(lines: tuple[str, ...]) -> Iterator[str]:
    yield f"**{' '.join(map(words, lines))}**"
    yield ""


def _questions(names: Names) -> Iterator[str]:
    """Yield the questions; those next to each other with the same condition share one gate."""
    for when, group in groupby(names.flow.questions, key=lambda question: question.when):
        together = list(group)
        if when is not None:
            yield from _gate(names, together)
        for question in together:
            yield from _question(names, question)


def _gate(names: Names, together: list[Question]) -> Iterator[str]:
    first, last = (names.number(together[place].id) for place in (0, -1))
    which = f"question {first}" if first == last else f"questions {first} to {last}"
    after = f"question {last + 1}" if last < len(names.flow.questions) else "the end of the form"
    when = together[0].when
    assert when is not None, "only questions with a condition have a gate"
    yield f"**Go to {after}, unless this is true for {which}:**"
    yield ""
    yield from condition_lines(names, opened(names, when))
    yield ""


def _question(names: Names, question: Question) -> Iterator[str]:
    number = names.number(question.id)
    yield f"**{number}. {words(question.ask)}**"
    yield ""
    if question.hint:
        yield words(question.hint)
        yield ""
    if question.kind == "choices":
        yield "Tick all that apply:"
        yield ""
    if question.options:
        for option in question.options:
            yield f"- ☐ {number}{names.letter(question.id, option.value)} {_label(option)}"
    elif question.parts:
        yield from _entries(question)
    else:
        yield f"Your answer{f' ({words(question.unit)})' if question.unit else ''}:"
        yield ""
        yield "* * *"
    yield ""
    yield "Reasons:"
    yield ""
    yield "* * *"
    yield ""


def _entries(question: Question) -> Iterator[str]:
    """Yield a table with a row for each entry."""
    yield "| | " + " | ".join(words(part.ask) for part in question.parts) + " |"
    yield "|---" * (len(question.parts) + 1) + "|"
    for row in range(1, question.most + 1):
        yield f"| {row} " + "| " * len(question.parts) + "|"


def _label(option: Option) -> str:
    alone = " (tick no other with it)" if option.alone else ""
    hint = f": {words(option.hint)}" if option.hint else ""
    return f"{words(option.label)}{alone}{hint}"
