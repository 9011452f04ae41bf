"""Packs that are made to hurt: the real command refuses each of them soon and says where.

Nothing here may end in a traceback, a signal, a control character on the terminal or a wait.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 10.0
SOUND = """flow: small
title: A small flow
version: 1
edition: test-1
questions:
  - id: age
    ask: How old is the child?
    options: {child: Under 18, adult: 18 or over}
  - id: seen
    ask: Who saw it?
    kind: choices
    options: {SEEN}
facts:
  young: {age: child}
FACTS
outcomes:
  - id: tell
    title: Tell the lead officer
    rules:
      - {id: T01, says: So., certainty: certain, when: WHEN}
"""


@dataclass(frozen=True)
class Hostile:
    """A flow file, and the code and the place of what must be said about it."""

    make: Callable[[], bytes]
    expected: str


def sound(when: str = "young", facts: str = "", seen: str = "") -> str:
    """Return a flow that is sound as long as nothing hostile is put into it."""
    text = SOUND.replace("WHEN", when).replace("FACTS\n", facts)
    return text.replace("{SEEN}", "{" + (seen or "teacher: A teacher, nobody: Nobody") + "}")


def titled(title: str) -> Callable[[], bytes]:
    """Return a maker of a flow with a hostile title in line 2."""
    text = sound().replace("A small flow", title)
    return lambda: text.encode("utf-8", "surrogatepass")


def instead(old: str, new: str) -> Callable[[], bytes]:
    """Return a maker of a flow with something hostile in place of something sound."""
    assert old in sound()
    return lambda: sound().replace(old, new).encode()


def after(text: str) -> Callable[[], bytes]:
    """Return a maker of a flow with something hostile after its end."""
    return (sound() + text).encode


def bomb() -> bytes:
    """Return a YAML bomb: nine levels of ten aliases each."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 10):
        aliases = ", ".join([f"*a{level - 1}"] * 10)
        levels.append(f"a{level}: &a{level} [{aliases}]")
    return "\n".join(levels).encode()


def chain(count: int, *, circle: bool = False) -> bytes:
    """Return facts of which each rests on the one before, the first perhaps on the last."""
    first = f"  f0: f{count - 1}\n" if circle else "  f0: young\n"
    rest = "".join(f"  f{number}: f{number - 1}\n" for number in range(1, count))
    return sound(facts=first + rest).encode()


def nested(facts: int) -> bytes:
    """Return facts that nest `all` and `any` through one another, ten levels in each."""
    text = "  f0: young\n"
    for number in range(1, facts):
        test = f"f{number - 1}"
        for level in range(10):
            test = f"{{{('any', 'all')[level % 2]}: [{test}, {{age: adult}}]}}"
        text += f"  f{number}: {test}\n"
    return sound(facts=text).encode()


def outcomes(count: int) -> bytes:
    """Return outcomes of which each waits for the one before."""
    text = "".join(
        f"  - id: o{number}\n    title: More\n    rules:\n"
        f"      - {{id: T01, says: So., certainty: certain, only_when_any_of: [{before}]}}\n"
        for number, before in enumerate(["tell", *(f"o{n}" for n in range(count - 1))])
    )
    return (sound() + text).encode()


def told_apart(count: int, where: str) -> bytes:
    """Return a question of many ticks, each told apart from the others: 2**count cells."""
    test = "{any: [" + ", ".join(f"{{seen: s{number}}}" for number in range(count)) + "]}"
    seen = ", ".join(f"s{number}: S" for number in range(count))
    if where == "when":
        return sound(test, seen=seen).encode()
    if where == "unless":
        return (sound(seen=seen) + f"    unless: {test}\n").encode()
    safeguard = f"safeguards:\n  - {{id: s, says: S., given: {test}, always: tell}}\n"
    return (sound(seen=seen) + safeguard).encode()


def misspelt(count: int) -> bytes:
    """Return many names that nearly exist, among many that do."""
    facts = "".join(f"  fact_{number}: young\n" for number in range(count))
    names = ", ".join(f"fcat_{number}" for number in range(count))
    return sound(f"{{any: [{names}]}}", facts).encode()


def mapping(count: int) -> bytes:
    """Return a mapping of very many keys."""
    return (sound() + "".join(f"key_{number}: x\n" for number in range(count))).encode()


