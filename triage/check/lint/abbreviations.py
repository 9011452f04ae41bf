"""Abbreviations that a screen uses before it has said what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from triage.check.findings import Finding
from triage.check.lint.prose import words
from triage.check.lint.subject import Subject
from triage.check.lint.texts import Screen, Text, screens_by_rule

READ_AS_WORDS: Mapping[str, str] = {
    "NHS": "known to everyone by its letters, and part of the names of bodies",
    "GP": "what people call their doctor",
    "A&E": "what the signs at hospitals say",
    "OK": "a word of its own",
    "UK": "known to everyone by its letters",
    "ID": "a word of its own by now",
    "PDF": "the name of the format; its long form explains nothing",
    "HIV": "known by its letters; its long form explains nothing",
}
"""Abbreviations that need no long form, each with the reason."""

_ABBREVIATION = re.compile(r"\b[A-Z](?:&[A-Z]|[A-Za-z]{0,12}[A-Z])(?:s\b)?(?![\w.]*\d)\b")


def unexplained_abbreviations(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each abbreviation that a screen does not spell out at its first use."""
    long_forms = subject.surroundings.abbreviations
    seen: set[tuple[str, str]] = set()
    for screen in (*subject.screens, *screens_by_rule(subject.flow, subject.surroundings)):
        for short, text in _unexplained(screen, long_forms):
            if (short, text.what) in seen:
                continue
            seen.add((short, text.what))
            long = long_forms.get(short)
            example = f"{long} ({short})" if long else f"its long form, then ({short})"
            yield Finding(
                text.place,
                "unexplained-abbreviation",
                "warning",
                f"{text.what} uses {short}, which nothing before it on this screen spells out.",
                f"Write {example}. If it is a word that is stressed, write it in small letters.",
                part=text.part,
            )


def _unexplained(screen: Screen, long_forms: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    """Yield the abbreviations of a screen that are first used without their long form."""
    seen = set(READ_AS_WORDS)
    before = ""
    for text in screen.texts:
        for found in _ABBREVIATION.finditer(text.written):
            short = _singular(found.group())
            if short in seen:
                continue
            seen.add(short)
            read = before + text.written[: found.start()]
            long = long_forms.get(short, "")
            if text.context or (long and long.casefold() in read.casefold()):
                continue
            if not _is_spelled_out(short, text.written, found):
                yield short, text
        before += text.written + "\n"


def _singular(short: str) -> str:
    return short.removesuffix("s")


def _is_spelled_out(short: str, text: str, found: re.Match[str]) -> bool:
    """Say whether the long form stands right before the abbreviation, or after it in brackets."""
    before, after = text[: found.start()], text[found.end() :]
    if before.endswith("("):
        return _ends_with_long_form(before[:-1], short)
    bracket = re.match(r" \(([^)]*)\)", after)
    return bracket is not None and _ends_with_long_form(bracket.group(1), short)


def _ends_with_long_form(text: str, short: str) -> bool:
    """Say whether the last words of a text begin with the capitals of the abbreviation, in order.

    Some words may stand between them: Children's Advice and Duty Service (ChAD).
    """
    wanted = [letter.casefold() for letter in short if letter.isupper()]
    for word in reversed(words(text)[-2 * len(wanted) - 1 :]):
        if not wanted:
            break
        if word[0].casefold() == wanted[-1]:
            wanted.pop()
    return not wanted
