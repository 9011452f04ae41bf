"""A list of entries that is being filled, each step of it as an ordinary question screen.

So a front end needs nothing more to show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from triage.core.model import Question
from triage.core.values import NOT_KNOWN, PartValue
from triage.report.in_words import is_unsure, value_in_words
from triage.ui import words
from triage.ui.presenter.question import as_typed, choices, format_hint, has_several_lines
from triage.ui.screens import Answered, Ask, Choice
from triage.ui.walk.entries import ADD, DONE, DOWN, LIST, OPEN, PART, REMOVE, UP, Entries


def step(entries: Entries, asked: Ask) -> Ask:
    """Return the step that the person is at, made of the screen of the whole question."""
    if entries.part is not None:
        return _one_part(entries, asked, entries.part)
    if entries.open is None:
        return _whole_list(entries, asked)
    return _one_entry(entries, asked, entries.open)


def _whole_list(entries: Entries, asked: Ask) -> Ask:
    question, given = entries.question, asked.answer is not None
    rows = [
        _choice(f"{OPEN}{place}", words.entry_open(_in_one_line(question, entry)))
        for place, entry in enumerate(entries.entries)
    ]
    if entries.begun:
        rows.append(_choice(ADD, words.entry_begun(question.each)))
    elif len(entries.entries) < question.most:
        rows.append(_choice(ADD, words.entry_add(question.each)))
    if entries.entries or entries.begun:
        done = words.ENTRIES_DONE_WITHOUT if entries.begun else words.ENTRIES_DONE
        rows.append(_choice(DONE, done))
    else:
        none = given and asked.answer is not NOT_KNOWN
        rows.append(_choice(DONE, words.ENTRIES_NONE, chosen=none))
    if question.not_known and not entries.entries:
        not_known = asked.answer is NOT_KNOWN
        rows.append(_choice(NOT_KNOWN.value, words.NOT_KNOWN, chosen=not_known))
    hint = f"{asked.hint} {words.entries_most(question.most)}".strip()
    return _acts(entries, asked, hint, rows)


def _one_entry(entries: Entries, asked: Ask, place: int) -> Ask:
    entry, parts = entries.entries[place], entries.question.parts
    rows = [
        _choice(f"{PART}{n}", words.entry_change(part.ask, _in_words(part, entry)))
        for n, part in enumerate(parts)
    ]
    if place:
        rows.append(_choice(UP, words.ENTRY_UP))
    if place < len(entries.entries) - 1:
        rows.append(_choice(DOWN, words.ENTRY_DOWN))
    rows += [_choice(REMOVE, words.ENTRY_REMOVE), _choice(LIST, words.ENTRY_LIST)]
    shown = words.stop(_in_one_line(entries.question, entry))
    return _acts(entries, asked, shown, rows)


def _acts(entries: Entries, asked: Ask, hint: str, rows: Sequence[Choice]) -> Ask:
    """Return a screen whose choices do something to the list."""
    return replace(
        asked,
        id=entries.step,
        kind="choice",
        hint=hint,
        choices=tuple(rows),
        typed="",
        acts=True,
    )


def _one_part(entries: Entries, asked: Ask, number: int) -> Ask:
    assert entries.open is not None, "a part is always that of an entry"
    question, known = entries.question, entries.known
    part = question.parts[number]
    value = known.get(part.id)
    before = [each for each in question.parts[:number] if each.id in known]
    return replace(
        asked,
        id=entries.step,
        kind=part.kind,
        progress=f"{asked.progress}. {words.entry_of(entries.open + 1, question.each)}",
        ask=part.ask,
        hint=part.hint,
        choices=choices(part, value),
        answer=value,
        origin=None,
        format_hint=format_hint(part),
        answered=(*asked.answered, *(_answered(each, known[each.id]) for each in before)),
        typed=as_typed(value),
        several_lines=has_several_lines(part),
        limit=part.limit,
        not_known=part.not_known,
        doubt="",
    )


def _in_one_line(question: Question, entry: Mapping[str, PartValue]) -> str:
    """Return an entry in one line: what its first part says names it, the others follow."""
    first, *others = question.parts
    said = [words.colon(part.ask.rstrip("?"), _in_words(part, entry)) for part in others]
    return "; ".join((_in_words(first, entry), *said))


def _in_words(part: Question, entry: Mapping[str, PartValue]) -> str:
    return value_in_words(part, entry[part.id]).replace("\n", " ").rstrip(".")


def _choice(value: str, label: str, *, chosen: bool = False) -> Choice:
    return Choice(value, label, "", unsure=False, alone=False, chosen=chosen)


def _answered(part: Question, value: PartValue) -> Answered:
    return Answered(part.id, part.ask, value_in_words(part, value), is_unsure(part, value), None)
