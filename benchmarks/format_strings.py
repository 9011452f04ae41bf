"""Random texts by the thousand through every format of the summary, and back.

Each text is made from a seed and its number alone. Many stand in one document, as answers; another
parser reads it back (`benchmarks.reading_back`). A failure is a line of a text that is not there as
it was, or visibly escaped, or a file that is not what its format must be.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import random
import sys
import time
from pathlib import Path

from benchmarks.reading_back import READERS, squeezed
from benchmarks.sample_summary import sample_summary
from triage.report.calendar_file import Event
from triage.report.documents import made
from triage.report.formats import FORMATS
from triage.report.pdf_document import shown_in_pdf
from triage.report.safe_text import visible

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "content" / "templates"
TOGETHER = 200
"""How many texts stand in one document."""

MOST_FAILURES = 20
LONGEST = 40
SIGNS = (
    *("\\`*_{}[]()<>#+-.!|~&;:=\"'$^@%/, \n\t", "0123456789", "abcxyzABCXYZ"),
    "éŵßЖς€“”…→☐\xa0\xad\u200b\u0301\u2028\u202e\ufeff\x00\x07\x1b\x85\x9b中日👧שא\U0001f468\u200d",
)
PIECES = (
    *(
        "<script>",
        "</p>",
        "<br>",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "&#x41;",
        "&lt",
        "<w:br/>",
        "${x}",
    ),
    *(
        "](javascript:x)",
        "![x](y)",
        "http://example.org",
        "<http://a.b>",
        "[ref]: x",
        "```",
        "    code",
    ),
    *(
        "---",
        "===",
        "# ",
        "> ",
        "- ",
        "1. ",
        "1) ",
        "+ ",
        "| a |",
        "|---|",
        "\\|",
        "\\\n",
        "  \n",
        "**",
    ),
    *(
        "#eval(1)",
        "#import",
        "$x$",
        "@ref",
        "<label>",
        "//",
        "/*",
        "\\u{41}",
        "=1+1",
        "=cmd|'/C'!A0",
    ),
    *(
        "\r\nBcc: a@b.c",
        "\r\nEND:VEVENT",
        "BEGIN:VALARM",
        "\\n",
        ";",
        ",",
        "{{ title }}",
        "{% raw %}",
    ),
    "OFFICIAL-SENSITIVE",
    "x" * 90,
)


HEADER_ROW = "No. Question Answer"
"""What a page of a PDF repeats, also within an answer that began on the page before."""


def text_of(number: int, seed: int) -> str:
    """Return the text of that number; it is never empty."""
    rng = random.Random(f"{seed}/{number}")
    parts = []
    for _ in range(rng.randrange(1, 12)):
        roll = rng.random()
        if roll < 0.3:  # noqa: PLR2004 - three kinds of parts
            parts.append(rng.choice(PIECES))
        elif roll < 0.9:  # noqa: PLR2004 - as above
            parts.append(rng.choice(rng.choice(SIGNS)))
        else:
            parts.append(chr(rng.randrange(0x110000)))
    return "".join(parts)[:LONGEST] + "."


def as_answered(text: str) -> str:
    """Return a text as answers are kept: with what is hostile to a terminal as an escape."""
    return visible(text.replace("\r\n", "\n"))


def failures_of(texts: list[str], ending: str, templates: dict[str, str]) -> list[str]:
    """Return which texts one format loses, by their place among the texts."""
    answered = [as_answered(text) for text in texts]
    summary = sample_summary("")
    answers = [
        dataclasses.replace(summary.answers[0], number=number, answer=text)
        for number, text in enumerate(answered, start=1)
    ]
    events = [
        Event(f"id-{n}", datetime.date(2026, 3, 2), text, text) for n, text in enumerate(answered)
    ]
    raw = made(
        dataclasses.replace(summary, answers=tuple(answers)), FORMATS[ending], templates, events
    )
    read = squeezed("\n".join(READERS[ending](raw)))
    if ending == "pdf":
        read = read.replace(squeezed(HEADER_ROW), "")
    lost = []
    for number, text in enumerate(answered):
        shown = shown_in_pdf(text) if ending == "pdf" else text
        if not all(squeezed(line) in read for line in shown.split("\n")):
            lost.append(f"{ending}: text {number} of the document")
    return lost


def main() -> int:
    """Send the texts through every format, and return 1 where one is lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    templates = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.j2")}
    started = time.perf_counter()
    failures: list[str] = []
    for first in range(0, options.count, TOGETHER):
        numbers = range(first, min(first + TOGETHER, options.count))
        texts = [text_of(number, options.seed) for number in numbers]
        for ending in FORMATS:
            try:
                lost = failures_of(texts, ending, templates)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                lost = [f"{ending}: {type(error).__name__}: {ascii(str(error))[:200]}"]
            failures += [f"from {first}: {each}" for each in lost]
        if len(failures) >= MOST_FAILURES:
            break
    seconds = time.perf_counter() - started
    print(f"{options.count} texts in {len(FORMATS)} formats, seed {options.seed}, {seconds:.1f} s")
    for failure in failures[:MOST_FAILURES]:
        print(f"FAILED {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
