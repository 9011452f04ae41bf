"""Part 1 of a fact-check pack: the questions in order, with their answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from triage.core.model import Option, Question
from triage.report.fact_check.conditions import condition_after
from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, cites, role, strong, words
from triage.report.in_words import day

_KINDS = {
    "choice": "One answer.",
    "choices": "Tick all that apply.",
    "number": "A whole number.",
    "date": "A day.",
    "text": "Words. The rules never read what they say.",
    "repeat": "A list. The rules never read what it says.",
}


AFTER_ALL = (
    "*Belongs to the part before.* It is asked here only if it was not needed there, "
    "and only where it applies."
)


def questions_part(names: Names, contacts: Mapping[str, str]) -> list[str]:
    """Return the lines of the part; `contacts` are roles by the ids that questions name."""
    lines = [heading(1), ""]
    for question in names.flow.questions:
        lines += _question(names, question, contacts)
    return lines


def _question(names: Names, question: Question, contacts: Mapping[str, str]) -> list[str]:
    number = names.number(question.id)
    lines = [f"### ☐ Question {number}. {words(question.ask)}", ""]
    if question.hint:
        lines += [words(question.hint), ""]
    lines += [
        f"- {number}{names.letter(question.id, o.value)} {_option(o)}" for o in question.options
    ]
    if question.parts:
        lines += [f"Each entry, {words(question.each)}, has these parts:", ""]
        lines += [line for part in question.parts for line in _part(part)]
    asked = ["Asked of everyone."]
    if question.when is not None:
        asked = condition_after(names, "Asked when", question.when)
    lines += ["", *asked, ""]
    facts = [
        *([AFTER_ALL] * question.after_all),
        f"*Kind:* {_KINDS[question.kind]} {_range(question)}".rstrip(),
        *(
            [f"*Shows how to reach:* {words(role(contacts, question.contact))}"]
            * bool(question.contact)
        ),
        *([f"*Why we ask:* {words(question.why)}"] if question.why else []),
        *([f"*From calm to worrying:* {_worry(names, question)}"] if question.worry else []),
        *(["*Always asked* when it is in play, whatever is decided already."] * question.always),
        *(["*Kept* for the next child in the same incident."] * question.about_incident),
        *(["*Not known* is an answer."] * question.not_known),
        *([f"*Doubted:* {doubted}"] if (doubted := _doubted(names, question)) else []),
        f"*Rests on:* {cites(question.cites)}",
        f"*Name in the flow:* `{question.id}`",
    ]
    return [*lines, *(f"- {fact}" for fact in facts), ""]


def _doubted(names: Names, question: Question) -> str:
    """Return which days a person is asked about, though they are taken all the same."""
    asked = {each.id for each in names.flow.questions}
    kinds = ["a day that has not come yet"] if question.past else []
    kinds += [
        f"a day before that of question {names.number(id_)}"
        for id_ in question.not_before
        if id_ in asked
    ]
    said = ", or ".join(kinds)
    return f"{said[:1].upper()}{said[1:]}. People are asked if it is right." if said else ""


def _part(part: Question) -> Iterator[str]:
    unknown = " Not known is an answer." * part.not_known
    unknown += " A day that has not come yet is asked about." * part.past
    hint = f" {words(part.hint)}" if part.hint else ""
    yield f"- {strong(part.ask)}{hint} {_KINDS[part.kind]} {_range(part)}".rstrip() + unknown
    yield from (f"  - {_option(option)}" for option in part.options)


def _option(option: Option) -> str:
    parts = [f"{strong(option.label)}{':' if option.hint else ''}"]
    if option.hint:
        parts.append(words(option.hint))
    if option.unsure and option.label.lower() != "not sure":
        parts.append("(Counts as not sure.)")
    if option.alone:
        parts.append("(Cannot be ticked with others.)")
    return " ".join(parts)


def _range(question: Question) -> str:
    """Return the bounds of a number or a day, or the most of a text or a list."""
    if question.most:
        return f"At most {question.most} entries."
    if question.limit:
        return f"At most {question.limit} characters."
    low, high = question.minimum, question.maximum
    if question.kind == "number":
        unit = f" {words(question.unit)}" if question.unit else ""
        return f"From {low} to {high}{unit}."
    if question.kind == "date":
        first = f"From {day(low)}." if isinstance(low, datetime.date) else ""
        last = f"Up to {day(high)}." if isinstance(high, datetime.date) else ""
        return f"{first} {last}".strip()
    return ""


def _worry(names: Names, question: Question) -> str:
    number = names.number(question.id)
    steps = [
        " = ".join(
            f"{number}{names.letter(question.id, value)}"
            for value in names.in_order(question.id, level)
        )
        for level in question.worry
    ]
    return ", then ".join(steps)
