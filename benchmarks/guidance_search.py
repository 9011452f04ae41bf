"""How well `triage guidance search` finds a rule by the guidance's own sentence.

It draws normative sentences from the printed guidance (`--text`, or `TRIAGE_GUIDANCE_TEXT`),
searches the digest with each one as the query, and prints the rank of the first rule of the
section that the sentence stands in. The digest is in other words than the print.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.printed_guidance import VARIABLE, Sentence, read_printed
from triage.guidance.lookup import Book, open_book
from triage.guidance.search import Hit, search
from triage.pack.locations import pack_folder
from triage.pack.reader import read_pack

MOST_RANK = 5
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Trial:
    """One sentence, what the search found for it, and the rank of its section (0: none)."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    rank: int

    @property
    def found(self) -> bool:
        """Whether the right section is among the first hits."""
        return 1 <= self.rank <= MOST_RANK


def draw(file: Path, count: int, seed: int) -> list[Sentence]:
    """Return so many normative sentences, each once, the same for the same seed."""
    sentences = [each for each in dict.fromkeys(read_printed(file)) if each.is_normative]
    return random.Random(seed).sample(sentences, min(count, len(sentences)))


def attempt(book: Book, sentence: Sentence) -> Trial:
    """Search with a sentence as the query."""
    hits = search(book, sentence.text)
    sections = [book.section_of(hit.entry.id) for hit in hits]
    numbers = [None if section is None else section.number for section in sections]
    rank = numbers.index(sentence.section) + 1 if sentence.section in numbers else 0
    return Trial(sentence, hits, rank)


def built_in_book() -> Book:
    """Return the digest that comes with triage."""
    return open_book(read_pack(pack_folder(), with_guidance=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every trial and the score; 1 where fewer than 19 of 20 are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, default=os.environ.get(VARIABLE))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args(arguments)
    if options.text is None:
        parser.error(f"name the guidance's text with --text or {VARIABLE}")
    book = built_in_book()
    trials = [attempt(book, each) for each in draw(Path(options.text), options.count, options.seed)]
    for trial in trials:
        print(
            f"rank {trial.rank}  section {trial.sentence.section}: {trial.sentence.text[:_SHOWN]}"
        )
        print("    " + ", ".join(hit.entry.id for hit in trial.hits[:MOST_RANK]))
    found = sum(trial.found for trial in trials)
    print(f"{found} of {len(trials)} found among the first {MOST_RANK} (seed {options.seed})")
    return 0 if found * 20 >= len(trials) * 19 else 1


if __name__ == "__main__":
    raise SystemExit(main())
