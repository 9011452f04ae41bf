"""Part 4 of a fact-check pack: which answers each rule names, as tables that print on A4.

Facts are opened, so a row holds every answer that a rule reads itself or through facts. Tables are
cut by questions; a rule that names none of the questions of a table is left out of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from triage.core.model import (
    Answered,
    AtLeast,
    Bound,
    Chosen,
    Fact,
    Not,
    Outcome,
    Rule,
    Suggested,
    Test,
    Within,
)
from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, words
from triage.report.in_words import day

MOST_COLUMNS = 6
"""Questions beside each other: with the names of the rules they fill the width of a page."""

Row = tuple[Outcome, Rule, dict[str, str]]


def matrix_part(names: Names) -> list[str]:
    """Return the lines of the part."""
    lines = [
        heading(4),
        "",
        "Each cell holds the answers that the rule names, by the letters of part 1.",
        "*not* marks answers under a negation; a semicolon stands between two conditions.",
        "How the conditions hang together is in parts 2 and 3.",
        "",
    ]
    rows = [(o, rule, _cells(names, rule)) for o in names.flow.outcomes for rule in o.rules]
    read = {question for _, _, cells in rows for question in cells}
    columns = [question.id for question in names.flow.questions if question.id in read]
    for start in range(0, len(columns), MOST_COLUMNS):
        lines += _table(names, rows, columns[start : start + MOST_COLUMNS])
    unread = [names.question(q.id) for q in names.flow.questions if q.id not in read]
    if unread:
        lines += ["Questions that no rule names:", "", *(f"- {each}" for each in unread), ""]
    always = [f"outcome {names.outcome_number(o.id)} {words(r.id)}" for o, r, c in rows if not c]
    if always:
        lines += ["Rules that name no answer:", "", *(f"- {each}" for each in always), ""]
    waiting = [
        f"outcome {names.outcome_number(o.id)} {words(r.id)}"
        for o, r, _ in rows
        if r.only_when_any_of or r.only_when_none_of
    ]
    if waiting:
        lines += ["Rules that depend on other outcomes too:", ""]
        lines += [*(f"- {each}" for each in waiting), ""]
    return lines


def _table(names: Names, rows: list[Row], columns: list[str]) -> list[str]:
    first, last = names.number(columns[0]), names.number(columns[-1])
    title = f"question {first}" if first == last else f"questions {first} to {last}"
    lines = [f"### Answers to {title}", ""]
    lines += [f"- {names.question(each)}: {_key(names, each)}" for each in columns]
    head = " | ".join(f"Q{names.number(each)}" for each in columns)
    lines += ["", f"| Outcome | Rule | {head} |", "|---|---|" + "---|" * len(columns)]
    for outcome, rule, cells in rows:
        if not cells.keys().isdisjoint(columns):
            row = " | ".join(cells.get(each, "") for each in columns)
            number = names.outcome_number(outcome.id)
            lines.append(f"| {number} {words(outcome.id)} | {words(rule.id)} | {row} |")
    return [*lines, ""]


def _key(names: Names, question: str) -> str:
    options = names.questions[question].options
    return "; ".join(f"{names.letter(question, o.value)} {words(o.label)}" for o in options)


def _cells(names: Names, rule: Rule) -> dict[str, str]:
    """Return the text of each cell of a rule's row, by question."""
    found: dict[str, list[str]] = {}
    for test in (rule.when, rule.judgement_when):
        for question, text in _named(names, test, denied=False):
            texts = found.setdefault(question, [])
            if text not in texts:
                texts.append(text)
    return {question: "; ".join(texts) for question, texts in found.items()}


def _named(names: Names, test: Test | None, *, denied: bool) -> Iterator[tuple[str, str]]:
    """Yield each question that a condition reads, with the answers that it names."""
    match test:
        case None:
            return
        case Fact():
            yield from _named(names, names.flow.facts[test.name], denied=denied)
        case Not():
            yield from _named(names, test.of, denied=not denied)
        case AtLeast():
            for part in test.of:
                yield from _named(names, part, denied=denied)
        case Suggested():
            return
        case _:
            yield test.question, f"*not* {_cell(names, test)}" if denied else _cell(names, test)


def _cell(names: Names, test: Chosen | Within | Answered) -> str:
    match test:
        case Chosen():
            values = names.in_order(test.question, test.values)
            return " ".join(names.letter(test.question, value) for value in values)
        case Answered():
            return "any answer"
        case Within():
            low, high = (_bound(end) for end in (test.low, test.high))
            return low if low == high else f"{low} to {high}".strip()


def _bound(end: Bound | None) -> str:
    if end is None:
        return ""
    return day(end) if isinstance(end, datetime.date) else str(end)
