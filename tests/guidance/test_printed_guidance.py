"""The digest beside the printed guidance, which is not part of triage.

`TRIAGE_GUIDANCE_TEXT` names its text; without it the tests that need it are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.guidance_search import attempt, draw
from benchmarks.printed_guidance import VARIABLE, plain, read_printed, words
from tests.command import ROOT
from tests.guidance.book import book

SEED = 2026
SENTENCES = 20
LONGEST_RUN = 11
OURS = ("flows", "content", "triage", "docs", "README.md")
NAMES = {
    "child safeguarding practice review and relevant agency england regulations 2018": (
        "The title of a law has to be exact."
    ),
    "dorset multi agency quality of practice and action group": (
        "The name of a body has to be exact."
    ),
}
"""What may be longer than a run, and why: it is left out before runs are looked for."""

PRINTED = """## **5. Telling**

The lead *officer* must be told<sup>1</sup> at
once. It may be late, e.g. at night.

- the [partners](https://www.example.org) should meet within five days

### Appendix A Menu
<b>Type</b>	They may choose one of these.
"""


@pytest.fixture(scope="module")
def guidance() -> Path:
    """Return the file with the text of the guidance."""
    name = os.environ.get(VARIABLE)
    if not name:
        pytest.skip(f"{VARIABLE} does not name the text of the guidance, which is not in here")
    return Path(name)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of words that is too long to be copied; names stand between runs."""
    spaced = " ".join(words(plain(text)))
    for name in NAMES:
        spaced = spaced.replace(name, "\n")
    for part in spaced.split("\n"):
        each = part.split()
        for start in range(len(each) - LONGEST_RUN):
            yield tuple(each[start : start + LONGEST_RUN + 1])


def copied(printed: str, ours: str) -> list[str]:
    """Return the runs of the guidance that our text repeats."""
    known = set(runs(printed))
    return [" ".join(run) for run in runs(ours) if run in known]


def test_no_sentence_of_the_guidance_is_copied(guidance: Path) -> None:
    """No run of 12 words of the guidance stands in anything that triage shows or ships."""
    printed = guidance.read_text(encoding="utf-8")
    files = [
        file
        for top in OURS
        for file in ([ROOT / top] if (ROOT / top).is_file() else (ROOT / top).rglob("*"))
        if file.suffix in {".yaml", ".md", ".py", ".j2"}
    ]
    assert len(files) > 100
    found = {
        str(file.relative_to(ROOT)): copied(printed, file.read_text(encoding="utf-8"))
        for file in files
    }
    assert {name: runs_ for name, runs_ in found.items() if runs_} == {}


def test_a_copied_sentence_is_seen_through_another_layout() -> None:
    """Line ends, comment signs, capitals and markup do not hide a copy; eleven words are fine."""
    sentence = "One two three four five six seven eight nine ten eleven twelve."
    ours = "# ONE two **three** four five\n#   six seven, eight nine\n- ten eleven twelve"
    assert copied(f"Before it. {sentence} After it.", ours) == [" ".join(words(sentence))]
    assert copied(sentence, ours.replace("twelve", "thirteen")) == []
    (name, *_) = NAMES
    assert copied(f"See {name} for it.", f"See {name} for it.") == []


def test_sentences_are_read_with_their_sections(tmp_path: Path) -> None:
    """Links, footnotes, emphasis and tables do not get in the way of a sentence."""
    file = tmp_path / "printed.txt"
    file.write_text(PRINTED, encoding="utf-8")
    assert [(each.section, each.text) for each in read_printed(file) if each.is_normative] == [
        ("5", "The lead officer must be told at once."),
        ("5", "It may be late, e.g. at night."),
        ("5", "the partners should meet within five days"),
        ("Appendix A", "They may choose one of these."),
    ]


def test_a_sentence_of_the_guidance_finds_its_section(guidance: Path) -> None:
    """Of 20 sentences drawn by chance, 19 find a rule of their section among five hits."""
    trials = [attempt(book(), each) for each in draw(guidance, SENTENCES, SEED)]
    assert len(trials) == SENTENCES
    missed = [trial.sentence.text for trial in trials if not trial.found]
    assert len(missed) <= 1, missed
