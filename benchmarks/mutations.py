"""Flow files broken at random, in ways that people and machines break them; seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.canonical import canonical_flow, to_yaml

ROOT = Path(__file__).resolve().parent.parent
LONG_SHARE = 0.01
SMALL = b"""flow: small
title: A small flow
version: 1
edition: test-1
questions:
  - {id: age, ask: How old?, options: {child: Under 18, adult: 18 or over}, worry: [adult, child]}
  - {id: weeks, ask: How long ago?, kind: number, min: 0, max: 520, unit: weeks, when: young}
  - {id: signs, ask: Which?, kind: choices, options: {a: A, b: B, none: {label: None, alone: yes}}}
facts: {young: {age: child}, grave: {at_least: {count: 2, of: [young, {signs: [a, b]}]}}}
outcomes:
  - id: tell
    title: Tell the lead officer
    rules: [{id: T01, says: So., certainty: certain, when: {any: [grave, {weeks: {under: 3}}]}}]
  - id: nothing
    title: Nothing more
    only_when_none_of: [tell]
    rules: [{id: T02, says: So., certainty: judgement}]
safeguards: [{id: s, says: S., given: grave, never: nothing}]
"""
TOKENS: tuple[bytes, ...] = (
    # what YAML is made of
    *(b": ", b":", b"- ", b"? ", b"? [", b", ", b"[", b"]", b"{", b"}", b"[]", b"{}", b"''"),
    *(b"'", b'"', b"|\n", b">-\n", b"|+2\n", b"#", b" #x", b" # x", b"&a ", b"*a", b"<<: ", b"!"),
    *(b"!!python/name:os.system ", b"!!timestamp ", b"%YAML 1.2\n", b"%TAG ! x\n", b"---\n"),
    *(b"...\n", b"\n", b"\r\n", b"\r", b"\t", b"  ", b"\n\n  ", b"@", b"`", b"~", b"\\", b"%"),
    *(b"[" * 30, b"{a: " * 30, b"- " * 30, b" " * 2_000, b"x" * 17_000, b"9" * 400, b"a: b\n" * 40),
    # the words of the language
    *(b"flow: ", b"journey: ", b"questions:\n", b"facts:\n", b"outcomes:\n", b"safeguards:\n"),
    *(b"  - id: ", b"  - use: ", b"ask: ", b"kind: ", b"options: ", b"when: ", b"worry: "),
    *(b"min: ", b"max: ", b"unit: ", b"limit: ", b"cites: ", b"always: ", b"about: ", b"hint: "),
    *(b"{all: [", b"{any: [", b"{not: ", b"{at_least: {count: 2, of: [", b"{answered: [", b"]}"),
    *(b"from: ", b"over: ", b"up_to: ", b"under: ", b"is: ", b"choice", b"choices", b"number"),
    *(b"date", b"text", b"yes", b"no", b"alone: yes", b"unsure: yes", b"label: ", b"yields_to: "),
    *(b"unless: ", b"only_when_any_of: ", b"only_when_none_of: ", b"certainty: ", b"certain"),
    *(
        b"judgement_when: ",
        b"rules: ",
        b"steps: ",
        b"never: ",
        b"always: ",
        b"levels: ",
        b"given: ",
    ),
    *(b"stands_only_with: ", b"some_outcome_cites: R5.58", b"never_loses: ", b"referral: yes"),
    *(b"0", b"-1", b"2024-02-30", b"2024-09-09", b"010", b"999999999", b"1e9", b"nan", b"R5.58"),
    *(b"young", b"grave", b"tell", b"age", b"child", b"harmed", b"small", b"null", b"true"),
    # what has no place in a text
    *(b"\0", b"\x1b[2J", b"\x7f", b"\xc2\x9b", b"\xc2\x85", b"\xe2\x80\xae", b"\xe2\x80\xa8"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf", b"\xef\xbf\xbf", b"\xc3\xa9"),
    *(b"\xf0\x9f\x91\xa7", b'"\\x1b"', b'"\\ud800"', b'"\\N\\L\\P"', b'"\\0"', b'"\\Uffffffff"'),
)
_WORD = re.compile(rb"[a-z0-9_]+", re.IGNORECASE)
WORDS = tuple(token.strip() for token in TOKENS if _WORD.fullmatch(token.strip(b" :\n")))
Mutation = Callable[[bytearray, random.Random, "Seeds"], None]


@dataclass(frozen=True)
class Seeds:
    """The texts that files are made from; long ones are taken seldom."""

    short: Sequence[bytes]
    long: Sequence[bytes]

    def pick(self, rng: random.Random) -> bytes:
        """Return one of them."""
        return rng.choice(self.long if rng.random() < LONG_SHARE else self.short)


def seeds() -> Seeds:
    """Return the small flows here, the good fixtures of the tests, and the flow that is shipped."""
    good = sorted((ROOT / "tests" / "pack" / "good").rglob("*.yaml"))
    shipped = (ROOT / "flows" / "serious_incident.yaml").read_bytes()
    canonical = to_yaml(canonical_flow(10)).encode()
    return Seeds([SMALL, SMALL, canonical, *(file.read_bytes() for file in good)], [shipped])


def file_of(number: int, seed: int, known: Seeds) -> bytes:
    """Return the file of a number; the same numbers always give the same file."""
    rng = random.Random((seed << 40) + number)
    text = bytearray(known.pick(rng))
    for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2, 2, 3, 5, 8))):
        rng.choice(MUTATIONS)(text, rng, known)
    return bytes(text)


def _place(text: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(text) + 1)


def _stretch(text: bytearray, rng: random.Random, most: int = 60) -> slice:
    start = _place(text, rng)
    return slice(start, start + rng.randrange(1, most))


def _line(text: bytearray, rng: random.Random) -> slice:
    """Return where a line stands, its end included."""
    place = _place(text, rng)
    start = text.rfind(b"\n", 0, place) + 1
    end = text.find(b"\n", place)
    return slice(start, len(text) if end < 0 else end + 1)


def _flip(text: bytearray, rng: random.Random, _: Seeds) -> None:
    if text:
        text[rng.randrange(len(text))] = rng.randrange(256)


def _flip_bit(text: bytearray, rng: random.Random, _: Seeds) -> None:
    if text:
        text[rng.randrange(len(text))] ^= 1 << rng.randrange(8)


def _delete(text: bytearray, rng: random.Random, _: Seeds) -> None:
    del text[_stretch(text, rng)]


def _delete_byte(text: bytearray, rng: random.Random, _: Seeds) -> None:
    del text[_stretch(text, rng, 2)]


def _delete_line(text: bytearray, rng: random.Random, _: Seeds) -> None:
    del text[_line(text, rng)]


def _truncate(text: bytearray, rng: random.Random, _: Seeds) -> None:
    del text[_place(text, rng) :]


def _repeat(text: bytearray, rng: random.Random, _: Seeds) -> None:
    part = _stretch(text, rng)
    text[part.stop : part.stop] = text[part] * rng.choice((1, 1, 2, 30))


def _repeat_line(text: bytearray, rng: random.Random, _: Seeds) -> None:
    line = _line(text, rng)
    text[line.stop : line.stop] = text[line]


def _swap_lines(text: bytearray, rng: random.Random, _: Seeds) -> None:
    lines = text.splitlines(keepends=True)
    if lines:
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        text[:] = b"".join(lines)


def _splice(text: bytearray, rng: random.Random, known: Seeds) -> None:
    other = bytearray(rng.choice(known.short))
    text[_stretch(text, rng)] = other[_stretch(other, rng, 400)]


def _cross(text: bytearray, rng: random.Random, known: Seeds) -> None:
    other = bytearray(rng.choice(known.short))
    text[_line(text, rng).start :] = other[_line(other, rng).start :]


def _insert(text: bytearray, rng: random.Random, _: Seeds) -> None:
    place = _place(text, rng)
    text[place:place] = rng.choice(TOKENS)


def _word(text: bytearray, rng: random.Random) -> slice:
    """Return where a word stands: the first one after some place."""
    found = _WORD.search(text, _place(text, rng)) or _WORD.search(text)
    return slice(*found.span()) if found else slice(0, 0)


def _replace_word(text: bytearray, rng: random.Random, _: Seeds) -> None:
    text[_word(text, rng)] = rng.choice(WORDS)


def _copy_word(text: bytearray, rng: random.Random, _: Seeds) -> None:
    text[_word(text, rng)] = text[_word(text, rng)]


def _misspell(text: bytearray, rng: random.Random, _: Seeds) -> None:
    word = _word(text, rng)
    if word.stop - word.start > 1:
        place = rng.randrange(word.start, word.stop - 1)
        text[place : place + 2] = text[place : place + 2][::-1]


def _block(text: bytearray, rng: random.Random) -> slice:
    """Return where a line stands with all lines below it that are indented further."""
    first = _line(text, rng)
    depth = _indentation(text, first.start)
    end = first.stop
    while end < len(text) and _indentation(text, end) > depth:
        line_end = text.find(b"\n", end)
        end = len(text) if line_end < 0 else line_end + 1
    return slice(first.start, end)


def _indentation(text: bytearray, start: int) -> int:
    end = start
    while text[end : end + 1] == b" ":
        end += 1
    return end - start


def _delete_block(text: bytearray, rng: random.Random, _: Seeds) -> None:
    del text[_block(text, rng)]


def _copy_block(text: bytearray, rng: random.Random, known: Seeds) -> None:
    other = bytearray(rng.choice(known.short)) if rng.random() < 0.5 else text  # noqa: PLR2004
    block = other[_block(other, rng)]
    place = _line(text, rng).start
    text[place:place] = block


def _move_block(text: bytearray, rng: random.Random, _: Seeds) -> None:
    where = _block(text, rng)
    block = text[where]
    del text[where]
    place = _line(text, rng).start
    text[place:place] = block


def _indent(text: bytearray, rng: random.Random, _: Seeds) -> None:
    start = _line(text, rng).start
    text[start:start] = b" " * rng.randrange(1, 5)


def _outdent(text: bytearray, rng: random.Random, _: Seeds) -> None:
    start = _line(text, rng).start
    if text[start : start + 1] == b" ":
        del text[start : start + rng.randrange(1, 3)]


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _flip_bit, _delete, _delete_byte, _delete_line, _truncate, _repeat, _repeat_line),
    *(_swap_lines, _splice, _cross, _indent, _outdent, _insert, _insert, _insert),
    *(_replace_word, _replace_word, _replace_word, _copy_word, _copy_word, _copy_word),
    *(_misspell, _misspell, _misspell, _delete_block, _copy_block, _copy_block, _move_block),
    *(_move_block, _move_block),
)
