"""Broken templates by the thousand: each gives a document or a clear error, within the caps.

Each template is made from a real one by a few changes, from a seed and its number alone. It is
filled in with a summary. A failure is another exception than `PackError`, an error without a place
or a fix, a document longer than its cap, or more than the caps of processor time: one second to
fill in, and as much again to read and check.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sample_summary import sample_summary
from triage.errors import PackError
from triage.report.layouts import LAYOUTS
from triage.report.render import MOST_OUTPUT, MOST_SECONDS, filled
from triage.report.summary import Summary

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "content" / "templates"
MOST_MS = 2_000 * MOST_SECONDS
MOST_FAILURES = 20
WHOLE_SHARE = 0.02
"""The share of templates that are made from a whole real one; the others from a part of it."""

LINES = 12
_WRAPPED_GROWTH = 3
"""Wrapping adds line ends and indents to what was filled in, before which the cap counts."""

TOKENS = (
    *("{{ ", " }}", "{% ", " %}", "{%- ", "-%}", "{# ", " #}", "{{", "}}", "{%", "%}", "{{{", "\n"),
    *(
        "if ",
        "elif ",
        "else",
        "endif",
        "for ",
        " in ",
        "endfor",
        "set ",
        "macro ",
        "include ",
        "raw",
    ),
    *("import ", "extends ", "block ", "call ", "filter ", "with ", "autoescape ", "trans", "do "),
    *(
        "title",
        "outcomes",
        "answers",
        "answer",
        "to_do.first",
        "blanks",
        "editions[0]",
        "own_reasons",
    ),
    *(
        ".__class__",
        ".__mro__",
        "['__globals__']",
        ".format",
        "()",
        "(1)",
        "|attr('x')",
        "|join",
        "|e",
    ),
    *(
        " | cell",
        " | sentence",
        ' | joined(", ")',
        ' | bulleted("- ")',
        " | count",
        ' | each("do")',
    ),
    *(
        " ~ ",
        " * ",
        " ** ",
        " + ",
        " % ",
        " // ",
        "10**9",
        "9" * 30,
        "'a'",
        '"',
        "'",
        "[",
        "]",
        "(",
        ")",
    ),
    *(
        "range(10**9)",
        "lipsum(9)",
        "cycler",
        "self",
        "loop",
        "loop.index",
        "namespace",
        "_",
        "not ",
        "is ",
    ),
    *("x" * 100, "\0", "\x1b[2J", "\u202e", "é", "\ud800", "[" * 50, "(" * 50, "{{ title }}" * 40),
    *(
        "{% for a in answers %}",
        "{% for b in outcomes %}",
        "{% if finished %}",
        "{% endif %}{% endfor %}",
    ),
)


def template_of(number: int, seed: int, real: Sequence[str]) -> str:
    """Return the broken template of that number."""
    rng = random.Random(f"{seed}/{number}")
    text = rng.choice(real)
    if rng.random() >= WHOLE_SHARE:
        lines = text.split("\n")
        start = rng.randrange(len(lines))
        text = "\n".join(lines[start : start + rng.randrange(1, LINES)])
    for _ in range(rng.randrange(1, 6)):
        text = rng.choice((_insert, _insert, _insert, _delete, _repeat, _swap))(text, rng)
    return text


def _insert(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(TOKENS) + text[place:]


def _delete(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + text[place + rng.randrange(1, 30) :]


def _repeat(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    part = text[place : place + rng.randrange(1, 60)]
    return text[:place] + part * rng.choice((1, 2, 30)) + text[place:]


def _swap(text: str, rng: random.Random) -> str:
    one, other = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[other:] + text[one:other] + text[:one]


def attempt(text: str, summary: Summary, extension: str) -> tuple[str, str]:
    """Return what came of a template, and what is wrong (nothing, if all is well)."""
    started = time.thread_time()
    try:
        document = filled(text, "t.j2", summary, LAYOUTS[extension])
    except PackError as error:
        kind, wrong = _refusal(error)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return "failure", f"{type(error).__name__}: {ascii(str(error))[:200]}"
    else:
        kind = "filled in"
        wrong = "too long" if len(document) > _WRAPPED_GROWTH * MOST_OUTPUT else ""
    spent = 1000 * (time.thread_time() - started)
    return kind, wrong or (f"{spent:.0f} ms of processor time" if spent > MOST_MS else "")


def _refusal(error: PackError) -> tuple[str, str]:
    for problem in error.problems:
        if not str(problem).isprintable() or not problem.fix or problem.place.line < 1:
            return "refused", f"bad words for {problem.code}"
    return "refused", "" if error.problems else "refused without a reason"


def main() -> int:
    """Fill in the templates, print what came of them, and return 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    real = [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.j2"))]
    summary = sample_summary("My own reasons.")
    started = time.perf_counter()
    kinds: Counter[str] = Counter()
    failures: list[str] = []
    for number in range(options.count):
        text = template_of(number, options.seed, real)
        kind, wrong = attempt(text, summary, list(LAYOUTS)[number % len(LAYOUTS)])
        kinds[kind] += 1
        if wrong:
            failures.append(f"{number}: {wrong}")
        if len(failures) >= MOST_FAILURES:
            break
    seconds = time.perf_counter() - started
    print(f"{sum(kinds.values())} templates, seed {options.seed}: {dict(kinds)}, {seconds:.1f} s")
    for failure in failures:
        print(f"FAILED {failure}")
    return 1 if failures or not kinds["filled in"] else 0


if __name__ == "__main__":
    sys.exit(main())
