r"""A document as a tagged PDF file (PDF/UA-1), laid out by typst where the extra `pdf` is there.

Texts go in as JSON and are never markup. The fonts are those inside the library and no others, so
that a file looks the same everywhere and says nothing about the machine that made it. What they
cannot show is written as an escape that can be seen, such as `\u4e2d`.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from pathlib import Path
from typing import Final

from triage.errors import UsageError
from triage.report.blocks import (
    LANGUAGE,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    Words,
    column_shares,
    stays_whole,
)
from triage.report.safe_text import escape

LAYOUT = Path(__file__).with_name("pdf_document.typ")
FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
STANDARD: Final = "ua-1"
LONGEST_WORD = 40
"""A longer word may be broken, so that it does not run off the page."""

# What the fonts have, measured for typst 0.15; a test makes a document of all of it.
_NOT_SHOWN = re.compile(
    "[^\\t\\n -~\xa0-\xac\xae-\u02ff\u038e-\u03a1\u03a3-\u0481\u048a-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u2040\u20a0-\u20bf\u2190-\u22ff\u2500-\u262f]"
)
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")

Laid = dict[str, object]


def pdf_document(document: Document) -> bytes:
    """Return the document as the bytes of a .pdf file; raises `UsageError` without typst."""
    try:
        import typst  # noqa: PLC0415 - an extra, which is not always there
    except ImportError as error:
        message = (
            "Writing PDF needs one more part. Install it with: pip install 'triage[pdf]'. "
            "Or end the file's name in .docx and let Word make the PDF."
        )
        raise UsageError(message) from error
    language, region = LANGUAGE.split("-")
    given = {
        "title": shown_in_pdf(document.title),
        "description": shown_in_pdf(document.marking),
        "marking": shown_in_pdf(document.marking),
        "reference": f"reference {shown_in_pdf(document.reference)}",
        "language": language.lower(),
        "region": region.lower(),
        "fonts": FONTS,
        "blocks": [_block(block) for block in document.blocks],
    }
    return typst.compile(
        LAYOUT.read_bytes(),
        format="pdf",
        sys_inputs={"document": json.dumps(given)},
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        timestamp=int(document.made_at.astimezone(datetime.UTC).timestamp()),
    )


def _block(block: Block) -> Laid:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "words": _words(block.words)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "quoted": block.quoted, "words": _words(block.words)}
    if isinstance(block, Items):
        kind = "bullets" if block.start is None else "numbers"
        items = [[_block(each) for each in item] for item in block.items]
        return {"kind": kind, "start": block.start, "items": items}
    return _table(block)


def _table(block: Table) -> Laid:
    return {
        "kind": "table",
        "whole": stays_whole(block),
        "widths": column_shares(block),
        "head": [_words(words) for words in block.head],
        "rows": [[_words(words) for words in row] for row in block.rows],
    }


def _words(words: Words) -> list[Laid]:
    return [
        {
            "strong": run.strong,
            "lines": [_pieces(line) for line in shown_in_pdf(run.text).split("\n")],
        }
        for run in words
    ]


def _pieces(line: str) -> list[str]:
    return _LONG_WORD.sub(lambda found: f"{found.group()}\n", line).split("\n")


def shown_in_pdf(text: str) -> str:
    """Return a text that the fonts can show; letters with accents are put together first."""
    return _NOT_SHOWN.sub(
        lambda found: escape(ord(found.group())), unicodedata.normalize("NFC", text)
    )
