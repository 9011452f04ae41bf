"""The first page of a fact-check pack: what it is of, how to use it, and where to sign."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from triage.report.fact_check.names import Names, words
from triage.report.in_words import day
from triage.report.rests_on import Release


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a fact-check pack says that its flow does not.

    `release` is of the partnership's pack that the flow stands in; `edition` are lines about the
    edition of the guidance and its status; `contacts` gives the words for each role; `proved`
    says of each safeguard whether it holds for all answers; `day` is the day to print, if any.
    `safety` and `not_a_referral` are said first and last on paper.
    """

    digest: str
    release: Release
    edition: tuple[str, ...]
    contacts: Mapping[str, str]
    proved: Mapping[str, bool]
    safety: tuple[str, ...]
    not_a_referral: tuple[str, ...]
    renew: str
    day: datetime.date | None = None


PARTS = (
    ("Questions", "every question, in the order in which it is asked"),
    ("Facts", "what the names mean that the rules use"),
    ("Outcomes", "what is shown, when, why, and what to do"),
    ("Answers and rules", "a table: which answers each rule names"),
    ("The flow as a picture", "which questions lead to which, also as a list"),
    ("Safeguards", "what must hold for every set of answers"),
    ("Citations", "where each rule of the guidance is used"),
    ("The questions on paper", "a form to fill in by hand"),
)
"""The parts of a pack with what each holds, in order."""

_HOW = (
    "Read one part at a time, with the guidance beside you. You do not need to know any code.",
    "Tick ☐ where the words and the meaning are right. Write beside it what is not.",
    "Ask of each rule: does the guidance say this? Is an answer missing, or one too many?",
    "Sign below for the parts that you have checked. A second person checks what one has changed.",
    "Give your notes to whoever keeps the flow. The next pack has another digest than this one.",
)


def heading(part: int) -> str:
    """Return the heading of a part, numbered from 1."""
    return f"## Part {part}. {PARTS[part - 1][0]}"


def front_page(names: Names, particulars: Particulars) -> list[str]:
    """Return the lines of the first page."""
    flow = names.flow
    rules = sum(len(outcome.rules) for outcome in flow.outcomes)
    asked = f"{len(flow.questions)} questions, {len(flow.facts)} facts"
    shown = f"{len(flow.outcomes)} outcomes with {rules} rules"
    about = [
        ("Flow", f"{words(flow.title)} (`{flow.id}`)"),
        ("Version", words(flow.version)),
        ("Digest", f"`{particulars.digest}`. It changes with every change of a word or a rule."),
        ("Partnership's pack", words(particulars.release.says)),
        ("Guidance", ". ".join(map(words, particulars.edition)) + "."),
        ("Holds", f"{asked}, {shown}, {len(flow.safeguards)} safeguards"),
    ]
    if flow.follows:
        before = f"{words(flow.follows[-1].title)} (`{flow.follows[-1].id}`)"
        about.append(("Comes after", f"{before}, whose result it leaves as it is"))
    if particulars.day is not None:
        about.append(("Made on", day(particulars.day)))
    return [
        f"# Fact-check: {words(flow.title)}",
        "",
        "For people who know the guidance and check that the questions and rules follow it.",
        "Nothing about a real child goes into this document.",
        "",
        "| About this pack | |",
        "|---|---|",
        *(f"| {name} | {text} |" for name, text in about),
        "",
        "## How to use it",
        "",
        *(f"{number}. {text}" for number, text in enumerate(_HOW, start=1)),
        "",
        "## Sign",
        "",
        "| Part | Holds | Checked by (name and role) | Day | Right, or changes needed |",
        "|---|---|---|---|---|",
        *(f"| {n}. {title} | {holds} | | | |" for n, (title, holds) in enumerate(PARTS, start=1)),
        "",
        f"This file is made from the flow. To renew it: `{particulars.renew}`.",
        "",
    ]