CASES = {
    "brackets": Hostile(lambda: b"flow: " + b"[" * 50_000, "nested more than 24 levels"),
    "braces": Hostile(lambda: b"flow: " + b"{a: " * 50_000, "nested more than 24 levels"),
    "dashes": Hostile(lambda: b"- " * 50_000, "nested more than 24 levels"),
    "closed_brackets": Hostile(
        lambda: b"flow: " + b"[" * 50_000 + b"]" * 50_000, "nested more than 24 levels"
    ),
    "bomb": Hostile(bomb, "Aliases"),
    "anchors": Hostile(lambda: b"- &a x\n" * 100_000, "Anchors"),
    "self_alias": Hostile(titled("&a [*a]"), "Aliases"),
    "tag_python": Hostile(titled("!!python/object/apply:os.system ['id']"), "Tags"),
    "tag_timestamp": Hostile(titled("!!timestamp 2024-09-09"), "Tags"),
    "tag_local": Hostile(titled("!secret x"), "Tags"),
    "tag_long": Hostile(titled("!" + "x" * 100_000 + " x"), "Tags"),
    "merge_key": Hostile(after("base: {a: b}\n<<: {c: d}\n"), "no key '<<'"),
    "merge_alias": Hostile(after("base: &b {a: b}\n<<: *b\n"), "Aliases"),
    "duplicate_keys": Hostile(lambda: b"flow: x\n" * 500_000, "a second time"),
    "second_document": Hostile(after("---\nflow: other\n"), "second document"),
    "directives": Hostile(
        lambda: b"".join(b"%%TAG !t%06d! x\n" % number for number in range(200_000)),
        "starts with %",
    ),
    "utf_16": Hostile(lambda: sound().encode("utf-16"), "not UTF-8"),
    "utf_16_be": Hostile(lambda: sound().encode("utf-16-be"), "U+0000"),
    "utf_32": Hostile(lambda: sound().encode("utf-32"), "not UTF-8"),
    "latin_1": Hostile(lambda: sound().replace("A small", "\xc9 small").encode("latin-1"), "UTF-8"),
    "overlong": Hostile(lambda: sound().encode() + b"# \xc0\xaf\n", "not UTF-8"),
    "raw_surrogate": Hostile(titled("A \ud800 flow"), "not UTF-8"),
    "nul": Hostile(titled("A\0flow"), "U+0000"),
    "escape": Hostile(titled("A\x1b]0;title\x07\x1b[2Jflow"), "U+001B"),
    "c1": Hostile(titled("A\x9b2Jflow"), "U+009B"),
    "next_line": Hostile(titled("A\x85flow"), "U+0085"),
    "bidi": Hostile(titled("A \u202e\u2066flow"), "U+202E"),
    "escaped_escape": Hostile(titled(r'"A\x1b[2Jflow"'), "U+001B"),
    "escaped_nul": Hostile(titled(r'"A\0flow"'), "U+0000"),
    "escaped_c1": Hostile(titled(r'"A\u009b2J\Nflow"'), "U+009B"),
    "escaped_bidi": Hostile(titled(r'"A\u202eflow"'), "U+202E"),
    "escaped_surrogate": Hostile(titled(r'"A\ud800flow"'), "An escape inside"),
    "escaped_beyond": Hostile(titled(r'"A\Uffffffffflow"'), "An escape inside"),
    "escape_in_a_key": Hostile(after('"\\e[2J": x\n'), "U+001B"),
    "line_end_in_a_key": Hostile(after('"a\\nb\\tc": x\n'), r"no key 'a\nb\tc'"),
    "too_large": Hostile(lambda: sound().encode() + b"#" * (5 * 1024**2), "5,243,"),
    "just_too_large": Hostile(lambda: b" " * (4 * 1024**2 + 1), "4,194,305 bytes"),
    "long_text": Hostile(titled("x" * 20_000), "20,000 characters"),
    "long_text_in_blocks": Hostile(titled(">\n" + "  x\n" * 20_000), "40,000 characters"),
    "long_key": Hostile(after(f"{'k' * 1_000}: x\n"), "no key 'kkk"),
    "very_long_key": Hostile(after(f"? {'k' * 20_000}\n: x\n"), "20,000 characters"),
    "tabs": Hostile(instead("    ask: How", "\task: How"), "A tab"),
    "colon": Hostile(titled("A flow: part one"), "A colon followed by a space"),
    "open_quote": Hostile(titled("'A small flow"), "A quotation mark is opened"),
    "open_double_quote": Hostile(titled('"A small flow'), "A quotation mark is opened"),
    "open_quotes": Hostile(lambda: b"'" * 100_001, "A quotation mark is opened"),
    "spaces": Hostile(lambda: b" " * 2**20, "The file is empty"),
    "spaces_after_text": Hostile(titled("A" + " " * 2**20 + "#4"), "the text is cut short"),
    "comments_in_one_line": Hostile(
        lambda: sound().encode() + b"n: [" + b"a, " * 100_000 + b"b #c\n]\n", "cut short"
    ),
    "keys": Hostile(lambda: mapping(100_000), "no key key_0"),
    "chain": Hostile(lambda: chain(10_000), "over 100 levels"),
    "circle": Hostile(lambda: chain(10_000, circle=True), "depends on itself"),
    "nested": Hostile(lambda: nested(40), "over 100 levels"),
    "chain_of_outcomes": Hostile(lambda: outcomes(2_000), "over 20 levels"),
    "cells_in_when": Hostile(lambda: told_apart(40, "when"), "40 groups"),
    "cells_in_unless": Hostile(lambda: told_apart(40, "unless"), "40 groups"),
    "cells_in_a_safeguard": Hostile(lambda: told_apart(40, "given"), "40 groups"),
    "misspelt": Hostile(lambda: misspelt(3_000), "Did you mean fact_0?"),
    "empty": Hostile(lambda: b"", "The file is empty"),
    "only_comments": Hostile(lambda: b"# nothing\n#\n", "The file is empty"),
    "only_line_ends": Hostile(lambda: b"\r\n" * 100_000, "The file is empty"),
    "only_a_mark": Hostile(lambda: b"\xef\xbb\xbf", "The file is empty"),
    "two_marks": Hostile(lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + sound().encode(), "U+FEFF"),
    "binary": Hostile(lambda: bytes(range(256)) * 100, "not UTF-8"),
    "elf": Hostile(lambda: Path(sys.executable).read_bytes()[:100_000], ":1:"),
    "text_only": Hostile(lambda: b"flow", "neither a flow nor a journey"),
    "null": Hostile(lambda: b"~", "neither a flow nor a journey"),
    "complex_keys": Hostile(lambda: b"? " * 50_000, "A key must be text"),
}


