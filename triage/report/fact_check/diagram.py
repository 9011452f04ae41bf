"""Part 5 of a fact-check pack: what leads to what, as Mermaid pictures and as the same in words.

Questions with the same condition stand in one group, which keeps the arrows few. No text of the
flow reaches Mermaid as code: every sign but letters, digits and harmless ones becomes a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.core.model import (
    Answered,
    AtLeast,
    Chosen,
    Fact,
    Not,
    Outcome,
    Question,
    Suggested,
    Test,
    Within,
)
from triage.core.written_conditions import questions_read
from triage.report.fact_check.conditions import in_one_line
from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, listed, words
from triage.report.safe_text import visible

_HARMLESS = frozenset(" .,?!'()/-")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked under the same condition, and the questions that decide it."""

    number: int
    when: Test | None
    questions: tuple[Question, ...]
    reads: tuple[str, ...]


def diagram_part(names: Names) -> list[str]:
    """Return the lines of the part."""
    groups = _groups(names)
    return [
        heading(5),
        "",
        "### Which questions open which",
        "",
        "Questions in one box are asked under the same condition.",
        "An arrow means: the answer decides whether the box is asked.",
        "",
        *_fenced(_questions_picture(names, groups)),
        "",
        "The same in words:",
        "",
        *_questions_words(names, groups),
        "",
        "### Which questions lead to which outcomes",
        "",
        "An arrow means: the outcome rests on the answers to these questions.",
        "A thick arrow takes the place of an outcome; a dotted one hides it.",
        "",
        *_fenced(_outcomes_picture(names)),
        "",
        "The same in words:",
        "",
        *_outcomes_words(names),
        "",
    ]


def _fenced(lines: Iterator[str]) -> list[str]:
    return ["```mermaid", *lines, "```"]


def label(text: str, longest: int = _LONGEST) -> str:
    """Return a text as the label of a Mermaid node, in quotes, whatever it holds."""
    short = " ".join(visible(text).split())
    if len(short) > longest:
        short = f"{short[: longest - 1].rstrip()}…"
    return '"' + "".join(c if _is_harmless(c) else f"#{ord(c)};" for c in short) + '"'


def _is_harmless(character: str) -> bool:
    return character.isalnum() or character in _HARMLESS


# Groups ---------------------------------------------------------------------------------------


def _groups(names: Names) -> list[Group]:
    by_when: dict[Test | None, list[Question]] = {}
    for question in names.flow.questions:
        by_when.setdefault(question.when, []).append(question)
    return [
        Group(number, when, tuple(questions), tuple(_read(names, when)))
        for number, (when, questions) in enumerate(by_when.items(), start=1)
    ]


def _read(names: Names, *tests: Test | None) -> list[str]:
    """Return the questions that conditions read, themselves or through facts, in asking order."""
    read = (questions_read(test, names.flow.facts) for test in tests if test is not None)
    return sorted(frozenset().union(*read), key=names.number)


def _reads_of(names: Names, outcome: Outcome) -> list[str]:
    rules = [test for rule in outcome.rules for test in (rule.when, rule.judgement_when)]
    return _read(names, *rules, outcome.unless)


def _readable(id_: str) -> str:
    return id_.replace("_", " ")


def _asked(names: Names, group: Group) -> str:
    return _numbered("Question", [names.number(question.id) for question in group.questions])


def _numbered(what: str, numbers: list[int]) -> str:
    """Return "question 3", or "questions 3, 4 and 6"."""
    return f"{what}{'s' if len(numbers) > 1 else ''} {listed(list(map(str, numbers)), 'and')}"


def _title(group: Group, names: Names) -> str:
    if group.when is None:
        return "Asked of everyone"
    if isinstance(group.when, Fact):
        return f"Asked when: {_readable(group.when.name)}"
    return f"Asked when: {_short_condition(names, group.when)}"


def _short_condition(names: Names, test: Test) -> str:
    """Return a condition by question numbers and letters, for the small room in a picture."""
    match test:
        case Fact():
            return _readable(test.name)
        case Suggested():
            return _readable(test.outcome)
        case Not():
            return f"not ({_short_condition(names, test.of)})"
        case AtLeast():
            parts = [_short_condition(names, part) for part in test.of]
            several = "any" if test.count == 1 else f"at least {test.count}"
            together = test.count == len(parts)
            return " and ".join(parts) if together else f"{several} of ({', '.join(parts)})"
        case _:
            return _short_answer(names, test)


def _short_answer(names: Names, test: Chosen | Within | Answered) -> str:
    number = names.number(test.question)
    if not isinstance(test, Chosen):
        return f"answer to {number}"
    values = names.in_order(test.question, test.values)
    return ", ".join(f"{number}{names.letter(test.question, each)}" for each in values)


# Questions ------------------------------------------------------------------------------------


def _questions_picture(names: Names, groups: list[Group]) -> Iterator[str]:
    yield "flowchart TD"
    for group in groups:
        yield f"  subgraph g{group.number}[{label(_title(group, names))}]"
        for question in group.questions:
            number = names.number(question.id)
            yield f"    q{number}[{label(f'{number}. {question.ask}')}]"
        yield "  end"
    for group in groups:
        for read in group.reads:
            yield f"  q{names.number(read)} --> g{group.number}"


def _questions_words(names: Names, groups: list[Group]) -> Iterator[str]:
    for group in groups:
        asked = _asked(names, group)
        if group.when is None:
            yield f"- {asked}: asked of everyone."
        else:
            read = _numbered("question", [names.number(question) for question in group.reads])
            condition = in_one_line(names, group.when)
            yield f"- {asked}: asked when {condition}. Decided by {read}."


# Outcomes -------------------------------------------------------------------------------------


def _outcomes_picture(names: Names) -> Iterator[str]:
    yield "flowchart LR"
    sets: dict[tuple[str, ...], int] = {}
    for outcome in names.flow.outcomes:
        reads = tuple(_reads_of(names, outcome))
        if reads and reads not in sets:
            sets[reads] = len(sets) + 1
            text = ", ".join(f"{names.number(each)} {_readable(each)}" for each in reads)
            yield f"  r{sets[reads]}[{label(text, longest=1_000)}]"
    for outcome in names.flow.outcomes:
        number = names.outcome_number(outcome.id)
        yield f"  o{number}([{label(f'{number}. {outcome.title}')}])"
    for outcome in names.flow.outcomes:
        number = names.outcome_number(outcome.id)
        reads = tuple(_reads_of(names, outcome))
        if reads:
            yield f"  r{sets[reads]} --> o{number}"
        if outcome.yields_to:
            yield f"  o{names.outcome_number(outcome.yields_to)} ==> o{number}"
        for hiding in outcome.only_when_none_of:
            yield f"  o{names.outcome_number(hiding)} -.-> o{number}"


def _outcomes_words(names: Names) -> Iterator[str]:
    for outcome in names.flow.outcomes:
        numbers = [names.number(question) for question in _reads_of(names, outcome)]
        parts = [f"- Outcome {names.outcome_number(outcome.id)} ({words(outcome.title)})"]
        parts.append(f"rests on {_numbered('question', numbers)}" if numbers else "reads no answer")
        if outcome.yields_to:
            parts.append(f"gives way to outcome {names.outcome_number(outcome.yields_to)}")
        if outcome.only_when_none_of:
            hiding = [names.outcome_number(each) for each in outcome.only_when_none_of]
            parts.append(f"is hidden by any rule of {_numbered('outcome', hiding)}")
        yield f"{parts[0]} {'; '.join(parts[1:])}."
