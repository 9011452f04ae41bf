"""Markdown shows any text as it was written, held against another reader of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from triage.report.markdown import shown_as_written
from triage.report.safe_text import visible

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = "\\`*_{}[]()<>#+-.!|~&;:=\"'$^@ \n\t019aAé\x1b\u202e\xa0"
TEXTS = st.one_of(st.text(alphabet=SIGNS, max_size=30), st.text(max_size=30))
NASTY = [
    "[x](javascript:alert(1))",
    "# heading",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#35; R&D",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "* item",
    "---",
    "- - -",
    "===",
    "> quote",
    "```\ncode\n```",
    "~~gone~~ *em* __strong__",
    "| a | b |\n|---|---|\n| c | d |",
    "[ref]: http://example.org\n[ref]",
    "![picture](http://example.org/x.png)",
    "    code\n\tcode",
    "a|b\n-:",
    "a|b\n:-:",
    "ends with a backslash\\",
    "two\n\nparagraphs\n",
    "<!-- hidden -->",
    "<http://example.org>",
    "word" * 500,
]


def shown(markdown: str) -> list[str]:
    """Return the lines that a reader of the Markdown sees, wherever they stand."""
    lines = [""]
    for token in READER.parse(markdown):
        assert token.type not in {"html_block", "code_block", "fence", "hr"}
        for part in token.children or []:
            assert part.type in {"text", "text_special", "hardbreak", "softbreak"}
            if part.type in {"hardbreak", "softbreak"}:
                lines.append("")
            lines[-1] += part.content
    return lines


def written(text: str) -> list[str]:
    """Return the lines of a text, without the space around them that no document shows."""
    return [line.strip() for line in visible(text).strip().split("\n")]


@pytest.mark.parametrize("before", ["", "- ", "7. ", "> ", "# "])
@settings(max_examples=150)
@given(text=TEXTS.filter(lambda text: bool(text.strip())))
@example(text="a\\")
@example(text="1.")
@example(text="-\n-")
def test_any_text_shows_as_written(before: str, text: str) -> None:
    """No text makes a list, a heading, a link, HTML or an emphasis; each line shows."""
    markdown = shown_as_written(text)
    lines = written(text)
    if before == "# ":
        # A heading is one line: what follows is a paragraph, and the break shows as a sign.
        markdown, lines = markdown.split("\\\n")[0], lines[:1]
        if not lines[0]:
            return
    assert [line.strip() for line in shown(before + markdown)] == lines


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_show_as_written(text: str) -> None:
    """The usual tricks show as they were typed, in a paragraph and in a list."""
    for before in ("", "- ", "> "):
        assert [line.strip() for line in shown(before + shown_as_written(text))] == written(text)


def test_plain_words_stay_readable() -> None:
    """Ordinary text is not littered with backslashes."""
    text = "Head of Quality Assurance & Partnerships (0.1.0), e-mail: a@b.org - 50% + more!"
    assert shown_as_written(text) == text