@dataclass(frozen=True)
class Refusal:
    """What came of one run of the command, and how long it took."""

    folder: Path
    code: int
    out: str
    said: str
    seconds: float


def check(folder: Path, flow: bytes) -> Refusal:
    """Run the real `triage check` on a pack of one flow."""
    (folder / "flows").mkdir()
    (folder / "flows" / "hostile.yaml").write_bytes(flow)
    environment = {name: value for name, value in os.environ.items() if name != "TRIAGE_PACK"}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "triage", "check", "--pack", str(folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment,
        timeout=6 * MOST_SECONDS,
    )
    seconds = time.perf_counter() - started
    return Refusal(folder, done.returncode, done.stdout.decode(), done.stderr.decode(), seconds)


@pytest.fixture(scope="module")
def refusals(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[Refusal]]]:
    """Run the command on every case that is selected, on all cores at once."""
    selected = [getattr(item, "callspec", None) for item in request.session.items]
    names = {spec.params["name"] for spec in selected if spec and "name" in spec.params}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            name: pool.submit(check, tmp_path_factory.mktemp("pack"), case.make())
            for name, case in CASES.items()
            if name in names
        }


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_flow_is_refused_soon_and_in_its_place(
    name: str, refusals: Mapping[str, Future[Refusal]]
) -> None:
    """Exit code 3, in time, with a place and harmless words on standard error and nothing else."""
    refusal = refusals[name].result()
    said = refusal.said
    assert (refusal.code, refusal.out) == (3, ""), said[:2_000]
    assert refusal.seconds < MOST_SECONDS
    assert "Traceback" not in said
    lines = said.removesuffix("\n").split("\n")
    assert all(line.isprintable() for line in lines)
    assert all(line.startswith(f"{refusal.folder}/flows/hostile.yaml:") for line in lines)
    assert all(len(line) < len(str(refusal.folder)) + 400 for line in lines)
    assert CASES[name].expected in said


def test_the_flow_that_hostile_ones_are_made_of_is_sound(tmp_path: Path) -> None:
    """What makes a hostile flow refused is its hostile part; that it has gaps is another thing."""
    sane = check(tmp_path, sound().encode())
    assert sane.said == ""
    assert "[no-outcome]" in sane.out


def test_conditions_may_nest_as_deep_as_the_reader_allows(tmp_path: Path) -> None:
    """What the reader lets through does not exhaust the stack later on."""
    questions = "".join(
        f"  - {{id: q{number}, ask: Q?, options: {{yes: Yes, no: No}}}}\n" for number in range(99)
    )
    facts = "  f0: {age: child}\n"
    for number in range(11):
        test = f"f{number}"
        for level in range(9):
            test = f"{{{('any', 'all')[level % 2]}: [{test}, {{q{number * 9 + level}: yes}}]}}"
        facts += f"  f{number + 1}: {test}\n"
    text = sound("f11", facts).replace("facts:\n", questions + "facts:\n")
    deep = check(tmp_path, text.encode())
    assert deep.said == ""
    assert "[no-outcome]" in deep.out
    assert deep.seconds < MOST_SECONDS
