"""Redacted copies by the thousand: nothing that was found in a text is left in any format.

Each case is a summary with made-up sentences in the person's own reasons and in further answers,
each sentence with one identifier in it (`identifier_corpus`), made from a seed and the case's
number alone. The copy is written in every format of texts, each hundredth case as Word and PDF too,
read back by parsers that have nothing to do with what wrote it, and searched.

An identifier that is not found is counted. One that is found and is left all the same is a failure,
and so is an exception, or a sentence without an identifier whose words do not come back.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from dataclasses import replace

from benchmarks.identifier_corpus import FORMS, Planted, plain_sentence, planted_sentence
from benchmarks.identifiers import covers
from benchmarks.reading_back import READERS, squeezed
from benchmarks.sample_summary import sample_summary
from triage.pack.locations import pack_folder
from triage.pack.reader import Pack, read_pack
from triage.report.documents import made
from triage.report.formats import FORMATS
from triage.report.identifiers.found import find
from triage.report.redaction.ages import look
from triage.report.redaction.redacted import redacted
from triage.report.summary import Answer, Summary
from triage.ui.free_text import TextCheck

TEXTS = ("txt", "md", "html", "email.txt", "json")
PAGES = ("docx", "pdf")
EVERY = 100
MOST_SENTENCES = 6
MOST_FAILURES = 20


def case(number: int, seed: int) -> tuple[Summary, list[Planted], str]:
    """Return a summary, the sentences in it that have an identifier, and one that has none."""
    rng = random.Random(f"{seed}/{number}")
    forms = list(FORMS)
    planted = [
        planted_sentence(rng, rng.choice(forms)) for _ in range(rng.randrange(1, MOST_SENTENCES))
    ]
    plain = next(each for each in iter(lambda: plain_sentence(rng), "") if not ages(each))
    base = sample_summary("\n".join((plain, *(each.text for each in planted))))
    answers = tuple(
        Answer(50 + place, "note", "What else?", each.text, unsure=rng.random() < 0.5)  # noqa: PLR2004 - even chances
        for place, each in enumerate(planted)
    )
    unsure = tuple(answer for answer in answers if answer.unsure)
    return (
        replace(base, answers=(*base.answers, *answers), waiting=answers[:1], not_sure=unsure),
        planted,
        plain,
    )


def ages(sentence: str) -> bool:
    """Say whether a sentence has an exact age, which a copy gives as a band."""
    return next(look(sentence), None) is not None


def left(text: str, piece: str) -> bool:
    """Say whether an identifier stands in a text, however its lines are broken."""
    words = r"\s+".join(re.escape(word) for word in piece.split())
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", text) is not None


def attempt(
    number: int, seed: int, pack: Pack, known: frozenset[str]
) -> tuple[Counter[str], list[str]]:
    """Return what was counted in one case, and what went wrong."""
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    summary, planted, plain = case(number, seed)
    copy = redacted(summary, known)
    found = {each.text: covers(find(each.text, known), each.start, each.end) for each in planted}
    for ending in TEXTS if number % EVERY else (*TEXTS, *PAGES):
        read = "\n".join(READERS[ending](made(copy, FORMATS[ending], pack.templates)))
        counted[ending] += 1
        if squeezed(plain) not in squeezed(read):
            wrong.append(f"{ending}: a plain sentence is not whole")
        for each in planted:
            if left(read, each.text[each.start : each.end]):
                counted["left, not found"] += not found[each.text]
                if found[each.text]:
                    wrong.append(f"{ending}: {each.form} is left")
    counted["identifiers"] += len(planted)
    counted["not found"] += sum(not each for each in found.values())
    return counted, wrong


def run(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return what was counted in all cases, and what went wrong."""
    pack = read_pack(pack_folder(None))
    known = TextCheck(pack).known
    counted: Counter[str] = Counter()
    failures: list[str] = []
    for number in range(count):
        try:
            more, wrong = attempt(number, seed, pack, known)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            more, wrong = Counter(), [f"{type(error).__name__}: {str(error)!a}"]
        counted += more
        failures += [f"case {number}: {each}" for each in wrong]
    return counted, failures


def main() -> int:
    """Make the copies, print what came of them, and fail where anything is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    counted, failures = run(options.count, options.seed)
    for name, count in sorted(counted.items()):
        print(f"{name:<16} {count:>9,}")
    for failure in failures[:MOST_FAILURES]:
        print(f"FAILED: {failure}")
    seconds = time.perf_counter() - start
    print(f"{options.count:,} copies in {seconds:.1f} s, {len(failures):,} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
