"""Plain text: 80 columns at most, nothing lost, nothing that passes for a heading."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.report.plain_text import WIDTH, one_line, wrapped
from triage.report.safe_text import visible

TEXTS = st.text(alphabet="ab-1.* \n\t=\x1b\u202e\xe9", max_size=400)


@settings(max_examples=150)
@given(text=TEXTS, before=st.sampled_from(["", "- ", "12. ", "    ", "   - ", " " * 60]))
def test_it_wraps_without_losing_a_sign(text: str, before: str) -> None:
    """Lines stay within 80 columns and every sign but space is still there."""
    lines = wrapped(before + one_line(text)).split("\n")
    assert all(len(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "".join((before + visible(text)).split())


@settings(max_examples=100)
@given(text=TEXTS)
def test_a_text_stays_in_its_place(text: str) -> None:
    """Later lines of a text are indented as its first is, so none can pass for a heading."""
    lines = wrapped("    " + one_line(text)).split("\n")
    assert all(line.startswith("    ") or not line.strip() for line in lines)


def test_items_hang() -> None:
    """A broken item is indented under its first word."""
    lines = wrapped("- " + "word " * 30).split("\n")
    assert lines[0].startswith("- word")
    assert lines[1].startswith("  word")


def test_long_words_are_broken() -> None:
    """A word longer than the line is broken rather than left to run out of the paper."""
    assert wrapped("x" * 200).split("\n") == ["x" * 80, "x" * 80, "x" * 40]
