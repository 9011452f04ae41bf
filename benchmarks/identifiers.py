"""How many identifiers in free text are found, and how many plain sentences give a false alarm.

`--count` sentences are made from `--seed`: half of them plain, half with one identifier, its form
drawn evenly. Found means that every sign of the identifier is in what was found. Our own words on
the guidance, sentence by sentence, are a second set of plain sentences.

The sentences are made by us, and so are the figures: real texts will give others.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.identifier_corpus import FORMS, plain_sentence, planted_sentence
from triage.pack.locations import pack_folder
from triage.pack.reader import Pack, read_pack
from triage.report.identifiers.found import Found, find
from triage.report.identifiers.kinds import KINDS
from triage.ui.free_text import TextCheck

SENTENCE = re.compile(r"(?<=[.?!])\s+")
MOST_SHOWN = 15
LEAST_RECALL = 0.97
"""Of every form but a first name alone, which nothing but a list can know."""
LISTED_ONLY = ("first name in small letters", "first name, first word")


def covers(found: Iterable[Found], start: int, end: int) -> bool:
    """Say whether every sign from `start` up to `end` is in what was found."""
    signs = {place for each in found for place in range(each.start, each.end)}
    return signs.issuperset(range(start, end))


def recall(count: int, seed: int, known: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Return for each form how many were found, and of how many."""
    rng = random.Random(f"{seed}/planted")
    hits: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    forms = list(FORMS)
    for number in range(count):
        planted = planted_sentence(rng, forms[number % len(forms)])
        all_[planted.form] += 1
        hits[planted.form] += covers(find(planted.text, known), planted.start, planted.end)
    return {form: (hits[form], all_[form]) for form in forms}


def alarms(sentences: Iterable[str], known: frozenset[str]) -> tuple[int, Counter[str], list[str]]:
    """Return how many sentences there are, in how many each kind is found, and some of those."""
    kinds: Counter[str] = Counter()
    shown: dict[str, None] = {}
    count = 0
    for sentence in sentences:
        count += 1
        found = find(sentence, known)
        kinds.update({each.kind.id for each in found})
        kinds["any"] += bool(found)
        kinds["sure"] += any(each.kind.sure for each in found)
        if len(shown) < MOST_SHOWN:
            shown.update(
                {f"{each.kind.id}: {sentence[each.start : each.end]!r}": None for each in found}
            )
    return count, kinds, list(shown)


def of_the_guidance(pack: Pack) -> Iterator[str]:
    """Yield every sentence of our own words on the guidance."""
    for digest in pack.guidance.digests.values() if pack.guidance else ():
        for section in digest.sections:
            for rule in section.rules:
                yield from SENTENCE.split(rule.says)


def report(title: str, counted: tuple[int, Counter[str], list[str]]) -> None:
    """Print the false alarms of one set of sentences."""
    count, kinds, shown = counted
    print(f"\n{title}: {count:,} sentences without an identifier")
    for kind in ("any", "sure", *(each.id for each in KINDS)):
        if kinds[kind] or kind in {"any", "sure"}:
            print(f"  {kind:<12} {kinds[kind]:>7,}  {1000 * kinds[kind] / count:7.2f} in 1,000")
    for each in shown:
        print(f"    {each}")


def main() -> int:
    """Measure, print, and fail where too little is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pack = read_pack(pack_folder(None), with_guidance=True)
    known = TextCheck(pack).known
    start = time.perf_counter()
    found = recall(options.count // 2, options.seed, known)
    rng = random.Random(f"{options.seed}/plain")
    plain = alarms((plain_sentence(rng) for _ in range(options.count // 2)), known)
    seconds = time.perf_counter() - start
    print("form                                       found      of   share")
    failed = []
    for form, (hits, count) in found.items():
        print(f"{form:<38} {hits:>9,} {count:>7,}  {hits / max(1, count):6.1%}")
        if hits < LEAST_RECALL * count and not form.endswith(LISTED_ONLY):
            failed.append(form)
    report("Sentences made here", plain)
    report("Our words on the guidance", alarms(of_the_guidance(pack), known))
    print(f"\n{options.count:,} sentences in {seconds:.1f} s")
    for form in failed:
        print(f"FAILED: too few are found of: {form}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
